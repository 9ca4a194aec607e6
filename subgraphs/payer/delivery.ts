import type { Deliveries, Delivery, DeliveryHandler } from '../../platform/connect/deliveries';
import { HubError } from '../../platform/domain/errors';
import type { Clock } from '../../platform/domain/instant';
import type { CommitLog, FeedEntry } from '../../platform/events/port';
import { announce, type Announcement } from './append';
import type { PayerConnector } from './connector';
import type { ClaimStatusReport } from './domain';
import type { ClaimSubmission, PayerFact } from './facts';

/** What is on the work list: the claim is read from the log when its turn comes. */
export interface ClaimDelivery {
  readonly claimId: string;
}

/** Takes claims that were submitted onto the work list. */
export async function enqueueClaims(
  deliveries: Deliveries<ClaimDelivery>,
  entries: readonly FeedEntry<PayerFact>[],
): Promise<void> {
  const commands = entries.flatMap(({ commit }) =>
    commit.facts.flatMap((fact) => {
      if (fact.type !== 'ClaimSubmitted') return [];
      const { claimId } = fact.data.claim;
      return [{ id: `claim-${claimId}`, command: { claimId }, correlationId: commit.trace.correlationId }];
    }),
  );
  if (commands.length > 0) await deliveries.enqueue(commands);
}

export interface DeliveryDependencies {
  readonly connector: PayerConnector;
  readonly log: CommitLog<PayerFact>;
  readonly clock: Clock;
}

/** Carries a claim to the payer's side and records what came of it. */
export function createDeliveryHandler({ connector, log, clock }: DeliveryDependencies): DeliveryHandler<ClaimDelivery> {
  const record = async (delivery: Delivery<ClaimDelivery>, fact: PayerFact): Promise<void> => {
    const { command, correlationId, _id: causationId } = delivery;
    const stream = `claim/${command.claimId}`;
    const announcement: Announcement = {
      ...{ stream, factKey: 'delivery', facts: [fact], at: clock() },
      trace: { correlationId, causationId },
    };
    await announce(log, [announcement]);
  };
  return {
    async deliver(delivery, call) {
      const { claimId } = delivery.command;
      const { receiptId } = await connector.deliver(await submissionOf(log, claimId), call);
      await record(delivery, { type: 'ClaimDelivered', data: { claimId, receiptId } });
    },
    async refused(delivery, refusal) {
      const { claimId } = delivery.command;
      await record(delivery, {
        type: 'ClaimRejected',
        data: { claimId, report: refusalReport(delivery, refusal, clock) },
      });
    },
  };
}

async function submissionOf(log: CommitLog<PayerFact>, claimId: string): Promise<ClaimSubmission> {
  const [first] = await log.read(`claim/${claimId}`, 0, 1);
  const submitted = first?.facts.find((fact) => fact.type === 'ClaimSubmitted');
  if (!submitted) throw new HubError('INTERNAL', `claim ${claimId} is to be delivered but was never submitted`);
  return submitted.data;
}

const refusalReport = ({ _id: id }: Delivery<ClaimDelivery>, refusal: HubError, clock: Clock): ClaimStatusReport => ({
  id,
  kind: 'DELIVERY',
  outcome: 'REJECTED',
  categoryCode: String(refusal.details['status'] ?? refusal.code),
  statusCode: null,
  effectiveDate: null,
  payerClaimControlNumber: null,
  receivedAt: clock(),
});
