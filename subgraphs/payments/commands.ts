import { idOf } from '../../platform/domain/ids';
import { HubError } from '../../platform/domain/errors';
import { addMoney, compareMoney, formatMoney, isZero, sumMoney, zero, type Money } from '../../platform/domain/money';
import type { Clock } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { PaymentDocuments } from './documents';
import type { Payment, Refund, RefundPaymentCommand, RefundReason, StartPaymentCommand } from './domain';
import type { FactWriter } from './fact-writer';

export interface StartPayment {
  readonly accountId: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly amount: Money;
  /** The caller's own key: the same one again is the same payment. */
  readonly idempotencyKey: string;
  /** Payment service token of a stored method; without one the payer enters it on the payment page. */
  readonly paymentMethodToken?: string;
  readonly trace: Trace;
}

export interface RefundPayment {
  readonly paymentId: string;
  readonly amount: Money;
  readonly reason?: RefundReason;
  /** The caller's own key: the same one again is the same refund. */
  readonly idempotencyKey: string;
  readonly trace: Trace;
}

/** Commands to the payment service. Each is a fact first; `deliverPending` carries it out, once, when it can. */
export interface PaymentCommands {
  /** Throws BAD_INPUT unless the amount is above zero. Resolves once the request is on disk. */
  startPayment(request: StartPayment): Promise<{ readonly paymentId: string }>;
  /** Throws NOT_FOUND, BAD_INPUT; RULE_BROKEN unless the payment succeeded and that much of it is left. */
  refundPayment(request: RefundPayment): Promise<{ readonly refundId: string }>;
}

export interface CommandDependencies {
  readonly writer: FactWriter;
  readonly documents: PaymentDocuments;
  readonly clock: Clock;
}

export function createPaymentCommands(deps: CommandDependencies): PaymentCommands {
  return {
    startPayment: (request) => startPayment(deps, request),
    refundPayment: (request) => refundPayment(deps, request),
  };
}

async function startPayment({ writer, clock }: CommandDependencies, request: StartPayment) {
  const { accountId, patientId, facilityId, amount, idempotencyKey, trace } = request;
  requirePositive(amount);
  const id = idOf('payment', idempotencyKey);
  const owner = { accountId, patientId, facilityId };
  const command: StartPaymentCommand = {
    ...{ kind: 'START_PAYMENT', id, ...owner, amount },
    paymentMethodToken: request.paymentMethodToken ?? null,
  };
  const at = clock();
  const payment: Payment = {
    ...{ id, ...owner, amount, status: 'REQUESTED', method: null, failureCode: null, statementDescriptor: null },
    ...{ createdAt: at, statusAt: at, origin: ownOrigin(id, trace, at) },
  };
  await writer.decide(
    `payment/${id}`,
    (last) => {
      if (last?.type === 'PaymentRequested') requireSame(last.data.command, command);
      return last ? [] : [{ type: 'PaymentRequested', data: { payment, command } }];
    },
    { factKey: 'requested', origin: payment.origin, trace },
  );
  return { paymentId: id };
}

async function refundPayment({ writer, documents, clock }: CommandDependencies, request: RefundPayment) {
  const { paymentId, amount, idempotencyKey, trace } = request;
  requirePositive(amount);
  const payment = await documents.payments.get(paymentId);
  if (!payment) throw new HubError('NOT_FOUND', 'there is no such payment');
  const id = idOf('refund', idempotencyKey);
  const known = await documents.refunds.get(id);
  if (!known) await requireRefundable(documents, payment, amount);
  const { accountId, patientId, facilityId } = payment;
  const owner = { accountId, patientId, facilityId };
  const reason = request.reason ?? null;
  const command: RefundPaymentCommand = {
    ...{ kind: 'REFUND_PAYMENT', id, paymentId, paymentSourceId: payment.origin.sourceId, ...owner, amount, reason },
  };
  const at = clock();
  const refund: Refund = {
    ...{ id, paymentId, ...owner, amount, status: 'REQUESTED', reason, failureCode: null },
    ...{ createdAt: at, statusAt: at, origin: ownOrigin(id, trace, at) },
  };
  await writer.decide(
    `refund/${id}`,
    (last) => {
      if (last?.type === 'RefundRequested') requireSame(last.data.command, command);
      return last ? [] : [{ type: 'RefundRequested', data: { refund, command } }];
    },
    { factKey: 'requested', origin: refund.origin, trace },
  );
  return { refundId: id };
}

function requirePositive(amount: Money): void {
  if (amount.minorUnits <= 0) throw new HubError('BAD_INPUT', 'an amount to move must be above zero');
}

/** A key that comes back with another content is a mistake of the caller's, not a second request. */
function requireSame(known: object, asked: object): void {
  if (JSON.stringify(Object.entries(known).sort()) === JSON.stringify(Object.entries(asked).sort())) return;
  throw new HubError('CONFLICT', 'this idempotency key was used for another request');
}

async function requireRefundable(documents: PaymentDocuments, payment: Payment, amount: Money): Promise<void> {
  if (payment.status !== 'SUCCEEDED') {
    throw new HubError('RULE_BROKEN', 'only a payment that succeeded can be refunded', {
      details: { paymentId: payment.id, status: payment.status },
    });
  }
  const { items } = await documents.refunds.find({ paymentId: payment.id, status: { notIn: ['FAILED', 'CANCELED'] } });
  const given = sumMoney(items.map((refund) => refund.amount), payment.amount.currency); // prettier-ignore
  if (compareMoney(addMoney(given, amount), payment.amount) <= 0) return;
  const already = isZero(given) ? zero(payment.amount.currency) : given;
  throw new HubError('RULE_BROKEN', 'a refund cannot be more than what is left of the payment', {
    details: { paymentId: payment.id, paid: formatMoney(payment.amount), refunded: formatMoney(already) },
  });
}

/** What the hub itself asked for comes from the hub. */
const ownOrigin = (id: string, { correlationId }: Trace, receivedAt: Origin['receivedAt']): Origin => ({
  ...{ system: 'accord', sourceId: id, sourceVersion: null, receivedAt, messageId: id, correlationId },
});
