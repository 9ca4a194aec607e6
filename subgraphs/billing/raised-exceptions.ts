import type { SubscriptionSource } from '../../platform/access/subgraph';
import type { Compartment } from '../../platform/access/viewer';
import { HubError } from '../../platform/domain/errors';
import { createFeedSource } from '../../platform/events/feed-source';
import type { Bus, CommitLog, Feed } from '../../platform/events/port';
import type { CaseDocument } from './documents';
import type { BillingFact } from './domain';
import { caseRaisedBy, caseStream, CASE_STREAMS, isVisibleCase } from './exceptions';

/** Payload of `exceptionRaised`, all of it from one commit. */
export interface RaisedCase {
  /** The case as it was raised. */
  readonly raised: CaseDocument;
  readonly cursor: string;
  readonly correlationId: string;
}

/** What the events are read from. */
export interface RaisedExceptionsOptions {
  readonly log: Pick<CommitLog<BillingFact>, 'read'>;
  readonly feed: Feed<BillingFact>;
  readonly bus: Pick<Bus, 'subscribe'>;
}

/**
 * The source of `exceptionRaised(kind:, after:)`: the cases of the viewer's compartment in the order of billing's feed. A
 * cursor is the id of a case: one that the viewer may not see is as one that never was, BAD_INPUT at the first event.
 */
export function createRaisedExceptions({ log, feed, bus }: RaisedExceptionsOptions): SubscriptionSource {
  /** Where the raising of a case stands in the feed. */
  async function placeOf(cursor: string, compartment: Compartment): Promise<number> {
    const [commit] = await log.read(caseStream(cursor), 0, 1);
    const raised = commit ? caseRaisedBy(commit) : null;
    const position = commit && raised && isVisibleCase(raised, compartment) ? await feed.positionOf(commit._id) : null;
    if (position === null) throw new HubError('BAD_INPUT', 'this is not a cursor of exceptionRaised');
    return position;
  }
  return {
    // Whoever holds the scope of the field may listen; whose cases they are told of is for `subscribe`.
    authorize: async () => undefined,
    subscribe({ kind, after }, { compartment }) {
      return createFeedSource<BillingFact, RaisedCase>({
        ...{ feed, bus, kind: CASE_STREAMS },
        after: typeof after === 'string' ? () => placeOf(after, compartment) : null,
        select({ commit }) {
          const raised = caseRaisedBy(commit);
          if (!raised || !isVisibleCase(raised, compartment) || raised.kind !== (kind ?? raised.kind)) return null;
          return { raised, cursor: raised._id, correlationId: commit.trace.correlationId };
        },
      });
    },
  };
}
