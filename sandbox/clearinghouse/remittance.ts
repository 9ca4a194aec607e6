import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Payer } from '../world';
import { sum } from './decision';
import type { ClaimPayment } from './settle';
import type { ForwardedBalance, Recovery } from './tables';

/** Whom a payer pays. X12 835 loop 1000B. */
export interface Payee {
  readonly name: string;
  readonly npi: string;
  readonly taxId: string;
}

/** One PLB pair. Cents; positive takes off what is paid. */
export interface ProviderAdjustment {
  /** PLB03-1: L6 interest, WO overpayment recovery, FB balance forwarded. */
  readonly code: 'L6' | 'WO' | 'FB';
  readonly reference: string;
  readonly amount: number;
}

/** One 835 before it is written. amount = Σ paid − Σ provider adjustments, never below zero. */
export interface Remittance {
  readonly payer: Payer;
  readonly payee: Payee;
  /** The day it is made; the money is there on `payDay`. */
  readonly day: CalendarDate;
  readonly payDay: CalendarDate;
  /** TRN02. */
  readonly trace: string;
  readonly claims: readonly ClaimPayment[];
  readonly providerAdjustments: readonly ProviderAdjustment[];
  /** BPR02, cents. */
  readonly amount: number;
  /** What stays owed to the payer because this came out below zero; null when nothing does. */
  readonly forwarded: ForwardedBalance | null;
}

/** TRN02 of a remittance that moves no money: it names no payment. */
export const NO_TRACE = '000000000';

export interface RemittanceParts {
  readonly payer: Payer;
  readonly payee: Payee;
  readonly day: CalendarDate;
  readonly payDay: CalendarDate;
  /** The remittance's own number; TRN02 when money moves. */
  readonly number: string;
  readonly claims: readonly ClaimPayment[];
  /** Owed from an earlier remittance. */
  readonly carried: ForwardedBalance | null;
  /** Recoveries that are due. */
  readonly recoveries: readonly Recovery[];
}

/**
 * Puts a remittance together: interest is paid on top (L6 below zero), a recovery that is put off is given back now
 * (WO below zero) and taken later (WO above zero), a carried balance is taken (FB above zero), and what would come out
 * below zero is forwarded (FB below zero) so that the payment is zero.
 * Source: X12 005010X221A1, 1.10.2.9, 1.10.2.12 and 1.10.2.17.
 */
export function assembleRemittance(parts: RemittanceParts): Remittance {
  const { claims, carried, recoveries, number } = parts;
  const adjustments: ProviderAdjustment[] = [
    ...claims.filter(({ interest }) => interest > 0).map(({ interest, payerControlNumber }) => ({ code: 'L6' as const, reference: payerControlNumber, amount: -interest })), // prettier-ignore
    ...claims.filter(({ recoveredLater }) => recoveredLater > 0).map(({ recoveredLater, payerControlNumber }) => ({ code: 'WO' as const, reference: payerControlNumber, amount: -recoveredLater })), // prettier-ignore
    ...recoveries.map(({ payerControlNumber, amount }) => ({ code: 'WO' as const, reference: payerControlNumber, amount })), // prettier-ignore
    ...(carried === null ? [] : [{ code: 'FB' as const, reference: carried.reference, amount: carried.amount }]),
  ];
  const due = sum(claims.map(({ decision }) => decision.paid)) - sum(adjustments.map(({ amount }) => amount));
  const forwarded = due < 0 ? { amount: -due, reference: number } : null;
  if (forwarded !== null) adjustments.push({ code: 'FB', reference: number, amount: due });
  const { payer, payee, day, payDay } = parts;
  const amount = Math.max(0, due);
  const trace = amount > 0 ? number : NO_TRACE;
  return { payer, payee, day, payDay, trace, claims, providerAdjustments: adjustments, amount, forwarded };
}
