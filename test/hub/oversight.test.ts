import { openOversight, type Oversight } from '../../hub/oversight';
import { instantOf } from '../../platform/domain/instant';
import { openSqliteStore } from '../../platform/store/sqlite';
import type { Store } from '../../platform/store/port';
import { silentLogger } from '../../platform/telemetry/logger';
import { viewerOf } from '../platform/access/viewer-of';

const MINUTE = 60_000;
let store: Store;
let oversight: Oversight;
let now: number;
let raised: unknown[];
const open = (writer: string): Promise<Oversight> =>
  openOversight({
    store,
    writer,
    raiseException: async (key, exception, { trace }) => {
      raised.push({ key, ...exception, correlationId: trace.correlationId });
      return key;
    },
    clock: () => instantOf(now),
    log: silentLogger,
  });

beforeEach(async () => {
  now = Date.parse('2026-05-01T12:00:00Z');
  raised = [];
  store = await openSqliteStore({ path: ':memory:' });
  oversight = await open('one');
});
afterEach(async () => {
  await oversight.close();
  await store.close();
});

const bob = viewerOf([], {});
const subject = { kind: 'SUBJECT', id: bob.subject } as const;

test('rights that are ended have ended when the answer comes, and are listed until they are given back', async () => {
  let told = 0;
  oversight.revocations.onRevoked(() => void (told += 1));
  const entry = await oversight.rights.change({ of: subject, by: 'olga' });
  expect(oversight.revocations.isRevoked(bob)).toBe(true);
  expect(told).toBe(1);
  now += MINUTE;
  const until = instantOf(now + MINUTE);
  await oversight.rights.change({ of: { kind: 'TOKEN', id: 'j1' }, until, by: 'olga' });
  expect((await oversight.rights.list()).map(({ revokedId, until: end }) => [revokedId, end])).toEqual([
    ['j1', until],
    [entry.revokedId, null],
  ]);
  now += MINUTE;
  expect((await oversight.rights.list()).map(({ revokedId }) => revokedId)).toEqual([bob.subject]);
  await oversight.rights.change({ of: subject, undo: true, by: 'olga' });
  expect(oversight.revocations.isRevoked(bob)).toBe(false);
  expect(await oversight.rights.list()).toEqual([]);
});

test('another process over the same store knows of them after its next look', async () => {
  const other = await open('two');
  await oversight.rights.change({ of: subject, by: 'olga' });
  for (let tries = 0; tries < 100 && !other.revocations.isRevoked(bob); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50)); // prettier-ignore
  expect(other.revocations.isRevoked(bob)).toBe(true);
  await other.close();
});

test('a broken glass becomes one case to review, which names who and when, and not why', async () => {
  const compartment = { kind: 'FACILITY', facilityIds: ['f1'] } as const;
  const nurse = viewerOf(['btg:use'], { purpose: 'BTG', compartment });
  const opened = await oversight.breakGlass.open(nurse, 'Jan Doe is unconscious');
  await oversight.breakGlass.open(nurse, 'Jan Doe is unconscious');
  expect(opened.glass?.until).toBe('2026-05-01T13:00:00.000Z');
  const id = opened.glass?.grantId;
  expect(raised).toEqual([
    {
      ...{ key: id, correlationId: id, kind: 'BREAK_GLASS', facilityId: 'f1' },
      ...{ system: null, messageId: null, accountId: null },
      reason: expect.stringMatching(/^s1 broke the glass with tests, open from 2026-05-01T12:00:00.000Z until 2026-05-01T13/), // prettier-ignore
    },
  ]);
  expect(JSON.stringify(raised)).not.toContain('Doe');
});
