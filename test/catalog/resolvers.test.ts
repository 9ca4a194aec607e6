import { graphql } from 'graphql';
import { createCatalog, type Catalog } from '../../catalog/index';
import { hubErrorBehind } from '../../platform/domain/graphql-errors';
import type { Store } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger as log } from '../../platform/telemetry/logger';
import {
  billing,
  inlineComposer,
  payer,
  PAYER_BODY,
  payments,
  schemaOf,
  tickingClock,
  viewerWith,
} from './stub-subgraphs';

let store: Store;
let catalog: Catalog;
beforeAll(async () => {
  store = await openSqliteStore({ path: ':memory:' });
  catalog = await createCatalog({
    store, log, clock: tickingClock(), composer: inlineComposer(), subgraphs: [payer, billing, payments],
  }); // prettier-ignore
});
afterAll(async () => {
  await catalog.close();
  await store.close();
});

async function ask(source: string, ...scopes: string[]) {
  const contextValue = catalog.subgraph.contextFor({ viewer: viewerWith(...scopes), correlationId: 'c1' });
  const { data, errors = [] } = await graphql({ schema: catalog.subgraph.schema, source, contextValue });
  return { data: data as Record<string, unknown> | null, codes: errors.map((error) => hubErrorBehind(error)?.code ?? error.message) }; // prettier-ignore
}
const answer = async (source: string) => {
  const { data, codes } = await ask(source, 'catalog:read');
  expect(codes).toEqual([]);
  return data;
};

