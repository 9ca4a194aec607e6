import { openCursors } from '../platform/connect/cursors';
import type { OnSetAside } from '../platform/connect/intake';
import type { PullConnector, Recorder } from '../platform/connect/port';
import { createPullLoop, type PullLoop } from '../platform/connect/pull-loop';
import type { Clock } from '../platform/domain/instant';
import { createConsumer } from '../platform/events/consumer';
import { openFeed } from '../platform/events/feed';
import type { Inbox } from '../platform/events/inbox';
import type { Bus, CommitLog, Fact, FeedEntry } from '../platform/events/port';
import { createSequencer } from '../platform/events/sequencer';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { registerBill } from '../subgraphs/payments/connectors/sandbox-bills';
import type { Connections } from './connections';
import { createBills, type Bills } from './flows/bills';
import type { BookRules } from './flows/books';
import { openBusinessDay, type BusinessDay } from './flows/business-day';
import { createClaimSubmission } from './flows/claim-composition';
import { createDailyMetrics } from './flows/daily-metrics';
import { createEhrToPayer } from './flows/ehr-to-payer';
import { createFromBilling } from './flows/from-billing';
import { createFromEhr } from './flows/from-ehr';
import { createFromErp } from './flows/from-erp';
import { createFromPayer } from './flows/from-payer';
import { createFromPayments } from './flows/from-payments';
import { brokenOffX12, createGivenMessages } from './import/given-messages';
import { createJobs, type Haste } from './jobs';
import type { OperatorActions } from './operator-routes';
import { createReadToEnd, type ReadToEnd } from './read-to-end';
import type { Rooms } from './rooms';
import { countCommits, settle, type Relay } from './settle';

