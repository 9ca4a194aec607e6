import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '../../platform/domain/calendar-date';
import { systemClock } from '../../platform/domain/instant';
import { createInProcessBus } from '../../platform/events/in-process';
import type { Bus } from '../../platform/events/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import type { Store } from '../../platform/store/port';
import { silentLogger } from '../../platform/telemetry/logger';
import { openConnections, type Connections } from '../../hub/connections';
import { environmentOutside } from '../../hub/outside';
import { readEnvironment } from '../../hub/environment';
import { openRooms, type Rooms } from '../../hub/rooms';
import { createWork, type Work } from '../../hub/work';

/** A remittance of 75.00 for a claim that nobody sent. X12 005010X221A1. */
const remittance = (usage: 'P' | 'T'): Buffer =>
  Buffer.from(
    [
      `ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260124*0900*^*00501*000000901*0*${usage}*:`,
      'GS*HP*PAYER*PROVIDER*20260124*0900*901*X*005010X221A1',
      'ST*835*0001',
      'BPR*I*75*C*ACH*CCP*01*111000025*DA*100200*1990001101**01*111000038*DA*300400*20260124',
      `TRN*1*WORK${usage}*1990001101`,
      'N1*PR*Some Plan',
      'N1*PE*Some Clinic*XX*1990000018',
      'LX*1',
      'CLP*NOBODYKNOWS*1*100*75**12*PLAN0001',
      'CAS*CO*45*25',
      'NM1*QC*1*DOE*JAN****MI*M1',
      'SE*11*0001',
      'GE*1*901',
      'IEA*1*000000901',
    ].join('~') + '~',
  );

const folder = mkdtempSync(join(tmpdir(), 'accord-work-'));
let store: Store;
let bus: Bus;
let rooms: Rooms;
let connections: Connections;
let work: Work;

beforeAll(async () => {
  store = await openSqliteStore({ path: join(folder, 'accord.db') });
  bus = createInProcessBus({ channel: folder });
  rooms = await openRooms({ store, bus, clock: systemClock, log: silentLogger });
  connections = openConnections(environmentOutside(readEnvironment({})), silentLogger);
  const books = { openFrom: calendarDate('2026-01-01'), legalEntityId: 'le1', postsTests: false };
  work = await createWork({ store, bus, rooms, connections, books, clock: systemClock, log: silentLogger });
  await work.start();
});

afterAll(async () => {
  await work.stop();
  await connections.close();
  await bus.close();
  await store.close();
  rmSync(folder, { recursive: true });
});

test('a remittance given in reaches the ledger, and once is enough', async () => {
  expect(await work.giveX12(remittance('P'))).toMatchObject({ messages: 1, accepted: 1, repeated: 0 });
  expect(await work.giveX12(remittance('P'))).toMatchObject({ messages: 1, accepted: 0, repeated: 1 });
  await work.drain();
  const held = await rooms.billing.documents.unidentified.find({});
  expect(held.items).toMatchObject([{ claimSubmittedId: 'NOBODYKNOWS', amount: 7_500, status: 'HELD' }]);
  const [sums] = await rooms.billing.documents.entries.group({ by: [], sum: ['legs.PAYER_CLEARING', 'legs.UNIDENTIFIED_PAYER_CASH'] }); // prettier-ignore
  expect(sums?.sums).toEqual({ 'legs.PAYER_CLEARING': 7_500, 'legs.UNIDENTIFIED_PAYER_CASH': -7_500 });
});

test('a test interchange is kept and posts nothing in production', async () => {
  const before = await rooms.billing.documents.entries.count({});
  expect(await work.giveX12(remittance('T'))).toMatchObject({ accepted: 1 });
  await work.drain();
  expect(await rooms.payer.documents.remittances.count({ isTest: true })).toBe(1);
  expect(await rooms.billing.documents.entries.count({})).toBe(before);
});

test('what cannot be read is kept raw and becomes one case, however often it comes', async () => {
  const message = { kind: 'file', reason: 'not a message', raw: 'GARBAGE' };
  await work.setAside(message);
  await work.setAside(message);
  await work.drain();
  const cases = await rooms.billing.documents.cases.find({ kind: 'UNREADABLE_MESSAGE' });
  expect(cases.items).toHaveLength(1);
  const kept = await rooms.inboxes.hub.get(cases.items[0]?.messageId ?? '');
  expect(kept).toMatchObject({ state: 'SET_ASIDE', raw: 'GARBAGE' });
});
