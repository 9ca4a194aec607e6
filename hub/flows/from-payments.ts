import { dayOf, type Clock } from '../../platform/domain/instant';
import type { Commit, FeedEntry } from '../../platform/events/port';
import type { AccountCommand } from '../../subgraphs/billing/domain';
import type { Billing } from '../../subgraphs/billing/index';
import type { BankDeposit, Payment, PaymentFact, Payout, Refund } from '../../subgraphs/payments/domain';
import { postingDateOf, type BookRules } from './books';

type Cause = Commit<PaymentFact>;

export interface FromPaymentsDependencies {
  readonly billing: Pick<Billing, 'accounts' | 'cash' | 'documents' | 'log' | 'raiseException'>;
  readonly books: BookRules;
  readonly clock: Clock;
}

/** Money that moved at the payment service and the bank reaches the ledger. Safe to repeat. */
// eslint-disable-next-line max-lines-per-function -- closures over one set of dependencies, each short
export function createFromPayments({ billing, books, clock }: FromPaymentsDependencies) {
  return async (batch: readonly FeedEntry<PaymentFact>[]): Promise<void> => {
    for (const { commit } of batch) {
      for (const fact of commit.facts) await take(fact, commit);
    }
  };

  async function take(fact: PaymentFact, cause: Cause): Promise<void> {
    switch (fact.type) {
      case 'PaymentStatusChanged':
        return fact.data.payment.status === 'SUCCEEDED' ? takePayment(fact.data.payment, cause) : undefined;
      case 'RefundStatusChanged':
        return takeRefund(fact.data.refund, cause);
      case 'PayoutStatusChanged':
        return takePayout(fact.data.payout, cause);
      case 'BankDepositReported':
        return takeDeposit(fact.data.deposit, cause);
      case 'PaymentRequested':
      case 'RefundRequested':
      case 'BankFileRead':
        return undefined;
      default:
        return fact satisfies never;
    }
  }

  async function takePayment(payment: Payment, cause: Cause): Promise<void> {
    const { id, accountId, amount, statusAt } = payment;
    const money = {
      paymentId: id,
      amount: amount.minorUnits,
      currency: amount.currency,
      postingDate: postingDateOf(dayOf(statusAt), books),
    };
    if (await isPosted(`payment/${id}`, 'posted')) return; // held as unassigned before it named an account
    if (await hasAccount(accountId)) {
      await post(accountId, `payment:${id}`, { type: 'POST_PATIENT_PAYMENT', payment: money }, cause);
      return;
    }
    await billing.cash.postUnassignedPayment({ ...movementOf(cause), ...money, id });
    const reason = `Payment ${id} names no account of this hub. Find whose it is and assign it, or refund it.`;
    const { system, messageId } = payment.origin;
    const exception = {
      kind: 'PAYMENT_WITHOUT_ACCOUNT',
      reason,
      system,
      messageId,
      accountId: null,
      facilityId: payment.facilityId,
    } as const;
    await billing.raiseException(id, exception, { at: clock(), trace: traceOf(cause) });
  }

  /** A refund counts when it has succeeded; one that fails after that brings the money back as a payment. */
  async function takeRefund(refund: Refund, cause: Cause): Promise<void> {
    const { id, paymentId, accountId, amount, statusAt, status } = refund;
    const postingDate = postingDateOf(dayOf(statusAt), books);
    const money = { paymentId: paymentId ?? id, amount: amount.minorUnits, currency: amount.currency, postingDate };
    if (status === 'SUCCEEDED' && (await hasAccount(accountId))) {
      await post(accountId, `refund:${id}`, { type: 'POST_REFUND', refund: { ...money, refundId: id } }, cause);
    } else if (status === 'SUCCEEDED') {
      await billing.cash.postUnassignedPayment({ ...movementOf(cause), ...money, id, amount: -money.amount });
    } else if (status === 'FAILED' && (await isPosted(`account/${accountId ?? ''}`, `refund:${id}`))) {
      await post(accountId, `refund-failed:${id}`, { type: 'POST_PATIENT_PAYMENT', payment: money }, cause);
    }
  }

  /** A payout counts once it is known what it is made of and that the bank has it. */
  async function takePayout({ id, amount, status, composition, arrivalDate }: Payout, cause: Cause): Promise<void> {
    if (status !== 'PAID' || composition === null) return;
    await billing.cash.postPayout({
      ...movementOf(cause),
      id,
      amount: amount.minorUnits,
      feeAmount: composition.feeAmount.minorUnits,
      currency: amount.currency,
      postingDate: postingDateOf(arrivalDate, books),
    });
  }

  /** What the payment service pays out reaches the ledger by its payout; a credit of another purpose is no payer's. */
  async function takeDeposit({ id, amount, valueDate, purpose }: BankDeposit, cause: Cause): Promise<void> {
    if (purpose === 'OTHER') return;
    const { minorUnits, currency } = amount;
    const postingDate = postingDateOf(valueDate, books);
    await billing.cash.postBankDeposit({ ...movementOf(cause), id, amount: minorUnits, currency, postingDate });
  }

  async function isPosted(stream: string, factKey: string): Promise<boolean> {
    const [isHeld] = await billing.log.holds([{ stream, factKey }]);
    return isHeld === true;
  }

  async function hasAccount(accountId: string | null): Promise<boolean> {
    return accountId !== null && (await billing.documents.accounts.get(accountId)) !== null;
  }

  async function post(
    accountId: string | null,
    factKey: string,
    action: AccountCommand['action'],
    cause: Cause,
  ): Promise<void> {
    const { origin } = cause;
    await billing.accounts.run([
      { accountId: accountId ?? '', factKey, at: clock(), origin, trace: traceOf(cause), action },
    ]);
  }

  function movementOf(cause: Cause) {
    const owner = { legalEntityId: books.legalEntityId, facilityId: null };
    return { books: owner, at: clock(), origin: cause.origin, trace: traceOf(cause) };
  }
}

const traceOf = ({ _id, trace }: Cause) => ({ correlationId: trace.correlationId, causationId: _id });
