import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Store } from '../../platform/store/port';

/** The latest day on which care is known to have been given: the clock by which bills are held and books closed. */
export interface BusinessDay {
  /** Null before anything is known. */
  read(): Promise<CalendarDate | null>;
  /** Moves the day on; an earlier day changes nothing. */
  advance(days: readonly (CalendarDate | null)[]): Promise<void>;
}

interface BusinessDayDocument {
  readonly _id: string;
  /** The day as a number, YYYYMMDD, so that only a later one replaces it. */
  readonly version: number;
  readonly day: CalendarDate;
}

/** Keeps the business day in the store, so that a restart goes on from it. */
export async function openBusinessDay(store: Store): Promise<BusinessDay> {
  const days = await store.collection<BusinessDayDocument>({ name: 'hub_business_day' });
  return {
    read: async () => (await days.get('today'))?.day ?? null,
    async advance(candidates) {
      const day = candidates.reduce((latest, candidate) => (candidate && (!latest || candidate > latest) ? candidate : latest), null); // prettier-ignore
      if (day) await days.upsertNewer([{ _id: 'today', version: Number(day.replaceAll('-', '')), day }]);
    },
  };
}
