import { addDays, isCalendarDate } from '../../platform/domain/calendar-date';
import { idOf } from '../../platform/domain/ids';
import type { Random } from '../random';
import { GOOD_CARDS } from './cards';
import { confirmIntent, createIntent } from './intents';
import type { Bill } from './objects';
import { createRefund } from './refunds';
import { invalidParameter, StripeError } from './stripe-error';
import type { Till } from './till';

/** The generator of a named stream, as the world gives it. */
export type RandomStreams = (stream: string) => Random;

/** What a statement vendor hands to the payment page. Surrogate ids; cents. */
export interface NewBill {
  readonly account_id: string;
  readonly patient_id: string;
  readonly facility_id: string;
  readonly amount: number;
}

const LEAST = 50; // cents: smaller bills cannot be paid by card
const ID = /^[\w.:@/-]{1,200}$/;

/** Reads the body of POST /sandbox/bills. Throws StripeError 400 naming the field. */
export function readBill(body: unknown): NewBill {
  const given = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  for (const name of ['account_id', 'patient_id', 'facility_id']) {
    const value = given[name];
    if (typeof value !== 'string' || !ID.test(value)) throw invalidParameter(name, `${name} must be an id`);
  }
  if (!Number.isSafeInteger(given['amount'])) throw invalidParameter('amount', 'amount must be whole minor units');
  return given as unknown as NewBill;
}

/**
 * Presents a bill on the payment page. A bill says what the account owes now, so it replaces the account's open one;
 * the same amount again changes nothing, and zero or less closes what is open.
 */
export function presentBill(till: Till, bill: NewBill, random: RandomStreams): Bill | null {
  const earlier = till.book.all('sandbox_bill').filter(({ account_id }) => account_id === bill.account_id);
  const open = earlier.find(({ status }) => status === 'open');
  if (open !== undefined && open.amount - open.paidAmount === bill.amount) return open;
  if (open !== undefined) till.put<Bill>({ ...open, status: 'replaced' });
  if (bill.amount < LEAST) return null;
  const draw = random(`payments/bill/${bill.account_id}/${earlier.length}`);
  const acts = addDays(till.day, draw.integer(1, 4));
  const promised = open?.actsOn;
  return till.put<Bill>({
    id: `bill_${idOf('sandbox-bill', bill.account_id, String(earlier.length))}`,
    object: 'sandbox_bill',
    account_id: bill.account_id,
    patient_id: bill.patient_id,
    facility_id: bill.facility_id,
    amount: bill.amount,
    created: till.now(),
    currency: 'usd',
    status: 'open',
    actsOn: promised !== undefined && isCalendarDate(promised) && promised > till.day && promised < acts ? promised : acts, // prettier-ignore
    plan: planOf(draw),
    paidAmount: 0,
    payments: [],
    refundOn: null,
  });
}

function planOf(draw: Random): Bill['plan'] {
  const roll = draw.integer(1, 100);
  if (roll <= 62) return 'FULL';
  if (roll <= 77) return 'PARTIAL';
  if (roll <= 83) return 'OVERPAY';
  return roll <= 89 ? 'DECLINED_FIRST' : 'NEVER';
}

/** What patients do on `till.day`: open bills whose day has come are paid or let lie; overpaid cents may go back. */
export function payBills(till: Till, random: RandomStreams): void {
  for (const bill of [...till.book.all('sandbox_bill')]) {
    if (bill.status === 'open' && bill.actsOn <= till.day) actOn(till, bill, random);
    else if (bill.refundOn !== null && bill.refundOn <= till.day) giveBack(till, bill);
  }
}

function actOn(till: Till, bill: Bill, random: RandomStreams): void {
  if (bill.plan === 'NEVER') {
    till.put<Bill>({ ...bill, status: 'ignored' });
    return;
  }
  const draw = random(`payments/pay/${bill.id}/${bill.payments.length}`);
  const left = bill.amount - bill.paidAmount;
  const amount = amountToPay(bill, left);
  const intent = payWith(till, bill, { amount, draw });
  const paidAmount = bill.paidAmount + amount;
  const over = paidAmount > bill.amount;
  till.put<Bill>({
    ...bill,
    paidAmount,
    payments: [...bill.payments, intent],
    status: paidAmount >= bill.amount ? 'paid' : 'open',
    actsOn: addDays(till.day, 3), // days until the rest is paid
    refundOn: over && draw.chance(0.6) ? addDays(till.day, draw.integer(3, 6)) : null,
  });
}

/** Part: the first payment is half. Over: rounded up to the next $20, at least by one cent. */
function amountToPay({ plan, payments }: Bill, left: number): number {
  const half = Math.floor(left / 2);
  if (plan === 'PARTIAL' && payments.length === 0 && half >= LEAST && left - half >= LEAST) return half;
  if (plan === 'OVERPAY') return (Math.floor(left / 2_000) + 1) * 2_000;
  return left;
}

function payWith(till: Till, bill: Bill, { amount, draw }: { amount: number; draw: Random }): string {
  const { id } = createIntent(till, {
    amount: String(amount),
    currency: 'usd',
    description: 'Patient statement payment',
    metadata: { account_id: bill.account_id, patient_id: bill.patient_id, facility_id: bill.facility_id, bill_id: bill.id }, // prettier-ignore
  });
  if (bill.plan === 'DECLINED_FIRST') tryDeclined(till, id);
  confirmIntent(till, id, { payment_method: draw.pick(GOOD_CARDS) });
  return id;
}

function tryDeclined(till: Till, intentId: string): void {
  try {
    confirmIntent(till, intentId, { payment_method: 'pm_card_chargeDeclinedInsufficientFunds' });
  } catch (error) {
    if (!(error instanceof StripeError) || error.status !== 402) throw error; // 402: the patient takes another card
  }
}

/** Returns what was paid past the bill, unless someone refunded the payment already. */
function giveBack(till: Till, bill: Bill): void {
  till.put<Bill>({ ...bill, refundOn: null });
  const intent = till.book.get('payment_intent', bill.payments.at(-1) ?? '');
  const charge = till.book.get('charge', intent?.latest_charge ?? '');
  if (charge === undefined || charge.amount_refunded > 0) return;
  const amount = String(bill.paidAmount - bill.amount);
  createRefund(till, { charge: charge.id, amount, reason: 'requested_by_customer', metadata: { ...charge.metadata } });
}
