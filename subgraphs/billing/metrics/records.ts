import { daysBetween, type CalendarDate } from '../../../platform/domain/calendar-date';
import type { AccountDocument, BillingDocuments } from '../documents';
import { receivableOf } from '../ledger';
import { ageBucketOf, openSince, type DatedCharge } from './account-age';
import { AtomCollector, type AtomKey, type MetricAtom } from './atoms';

/** A claim as metrics see it. Amounts in minor units. Owner: payer. */
export interface MetricClaim {
  readonly accountId: string | null;
  readonly patientId: string;
  readonly facilityId: string | null;
  readonly payerId: string | null;
  readonly serviceDate: CalendarDate | null;
  readonly currency: string;
  readonly billedAmount: number;
  /** Reversals taken off. */
  readonly paidAmount: number;
  readonly firstPaidOn: CalendarDate | null;
  /** What the payer's last decision refuses. */
  readonly deniedAmount: number;
  /** Group and reason of what it refuses, the first where there are several; null when it refuses nothing. */
  readonly denialReason: string | null;
}

const UNKNOWN: Omit<AtomKey, 'population' | 'currency' | 'facilityId'> = {
  payerId: null,
  month: null,
  age: null,
  responsibleParty: null,
  denialReason: null,
  isPaid: false,
  isDenied: false,
};

/** Who is asked to pay on each account: the payer of its newest claim. */
type PayersOfAccounts = Map<string, { readonly payerId: string | null; readonly serviceDate: string }>;

/** Reads every open account, every claim and all held cash once, a batch at a time, and adds them up. */
export async function collectAtoms(
  documents: Pick<BillingDocuments, 'accounts' | 'entries' | 'unidentified'>,
  { asOf, claims }: { readonly asOf: CalendarDate; readonly claims: AsyncIterable<MetricClaim> },
): Promise<readonly MetricAtom[]> {
  const collector = new AtomCollector();
  const payers: PayersOfAccounts = new Map();
  for await (const claim of claims) addClaim(collector, claim, payers);
  for await (const batch of batchesOf(documents.accounts.iterate(OPEN))) {
    const charges = await chargesOf(documents, batch);
    for (const account of batch) {
      const since = openSince(charges.get(account._id) ?? [], account.balance);
      const payerId = payers.get(account._id)?.payerId ?? null;
      addAccount(collector, account, { payerId, age: since && ageBucketOf(since, asOf) });
    }
  }
  for await (const { _id, currency, facilityId, amount } of documents.unidentified.iterate({ status: 'HELD' })) {
    // Whose money it is is not known, so each item counts as a person of its own.
    collector.add({ ...UNKNOWN, population: 'UNIDENTIFIED_CASH', currency, facilityId }, { amount }, _id);
  }
  return collector.atoms();
}

const OPEN = { any: [{ insuranceBalance: { ne: 0 } }, { patientBalance: { ne: 0 } }, { unapplied: { ne: 0 } }] };

function addClaim(collector: AtomCollector, claim: MetricClaim, payers: PayersOfAccounts): void {
  const { accountId, currency, facilityId, payerId, serviceDate, patientId, denialReason } = claim;
  const { billedAmount: amount, paidAmount, deniedAmount, firstPaidOn } = claim;
  const before = accountId === null ? undefined : payers.get(accountId);
  if (accountId !== null && (!before || before.serviceDate <= (serviceDate ?? ''))) {
    payers.set(accountId, { payerId, serviceDate: serviceDate ?? '' });
  }
  const isPaid = paidAmount > 0;
  const isDated = serviceDate !== null && firstPaidOn !== null;
  collector.add(
    {
      ...{ ...UNKNOWN, population: 'CLAIMS', currency, facilityId, payerId, month: serviceDate?.slice(0, 7) ?? null },
      ...{ denialReason, isPaid, isDenied: denialReason !== null },
    },
    {
      ...{ amount, paidAmount, deniedAmount },
      daysToPayment: isPaid && isDated ? daysBetween(serviceDate, firstPaidOn) : 0,
      undatedCount: isPaid && !isDated ? 1 : 0,
    },
    patientId,
  );
}

function addAccount(
  collector: AtomCollector,
  { currency, facilityId, patientId, insuranceBalance, patientBalance, unapplied }: AccountDocument,
  { payerId, age }: Pick<AtomKey, 'payerId' | 'age'>,
): void {
  const own = { ...UNKNOWN, currency, facilityId };
  const receivable = { ...own, population: 'RECEIVABLES', age } as const;
  const add = (key: AtomKey, amount: number): void => {
    if (amount !== 0) collector.add(key, { amount }, patientId);
  };
  add({ ...receivable, responsibleParty: 'INSURANCE', payerId }, insuranceBalance);
  add({ ...receivable, responsibleParty: 'PATIENT' }, patientBalance);
  add({ ...own, population: 'UNAPPLIED_CASH' }, unapplied);
}

async function chargesOf(
  { entries }: Pick<BillingDocuments, 'entries'>,
  accounts: readonly AccountDocument[],
): Promise<ReadonlyMap<string, readonly DatedCharge[]>> {
  const charges = new Map<string, DatedCharge[]>();
  const filter = { accountId: { in: accounts.map(({ _id }) => _id) }, kind: { in: ['CHARGE', 'CHARGE_REVERSAL'] } };
  for await (const { accountId, legs, postingDate } of entries.iterate(filter)) {
    if (accountId === null) continue;
    const known = charges.get(accountId) ?? [];
    charges.set(accountId, known);
    known.push({ amount: receivableOf(legs), date: postingDate });
  }
  return charges;
}

async function* batchesOf<T>(items: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let batch: T[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < 200) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
