import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';

type OpenStore = () => Promise<Store>;

/** Runs the cases on each store; `open` gives the same empty database to every call within one case. */
export function onEachStore(title: string, cases: (open: OpenStore) => void): void {
  describe(`${title}, on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-events-'));
    let number = 0;
    let opened: Store[] = [];
    beforeEach(() => {
      number += 1;
    });
    afterEach(async () => {
      await Promise.all(opened.map((store) => store.close()));
      opened = [];
    });
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    cases(async () => {
      const store = await openSqliteStore({ path: join(folder, `store-${number}.db`) });
      opened.push(store);
      return store;
    });
  });
}