export interface WorkDependencies {
  readonly store: Store;
  readonly bus: Bus;
  readonly rooms: Rooms;
  readonly connections: Connections;
  readonly books: BookRules;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Everything that goes on by itself: facts come in, are announced, posted and carried on; commands go out. */
export interface Work extends OperatorActions {
  start(): Promise<void>;
  /** Resolves when what is under way is done. */
  stop(): Promise<void>;
}

/** The worker of every room, over one store. */
export async function createWork(deps: WorkDependencies): Promise<Work> {
  const { rooms, connections, clock, log } = deps;
  const { ehr, payer, erp, payments, inboxes } = rooms;
  const businessDay = await openBusinessDay(deps.store);
  const onSetAside = raiseSetAside(deps);
  const bills = await openBills(deps);
  const carryOn = carryOnFlows(deps, { businessDay, bills });
  const relays = await openRelays(deps, carryOn);
  const cursors = await openCursors({ store: deps.store, clock });
  const pull = <T>(
    connector: PullConnector<T> | null,
    inbox: Inbox,
    record: Recorder<T>,
    intervalMs: number,
  ): readonly PullLoop[] =>
    connector ? [createPullLoop({ connector, inbox, record, cursors, intervalMs, clock, log, onSetAside })] : [];
  const { clearinghouse, stripe, bank } = connections;
  const care = connections.ehr && createReadToEnd(connections.ehr);
  const pulls = [
    ...pull(care?.connector ?? null, inboxes.ehr, ehr.record, 1_000),
    ...pull(clearinghouse, inboxes.payer, payer.record, 2_000),
    ...pull(brokenOffX12, inboxes.payer, payer.record, 60_000),
    ...(stripe ? pull(stripe, inboxes.payments, payments.recordStripeEvents(stripe), 3_000) : []),
    ...(bank ? pull(bank, inboxes.payments, payments.recordBankFiles(bank), 5_000) : []),
    ...(connections.erp ? pull(connections.erp, inboxes.erp, erp.record(connections.erp), 10_000) : []),
  ];
  const haste: Haste = { drains: 0 };
  const committed = countCommits(rooms);
  const metrics = createDailyMetrics({ billing: rooms.billing, payer, businessDay, committed, clock });
  const whenCareIsKnown = whenKnown(care, relays);
  const jobs = createJobs(deps, { businessDay, bills, metrics, onSetAside, haste, whenCareIsKnown });
  return {
    async start() {
      await Promise.all(relays.map((relay) => relay.start()));
      for (const loop of [...pulls, ...jobs]) loop.start();
    },
    async stop() {
      await Promise.all([...pulls, ...jobs].map((loop) => loop.stop()));
      await Promise.all(relays.map((relay) => relay.stop()));
    },
    async drain() {
      haste.drains += 1;
      await settle({ pulls, jobs, relays, committed }).finally(() => (haste.drains -= 1));
      await metrics.now();
    },
    ...createGivenMessages({
      rooms,
      connections,
      clock,
      onSetAside,
      catchUp: () => settle({ pulls: [], jobs: [], relays, committed }),
    }),
  };
}

/** Work that waits until the EHR has been read to its end and what was read has been carried on. */
const whenKnown =
  (care: ReadToEnd<unknown> | null, relays: readonly Relay[]) =>
  async (work: () => Promise<number>): Promise<number> => {
    const carriedOn = async (): Promise<number> => {
      for (const { name, sequencer } of relays) if (name === 'ehr') await sequencer.runOnce();
      for (const { name, consumer } of relays) if (name === 'ehr') await consumer.runOnce();
      return work();
    };
    return (care ? await care.betweenPulls(carriedOn) : await carriedOn()) ?? 0;
  };

/** Each room's log, carried on to its own views and to the other rooms. */
function openRelays(deps: WorkDependencies, carryOn: ReturnType<typeof carryOnFlows>): Promise<readonly Relay[]> {
  const { ehr, payer, erp, payments, billing } = deps.rooms;
  return Promise.all([
    relay(deps, ehr.log, async (batch) => {
      await ehr.project(batch);
      await carryOn.ehrToPayer(batch);
      await carryOn.fromEhr(batch);
    }),
    relay(deps, payer.log, async (batch) => {
      await payer.project(batch);
      await carryOn.fromPayer(batch);
    }),
    relay(deps, payments.log, async (batch) => {
      await payments.project(batch);
      await carryOn.fromPayments(batch);
    }),
    relay(deps, erp.log, async (batch) => {
      await erp.project(batch);
      await carryOn.fromErp(batch);
    }),
    relay(deps, billing.log, async (batch) => {
      await billing.project(batch);
      await carryOn.fromBilling(batch);
    }),
  ]);
}

/** The flows between the rooms, each from the feed of one. */
function carryOnFlows(
  deps: WorkDependencies,
  { businessDay, bills }: { businessDay: BusinessDay; bills: Bills | null },
) {
  const { rooms, books, clock } = deps;
  const { ehr, payer, erp, billing } = rooms;
  return {
    fromEhr: createFromEhr({ documents: ehr.documents, billing, businessDay, books, clock }),
    ehrToPayer: createEhrToPayer({ payer }),
    fromPayer: createFromPayer({ billing, books, clock }),
    fromPayments: createFromPayments({ billing, books, clock }),
    fromErp: createFromErp({ billing, clock }),
    fromBilling: createFromBilling({
      billing,
      erp,
      submitClaim: createClaimSubmission({ ehr: ehr.documents, payer, billing, now: clock }),
      bills,
      clock,
    }),
  };
}

/** Bills go to the sandbox's payment page; without one, statements go another way. */
async function openBills({ store, rooms, connections, clock, log }: WorkDependencies): Promise<Bills | null> {
  const { paymentPage } = connections;
  if (!paymentPage) return null;
  const { documents } = rooms.billing;
  return createBills({ store, clock, log, documents, tell: (bill, call) => registerBill(paymentPage, bill, call) });
}

/** A message that cannot be read, or that contradicts an earlier one, becomes a case. */
const raiseSetAside =
  ({ rooms, clock }: WorkDependencies): OnSetAside =>
  async ({ messageId, kind, system, correlationId }, { code, message }) => {
    const exception = {
      kind: code === 'CONFLICT' ? 'CONFLICTING_MESSAGE' : 'UNREADABLE_MESSAGE',
      reason: `${kind} from ${system}: ${message}`,
      system,
      messageId,
      accountId: null,
      facilityId: null,
    } as const;
    const trace = { correlationId, causationId: messageId };
    await rooms.billing.raiseException(messageId, exception, { at: clock(), trace });
  };

async function relay<F extends Fact>(
  { store, bus, clock, log }: WorkDependencies,
  commits: CommitLog<F>,
  handle: (batch: readonly FeedEntry<F>[]) => Promise<void>,
): Promise<Relay> {
  // A stable name: a hub that comes back after a crash takes its own leases up again without waiting.
  const holder = 'embedded';
  const { name, upcast } = commits;
  const sequencer = await createSequencer({ store, name, bus, clock, log, holder });
  const feed = await openFeed<F>({ store, name, upcast });
  const consumer = await createConsumer({ store, feed, bus, group: 'house', handle, clock, log, holder });
  commits.onCommit(() => sequencer.nudge());
  return {
    name,
    sequencer,
    consumer,
    async start() {
      await sequencer.start();
      await consumer.start();
    },
    async stop() {
      await consumer.stop();
      await sequencer.stop();
    },
  };
}
