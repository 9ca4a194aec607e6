import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Trace } from '../../platform/domain/origin';
import type { Collection } from '../../platform/store/port';
import type { AccountWriter } from './account-writer';
import type { ClaimOrder } from './domain';

/** An encounter whose charges wait a little for late ones before they are billed together. */
export interface BillHoldDocument extends ClaimOrder {
  /** The encounter's id. */
  readonly _id: string;
  readonly version: number;
  readonly accountId: string;
  /** The first day on which the claim may be requested. */
  readonly releaseOn: CalendarDate;
  readonly isReleased: boolean;
}

export interface BillHolds {
  /** Holds ended encounters; holding one again, for a late charge, opens its hold once more. */
  hold(orders: readonly (ClaimOrder & { readonly accountId: string })[]): Promise<void>;
  /** Requests the claims of all holds that are due on `today`; returns how many claims were requested. */
  release(call: { readonly today: CalendarDate; readonly at: Instant; readonly trace: Trace }): Promise<number>;
}

/** Days between the service and its claim, so that late charges go on the same claim. */
const HOLD_DAYS = 2;

/** Keeps bill holds in the store, so that a restart forgets none. */
export function createBillHolds({
  holds,
  writer,
}: {
  readonly holds: Collection<BillHoldDocument>;
  readonly writer: AccountWriter;
}): BillHolds {
  return {
    async hold(orders) {
      const before = await holds.getMany(orders.map(({ encounterId }) => encounterId));
      await holds.upsertMany(
        orders.map((order, index) => ({
          ...order,
          _id: order.encounterId,
          version: (before[index]?.version ?? 0) + 1,
          releaseOn: addDays(order.serviceDate, HOLD_DAYS),
          isReleased: false,
        })),
      );
    },
    async release({ today, at, trace }) {
      let requested = 0;
      for (;;) {
        const { items } = await holds.find({ isReleased: false, releaseOn: { lte: today } }, { limit: 200 });
        if (items.length === 0) return requested;
        const outcomes = await writer.run(items.map((hold) => claimCommand(hold, { at, trace })));
        requested += outcomes.filter(({ outcome }) => outcome === 'POSTED').length;
        for (const hold of items) {
          await holds.compareAndSet({ ...hold, version: hold.version + 1, isReleased: true }, hold.version);
        }
      }
    },
  };
}

const claimCommand = (hold: BillHoldDocument, { at, trace }: { readonly at: Instant; readonly trace: Trace }) => ({
  accountId: hold.accountId,
  factKey: `claim:${hold.encounterId}:${hold.version}`,
  at,
  origin: null,
  trace,
  action: {
    type: 'REQUEST_CLAIM' as const,
    request: { encounterId: hold.encounterId, coverageIds: hold.coverageIds, serviceDate: hold.serviceDate },
  },
});
