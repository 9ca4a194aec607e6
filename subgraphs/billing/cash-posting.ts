import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { AppendResult, CommitLog } from '../../platform/events/port';
import type { BillingFact, Books, CashFact, Entry, LedgerEntryKind, Legs } from './domain';
import { balanced, mergeLegs, transfer } from './ledger';

/** What every cash movement of no account names. Amounts in minor units. */
export interface CashMovement {
  /** The outside system's id of it. */
  readonly id: string;
  readonly amount: number;
  readonly currency: string;
  readonly postingDate: CalendarDate;
  readonly books: Books;
  readonly at: Instant;
  readonly origin: Origin | null;
  readonly trace: Trace;
}

export interface CashPosting {
  /** Payer money seen at the bank: clears what remittances announced. */
  postBankDeposit(deposit: CashMovement): Promise<void>;
  /** Card money paid out to the bank; `amount` is what arrived, `feeAmount` what the service kept. */
  postPayout(payout: CashMovement & { readonly feeAmount: number }): Promise<void>;
  /** A payment that names no account: held as unapplied cash. */
  postUnassignedPayment(payment: CashMovement): Promise<void>;
}

/** Records cash on streams of their own, each movement once. */
export function createCashPosting({ log }: { readonly log: CommitLog<BillingFact> }): CashPosting {
  return {
    async postBankDeposit(deposit) {
      const legs = transfer('CASH', 'PAYER_CLEARING', deposit.amount);
      await once('deposit', deposit, { type: 'BankDepositPosted', data: movement(deposit, 'BANK_DEPOSIT', legs) });
    },
    async postPayout(payout) {
      const fee = transfer('MERCHANT_FEES', 'CARD_CLEARING', payout.feeAmount);
      const legs = mergeLegs(transfer('CASH', 'CARD_CLEARING', payout.amount), fee);
      await once('payout', payout, { type: 'PayoutPosted', data: movement(payout, 'PAYOUT', legs) });
    },
    async postUnassignedPayment(payment) {
      const legs = transfer('CARD_CLEARING', 'UNAPPLIED_PATIENT_CASH', payment.amount);
      const data = movement(payment, 'PATIENT_PAYMENT', legs);
      await once('payment', payment, { type: 'UnassignedPaymentPosted', data });
    },
  };

  function once(
    kind: string,
    { id, at, origin, trace }: CashMovement,
    fact: CashFact,
  ): Promise<AppendResult<BillingFact>> {
    return log.append({
      stream: `${kind}/${id}`,
      expectedVersion: 0,
      factKey: 'posted',
      facts: [fact],
      at,
      origin,
      trace,
    });
  }
}

function movement({ books, currency, postingDate }: CashMovement, kind: LedgerEntryKind, legs: Legs) {
  const entry: Entry = balanced({ kind, legs, currency, postingDate, serviceDate: null, reasonCode: null });
  return { ...books, entry };
}
