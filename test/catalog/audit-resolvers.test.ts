import { graphql } from 'graphql';
import { createCatalog, type Catalog } from '../../catalog/index';
import type { AuditContent } from '../../platform/access/audit/audit-record';
import { openAuditReader } from '../../platform/access/audit/audit-reader';
import { createAuditWriter, type AuditWriter } from '../../platform/access/audit/audit-writer';
import { hubErrorBehind } from '../../platform/domain/graphql-errors';
import { instant } from '../../platform/domain/instant';
import type { Store } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { contentOf } from '../platform/access/audit/contents';
import { inlineComposer, payer, tickingClock, viewerWith } from './stub-subgraphs';

let store: Store;
let catalog: Catalog;
let writer: AuditWriter;
let bare: Catalog;
beforeAll(async () => {
  store = await openSqliteStore({ path: ':memory:' });
  const made = { store, log, clock: tickingClock(), composer: inlineComposer(), subgraphs: [payer] };
  catalog = await createCatalog({ ...made, audit: await openAuditReader(store) });
  bare = await createCatalog(made);
  writer = await createAuditWriter({ store, name: 'w', log });
  const at = (minute: number) => instant(`2026-01-01T00:0${minute}:00.000Z`);
  const all: Partial<AuditContent>[] = [
    { at: at(1), subgraph: 'payer' },
    {
      at: at(2),
      purpose: 'BTG',
      reason: 'unconscious',
      operation: { kind: 'QUERY', nameHash: 'n', documentHash: 'd' },
    },
    { at: at(3), purpose: 'PATRQT', viewer: { subject: 's', clientId: 'portal', tokenId: null, patientIds: ['p1'] } },
    { at: instant('2015-01-01T00:00:00.000Z'), purpose: 'BTG', reason: 'long ago' },
  ];
  await writer.append(all.map(contentOf));
});
afterAll(async () => {
  await writer.close();
  await catalog.close();
  await store.close();
});

async function ask(source: string, { scopes = ['audit:read'], of = catalog } = {}) {
  const contextValue = of.subgraph.contextFor({ viewer: viewerWith(...scopes), correlationId: 'c1' });
  const { data, errors = [] } = await graphql({ schema: of.subgraph.schema, source, contextValue });
  const codes = errors.map((error) => hubErrorBehind(error)?.code ?? error.message);
  return { data: data as Record<string, unknown> | null, codes, audit: contextValue.audit.take() };
}

describe('the access log', () => {
  it('says who asked for what of a patient, when, why and with what outcome, the newest first', async () => {
    const { data, codes } =
      await ask(`{ accessLog(patient: "p1", from: "2026-01-01T00:00:00Z", first: 9) { totalCount nodes {
      recordId recordedAt patientId subject clientId tokenId purpose breakGlassReason operationKind operationNameHash
      documentHash correlationId api { name } policyVersion fields { coordinate decision entities } } } }`);
    expect(codes).toEqual([]);
    const { totalCount, nodes } = data?.accessLog as { totalCount: number; nodes: Record<string, unknown>[] };
    expect(totalCount).toBe(3);
    expect(nodes.map(({ recordId }) => recordId)).toEqual(['w@3', 'w@2', 'w@1']);
    expect(nodes[1]).toMatchObject({ purpose: 'BTG', breakGlassReason: 'unconscious', operationNameHash: 'n' });
    expect(nodes[2]).toEqual({
      ...{ recordId: 'w@1', recordedAt: '2026-01-01T00:01:00.000Z', patientId: 'p1', subject: 'nurse-1' },
      ...{ clientId: 'ward', tokenId: 't1', purpose: 'HPAYMT', breakGlassReason: null, operationKind: 'QUERY' },
      ...{ operationNameHash: null, documentHash: 'd'.repeat(64), correlationId: 'c1', api: { name: 'payer' } },
      policyVersion: 'p'.repeat(64),
      fields: [{ coordinate: 'Patient.name', decision: 'ALLOW', entities: ['Patient/p1'] }],
    });
  });

  it('pages, and is narrowed to a time', async () => {
    const first = await ask('{ accessLog(patient: "p1", first: 1) { pageInfo { hasNextPage endCursor } } }');
    const { pageInfo } = first.data?.accessLog as { pageInfo: { hasNextPage: boolean; endCursor: string } };
    expect(pageInfo.hasNextPage).toBe(true);
    const rest = await ask(
      `{ accessLog(patient: "p1", first: 9, after: "${pageInfo.endCursor}", to: "2026-01-01T00:02:00Z", from: "2026-01-01T00:00:00Z") { nodes { recordId } } }`,
    );
    expect(rest.data?.accessLog).toEqual({ nodes: [{ recordId: 'w@1' }] });
    expect((await ask('{ accessLog(patient: "nobody", first: 9) { nodes { id } } }')).data?.accessLog).toEqual({
      nodes: [],
    });
  });

  it('is for who holds audit:read alone, and is itself on record', async () => {
    const query = '{ accessLog(patient: "p1", first: 1) { nodes { subject } } }';
    const refused = await ask(query, { scopes: ['catalog:read', 'patient:read'] });
    expect(refused.codes).toEqual(['FORBIDDEN']);
    const { audit } = await ask(query);
    expect(audit).toMatchObject({ patients: ['p1'] });
    expect(audit?.accesses.map(({ fields }) => fields)).toEqual([['Query.accessLog'], ['AccessLogEntry.subject']]);
  });

  it('says so where no audit trail is kept', async () => {
    expect((await ask('{ accessLog(patient: "p1", first: 1) { nodes { id } } }', { of: bare })).codes).toEqual([
      'SOURCE_UNAVAILABLE',
    ]);
  });
});

describe('the accounting of disclosures', () => {
  it('has what was not for treatment, payment or operations, nor to the patient, of six years', async () => {
    const query = '{ accountingOfDisclosures(patient: "p1", first: 9) { totalCount nodes { disclosedAt recipient clientId disclosedFields purpose reason } } }'; // prettier-ignore
    expect((await ask(query)).data?.accountingOfDisclosures).toEqual({
      totalCount: 1,
      nodes: [
        {
          ...{ disclosedAt: '2026-01-01T00:02:00.000Z', recipient: 'nurse-1', clientId: 'ward' },
          ...{ disclosedFields: ['Patient.name'], purpose: 'BTG', reason: 'unconscious' },
        },
      ],
    });
    const all = await ask('{ accountingOfDisclosures(patient: "p1", from: "2000-01-01T00:00:00Z", first: 9) { totalCount } }'); // prettier-ignore
    expect(all.data?.accountingOfDisclosures).toEqual({ totalCount: 2 });
  });
});
