import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import type { BalanceTransaction, Payout } from './objects';
import type { Till } from './till';

/** The bank account that payouts go to, as Stripe names it. */
export const PAYOUT_DESTINATION = 'ba_sandbox_operating';
const ARRIVES_AFTER = 1; // days

const secondsOf = (day: CalendarDate): number => Date.parse(`${day}T00:00:00Z`) / 1_000;

/**
 * The daily payout: everything that is available and was not paid out yet, refunds taken off. None while that is not
 * positive: what refunds lack is carried to the next day. Σ net of its transactions = its amount.
 */
export function payOut(till: Till): Payout | null {
  const due = till.book.all('balance_transaction').filter((each) => isDue(each, till.now()));
  const amount = due.reduce((total, { net }) => total + net, 0);
  if (amount <= 0) return null;
  const id = till.newId('payout');
  for (const each of due) till.put({ ...each, paidOutBy: id });
  const created = till.now();
  const transaction = till.put<BalanceTransaction>({
    id: till.newId('balance_transaction'),
    object: 'balance_transaction',
    amount: -amount,
    available_on: secondsOf(addDays(till.day, ARRIVES_AFTER)),
    balance_type: 'payments',
    created,
    currency: 'usd',
    description: 'STRIPE PAYOUT',
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: -amount,
    reporting_category: 'payout',
    source: id,
    type: 'payout',
    paidOutBy: id,
  });
  const payout = till.put(payoutOf({ id, amount, created, transaction: transaction.id, day: till.day }));
  till.emit('payout.created', payout);
  return payout;
}

/** Payouts whose day of arrival has come are paid. */
export function settlePayouts(till: Till): void {
  const today = secondsOf(till.day);
  const arrived = till.book.all('payout').filter(({ status, arrival_date }) => status === 'in_transit' && arrival_date <= today); // prettier-ignore
  for (const payout of arrived) {
    const trace = { status: 'supported' as const, value: traceOf(payout) };
    till.emit('payout.paid', till.put<Payout>({ ...payout, status: 'paid', trace_id: trace }), { status: 'in_transit' }); // prettier-ignore
  }
}

/** The trace number under which the bank reports a payout: the reference of its deposit. */
export const traceOf = ({ id }: Payout): string => id.slice('po_'.length, 'po_'.length + 15).toUpperCase();

/** The day on which a payout reaches the bank. */
export const arrivalDay = ({ arrival_date }: Payout): CalendarDate =>
  new Date(arrival_date * 1_000).toISOString().slice(0, 10) as CalendarDate;

const isDue = ({ type, paidOutBy, available_on }: BalanceTransaction, now: number): boolean =>
  type !== 'payout' && paidOutBy === null && available_on <= now;

interface NewPayout {
  readonly id: string;
  readonly amount: number;
  readonly created: number;
  readonly transaction: string;
  readonly day: CalendarDate;
}

function payoutOf({ id, amount, created, transaction, day }: NewPayout): Payout {
  return {
    id,
    object: 'payout',
    amount,
    arrival_date: secondsOf(addDays(day, ARRIVES_AFTER)),
    automatic: true,
    balance_transaction: transaction,
    created,
    currency: 'usd',
    description: 'STRIPE PAYOUT',
    destination: PAYOUT_DESTINATION,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: 'standard',
    reconciliation_status: 'completed',
    source_type: 'card',
    statement_descriptor: null,
    status: 'in_transit',
    trace_id: { status: 'pending', value: null },
    type: 'bank_account',
  };
}