describe('the catalog over GraphQL', () => {
  it('lists the APIs, itself as well, with owner and version', async () => {
    const data = await answer('{ apis(first: 10) { totalCount nodes { id name layer team { name } domain { name } systems { name } currentVersion { version isCurrent status } } } }'); // prettier-ignore
    expect(data?.apis).toMatchObject({ totalCount: 4, nodes: [{ name: 'billing' }, { name: 'catalog' }, { name: 'payer' }, { name: 'payments' }] }); // prettier-ignore
    expect((data?.apis as { nodes: unknown[] }).nodes[2]).toEqual({
      id: 'api:accord/payer', name: 'payer', layer: 'system', team: { name: 'payer-team' }, domain: { name: 'billing' },
      systems: [{ name: 'payer-system' }], currentVersion: { version: '1.0.0', isCurrent: true, status: 'PUBLISHED' },
    }); // prettier-ignore
  });

  it('pages through them', async () => {
    const { apis } = (await answer('{ apis(first: 3) { pageInfo { hasNextPage endCursor } } }')) as { apis: { pageInfo: { endCursor: string } } }; // prettier-ignore
    const rest = await answer(
      `{ apis(first: 3, after: "${apis.pageInfo.endCursor}") { nodes { name } pageInfo { hasNextPage } } }`,
    );
    expect(rest?.apis).toEqual({ nodes: [{ name: 'payments' }], pageInfo: { hasNextPage: false } });
  });

  it('gives one API with its fields', async () => {
    const data = await answer('{ api(name: "payments") { fields(first: 50) { nodes { coordinate } } } }');
    expect(JSON.stringify(data)).toContain('PatientAccount.paidAmount');
    expect(JSON.stringify(data)).not.toContain('PatientAccount.balance');
  });

  it('filters fields by type and class', async () => {
    const data = await answer('{ fields(first: 50, type: "Claim", class: PHI) { totalCount nodes { coordinate reference type class scopes mask purposes owner { name } contributors { name } } } }'); // prettier-ignore
    expect(data?.fields).toEqual({
      totalCount: 1,
      nodes: [{
        coordinate: 'Claim.serviceDate', reference: 'field:accord/Claim.serviceDate', type: 'CalendarDate', class: 'PHI',
        scopes: [['claim:read']], mask: 'YEAR_ONLY', purposes: [], owner: { name: 'payer' }, contributors: [{ name: 'payer' }],
      }],
    }); // prettier-ignore
  });

  it('gives one field with its words', async () => {
    const data = await answer('{ field(coordinate: "Claim.oldStatus") { deprecationReason owner { team { id } } } }');
    expect(data?.field).toEqual({
      deprecationReason: 'status, 2027-01-01',
      owner: { team: { id: 'team:accord/payer-team' } },
    });
  });

  it('answers lineage through derived fields', async () => {
    const data = await answer('{ lineage(field: "PatientAccount.balance") { depth source sourceKind transform api { name } sourceField { class } } }'); // prettier-ignore
    expect(data?.lineage).toEqual([
      { depth: 1, source: 'Claim.billedAmount', sourceKind: 'FIELD', transform: 'sum', api: { name: 'billing' }, sourceField: { class: 'FINANCIAL' } },
      { depth: 1, source: 'PatientAccount.paidAmount', sourceKind: 'FIELD', transform: 'sum', api: { name: 'billing' }, sourceField: { class: 'FINANCIAL' } },
      { depth: 2, source: 'X12 835 CLP03', sourceKind: 'STANDARD', transform: 'dollars', api: { name: 'payer' }, sourceField: null },
      { depth: 2, source: 'Stripe payment_intent.amount_received', sourceKind: 'STANDARD', transform: 'identity', api: { name: 'payments' }, sourceField: null },
    ]); // prettier-ignore
    const near = await answer('{ lineage(field: "PatientAccount.balance", depth: 1) { source } }');
    expect(near?.lineage).toHaveLength(2);
  });

  it('lists teams, domains and systems with their APIs', async () => {
    const data = await answer('{ teams { name apis { name } } domains { id apis { name } } systems { name } }');
    expect(data?.teams).toContainEqual({ name: 'governance', apis: [{ name: 'catalog' }] });
    expect(data?.domains).toContainEqual({ id: 'domain:accord/billing', apis: [{ name: 'billing' }, { name: 'payer' }, { name: 'payments' }] }); // prettier-ignore
    expect(data?.systems).toContainEqual({ name: 'billing-system' });
  });

  it('tells which versions the graph is made of, and what was published and refused', async () => {
    const refused = { ...payer, sdl: schemaOf('payer', PAYER_BODY.replace('mask: YEAR_ONLY', 'mask: ZIP3'), '2.0.0') };
    await catalog.publish([refused]);
    const data = await answer('{ supergraph { hash parts { api { name } } } versions(api: "payer", first: 5) { nodes { version status isCurrent faults } } }'); // prettier-ignore
    expect(data?.supergraph).toMatchObject({ parts: [{ api: { name: 'billing' } }, { api: { name: 'catalog' } }, { api: { name: 'payer' } }, { api: { name: 'payments' } }] }); // prettier-ignore
    expect(data?.versions).toEqual({
      nodes: [
        {
          version: '2.0.0',
          status: 'REJECTED',
          isCurrent: false,
          faults: [expect.stringContaining('Claim.serviceDate')],
        },
        { version: '1.0.0', status: 'PUBLISHED', isCurrent: true, faults: [] },
      ],
    });
  });

  it('resolves references to its entities', async () => {
    const data = await answer(`{ _entities(representations: [
      { __typename: "Api", id: "api:accord/payer" }, { __typename: "Team", id: "team:accord/governance" },
      { __typename: "Field", coordinate: "Claim.id" }, { __typename: "System", id: "team:accord/governance" }
    ]) { __typename ... on Api { name } ... on Team { name } ... on Field { type } } }`); // prettier-ignore
    expect(data?._entities).toEqual([
      { __typename: 'Api', name: 'payer' }, { __typename: 'Team', name: 'governance' }, { __typename: 'Field', type: 'ID!' }, null,
    ]); // prettier-ignore
  });

  it('has nothing for names it does not know', async () => {
    const { data, codes } = await ask('{ api(name: "x") { id } field(coordinate: "X.y") { type } lineage(field: "X.y") { source } }', 'catalog:read'); // prettier-ignore
    expect({ data, codes }).toEqual({ data: { api: null, field: null, lineage: null }, codes: ['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND'] }); // prettier-ignore
  });

  it.each([
    'apis(first: 1) { totalCount }', 'api(name: "payer") { id }', 'versions(api: "payer", first: 1) { totalCount }', 'fields(first: 1) { totalCount }',
    'field(coordinate: "Claim.id") { type }', 'teams { id }', 'domains { id }', 'systems { id }', 'lineage(field: "PatientAccount.balance") { source }', 'supergraph { hash }',
  ])('denies { %s } to a viewer without catalog:read', async (field) => {
    const { data, codes } = await ask(`{ ${field} }`, 'patient:read', 'claim:read');
    expect(Object.values(data ?? {})).toEqual([null]);
    expect(codes).toEqual(['FORBIDDEN']);
  }); // prettier-ignore
});
