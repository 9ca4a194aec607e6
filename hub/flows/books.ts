import type { CalendarDate } from '../../platform/domain/calendar-date';

/** How the network keeps its books. */
export interface BookRules {
  /** Entries about earlier days are posted on this day: the books before it are closed. */
  readonly openFrom: CalendarDate;
  /** Whose books take what no facility names. */
  readonly legalEntityId: string;
  /** Whether test interchanges (X12 ISA15 = T) are posted: beside the sandbox they are, in production never. */
  readonly postsTests: boolean;
}

/** The day an entry counts for: the day of the fact, but never in books that are closed. */
export const postingDateOf = (day: CalendarDate | null, { openFrom }: BookRules): CalendarDate =>
  day !== null && day > openFrom ? day : openFrom;
