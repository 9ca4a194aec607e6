import type { Call, DeliverConnector, PullConnector, Received } from '../../platform/connect/port';
import type { Instant } from '../../platform/domain/instant';
import type { BankDeposit, PaymentCommand, PaymentState, PayoutItem, PayoutState, RefundState } from './domain';

/** What an event of the payment service tells. */
export type ServiceNews =
  | { readonly kind: 'PAYMENT'; readonly state: PaymentState }
  | { readonly kind: 'REFUND'; readonly state: RefundState }
  | { readonly kind: 'PAYOUT'; readonly state: PayoutState }
  /** Something the hub does not use. */
  | { readonly kind: 'OTHER' };

/** One event of the payment service. `at` is when it happened by the service's clock, to the second. */
export interface ServiceEvent {
  readonly id: string;
  readonly type: string;
  readonly at: Instant;
  readonly news: ServiceNews;
}

/** What came of a command: the state of what it made, as of `at`. */
export interface PaymentReceipt {
  readonly at: Instant;
  readonly news: ServiceNews;
}

/**
 * All the hub asks of a payment service. Throws HubError: SOURCE_UNAVAILABLE (retry), SOURCE_REJECTED,
 * SOURCE_MALFORMED.
 */
export interface PaymentService extends PullConnector<ServiceEvent>, DeliverConnector<PaymentCommand, PaymentReceipt> {
  /** The raw event of a signed webhook call. Throws BAD_INPUT unless a signature fits. */
  verify(rawBody: string | Buffer, signatureHeader: string | undefined): Received<ServiceEvent>;
  /** Reads a raw event again. Throws SOURCE_MALFORMED. */
  readonly read: (raw: string) => ServiceEvent;
  /** A kept event, as it came in by webhook, list or file. */
  reread(message: Pick<Received, 'key' | 'kind' | 'raw'>): Received<ServiceEvent>;
  /** What an earlier delivery of this command made, found by our own metadata; null when it made nothing. */
  find(command: PaymentCommand, call: Call): Promise<PaymentReceipt | null>;
  /** The payment as it is now, by the payment service's own id. */
  payment(sourceId: string, call: Call): Promise<PaymentState>;
  /** The movements inside a payout, without the payout's own. */
  payoutItems(payoutId: string, call: Call): Promise<readonly PayoutItem[]>;
}

/** What one bank file tells. Findings are what in it does not add up; they stop nothing. */
export interface BankFile {
  readonly deposits: readonly Omit<BankDeposit, 'origin'>[];
  readonly debits: number;
  readonly findings: readonly string[];
}

/** All the hub asks of a bank: its files. */
export interface Bank extends PullConnector<BankFile> {
  /** Reads a raw file again. Throws SOURCE_MALFORMED. */
  readonly read: (raw: string) => BankFile;
}
