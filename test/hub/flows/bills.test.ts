import { createBills, type Bill, type Bills } from '../../../hub/flows/bills';
import { sourceUnavailable } from '../../../platform/connect/source-failure';
import { HubError } from '../../../platform/domain/errors';
import { instantOf } from '../../../platform/domain/instant';
import type { Store } from '../../../platform/store/port';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';

let store: Store;
let bills: Bills;
let now: number;
const told: string[] = [];
const lines: object[] = [];
const owed = new Map<string, number>();
let answer: Error | null;

const { signal } = new AbortController();
const trace = { correlationId: 'chain-1', causationId: null };
const amountOf = ({ accountId, amount }: Bill): string => `${accountId} ${amount.minorUnits} ${amount.currency}`;

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:' });
  now = 0;
  told.length = lines.length = 0;
  owed.clear();
  answer = null;
  const get = async (id: string) =>
    owed.has(id) ? { _id: id, patientId: 'p1', facilityId: 'f1', patientBalance: owed.get(id), currency: 'USD' } : null;
  bills = await createBills({
    store,
    clock: () => instantOf(now),
    log: { ...silentLogger, warn: (fields: object) => lines.push(fields) },
    documents: { accounts: { get } as never },
    tell: async (bill, { correlationId }) => {
      if (answer) throw answer;
      told.push(`${amountOf(bill)} ${correlationId}`);
    },
  });
});
afterEach(() => store.close());

test('each change of a bill is told once, with what is owed at that moment and the chain that it belongs to', async () => {
  owed.set('a1', 2_000).set('a2', 500);
  await bills.enqueue([{ accountId: 'a1', version: 3 }, { accountId: 'a2', version: 1 }], trace); // prettier-ignore
  await bills.enqueue([{ accountId: 'a1', version: 3 }], trace);
  owed.set('a1', 1_500);
  expect(await bills.deliverPending(signal)).toBe(2);
  expect(await bills.deliverPending(signal)).toBe(0);
  expect(told.sort()).toEqual(['a1 1500 USD chain-1', 'a2 500 USD chain-1']);
});

test('whoever owes nothing, or is owed, is told zero: that settles the bill', async () => {
  owed.set('a1', 0).set('a2', -700);
  await bills.enqueue([{ accountId: 'a1', version: 1 }, { accountId: 'a2', version: 1 }], trace); // prettier-ignore
  await bills.deliverPending(signal);
  expect(told.map((line) => line.split(' ')[1])).toEqual(['0', '0']);
});

test('an outage delays a bill, and then it tells what is owed by then', async () => {
  owed.set('a1', 2_000);
  await bills.enqueue([{ accountId: 'a1', version: 1 }], trace);
  answer = sourceUnavailable('payments', { reason: 'UNREACHED' });
  expect(await bills.deliverPending(signal)).toBe(0);
  owed.set('a1', 300);
  answer = null;
  now += 60_000;
  expect(await bills.deliverPending(signal)).toBe(1);
  expect(told).toEqual(['a1 300 USD chain-1']);
});

test('a bill that is refused is logged by its id and not tried again; one of an account that is gone is dropped', async () => {
  owed.set('a1', 2_000);
  await bills.enqueue([{ accountId: 'a1', version: 7 }, { accountId: 'gone', version: 1 }], trace); // prettier-ignore
  answer = new HubError('SOURCE_REJECTED', 'no');
  await bills.deliverPending(signal);
  now += 600_000;
  answer = null;
  expect(await bills.deliverPending(signal)).toBe(0);
  expect(lines).toEqual([{ bill: 'a1@7', code: 'SOURCE_REJECTED' }]);
  expect(told).toEqual([]);
});
