import { HubError } from '../../platform/domain/errors';
import type { AccountFact, Balances, Entry, LedgerAccountCode, Legs } from './domain';

/** Makes a balanced double entry: `amount` minor units from the credited to the debited account; zero gives no legs. */
export const transfer = (debit: LedgerAccountCode, credit: LedgerAccountCode, amount: number): Legs =>
  amount === 0 ? {} : { [debit]: amount, [credit]: -amount };

/** Adds legs of the same entry account by account; legs that come to nothing are left out. */
export function mergeLegs(...all: readonly Legs[]): Legs {
  const sums: Partial<Record<LedgerAccountCode, number>> = {};
  for (const [code, amount] of all.flatMap((legs) => Object.entries(legs) as [LedgerAccountCode, number][])) {
    sums[code] = (sums[code] ?? 0) + amount;
  }
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0));
}

export const negateLegs = (legs: Legs): Legs =>
  Object.fromEntries(Object.entries(legs).map(([code, amount]) => [code, -amount]));

/** The sum of all legs; zero for every entry that may be recorded. */
export const sumLegs = (legs: Legs): number => Object.values(legs).reduce((sum, amount) => sum + amount, 0);

/** Throws INTERNAL for an entry that does not balance: nothing downstream may ever see one. */
export function balanced(entry: Entry): Entry {
  const amounts = Object.values(entry.legs);
  if (sumLegs(entry.legs) !== 0 || !amounts.every(Number.isSafeInteger)) {
    throw new HubError('INTERNAL', `a ${entry.kind} entry does not balance`);
  }
  return entry;
}

/** What an entry does to an account's balance: its receivable legs, in minor units. */
export const receivableOf = (legs: Legs): number => (legs.INSURANCE_RECEIVABLE ?? 0) + (legs.PATIENT_RECEIVABLE ?? 0);

/** The balances after one more entry. */
export const applyLegs = (balances: Balances, legs: Legs): Balances => ({
  insurance: balances.insurance + (legs.INSURANCE_RECEIVABLE ?? 0),
  patient: balances.patient + (legs.PATIENT_RECEIVABLE ?? 0),
  unapplied: balances.unapplied - (legs.UNAPPLIED_PATIENT_CASH ?? 0),
});

/** The entry inside a fact, or null for a fact that moves no money. */
export const entryOf = (fact: { readonly data: unknown }): Entry | null =>
  (fact.data as { readonly entry?: Entry }).entry ?? null;

/** The entries of a commit's facts, in order. */
export const entriesOf = (facts: readonly Pick<AccountFact, 'data'>[]): readonly Entry[] =>
  facts.map(entryOf).filter((entry) => entry !== null);
