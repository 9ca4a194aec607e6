import { openCatalogStore } from '../../catalog/catalog-store';
import { openRegistry, type Registry } from '../../catalog/registry';
import type { Store } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger as log } from '../../platform/telemetry/logger';
import {
  billing,
  BILLING_BODY,
  inlineComposer,
  payer,
  PAYER_BODY,
  payments,
  schemaOf,
  tickingClock,
} from './stub-subgraphs';

const newerPayer = {
  ...payer,
  sdl: schemaOf('payer', PAYER_BODY.replace('oldStatus', 'note: String\n  oldStatus'), '1.1.0'),
};
const weakerBilling = {
  ...billing,
  sdl: schemaOf(
    'billing',
    BILLING_BODY.replace('id: ID! @access(class: INTERNAL) }', 'id: ID! @access(class: PUBLIC) }'),
  ),
};

describe('the registry', () => {
  let store: Store;
  let composer: ReturnType<typeof inlineComposer>;
  const open = (): Promise<Registry> => openRegistry({ store, clock: tickingClock(), log, composer });
  const versionsOf = async (registry: Registry, api: string) =>
    (await registry.versions(api, { limit: 10, after: null })).items.map(
      ({ version, status }) => `${version} ${status}`,
    );

  beforeEach(async () => {
    store = await openSqliteStore({ path: ':memory:' });
    composer = inlineComposer();
  });
  afterEach(() => store.close());

  it('publishes subgraphs into a graph and knows their owners', async () => {
    const registry = await open();
    expect(await registry.publish([payer, billing])).toEqual({ outcome: 'PUBLISHED', faults: [], hints: [] });
    expect(registry.supergraph.current()).toContain('type PatientAccount');
    const { apis, supergraph, fields } = registry.state();
    expect([...apis.keys()]).toEqual(['billing', 'payer']);
    expect(apis.get('payer')).toMatchObject({
      team: 'payer-team',
      domain: 'billing',
      version: '1.0.0',
      systems: ['payer-system'],
    });
    expect(supergraph?.parts.map(({ api }) => api)).toEqual(['billing', 'payer']);
    expect(fields.get('Claim.billedAmount')?.ownerName).toBe('payer');
  });

  it('does nothing when the same schema is published again, whatever its layout', async () => {
    const registry = await open();
    await registry.publish([payer, billing]);
    const changes: string[] = [];
    registry.supergraph.onChange((sdl) => changes.push(sdl));
    const again = await registry.publish([{ ...payer, sdl: `# a comment\n${payer.sdl}` }]);
    expect(again.outcome).toBe('UNCHANGED');
    expect({ composed: composer.calls, changes }).toEqual({ composed: 1, changes: [] });
    expect(await versionsOf(registry, 'payer')).toEqual(['1.0.0 PUBLISHED']);
  });

  it('swaps the graph on a hot publish and keeps every version', async () => {
    const registry = await open();
    await registry.publish([payer, billing]);
    const changes: string[] = [];
    registry.supergraph.onChange((sdl) => changes.push(sdl));
    expect((await registry.publish([newerPayer])).outcome).toBe('PUBLISHED');
    expect(changes).toEqual([registry.supergraph.current()]);
    expect(registry.supergraph.current()).toContain('note: String');
    expect(await versionsOf(registry, 'payer')).toEqual(['1.1.0 PUBLISHED', '1.0.0 PUBLISHED']);
  });

  it('records a publish with a weaker guard as rejected, and the graph before it stays', async () => {
    const registry = await open();
    await registry.publish([payer, billing]);
    const before = registry.supergraph.current();
    const { outcome, faults } = await registry.publish([weakerBilling]);
    expect({ outcome, faults }).toMatchObject({ outcome: 'REJECTED', faults: [{ rule: 'GUARDS_DIFFER', coordinates: ['Claim.id'] }] }); // prettier-ignore
    expect(registry.supergraph.current()).toBe(before);
    const [newest] = (await registry.versions('billing', { limit: 1, after: null })).items;
    expect(newest).toMatchObject({
      status: 'REJECTED',
      faults: [expect.stringContaining('Claim.id is guarded differently')],
    });
    expect(registry.state().apis.get('billing')?.currentVersion.status).toBe('PUBLISHED');
  });

  it('records a schema that cannot be read, without composing', async () => {
    const registry = await open();
    const { outcome, faults } = await registry.publish([{ ...payer, sdl: 'type Query {' }]);
    expect({ outcome, rule: faults[0]?.rule, composed: composer.calls }).toEqual({ outcome: 'REJECTED', rule: 'INVALID_GRAPHQL', composed: 0 }); // prettier-ignore
    expect(await versionsOf(registry, 'payer')).toEqual(['unknown REJECTED']);
  });

  it('publishes a refused version later, once what it needs is there', async () => {
    const registry = await open();
    const external = `type Claim @key(fields: "id") {
      id: ID! @access(class: INTERNAL)
      oldStatus: String @external @access(class: FINANCIAL, scopes: [["claim:read"]])
      newStatus: String @requires(fields: "oldStatus") @access(class: FINANCIAL, scopes: [["claim:read"]])
    }`;
    const needsPayer = { ...billing, sdl: schemaOf('billing', BILLING_BODY.replace(/type Claim .*/s, external)) };
    const refused = await registry.publish([needsPayer]);
    expect(refused).toMatchObject({ outcome: 'REJECTED', faults: [{ rule: 'EXTERNAL_MISSING_ON_BASE' }] });
    await registry.publish([payer]);
    expect((await registry.publish([needsPayer])).outcome).toBe('PUBLISHED');
    expect(await versionsOf(registry, 'billing')).toEqual(['1.0.0 PUBLISHED']);
  });

  it('starts again from the stored graph without composing', async () => {
    const first = await open();
    await first.publish([payer, billing], { others: 'RETIRE' });
    const served = first.supergraph.current();
    await first.close();
    const second = await open();
    expect(second.supergraph.current()).toBe(served);
    expect((await second.publish([payer, billing], { others: 'RETIRE' })).outcome).toBe('UNCHANGED');
    expect(composer.calls).toBe(1);
    expect(second.state().lineage.upstream('PatientAccount.balance', 2)).toHaveLength(3);
  });

  it('refuses new lineage rows that would make a field tell what its inputs keep', async () => {
    const registry = await open();
    await registry.publish([payer, billing, payments]);
    const lineage = [{ target: 'Claim.oldStatus', sources: ['Claim.serviceDate'], transform: 'year' }];
    const { outcome, faults } = await registry.publish([{ ...payer, lineage }]);
    expect([outcome, ...faults.map(({ rule }) => rule)]).toEqual(['REJECTED', 'DERIVED_WEAKER']);
    expect(registry.state().lineage.upstream('Claim.oldStatus', 1)).toEqual([]);
  });

  it('takes new lineage rows without a new version', async () => {
    const registry = await open();
    await registry.publish([payer, billing]);
    const lineage = [{ target: 'Claim.billedAmount', sources: ['FHIR R4 Claim.total'], transform: 'money' }];
    expect((await registry.publish([{ ...payer, lineage }])).outcome).toBe('UNCHANGED');
    expect(registry.state().lineage.upstream('Claim.billedAmount', 1)).toMatchObject([
      { source: 'FHIR R4 Claim.total' },
    ]);
    expect(await registry.countVersions('payer')).toBe(1);
  });

  it('keeps the other APIs, or retires them when the set is the whole', async () => {
    const registry = await open();
    await registry.publish([payer, billing, payments]);
    await registry.publish([newerPayer]);
    expect([...registry.state().apis.keys()]).toEqual(['billing', 'payer', 'payments']);
    await registry.publish([newerPayer, billing], { others: 'RETIRE' });
    expect([...registry.state().apis.keys()]).toEqual(['billing', 'payer']);
  });

  it('loses no publish of two that come at once, here or in another process', async () => {
    const [one, two] = [await open(), await open()];
    await one.publish([payer, billing]);
    const results = await Promise.all([one.publish([newerPayer]), two.publish([payments])]);
    expect(results.map(({ outcome }) => outcome)).toEqual(['PUBLISHED', 'PUBLISHED']);
    const stored = await (await openCatalogStore(store)).supergraph();
    expect(stored?.sdl).toContain('note: String');
    expect(stored?.sdl).toContain('paidAmount: Money');
  });

  it('serves the last good graph while composing cannot be done', async () => {
    const registry = await open();
    await registry.publish([payer, billing]);
    composer.compose = () => Promise.reject(new Error('no worker'));
    await expect(registry.publish([newerPayer])).rejects.toThrow('no worker');
    expect(registry.supergraph.current()).toContain('type PatientAccount');
    expect((await registry.publish([payer])).outcome).toBe('UNCHANGED');
  });
});
