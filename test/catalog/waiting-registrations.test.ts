import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWaitingRegistrations } from '../../catalog/waiting-registrations';
import type { Instant } from '../../platform/domain/instant';
import { openSqliteStore } from '../../platform/store/sqlite';

test('those that wait know of one another, until they are no longer noted', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-waiting-'));
  const store = await openSqliteStore({ path: join(folder, 'accord.db') });
  let now = '2026-01-05T10:00:00.000Z' as Instant;
  const waiting = await openWaitingRegistrations({ store, clock: () => now });
  const ehr = { name: 'ehr', sdl: 'type Query { a: Int }', lineage: [], url: 'http://ehr.internal/graphql' };
  const erp = { name: 'erp', sdl: 'type Query { b: Int }', lineage: [] };
  await waiting.note(ehr);
  await waiting.note(erp);
  await waiting.note({ ...ehr, sdl: 'type Query { c: Int }' });
  expect(await waiting.othersThan('ehr')).toEqual([erp]);
  expect(await waiting.othersThan('erp')).toEqual([{ ...ehr, sdl: 'type Query { c: Int }' }]);
  now = '2026-01-05T10:00:10.000Z' as Instant;
  await waiting.note(erp);
  now = '2026-01-05T10:00:16.000Z' as Instant;
  expect(await waiting.othersThan('payer')).toEqual([erp]);
  await waiting.forget('erp');
  expect(await waiting.othersThan('payer')).toEqual([]);
  await store.close();
  rmSync(folder, { recursive: true });
});
