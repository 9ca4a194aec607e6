import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCursors, type Cursors } from '../../../platform/connect/cursors';
import type { Pulled, PullConnector, Received, Recorder } from '../../../platform/connect/port';
import { createPullLoop, type PullLoopOptions } from '../../../platform/connect/pull-loop';
import { sourceUnavailable } from '../../../platform/connect/source-failure';
import { HubError } from '../../../platform/domain/errors';
import { instantOf, type Instant } from '../../../platform/domain/instant';
import { createInbox, type Inbox } from '../../../platform/events/inbox';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger, type Logger } from '../../../platform/telemetry/logger';

let folder: string;
let store: Store;
let inbox: Inbox;
let cursors: Cursors;
let now: number;
const clock = (): Instant => instantOf(now);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'accord-pull-'));
  now = Date.parse('2026-01-05T00:00:00Z');
  store = await openSqliteStore({ path: join(folder, 'accord.db') });
  inbox = await createInbox({ store, name: 'ehr', clock });
  cursors = await openCursors({ store, clock });
});
afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

const message = (key: string, more: Partial<Received> = {}): Received => ({
  key,
  kind: 'FHIR R4 Patient',
  raw: `raw ${key}`,
  payload: key,
  ...more,
});

const reread = ({ key, kind, raw }: Pick<Received, 'key' | 'kind' | 'raw'>) => ({ key, kind, raw, payload: key });

/** A source that holds batches; a pull starts after the cursor, the number of the last batch. */
const sourceOf = (batches: readonly (readonly Received[])[], more: Partial<PullConnector> = {}): PullConnector => ({
  source: 'ehr-sandbox',
  async *pull(cursor): AsyncIterable<Pulled> {
    for (let index = Number(cursor ?? 0); index < batches.length; index += 1) {
      await Promise.resolve();
      yield { messages: batches[index] ?? [], next: String(index + 1) };
    }
  },
  ...more,
});

/** Records keys, each once as the facts' own keys would have it. */
function memoryRecorder(): { readonly record: Recorder; readonly keys: string[]; readonly calls: string[][] } {
  const keys: string[] = [];
  const calls: string[][] = [];
  const record: Recorder = (messages) => {
    calls.push(messages.map(({ key }) => key));
    for (const { key } of messages) if (!keys.includes(key)) keys.push(key);
    return Promise.resolve(messages.map(({ messageId }) => ({ messageId, outcome: 'ACCEPTED' as const })));
  };
  return { record, keys, calls };
}

const loopOf = (connector: PullConnector, record: Recorder, more: Partial<PullLoopOptions<unknown>> = {}) =>
  createPullLoop({ connector, record, inbox, cursors, clock, log: silentLogger, ...more });

test('what comes in is kept, recorded, settled, and the cursor moves behind it', async () => {
  const { record, keys } = memoryRecorder();
  const loop = loopOf(sourceOf([[message('a'), message('b')], [message('c')]]), record);
  expect(await loop.runOnce()).toEqual({ received: 3, accepted: 3, repeated: 0, setAside: 0, waiting: 0 });
  expect(keys).toEqual(['a', 'b', 'c']);
  expect(await inbox.pending()).toEqual([]);
  expect(await cursors.get('ehr-sandbox')).toBe('2');
  expect(await loop.runOnce()).toMatchObject({ received: 0 });
});

test('a message that was seen before is not recorded again', async () => {
  const { record, calls } = memoryRecorder();
  const loop = loopOf(sourceOf([[message('a')], [message('a'), message('b')]], { reread }), record);
  expect(await loop.runOnce()).toMatchObject({ received: 3, accepted: 2 });
  await cursors.set('ehr-sandbox', '0');
  expect(await loop.runOnce()).toMatchObject({ received: 3, accepted: 0, repeated: 3 });
  expect(calls.flat().filter((key) => key === 'b')).toHaveLength(1);
});

