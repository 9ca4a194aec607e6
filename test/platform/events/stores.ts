import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { openMongoStore } from '../../../platform/store/mongodb';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';

type OpenStore = () => Promise<Store>;

/**
 * Runs the cases on each store; within one case `open` opens the same database each time, which is empty at first.
 * The MongoDB leg runs when MONGODB_TEST_URL names a server.
 */
export function onEachStore(title: string, cases: (open: OpenStore) => void): void {
  describe(`${title}, on SQLite`, () => {
    const folder = mkdtempSync(join(tmpdir(), 'accord-events-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    runOn((name) => openSqliteStore({ path: join(folder, `${name}.db`) }), cases);
  });

  const url = process.env['MONGODB_TEST_URL'];
  describe(`${title}, on MongoDB`, () => {
    if (url === undefined) {
      it.skip('is skipped: set MONGODB_TEST_URL to the address of a MongoDB server to run it', () => undefined);
      return;
    }
    const prefix = `accord_test_${randomUUID().slice(0, 8)}`;
    const names = runOn((name) => openMongoStore({ url: new URL(`${prefix}_${name}`, url).href }), cases);
    afterAll(async () => {
      const client = new MongoClient(url);
      for (const name of names) await client.db(`${prefix}_${name}`).dropDatabase();
      await client.close();
    });
  });
}

/** Names of the databases that were opened. */
function runOn(open: (name: string) => Promise<Store>, cases: (open: OpenStore) => void): ReadonlySet<string> {
  const names = new Set<string>();
  let opened: Store[] = [];
  let number = 0;
  beforeEach(() => {
    number += 1;
  });
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
  });
  cases(async () => {
    names.add(`case_${number}`);
    const store = await open(`case_${number}`);
    opened.push(store);
    return store;
  });
  return names;
}
