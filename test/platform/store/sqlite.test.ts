import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { HubError } from '../../../platform/domain/errors';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { noCursors } from '../../../platform/store/cursor-key';
import { SqliteCollection } from '../../../platform/store/sqlite-collection';
import { openConnection } from '../../../platform/store/sqlite-connection';
import { tableSql } from '../../../platform/store/sqlite-query';
import type { StoredDocument } from '../../../platform/store/port';
import { describeStore } from './store-contract';

const folder = mkdtempSync(join(tmpdir(), 'accord-store-'));
let number = 0;
const freshPath = (): string => join(folder, `store-${(number += 1)}.db`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describeStore('SQLite', async () => {
  const store = await openSqliteStore({ path: freshPath() });
  return { store, done: () => store.close() };
});

const errorOf = async (work: () => Promise<unknown>): Promise<HubError> => {
  const error = await work().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HubError);
  return error as HubError;
};

describe('the embedded store', () => {
  it('names a missing folder, a folder in place of the file, and a file in place of the folder', async () => {
    const missing = await errorOf(() => openSqliteStore({ path: join(folder, 'nowhere', 'a.db') }));
    expect(missing).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(join(folder, 'nowhere')) });
    const isFolder = await errorOf(() => openSqliteStore({ path: folder }));
    expect(isFolder).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(folder) });
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const inFile = await errorOf(() => openSqliteStore({ path: join(file, 'a.db') }));
    expect(inFile).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(file) });
  });

  it('names a folder that cannot be written', async () => {
    const { code, message } = await errorOf(() => openSqliteStore({ path: '/proc/accord.db' }));
    expect([code, message]).toEqual(['BAD_INPUT', expect.stringContaining('/proc')]);
  });

  it('names a file that is no database, and leaves it as it is', async () => {
    const path = freshPath();
    writeFileSync(path, 'not a database, but somebody may need it'.repeat(100));
    const { code, message } = await errorOf(() => openSqliteStore({ path }));
    expect([code, message]).toEqual(['SOURCE_MALFORMED', expect.stringContaining(path)]);
  });

  it('waits for another writer, and names the file when it waits too long', async () => {
    const path = freshPath();
    const store = await openSqliteStore({ path, busyTimeout: 100 });
    const things = await store.collection({ name: 'test_things' });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const { code, message } = await errorOf(() => things.insert({ _id: 'a' }));
    expect([code, message]).toEqual(['SOURCE_UNAVAILABLE', expect.stringContaining(path)]);
    expect((await errorOf(() => things.insertMany([{ _id: 'a' }, { _id: 'b' }]))).code).toBe('SOURCE_UNAVAILABLE');
    expect(await things.get('a')).toBeNull(); // readers do not wait
    other.exec('COMMIT');
    await things.insert({ _id: 'a' });
    other.close();
    await store.close();
  });

  it('reads the cursors that another process on the same file gave', async () => {
    const path = freshPath();
    const spec = { name: 'test_things' };
    const [one, two] = await Promise.all([openSqliteStore({ path }), openSqliteStore({ path })]);
    const [things, same] = await Promise.all([one.collection(spec), two.collection(spec)]);
    await things.insertMany([{ _id: 'a' }, { _id: 'b' }]);
    const after = (await things.find({}, { limit: 1 })).cursorAt(0);
    expect((await same.find({}, { after })).items).toEqual([{ _id: 'b' }]);
    expect((await same.find({}, { limit: 1 })).cursorAt(0)).toBe(after);
    await Promise.all([one.close(), two.close()]);
  });

  it('stores all of a batch or nothing when the disk is full, and goes on afterwards', async () => {
    const path = freshPath();
    const connection = openConnection({ path });
    for (const { sql } of tableSql('test_things', [])) await connection.run(sql);
    const things = new SqliteCollection<StoredDocument & { text: string }>(
      connection,
      { name: 'test_things' },
      noCursors,
    );
    await things.insert({ _id: 'first', text: '' });
    const large = Array.from({ length: 200 }, (_, n) => ({ _id: `d${n}`, text: 'x'.repeat(5_000) }));
    await connection.all('PRAGMA max_page_count = 100');
    const full = await errorOf(() => things.insertMany(large));
    expect([full.code, full.message]).toEqual(['SOURCE_UNAVAILABLE', expect.stringContaining(path)]);
    expect(await things.count({})).toBe(1);
    await connection.all('PRAGMA max_page_count = 1000000');
    expect(await things.insertMany(large)).toEqual({ inserted: 200, duplicates: [] });
    connection.close();
  });

  it('uses the index for a find by its first field, in its order', async () => {
    const path = freshPath();
    const store = await openSqliteStore({ path });
    await store.collection({ name: 'test_plan', indexes: [{ fields: ['origin.system', 'at'] }] });
    const database = new Database(path);
    const field = (name: string): string => `json_extract(doc, '$.${name}')`;
    const sql = `SELECT doc FROM test_plan WHERE ${field('"origin"."system"')} = ? ORDER BY ${field('"at"')} DESC, id DESC`;
    const plan = database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all('x') as { detail: string }[];
    expect(plan.map((step) => step.detail)).toEqual([expect.stringMatching(/^SEARCH test_plan USING INDEX/)]);
    database.close();
    await store.close();
  });

  it('is shared by processes: none of what two of them write at once is lost', async () => {
    const path = freshPath();
    const script = `
      const { openSqliteStore } = require(process.cwd() + '/platform/store/sqlite');
      async function main() {
        const store = await openSqliteStore({ path: process.argv[2] });
        const things = await store.collection({ name: 'test_things', indexes: [{ fields: ['n'], unique: true }] });
        const who = process.argv[3];
        for (let n = 0; n < 200; n++) await things.insert({ _id: who + n });
        await store.close();
      }
      void main();`;
    const file = join(folder, 'two-writers.cjs');
    writeFileSync(file, script);
    const shell = `node --import tsx ${file} ${path} a & one=$!; node --import tsx ${file} ${path} b && wait $one`;
    execFileSync('sh', ['-c', shell], { cwd: process.cwd(), stdio: 'pipe' });
    const store = await openSqliteStore({ path });
    expect(await (await store.collection({ name: 'test_things' })).count({})).toBe(400);
    await store.close();
  }, 60_000);
});
