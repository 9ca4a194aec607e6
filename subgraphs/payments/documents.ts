import type { FeedEntry } from '../../platform/events/port';
import type { Collection, Store } from '../../platform/store/port';
import type { BankDeposit, Payment, PaymentFact, Payout, PayoutItem, Refund } from './domain';

interface Versioned {
  readonly _id: string;
  /** Version of the commit it was last written by. */
  readonly version: number;
}

export type PaymentDocument = Payment & Versioned;
export type RefundDocument = Refund & Versioned;
export type PayoutDocument = Payout & Versioned;
/** `system`: the outside system that told of its payout. */
export type PayoutItemDocument = PayoutItem & Versioned & { readonly payoutId: string; readonly system: string };
export type BankDepositDocument = BankDeposit & Versioned;

export interface PaymentDocuments {
  readonly payments: Collection<PaymentDocument>;
  readonly refunds: Collection<RefundDocument>;
  readonly payouts: Collection<PayoutDocument>;
  readonly payoutItems: Collection<PayoutItemDocument>;
  readonly bankDeposits: Collection<BankDepositDocument>;
}

/** Opens the collections that this subgraph serves from. */
export async function openPaymentDocuments(store: Store): Promise<PaymentDocuments> {
  return {
    payments: await store.collection({
      name: 'payments_payments',
      indexes: [
        { fields: ['createdAt'] },
        { fields: ['accountId', 'createdAt'] },
        { fields: ['patientId', 'createdAt'] },
        { fields: ['origin.sourceId'] },
      ],
    }),
    refunds: await store.collection({
      name: 'payments_refunds',
      indexes: [{ fields: ['paymentId', 'createdAt'] }],
    }),
    payouts: await store.collection({
      name: 'payments_payouts',
      indexes: [{ fields: ['createdAt'] }, { fields: ['traceNumber'] }],
    }),
    payoutItems: await store.collection({ name: 'payments_payout_items', indexes: [{ fields: ['payoutId'] }] }),
    bankDeposits: await store.collection({
      name: 'payments_bank_deposits',
      indexes: [{ fields: ['valueDate'] }, { fields: ['traceNumber'] }],
    }),
  };
}

/** Brings the documents up to what the feed's entries say. An entry that was seen before changes nothing. */
export async function projectPayments(
  documents: PaymentDocuments,
  entries: readonly FeedEntry<PaymentFact>[],
): Promise<void> {
  const changes = new Changes();
  for (const { commit } of entries) for (const fact of commit.facts) changes.take(fact, commit.version);
  await documents.payments.upsertNewer([...changes.payments.values()]);
  await documents.refunds.upsertNewer([...changes.refunds.values()]);
  await documents.payoutItems.upsertNewer([...changes.payoutItems.values()]);
  await documents.payouts.upsertNewer([...changes.payouts.values()]);
  await documents.bankDeposits.upsertNewer([...changes.bankDeposits.values()]);
}

/** The last state of each document in a batch, by id. */
class Changes {
  readonly payments = new Map<string, PaymentDocument>();
  readonly refunds = new Map<string, RefundDocument>();
  readonly payouts = new Map<string, PayoutDocument>();
  readonly payoutItems = new Map<string, PayoutItemDocument>();
  readonly bankDeposits = new Map<string, BankDepositDocument>();

  take(fact: PaymentFact, version: number): void {
    switch (fact.type) {
      case 'PaymentRequested':
      case 'PaymentStatusChanged':
        return put(this.payments, fact.data.payment, version);
      case 'RefundRequested':
      case 'RefundStatusChanged':
        return put(this.refunds, fact.data.refund, version);
      case 'PayoutStatusChanged':
        for (const item of fact.data.items) put(this.payoutItems, itemOf(item, fact.data.payout), version);
        return put(this.payouts, fact.data.payout, version);
      case 'BankDepositReported':
        return put(this.bankDeposits, fact.data.deposit, version);
      case 'BankFileRead':
        return undefined;
      default:
        return fact satisfies never;
    }
  }
}

const itemOf = (item: PayoutItem, { id, origin }: Payout) => ({ ...item, payoutId: id, system: origin.system });

function put<T extends { readonly id: string }>(map: Map<string, T & Versioned>, value: T, version: number): void {
  map.set(value.id, { ...value, _id: value.id, version });
}
