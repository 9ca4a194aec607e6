import { dayOf, type Clock } from '../../platform/domain/instant';
import type { Commit, FeedEntry } from '../../platform/events/port';
import { accountStream } from '../../subgraphs/billing/account-writer';
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
export function createFromPayments(deps: FromPaymentsDependencies) {
  const movedMoney = new MovedMoney(deps);
  return async (batch: readonly FeedEntry<PaymentFact>[]): Promise<void> => {
    for (const { commit } of batch) {
      for (const fact of commit.facts) await movedMoney.take(fact, commit);
    }
  };
}

class MovedMoney {
  readonly #billing: FromPaymentsDependencies['billing'];
  readonly #books: BookRules;
  readonly #clock: Clock;

  constructor({ billing, books, clock }: FromPaymentsDependencies) {
    this.#billing = billing;
    this.#books = books;
    this.#clock = clock;
  }

  async take(fact: PaymentFact, cause: Cause): Promise<void> {
    switch (fact.type) {
      case 'PaymentStatusChanged':
        return fact.data.payment.status === 'SUCCEEDED' ? this.#takePayment(fact.data.payment, cause) : undefined;
      case 'RefundStatusChanged':
        return this.#takeRefund(fact.data.refund, cause);
      case 'PayoutStatusChanged':
        return this.#takePayout(fact.data.payout, cause);
      case 'BankDepositReported':
        return this.#takeDeposit(fact.data.deposit, cause);
      case 'PaymentRequested':
      case 'RefundRequested':
      case 'BankFileRead':
        return undefined;
      default:
        return fact satisfies never;
    }
  }

  async #takePayment(payment: Payment, cause: Cause): Promise<void> {
    const { id, accountId, amount, statusAt } = payment;
    const money = {
      paymentId: id,
      amount: amount.minorUnits,
      currency: amount.currency,
      postingDate: postingDateOf(dayOf(statusAt), this.#books),
    };
    if (await this.#isPosted(`payment/${id}`, 'posted')) return; // held as unassigned before it named an account
    if (await this.#hasAccount(accountId)) {
      await this.#post(accountId, `payment:${id}`, { type: 'POST_PATIENT_PAYMENT', payment: money }, cause);
      return;
    }
    await this.#billing.cash.postUnassignedPayment({ ...this.#movementOf(cause), ...money, id });
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
    await this.#billing.raiseException(id, exception, { at: this.#clock(), trace: traceOf(cause) });
  }

  /**
   * A refund counts when it has succeeded, on the account or among the held money, wherever its payment stands; one
   * that fails after that brings the money back as a payment.
   */
  async #takeRefund(refund: Refund, cause: Cause): Promise<void> {
    const { id, paymentId, accountId, amount, statusAt, status } = refund;
    const postingDate = postingDateOf(dayOf(statusAt), this.#books);
    const money = { paymentId: paymentId ?? id, amount: amount.minorUnits, currency: amount.currency, postingDate };
    const held = { ...this.#movementOf(cause), ...money };
    if (
      status === 'SUCCEEDED' &&
      (await this.#hasAccount(accountId)) &&
      !(await this.#isPosted(`payment/${paymentId}`, 'posted'))
    ) {
      await this.#post(accountId, `refund:${id}`, { type: 'POST_REFUND', refund: { ...money, refundId: id } }, cause);
    } else if (status === 'SUCCEEDED') {
      await this.#billing.cash.postUnassignedPayment({ ...held, id, amount: -money.amount });
    } else if (status === 'FAILED' && (await this.#isPosted(`account/${accountId ?? ''}`, `refund:${id}`))) {
      await this.#post(accountId, `refund-failed:${id}`, { type: 'POST_PATIENT_PAYMENT', payment: money }, cause);
    } else if (status === 'FAILED' && (await this.#isPosted(`payment/${id}`, 'posted'))) {
      await this.#billing.cash.postUnassignedPayment({ ...held, id: `${id}-failed` });
    }
  }

  /**
   * A payout counts once it is known what it is made of and that the bank has it. One that the bank sends back after
   * that is with the payment service again; its fees were for the payments and stay. Stripe, "The Payout object".
   */
  async #takePayout(payout: Payout, cause: Cause): Promise<void> {
    const { id, amount, status, composition, arrivalDate, statusAt } = payout;
    const { minorUnits, currency } = amount;
    const movement = { ...this.#movementOf(cause), currency };
    if (status === 'PAID' && composition !== null) {
      const feeAmount = composition.feeAmount.minorUnits;
      const postingDate = postingDateOf(arrivalDate, this.#books);
      await this.#billing.cash.postPayout({ ...movement, id, amount: minorUnits, feeAmount, postingDate });
    } else if (status === 'FAILED' && (await this.#isPosted(`payout/${id}`, 'posted'))) {
      const postingDate = postingDateOf(dayOf(statusAt), this.#books);
      await this.#billing.cash.postPayout({
        ...movement,
        id: `${id}-failed`,
        amount: -minorUnits,
        feeAmount: 0,
        postingDate,
      });
    }
  }

  /** What the payment service pays out reaches the ledger by its payout; a credit of another purpose is no payer's. */
  async #takeDeposit({ id, amount, valueDate, purpose }: BankDeposit, cause: Cause): Promise<void> {
    if (purpose === 'OTHER') return;
    const { minorUnits, currency } = amount;
    const postingDate = postingDateOf(valueDate, this.#books);
    await this.#billing.cash.postBankDeposit({
      ...this.#movementOf(cause),
      id,
      amount: minorUnits,
      currency,
      postingDate,
    });
  }

  async #isPosted(stream: string, factKey: string): Promise<boolean> {
    const [isHeld] = await this.#billing.log.holds([{ stream, factKey }]);
    return isHeld === true;
  }

  /** By the ledger itself: the view of an account opened a moment ago may be still on its way. */
  async #hasAccount(accountId: string | null): Promise<boolean> {
    if (accountId === null) return false;
    const stream = accountStream(accountId);
    return ((await this.#billing.log.versions([stream])).get(stream) ?? 0) > 0;
  }

  async #post(
    accountId: string | null,
    factKey: string,
    action: AccountCommand['action'],
    cause: Cause,
  ): Promise<void> {
    const { origin } = cause;
    await this.#billing.accounts.run([
      { accountId: accountId ?? '', factKey, at: this.#clock(), origin, trace: traceOf(cause), action },
    ]);
  }

  #movementOf(cause: Cause) {
    const owner = { legalEntityId: this.#books.legalEntityId, facilityId: null };
    return { books: owner, at: this.#clock(), origin: cause.origin, trace: traceOf(cause) };
  }
}

const traceOf = ({ _id, trace }: Cause) => ({ correlationId: trace.correlationId, causationId: _id });