test('the cursor stays when recording fails, and the next run brings all of it in', async () => {
  const { record, keys } = memoryRecorder();
  let isDown = true;
  const unsure: Recorder = (messages) =>
    isDown ? Promise.reject(sourceUnavailable('store', { reason: 'TIMEOUT' })) : record(messages);
  const loop = loopOf(sourceOf([[message('a')]]), unsure);
  await expect(loop.runOnce()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  expect(await cursors.get('ehr-sandbox')).toBeNull();
  expect(await inbox.pending()).toHaveLength(1);
  isDown = false;
  expect(await loop.runOnce()).toMatchObject({ accepted: 1 });
  expect(keys).toEqual(['a']);
});

test('after a crash between inbox and record, a new loop goes on with what is pending', async () => {
  await inbox.receive([message('a')], { system: 'ehr-sandbox', correlationId: 'c-0' });
  await inbox.receive([message('other')], { system: 'another system', correlationId: 'c-0' });
  const { record, keys } = memoryRecorder();
  const loop = loopOf(sourceOf([], { reread }), record);
  expect(await loop.runOnce()).toMatchObject({ accepted: 1 });
  expect(keys).toEqual(['a']);
  expect(await inbox.pending()).toMatchObject([{ key: 'other' }]);
});

test('a message that cannot be read is set aside with its reason, and told of', async () => {
  const reason = new HubError('SOURCE_MALFORMED', 'a FHIR R4 Patient without Patient.id');
  const record: Recorder = (messages) =>
    Promise.resolve(messages.map(({ messageId, key }) =>
      key === 'bad' ? { messageId, outcome: 'SET_ASIDE', reason } : { messageId, outcome: 'ACCEPTED' })); // prettier-ignore
  const told: unknown[] = [];
  const onSetAside = (...args: unknown[]) => Promise.resolve(void told.push(args));
  const loop = loopOf(sourceOf([[message('bad'), message('good')]]), record, { onSetAside });
  expect(await loop.runOnce()).toMatchObject({ accepted: 1, setAside: 1 });
  expect((await inbox.setAside()).items).toMatchObject([{ key: 'bad', reason: reason.message }]);
  expect(told).toMatchObject([[{ kind: 'FHIR R4 Patient', system: 'ehr-sandbox' }, { code: 'SOURCE_MALFORMED' }]]);
});

test('one message that the recorder fails on does not stop the others', async () => {
  const { record, keys } = memoryRecorder();
  const failing: Recorder = (messages) =>
    messages.some(({ key }) => key === 'poison') ? Promise.reject(new TypeError('a bug')) : record(messages);
  const loop = loopOf(sourceOf([[message('a'), message('poison'), message('b')]]), failing);
  expect(await loop.runOnce()).toMatchObject({ accepted: 2, setAside: 1 });
  expect(keys).toEqual(['a', 'b']);
  expect((await inbox.setAside()).items).toMatchObject([{ key: 'poison', reason: 'the hub failed on this message' }]);
});

test('the same key with other content is kept beside the first and told of', async () => {
  const { record, keys } = memoryRecorder();
  const told: HubError[] = [];
  const onSetAside = (_: unknown, reason: HubError) => Promise.resolve(void told.push(reason));
  const source = sourceOf([[message('a')], [message('a', { raw: 'changed' })]]);
  expect(await loopOf(source, record, { onSetAside }).runOnce()).toMatchObject({ accepted: 1, setAside: 1 });
  expect(keys).toEqual(['a']);
  expect(told).toMatchObject([{ code: 'CONFLICT' }]);
});

describe('a message that refers to what has not come', () => {
  test('waits, and is recorded once it has', async () => {
    let hasCome = false;
    const record: Recorder = (messages) =>
      Promise.resolve(messages.map(({ messageId }) =>
        hasCome ? { messageId, outcome: 'ACCEPTED' } : { messageId, outcome: 'WAITING', waitingFor: 'Encounter/e1' })); // prettier-ignore
    const loop = loopOf(sourceOf([[message('charge')]], { reread }), record);
    expect(await loop.runOnce()).toMatchObject({ accepted: 0, waiting: 1 });
    hasCome = true;
    expect(await loop.runOnce()).toMatchObject({ accepted: 1, waiting: 0 });
    expect(await inbox.pending()).toEqual([]);
  });

  test('is set aside when it has waited too long', async () => {
    const record: Recorder = (messages) =>
      Promise.resolve(messages.map(({ messageId }) => ({ messageId, outcome: 'WAITING', waitingFor: 'Encounter/e1' })));
    const loop = loopOf(sourceOf([[message('charge')]], { reread }), record, { patienceMs: 60_000 });
    await loop.runOnce();
    now += 61_000;
    expect(await loop.runOnce()).toMatchObject({ setAside: 1 });
    const [kept] = (await inbox.setAside()).items;
    expect(kept?.reason).toBe('FHIR R4 Patient refers to Encounter/e1, which never came');
  });
});

test('an outage is logged when it begins and when it ends, and the loop lives on', async () => {
  const lines: string[] = [];
  const write = (_: unknown, line: string) => void lines.push(line);
  const log: Logger = { ...silentLogger, debug: () => undefined, info: write, warn: write, error: write, child: () => log } as never; // prettier-ignore
  let isDown = true;
  const { record, keys } = memoryRecorder();
  const working = sourceOf([[message('a')]]);
  const source: PullConnector = {
    source: 'ehr-sandbox',
    async *pull(cursor, call) {
      if (isDown) throw sourceUnavailable('ehr-sandbox', { reason: 'UNREACHED' });
      yield* working.pull(cursor, call);
    },
  };
  const loop = loopOf(source, record, { intervalMs: 1, log });
  for (let n = 0; n < 3; n += 1) await loop.runOnce().catch(() => undefined);
  isDown = false;
  loop.start();
  while (keys.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  await loop.stop();
  expect(lines).toEqual(['facts cannot be brought in; trying on', 'facts come in again']);
});

test('stopping takes the call under way back', async () => {
  let isPulling: () => void = () => undefined;
  const pulling = new Promise<void>((resolve) => (isPulling = resolve));
  const source: PullConnector = {
    source: 'ehr-sandbox',
    async *pull(_, { signal }) {
      isPulling();
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      yield { messages: [], next: '1' };
    },
  };
  const loop = loopOf(source, memoryRecorder().record);
  loop.start();
  await pulling;
  await loop.stop();
});
