import type { MetricDimension, MetricName } from '../generated';
import type { MetricAtom } from './atoms';

/** A kind of record that metrics are made of. Records of one population are counted against each other. */
export type Population = 'RECEIVABLES' | 'CLAIMS' | 'UNAPPLIED_CASH' | 'UNIDENTIFIED_CASH';

/** What one metric counts and adds up. */
export interface MetricDefinition {
  readonly population: Population;
  /** By what it may be grouped. */
  readonly dimensions: readonly MetricDimension[];
  /** Which of its population it is about. */
  readonly includes: (atom: MetricAtom) => boolean;
  /** Which sum of an atom is its amount. */
  readonly amount: 'amount' | 'paidAmount' | 'deniedAmount';
}

const all = (): boolean => true;

/** Every metric. Each is about the records that its amount comes from, so that a count never hides a smaller one. */
export const METRICS: Readonly<Record<MetricName, MetricDefinition>> = {
  RECEIVABLES: {
    population: 'RECEIVABLES',
    dimensions: ['FACILITY', 'PAYER', 'AGE', 'RESPONSIBLE_PARTY'],
    includes: all,
    amount: 'amount',
  },
  CLAIMS: { population: 'CLAIMS', dimensions: ['FACILITY', 'PAYER', 'MONTH'], includes: all, amount: 'amount' },
  PAYMENTS: {
    population: 'CLAIMS',
    dimensions: ['FACILITY', 'PAYER', 'MONTH'],
    includes: ({ isPaid }) => isPaid,
    amount: 'paidAmount',
  },
  DENIALS: {
    population: 'CLAIMS',
    dimensions: ['FACILITY', 'PAYER', 'MONTH', 'DENIAL_REASON'],
    includes: ({ isDenied }) => isDenied,
    amount: 'deniedAmount',
  },
  UNAPPLIED_CASH: { population: 'UNAPPLIED_CASH', dimensions: ['FACILITY'], includes: all, amount: 'amount' },
  UNIDENTIFIED_CASH: { population: 'UNIDENTIFIED_CASH', dimensions: [], includes: all, amount: 'amount' },
};

/** Where an atom says to which group of a dimension it belongs. */
export const DIMENSION_KEYS = {
  FACILITY: 'facilityId',
  PAYER: 'payerId',
  MONTH: 'month',
  AGE: 'age',
  RESPONSIBLE_PARTY: 'responsibleParty',
  DENIAL_REASON: 'denialReason',
} as const satisfies Readonly<Record<MetricDimension, keyof MetricAtom>>;
