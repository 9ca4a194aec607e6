import type { Connections } from '../../../hub/connections';
import type { BookRules } from '../../../hub/flows/books';
import { openRooms, type Rooms } from '../../../hub/rooms';
import { createWork } from '../../../hub/work';
import { calendarDate } from '../../../platform/domain/calendar-date';
import { newId } from '../../../platform/domain/ids';
import { instant } from '../../../platform/domain/instant';
import type { Origin } from '../../../platform/domain/origin';
import { createInProcessBus } from '../../../platform/events/in-process';
import type { CommitLog, Fact } from '../../../platform/events/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';
import { accountIdOf } from '../../../subgraphs/billing/account-id';
import type { AccountDocument, CaseDocument, EntryDocument } from '../../../subgraphs/billing/documents';
import type { BillingFact } from '../../../subgraphs/billing/domain';
import { origin } from './samples';

// The flows between rooms need no graph, and building five for each test takes most of its time.
jest.mock('../../../platform/access/build-subgraph', () => ({ buildSubgraph: () => ({}) }));

/** All rooms and the flows between them over one store, with no outside system: facts are put into the rooms' logs. */
export interface House {
  readonly rooms: Rooms;
  /** Records facts as a room's connector would, each as the next commit of its stream, and carries all of it on. */
  tell<F extends Fact>(room: { readonly log: CommitLog<F> }, ...facts: readonly Told<F>[]): Promise<void>;
  settle(): Promise<void>;
  /** Null when there is none. */
  account(patientId?: string, facilityId?: string): Promise<AccountDocument | null>;
  /** The account's entries, the oldest first. */
  entries(patientId?: string, facilityId?: string): Promise<readonly EntryDocument[]>;
  cases(): Promise<readonly CaseDocument[]>;
  /** Facts of one type in the billing room, in the order of the feed's streams. */
  billed<Type extends BillingFact['type']>(stream: string, type: Type): Promise<readonly Extract<BillingFact, { type: Type }>['data'][]>; // prettier-ignore
  /** Sums of all entries by ledger account, the zero ones left out; they come to zero. */
  ledger(): Promise<Readonly<Record<string, number>>>;
  close(): Promise<void>;
}

/** A fact and its stream, and when not another one each time the key under which it is known. */
export type Told<F extends Fact> = F & {
  readonly stream: string;
  readonly factKey?: string;
  /** Further facts of the same commit. */
  readonly beside?: readonly F[];
};

export const at = instant('2026-01-20T08:00:00Z');

const BOOKS: BookRules = { openFrom: calendarDate('2026-01-01'), legalEntityId: 'le-main', postsTests: false };

const NO_CONNECTIONS: Connections = {
  ehr: null,
  clearinghouse: null,
  erp: null,
  bank: null,
  stripe: null,
  paymentPage: null,
  close: async () => undefined,
};

export async function openHouse(books: Partial<BookRules> = {}): Promise<House> {
  const store = await openSqliteStore({ path: ':memory:' });
  const bus = createInProcessBus({ channel: newId() });
  const deps = { store, bus, clock: () => at, log: silentLogger };
  const rooms = await openRooms(deps);
  const { documents, log } = rooms.billing;
  const work = await createWork({ ...deps, rooms, connections: NO_CONNECTIONS, books: { ...BOOKS, ...books } });
  return {
    rooms,
    async tell(room, ...facts) {
      for (const { stream, factKey, beside = [], ...fact } of facts) {
        const version = (await room.log.versions([stream])).get(stream) ?? 0;
        const key = factKey ?? `${stream}@${version + 1}`;
        const trace = { correlationId: `chain-${stream}`, causationId: null };
        const from = (fact as { data?: { origin?: Origin } }).data?.origin ?? origin;
        await room.log.append({ stream, expectedVersion: version, factKey: key, facts: [fact as never, ...beside], at, origin: from, trace }); // prettier-ignore
      }
      await work.drain();
    },
    settle: () => work.drain(),
    account: (patientId = 'p1', facilityId = 'f1') => documents.accounts.get(accountIdOf(patientId, facilityId)),
    async entries(patientId = 'p1', facilityId = 'f1') {
      const accountId = accountIdOf(patientId, facilityId);
      return (await documents.entries.find({ accountId }, { sort: [['sequence', 'asc']] })).items;
    },
    cases: async () => (await documents.cases.find({}, { sort: [['_id', 'asc']] })).items,
    async billed(stream, type) {
      const commits = await log.read(stream);
      return commits.flatMap(({ facts }) => facts.flatMap((fact) => (fact.type === type ? [fact.data as never] : [])));
    },
    async ledger() {
      const sums: Record<string, number> = {};
      for await (const { legs } of documents.entries.iterate({})) {
        for (const [code, amount] of Object.entries(legs)) sums[code] = (sums[code] ?? 0) + amount;
      }
      expect(Object.values(sums).reduce((sum, amount) => sum + amount, 0)).toBe(0);
      return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
    },
    async close() {
      await work.stop();
      await bus.close();
      await store.close();
    },
  };
}
