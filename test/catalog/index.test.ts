import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog } from '../../catalog/index';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { billing, inlineComposer, payer, schemaOf, tickingClock } from './stub-subgraphs';

const broken = { ...payer, sdl: schemaOf('payer', 'type Query { open: String }') };

describe('the catalog at start', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'catalog-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  async function run<T>(
    subgraphs: Parameters<typeof createCatalog>[0]['subgraphs'],
    use: (catalog: Awaited<ReturnType<typeof createCatalog>>, composed: number) => T,
  ): Promise<T> {
    // prettier-ignore
    const store = await openSqliteStore({ path: join(folder, 'hub.db') });
    const composer = inlineComposer();
    try {
      const catalog = await createCatalog({ store, clock: tickingClock(), log, subgraphs, composer });
      const result = use(catalog, composer.calls);
      await catalog.close();
      return result;
    } finally {
      await store.close();
    }
  }

  it('composes once, and never again for the same schemas', async () => {
    const first = await run([payer, billing], (catalog, composed) => ({ sdl: catalog.supergraph.current(), composed }));
    const second = await run([payer, billing], (catalog, composed) => ({
      sdl: catalog.supergraph.current(),
      composed,
    }));
    expect(first).toMatchObject({ composed: 1, sdl: expect.stringContaining('local://catalog@') });
    expect(second).toEqual({ ...first, composed: 0 });
  });

  it('serves the last good graph when what it is given does not compose', async () => {
    const good = await run([payer, billing], (catalog) => catalog.supergraph.current());
    expect(await run([broken, billing], (catalog) => catalog.supergraph.current())).toBe(good);
  });

  it('fails with every reason when there is no graph at all', async () => {
    const start = run([broken], () => undefined);
    await expect(start).rejects.toMatchObject({ code: 'RULE_BROKEN', details: { rules: 'CLASS_MISSING', coordinates: 'Query.open', subgraphs: 'payer' } }); // prettier-ignore
    await expect(start).rejects.toThrow(/Query\.open has no @access class/);
  });
});
