import type { DeliveryRound } from '../platform/connect/deliveries';
import { createIntake, type OnSetAside } from '../platform/connect/intake';
import { newId } from '../platform/domain/ids';
import { createLoop, type Loop } from '../platform/events/loop';
import type { PaymentService } from '../subgraphs/payments/connector';
import type { Bills } from './flows/bills';
import type { BusinessDay } from './flows/business-day';
import type { DailyMetrics } from './flows/daily-metrics';
import type { WorkDependencies } from './work';

/** How many wait for all to be done: meanwhile deliveries do not wait out an outage. */
export interface Haste {
  drains: number;
}

type Deliver = (signal: AbortSignal, round: DeliveryRound) => Promise<number>;

/** Rounds of one work list. The first one takes up what a crash broke off: the embedded hub is the only worker. */
function deliveryRounds(deliver: Deliver, haste: Haste): (signal: AbortSignal) => Promise<number> {
  let isFirst = true;
  return async (signal) => {
    const settled = await deliver(signal, isFirst || haste.drains > 0 ? { evenIfNotDue: true, limit: 1_000 } : {});
    isFirst = false;
    return settled;
  };
}

export interface JobParts {
  readonly businessDay: BusinessDay;
  readonly bills: Bills | null;
  readonly metrics: DailyMetrics;
  readonly onSetAside: OnSetAside;
  readonly haste: Haste;
  /** Does its work when all that the EHR has told has reached the ledger, else not. */
  readonly whenCareIsKnown: (work: () => Promise<number>) => Promise<number>;
}

/** Deliveries, and what the passing of days brings: bills whose hold has ended, journals of ended days, and metrics. */
export function createJobs(
  deps: WorkDependencies,
  { businessDay, bills, metrics, onSetAside, haste, whenCareIsKnown }: JobParts,
): readonly Loop<number>[] {
  const { rooms, connections, clock, log } = deps;
  const { payer, payments, erp, billing } = rooms;
  const { clearinghouse, stripe, erp: books } = connections;
  const job = (work: (signal: AbortSignal) => Promise<number>): Loop<number> =>
    createLoop({ work, interval: 500, log });
  const rounds = (deliver: Deliver): Loop<number> => job(deliveryRounds(deliver, haste));
  return [
    ...(clearinghouse ? [rounds((signal, round) => payer.deliverPending(clearinghouse, signal, round))] : []),
    ...(stripe ? [job(webhookIntake(deps, stripe, onSetAside))] : []),
    ...(stripe ? [rounds((signal, round) => payments.deliverPending(stripe, signal, round))] : []),
    ...(books ? [rounds((signal, round) => erp.deliverPending(books, signal, round))] : []),
    ...(bills ? [rounds((signal, round) => bills.deliverPending(signal, round))] : []),
    job(() =>
      whenCareIsKnown(async () => {
        const today = await businessDay.read();
        if (today === null) return 0;
        const call = { at: clock(), trace: { correlationId: newId(), causationId: null } };
        const claims = await billing.billHolds.release({ ...call, today });
        return claims + (await billing.requestJournals({ ...call, before: today }));
      }),
    ),
    // While somebody waits for all to be done, the day is counted at the end of it.
    job(() => (haste.drains > 0 ? Promise.resolve(0) : metrics.whenQuiet())),
  ];
}

/** Records what webhooks have put into the inbox: they answer once it is on disk, and the rest is done here. */
function webhookIntake({ rooms, clock }: WorkDependencies, stripe: PaymentService, onSetAside: OnSetAside) {
  const { payments, inboxes } = rooms;
  const record = payments.recordStripeEvents(stripe);
  const intake = createIntake({ system: stripe.source, inbox: inboxes.payments, record, clock, onSetAside });
  return async (): Promise<number> => (await intake.resume((message) => stripe.reread(message))).accepted;
}
