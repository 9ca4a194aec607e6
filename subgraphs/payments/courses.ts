import type { PaymentStatus, PayoutStatus, RefundStatus } from './domain';
import type { Course } from './progress';

/**
 * Source: Stripe, "How PaymentIntents work": a declined attempt goes back to requires_payment_method and may be tried
 * again; succeeded and canceled are final.
 */
export const PAYMENT_COURSE: Course<PaymentStatus> = {
  start: 'REQUESTED',
  ranks: {
    REQUESTED: 0,
    REQUIRES_PAYMENT_METHOD: 1,
    REQUIRES_CONFIRMATION: 2,
    REQUIRES_ACTION: 3,
    PROCESSING: 4,
    REQUIRES_CAPTURE: 5,
    FAILED: 6,
    CANCELED: 7,
    SUCCEEDED: 8,
  },
  settled: new Set(['SUCCEEDED', 'CANCELED']),
};

/** Source: Stripe, "Refunds": a refund that succeeded may still fail later, when the bank sends the money back. */
export const REFUND_COURSE: Course<RefundStatus> = {
  start: 'REQUESTED',
  ranks: { REQUESTED: 0, PENDING: 1, REQUIRES_ACTION: 2, SUCCEEDED: 3, FAILED: 4, CANCELED: 4 },
  settled: new Set(['SUCCEEDED', 'FAILED', 'CANCELED']),
};

/** Source: Stripe, "Payout object": a paid payout may fail within five business days. */
export const PAYOUT_COURSE: Course<PayoutStatus> = {
  start: 'PENDING',
  ranks: { PENDING: 0, IN_TRANSIT: 1, PAID: 2, FAILED: 3, CANCELED: 3 },
  settled: new Set(['PAID', 'FAILED', 'CANCELED']),
};
