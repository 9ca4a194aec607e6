import type { AgeBucket, ResponsibleParty } from '../generated';
import type { Population } from './definitions';

/** What the records of one atom have in common. Null where it says nothing about them. */
export interface AtomKey {
  readonly population: Population;
  readonly currency: string;
  readonly facilityId: string | null;
  readonly payerId: string | null;
  /** Month of service, `YYYY-MM`. */
  readonly month: string | null;
  readonly age: AgeBucket | null;
  readonly responsibleParty: ResponsibleParty | null;
  /** Group and reason of X12 835 CAS: `CO-29`. */
  readonly denialReason: string | null;
  readonly isPaid: boolean;
  readonly isDenied: boolean;
}

/** What is added up of records. Amounts in minor units. */
export interface AtomSums {
  readonly count: number;
  /** Receivable, billed, unapplied or held. */
  readonly amount: number;
  readonly paidAmount: number;
  readonly deniedAmount: number;
  /** Sum over paid claims of the days from service to first payment. */
  readonly daysToPayment: number;
  /** How many of the paid claims do not say when the care was given. */
  readonly undatedCount: number;
}

/** The finest cell of a snapshot: records that no question tells apart. */
export interface MetricAtom extends AtomKey, AtomSums {
  /** Ids of people in it, each once, at most `MOST_PEOPLE`: enough to tell that they are not few. Never leave the hub. */
  readonly people: readonly string[];
}

/** How many people of an atom are kept by name; a larger number shows more where many groupings are asked at once. */
const MOST_PEOPLE = 44;

/** Gathers records into atoms, in memory by the atom and never by the record. */
export class AtomCollector {
  readonly #atoms = new Map<string, { key: AtomKey; sums: AtomSums; people: Set<string> }>();

  /** Adds one record of one person. */
  add(key: AtomKey, sums: Partial<AtomSums>, person: string): void {
    const name = JSON.stringify(Object.values(key));
    const before = this.#atoms.get(name) ?? { key, sums: NOTHING, people: new Set() };
    if (before.people.size < MOST_PEOPLE) before.people.add(person);
    this.#atoms.set(name, { ...before, sums: addSums(before.sums, { ...NOTHING, ...sums, count: 1 }) });
  }

  atoms(): readonly MetricAtom[] {
    return [...this.#atoms.values()].map(({ key, sums, people }) => ({ ...key, ...sums, people: [...people] }));
  }
}

export const NOTHING: AtomSums = {
  count: 0,
  amount: 0,
  paidAmount: 0,
  deniedAmount: 0,
  daysToPayment: 0,
  undatedCount: 0,
};

export const addSums = (a: AtomSums, b: AtomSums): AtomSums => ({
  count: a.count + b.count,
  amount: a.amount + b.amount,
  paidAmount: a.paidAmount + b.paidAmount,
  deniedAmount: a.deniedAmount + b.deniedAmount,
  daysToPayment: a.daysToPayment + b.daysToPayment,
  undatedCount: a.undatedCount + b.undatedCount,
});
