import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { readEnvironment } from '../../../hub/environment';
import { auditVerifyVerb } from '../../../hub/verbs/audit-verify';
import type { AuditRecord } from '../../../platform/access/audit/audit-record';
import { openAuditCollections } from '../../../platform/access/audit/audit-store';
import { createAuditWriter } from '../../../platform/access/audit/audit-writer';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import { contentOf } from '../../platform/access/audit/contents';
import { run } from '../accord-process';
import { printed } from '../printed';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'accord-verify-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const inStore = async <T>(work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openSqliteStore({ path: join(data, 'accord.db') });
  return work(store).finally(() => store.close());
};

const write = (name: string, count: number) =>
  inStore(async (store) => {
    const writer = await createAuditWriter({ store, name, log: silentLogger });
    await writer.append(Array.from({ length: count }, (_, index) => contentOf({ correlationId: `c${index + 1}` })));
    await writer.close();
  });

const verify = (anchor: readonly string[] = []) =>
  printed(() => auditVerifyVerb(readEnvironment({}), { anchor, data }));
const endOf = (out: string, writer: string) => new RegExp(`${writer}@\\d+:[0-9a-f]{64}`).exec(out)?.[0] ?? '';

test('a trail that nobody touched is whole, and its ends are printed to be kept elsewhere', async () => {
  await write('hub', 3);
  await write('gateway/host:4000', 2);
  const { out, code } = await verify();
  expect(code).toBe(0);
  expect(out).toMatch(/every chain is whole/);
  const anchors = [endOf(out, 'hub'), endOf(out, 'gateway/host:4000')];
  expect(anchors).toEqual([expect.stringMatching(/^hub@3:/), expect.stringMatching(/^gateway\/host:4000@2:/)]);
  expect((await verify(anchors)).code).toBe(0);
});

test('each record that was altered, removed or moved is named, and the exit code is 1', async () => {
  await write('hub', 9);
  await inStore(async (store) => {
    const { records } = await openAuditCollections(store);
    const get = async (n: number) => (await records.get(`hub@${n}`)) as AuditRecord;
    const [second, fifth, sixth] = [await get(2), await get(5), await get(6)];
    await records.upsert({ ...second, purpose: 'TREAT' });
    await records.remove({ _id: { in: ['hub@4', 'hub@9'] } });
    const place = (record: AuditRecord, sequence: number) => ({ ...record, _id: `hub@${sequence}`, sequence });
    await records.remove({ _id: { in: ['hub@5', 'hub@6'] } });
    await records.insertMany([place(sixth, 5), place(fifth, 6)]);
  });
  const { out, code } = await verify();
  expect(code).toBe(1);
  const faults = out.split('\n').filter((line) => /^[A-Z]{5}/.test(line)).map((line) => line.split(':')[0]); // prettier-ignore
  expect(faults).toEqual(expect.arrayContaining(['ALTERED hub@2', 'MISSING hub@4', 'ALTERED hub@5', 'ALTERED hub@6', 'MISSING hub@9'])); // prettier-ignore
});

test('a whole chain that was written anew is found by an end that was kept elsewhere', async () => {
  await write('hub', 3);
  const kept = endOf((await verify()).out, 'hub');
  await inStore(async (store) => {
    const { records, heads } = await openAuditCollections(store);
    await records.remove({});
    await heads.remove({});
    const writer = await createAuditWriter({ store, name: 'hub', log: silentLogger });
    await writer.append([1, 2, 3].map((n) => contentOf({ correlationId: `other${n}` })));
    await writer.close();
  });
  expect((await verify()).code).toBe(0);
  const { out, code } = await verify([kept]);
  expect([code, out]).toEqual([1, expect.stringMatching(/^ALTERED hub@3/m)]);
});

test('what cannot be checked is said', async () => {
  await expect(verify()).rejects.toThrow(/there is no store at .*accord\.db; name the hub's data folder with --data/);
  await write('hub', 1);
  await expect(verify(['hub@1'])).rejects.toThrow(/"hub@1" is not the end of a chain/);
});

test('from a shell', async () => {
  await write('hub', 2);
  const whole = await run(['audit', 'verify', '--data', data]);
  expect(whole).toMatchObject({ code: 0, err: '' });
  const forged = endOf(whole.out, 'hub').replace(/:.*/, `:${'0'.repeat(64)}`);
  expect(await run(['audit', 'verify', '--data', data, '--anchor', forged])).toMatchObject({ code: 1 });
});

test('records that changed their rows, and are found by each other’s ids, are told of', async () => {
  await write('hub', 3);
  const database = new Database(join(data, 'accord.db'));
  const rename = (from: string, to: string) =>
    database.prepare('UPDATE audit_records SET id = ? WHERE id = ?').run(to, from);
  rename('hub@2', 'aside');
  rename('hub@3', 'hub@2');
  rename('aside', 'hub@3');
  database.close();
  const { out } = await verify();
  expect(out).toContain('MISLISTED hub@2');
  expect(out).toContain('MISLISTED hub@3');
});
