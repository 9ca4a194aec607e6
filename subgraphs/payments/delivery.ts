import type { Deliveries, Delivery, DeliveryHandler } from '../../platform/connect/deliveries';
import { millisecondsOf, type Clock, type Instant } from '../../platform/domain/instant';
import type { Call } from '../../platform/connect/port';
import type { FeedEntry } from '../../platform/events/port';
import type { PaymentReceipt, PaymentService } from './connector';
import type { Payment, PaymentCommand, PaymentFact, Refund } from './domain';
import type { FactWriter, Source } from './fact-writer';

/** Stripe forgets an idempotency key after 24 hours; from an hour before, what was made is looked for first. */
const KEY_LIVES_MS = 23 * 3_600_000; // 23 hours

/** Takes the commands among the facts onto the work list. */
export async function enqueueCommands(
  deliveries: Deliveries<PaymentCommand>,
  entries: readonly FeedEntry<PaymentFact>[],
): Promise<void> {
  const commands = entries.flatMap(({ commit }) =>
    commit.facts.flatMap((fact) => {
      if (fact.type !== 'PaymentRequested' && fact.type !== 'RefundRequested') return [];
      const { command } = fact.data;
      return [{ id: command.id, command, correlationId: commit.trace.correlationId }];
    }),
  );
  if (commands.length > 0) await deliveries.enqueue(commands);
}

export interface DeliveryDependencies {
  readonly service: PaymentService;
  readonly writer: FactWriter;
  readonly clock: Clock;
}

/** Carries a command to the payment service and records what came of it. */
export function createDeliveryHandler({
  service,
  writer,
  clock,
}: DeliveryDependencies): DeliveryHandler<PaymentCommand> {
  return {
    async deliver(delivery, call) {
      const receipt = await deliverOnce(service, { delivery, now: clock() }, call);
      await writer.news(receipt, sourceOf(service.source, delivery, clock()), { service, call });
    },
    async refused(delivery, refusal) {
      const { kind, id } = delivery.command;
      const stream = kind === 'START_PAYMENT' ? `payment/${id}` : `refund/${id}`;
      const source = sourceOf(service.source, delivery, clock());
      const failureCode = String(refusal.details['sourceCode'] ?? 'refused');
      const decide = (last: PaymentFact | null): readonly PaymentFact[] => refusedFacts(last, failureCode, clock());
      await writer.decide(stream, decide, { ...source, origin: { ...source.origin, sourceId: id } });
    },
  };
}

interface Attempt {
  readonly delivery: Delivery<PaymentCommand>;
  readonly now: Instant;
}

async function deliverOnce(
  service: PaymentService,
  { delivery, now }: Attempt,
  call: Call & { readonly idempotencyKey: string },
): Promise<PaymentReceipt> {
  const { command, firstAttemptAt } = delivery;
  const age = millisecondsOf(now) - millisecondsOf(firstAttemptAt ?? now);
  const earlier = age > KEY_LIVES_MS ? await service.find(command, call) : null;
  return earlier ?? service.deliver(command, call);
}

const sourceOf = (
  system: string,
  { _id: id, correlationId }: Delivery<PaymentCommand>,
  receivedAt: Instant,
): Source => ({
  factKey: `receipt/${id}`,
  origin: { system, sourceVersion: null, receivedAt, messageId: id, correlationId },
  trace: { correlationId, causationId: id },
});

/** A command that was refused never moved money: its record fails, unless an event said otherwise before. */
function refusedFacts(last: PaymentFact | null, failureCode: string, statusAt: Instant): readonly PaymentFact[] {
  if (last?.type === 'PaymentRequested') {
    const payment: Payment = { ...last.data.payment, status: 'FAILED', failureCode, statusAt };
    return [{ type: 'PaymentStatusChanged', data: { payment } }];
  }
  if (last?.type === 'RefundRequested') {
    const refund: Refund = { ...last.data.refund, status: 'FAILED', failureCode, statusAt };
    return [{ type: 'RefundStatusChanged', data: { refund } }];
  }
  return [];
}
