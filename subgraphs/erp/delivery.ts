import type { Deliveries, Delivery, DeliveryHandler } from '../../platform/connect/deliveries';
import type { Clock, Instant } from '../../platform/domain/instant';
import type { FeedEntry } from '../../platform/events/port';
import type { ErpConnector } from './connector';
import type { ErpFact, JournalRejectionReason, PostJournalCommand } from './domain';
import { rejected, type FactWriter, type Source } from './fact-writer';

/** Takes the journals that were asked for onto the work list. */
export async function enqueueJournals(
  deliveries: Deliveries<PostJournalCommand>,
  feed: readonly FeedEntry<ErpFact>[],
): Promise<void> {
  const commands = feed.flatMap(({ commit }) =>
    commit.facts.flatMap((fact) => {
      if (fact.type !== 'JournalEntryRequested') return [];
      const { command } = fact.data;
      return [{ id: command.id, command, correlationId: commit.trace.correlationId }];
    }),
  );
  if (commands.length > 0) await deliveries.enqueue(commands);
}

export interface DeliveryDependencies {
  readonly connector: ErpConnector;
  readonly writer: FactWriter;
  readonly clock: Clock;
}

/** Carries a journal to the ERP and records what came of it. The ERP keeps external ids for good: no key runs out. */
export function createDeliveryHandler(deps: DeliveryDependencies): DeliveryHandler<PostJournalCommand> {
  const { connector, writer, clock } = deps;
  return {
    async deliver(delivery, call) {
      const entry = await connector.deliver(delivery.command, call);
      await writer.news({ kind: 'JOURNAL_ENTRY', entry }, sourceOf(connector.source, delivery, clock()));
    },
    async refused(delivery, refusal) {
      const source = sourceOf(connector.source, delivery, clock());
      const reason = String(refusal.details['sourceCode'] ?? 'INVALID') as JournalRejectionReason;
      const origin = { ...source.origin, sourceId: delivery._id, sourceVersion: null };
      await writer.decide(`journal/${delivery._id}`, (last) => rejected(last, reason), { ...source, origin });
    },
  };
}

const sourceOf = (
  system: string,
  { _id: id, correlationId }: Delivery<PostJournalCommand>,
  receivedAt: Instant,
): Source => ({
  factKey: `receipt/${id}`,
  origin: { system, receivedAt, messageId: id, correlationId },
  trace: { correlationId, causationId: id },
});
