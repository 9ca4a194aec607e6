import { lineageGraph } from '../../catalog/lineage';
import { toOpenLineage } from '../../catalog/open-lineage';
import { instant } from '../../platform/domain/instant';
import { billing, payer, payments } from './stub-subgraphs';

const lineages = [payer, billing, payments].map(({ name, lineage }) => ({ api: name, rows: lineage }));
const edges = lineageGraph(lineages, () => true).upstream('PatientAccount.balance', 5);
const events = toOpenLineage(edges, instant('2026-01-05T00:00:00Z'));
const columns = (name: string) =>
  events.find(({ dataset }) => dataset.name === name)?.dataset.facets.columnLineage.fields;

describe('OpenLineage export', () => {
  it('is one dataset event for each type on the way', () => {
    expect(events.map(({ dataset }) => dataset.name)).toEqual(['PatientAccount', 'Claim']);
    expect(events[0]).toMatchObject({
      eventTime: '2026-01-05T00:00:00.000Z',
      schemaURL: expect.stringContaining('DatasetEvent'),
    });
    expect(events[0]?.dataset.facets.columnLineage._schemaURL).toContain('ColumnLineageDatasetFacet');
  });

  it('names the input columns, in the graph and in outside standards', () => {
    expect(columns('PatientAccount')?.balance?.inputFields.map(({ namespace, name, field }) => [namespace, name, field])).toEqual([
      ['accord', 'Claim', 'billedAmount'],
      ['accord', 'PatientAccount', 'paidAmount'],
    ]); // prettier-ignore
    expect(columns('Claim')?.billedAmount?.inputFields).toMatchObject([
      { namespace: 'X12 835', name: 'CLP03', field: 'CLP03' },
    ]);
    expect(columns('PatientAccount')?.paidAmount?.inputFields).toMatchObject([
      {
        namespace: 'Stripe',
        name: 'payment_intent',
        field: 'amount_received',
        transformations: [{ subtype: 'IDENTITY' }],
      },
    ]);
  });
});
