import type { RemittanceReading } from './domain';
import type { EnvelopeReport } from './x12/acknowledgments';
import type { ClaimStatusReading } from './x12/claim-status';
import type { TransactionSummary } from './x12/summary';

/** What one message of a payer tells, in the hub's own terms. */
export type PayerNews =
  | {
      readonly kind: 'REMITTANCE';
      readonly reading: RemittanceReading;
      readonly key: string;
      readonly bodyDigest: string;
    }
  | {
      readonly kind: 'ENVELOPE_REPORTS';
      readonly reports: readonly EnvelopeReport[];
      readonly summary: TransactionSummary;
    }
  | {
      readonly kind: 'CLAIM_STATUSES';
      readonly reportKind: 'CLAIM_277CA' | 'CLAIM_277';
      readonly statuses: readonly ClaimStatusReading[];
      readonly summary: TransactionSummary;
    }
  /** A set that is kept and not read further. */
  | { readonly kind: 'OTHER'; readonly summary: TransactionSummary };
