import { openCatalogStore } from '../../catalog/catalog-store';
import { SettableSupergraphSource, watchSupergraph } from '../../catalog/supergraph-source';
import { instant } from '../../platform/domain/instant';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger as log } from '../../platform/telemetry/logger';

const supergraph = (sdl: string) => ({ sdl, hash: sdl, composedAt: instant('2026-01-05T00:00:00Z'), parts: [] });

describe('a supergraph source', () => {
  it('has nothing before the first graph', () => {
    const source = new SettableSupergraphSource(log);
    expect(() => source.current()).toThrow(expect.objectContaining({ code: 'SOURCE_UNAVAILABLE' }));
  });

  it('tells of changes alone, until told to stop, whatever a listener throws', () => {
    const source = new SettableSupergraphSource(log);
    const seen: string[] = [];
    source.onChange(() => {
      throw new Error('a bug');
    });
    const stop = source.onChange((sdl) => seen.push(sdl));
    for (const sdl of ['a', 'a', 'b']) source.set(sdl);
    stop();
    source.set('c');
    expect(seen).toEqual(['a', 'b']);
    expect(source.current()).toBe('c');
  });

  it('follows the store while the catalog is away, and keeps the last graph when the store fails', async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    const catalog = await openCatalogStore(store);
    await catalog.replaceSupergraph(supergraph('one'), 0);
    const source = await watchSupergraph({ store, log, everyMs: 5 });
    expect(source.current()).toBe('one');
    const changed = new Promise<string>((resolve) => source.onChange(resolve));
    await catalog.replaceSupergraph(supergraph('two'), 1);
    expect(await changed).toBe('two');
    await store.close();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(source.current()).toBe('two');
    source.stop();
  });
});
