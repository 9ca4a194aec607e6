import { openCatalogStore, referenceOf, type RegisteredVersion } from '../../catalog/catalog-store';
import { instant, instantOf } from '../../platform/domain/instant';
import type { Store } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';

const version = (hash: string, seconds = 0): RegisteredVersion => ({
  apiName: 'payer',
  version: '1.0.0',
  hash,
  status: 'PUBLISHED',
  publishedAt: instantOf(Date.parse('2026-01-05T00:00:00Z') + seconds * 1_000),
  faults: [],
  sdl: 'type Query { a: Int }',
  lineage: [{ target: 'A.b', sources: ['X12 835 CLP01'], transform: 'text' }],
});

describe('the catalog store', () => {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore({ path: ':memory:' });
  });
  afterEach(() => store.close());

  it('gives versions back as they were, in the order asked, null for an unknown one', async () => {
    const catalog = await openCatalogStore(store);
    await catalog.saveVersions([version('h1'), version('h2')]);
    const found = await catalog.versionsByHash(['h2', 'none', 'h1'].map((hash) => ({ api: 'payer', hash })));
    expect(found).toEqual([version('h2'), null, version('h1')]);
  });

  it('lists the versions of one API by page, the newest first', async () => {
    const catalog = await openCatalogStore(store);
    await catalog.saveVersions([
      version('h1', 1),
      version('h2', 2),
      version('h3', 3),
      { ...version('h9'), apiName: 'other' },
    ]);
    const page = await catalog.versionsOf('payer', { limit: 2, after: null });
    expect(page.items.map(({ hash }) => hash)).toEqual(['h3', 'h2']);
    const rest = await catalog.versionsOf('payer', { limit: 2, after: page.cursorAt(1) });
    expect(rest.items.map(({ hash }) => hash)).toEqual(['h1']);
    expect(await catalog.countVersions('payer')).toBe(3);
  });

  it('replaces the supergraph only over the one it was made from', async () => {
    const catalog = await openCatalogStore(store);
    const supergraph = { sdl: 's', hash: 'h', composedAt: instant('2026-01-05T00:00:00Z'), parts: [] };
    expect(await catalog.supergraph()).toBeNull();
    expect(await catalog.replaceSupergraph(supergraph, 0)).toBe(true);
    expect(await catalog.replaceSupergraph({ ...supergraph, sdl: 'late' }, 0)).toBe(false);
    expect(await catalog.replaceSupergraph({ ...supergraph, sdl: 't' }, 1)).toBe(true);
    expect(await catalog.supergraph()).toEqual({ ...supergraph, sdl: 't', ordinal: 2 });
  });

  it('refers to a version by name, number and hash', () => {
    expect(referenceOf(version('0123456789abcdef'))).toBe('api:accord/payer@1.0.0+0123456789ab');
  });
});
