import type { DeliverConnector, PullConnector, Received } from '../../platform/connect/port';
import type { ClaimSubmission } from './facts';
import type { PayerNews } from './news';

/** What the other side answers to a delivered claim: its own id of the file, where it gives one. */
export interface DeliveryReceipt {
  readonly receiptId: string | null;
}

/**
 * All the hub asks of a payer or clearinghouse: facts in, claims out. `deliver` may be called again for the same claim
 * with the same idempotency key and never sends it twice.
 * Throws HubError: SOURCE_UNAVAILABLE (retry), SOURCE_REJECTED, SOURCE_MALFORMED.
 */
export interface PayerConnector extends PullConnector<PayerNews>, DeliverConnector<ClaimSubmission, DeliveryReceipt> {
  reread(message: Pick<Received, 'key' | 'kind' | 'raw'>): Received<PayerNews>;
}
