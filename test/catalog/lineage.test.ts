import { lineageGraph } from '../../catalog/lineage';
import { derived } from '../../platform/mapping/lineage';
import { billing, payer, payments } from './stub-subgraphs';

const lineages = [payer, billing, payments].map(({ name, lineage }) => ({ api: name, rows: lineage }));
const graph = lineageGraph(lineages, () => true);
const sources = (field: string, depth: number) =>
  graph.upstream(field, depth).map(({ source, depth: at }) => `${at} ${source}`);

describe('upstream lineage', () => {
  it('goes through derived fields back to the outside standards, nearest first', () => {
    expect(sources('PatientAccount.balance', 5)).toEqual([
      '1 Claim.billedAmount',
      '1 PatientAccount.paidAmount',
      '2 X12 835 CLP03',
      '2 Stripe payment_intent.amount_received',
    ]);
  });

  it('stops at the depth asked for', () => {
    expect(sources('PatientAccount.balance', 1)).toHaveLength(2);
  });

  it('tells fields from standards, and which API and transform made the step', () => {
    expect(graph.upstream('PatientAccount.balance', 2).map(({ sourceKind }) => sourceKind)).toEqual(['FIELD', 'FIELD', 'STANDARD', 'STANDARD']); // prettier-ignore
    expect(graph.upstream('Claim.billedAmount', 1)).toEqual([
      { target: 'Claim.billedAmount', source: 'X12 835 CLP03', sourceKind: 'STANDARD', transform: 'dollars', apiName: 'payer', depth: 1 },
    ]); // prettier-ignore
  });

  it('ends in circles', () => {
    const rows = [derived('A.x', ['B.y'], 'copy'), derived('B.y', ['A.x'], 'copy'), derived('A.x', ['B.y'], 'copy')];
    const circle = lineageGraph([{ api: 'a', rows }], () => true);
    expect(circle.upstream('A.x', 10).map(({ target, depth }) => `${target} ${depth}`)).toEqual(['A.x 1', 'B.y 2']);
  });

  it.each([0, 11, 1.5])('refuses a depth of %p', (depth) =>
    expect(() => graph.upstream('A.x', depth)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' })),
  );

  it('names the coordinates that the graph does not have', () => {
    const partial = lineageGraph(lineages, (coordinate) => !coordinate.startsWith('PatientAccount.paid'));
    expect(partial.unknown.map(({ api, coordinate }) => `${api} ${coordinate}`)).toEqual([
      'billing PatientAccount.paidAmount',
      'payments PatientAccount.paidAmount',
    ]);
  });
});
