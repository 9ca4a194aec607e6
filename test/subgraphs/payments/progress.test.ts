import fc from 'fast-check';
import { instantOf } from '../../../platform/domain/instant';
import { PAYMENT_COURSE, PAYOUT_COURSE, REFUND_COURSE } from '../../../subgraphs/payments/courses';
import { PAYMENT_STATUSES, type PaymentStatus, type RefundStatus } from '../../../subgraphs/payments/domain';
import { advances } from '../../../subgraphs/payments/progress';

const at = <Status extends string>(status: Status, second: number) => ({ status, statusAt: instantOf(second * 1_000) });
const payment = (from: [PaymentStatus, number], to: [PaymentStatus, number]): boolean =>
  advances(PAYMENT_COURSE, at(...from), at(...to));
const refund = (from: [RefundStatus, number], to: [RefundStatus, number]): boolean =>
  advances(REFUND_COURSE, at(...from), at(...to));

describe('a payment', () => {
  it('moves on with time', () => expect(payment(['REQUIRES_ACTION', 1], ['PROCESSING', 2])).toBe(true));
  it('may be tried again after it failed', () => expect(payment(['FAILED', 1], ['PROCESSING', 2])).toBe(true));
  it('ignores an open state that is older', () =>
    expect(payment(['PROCESSING', 2], ['REQUIRES_ACTION', 1])).toBe(false));
  it('takes the further one of a second', () => {
    expect(payment(['REQUIRES_PAYMENT_METHOD', 1], ['PROCESSING', 1])).toBe(true);
    expect(payment(['PROCESSING', 1], ['REQUIRES_PAYMENT_METHOD', 1])).toBe(false);
  });
  it('never leaves success, whatever comes later', () => {
    for (const status of PAYMENT_STATUSES) expect(payment(['SUCCEEDED', 1], [status, 99])).toBe(false);
  });
  it('is won by success even when that is told with an earlier time', () =>
    expect(payment(['PROCESSING', 5], ['SUCCEEDED', 4])).toBe(true));
  it('leaves its request for anything, for the request has the time of another clock', () => {
    expect(payment(['REQUESTED', 99], ['REQUIRES_PAYMENT_METHOD', 1])).toBe(true);
    expect(payment(['REQUIRES_PAYMENT_METHOD', 1], ['REQUESTED', 99])).toBe(false);
  });
  it('ends in the same state whatever the order of its messages', () => {
    const messages = [at('REQUIRES_PAYMENT_METHOD', 1), at('PROCESSING', 2), at('FAILED', 3), at('PROCESSING', 4), at('SUCCEEDED', 5)] as const; // prettier-ignore
    const shuffled = fc.shuffledSubarray([...messages], { minLength: messages.length });
    fc.assert(
      fc.property(shuffled, (order) => {
        const end = order.reduce((state, next) => (advances(PAYMENT_COURSE, state, next) ? next : state));
        return end.status === 'SUCCEEDED';
      }),
    );
  });
});

describe('a refund', () => {
  it('that succeeded may fail later, and only that', () => {
    expect(refund(['SUCCEEDED', 1], ['FAILED', 2])).toBe(true);
    expect(refund(['SUCCEEDED', 1], ['PENDING', 2])).toBe(false);
    expect(refund(['FAILED', 2], ['SUCCEEDED', 3])).toBe(false);
  });
});

describe('a payout', () => {
  it('that was paid may come back', () => {
    expect(advances(PAYOUT_COURSE, at('PAID', 1), at('FAILED', 2))).toBe(true);
    expect(advances(PAYOUT_COURSE, at('PAID', 1), at('IN_TRANSIT', 2))).toBe(false);
  });
});
