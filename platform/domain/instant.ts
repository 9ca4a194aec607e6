import { HubError } from './errors';
import type { CalendarDate } from './calendar-date';

/** A moment in UTC, ISO 8601 with milliseconds and `Z`. Text order is time order. */
export type Instant = string & { readonly __instant: unique symbol };

/** The time, passed in: rules never read a clock. */
export type Clock = () => Instant;

export const systemClock: Clock = () => new Date().toISOString() as Instant;

/** Reads ISO 8601 text with a zone (`Z` or an offset) as an instant. Throws BAD_INPUT for anything else. */
export function instant(text: string): Instant {
  const at = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (Number.isNaN(at.getTime())) throw new HubError('BAD_INPUT', 'an instant must be ISO 8601 with a zone');
  return at.toISOString() as Instant;
}

/** An instant from milliseconds since 1970-01-01T00:00Z. */
export const instantOf = (milliseconds: number): Instant => new Date(milliseconds).toISOString() as Instant;

export const millisecondsOf = (at: Instant): number => Date.parse(at);

/** The UTC day of an instant. */
export const dayOf = (at: Instant): CalendarDate => at.slice(0, 10) as CalendarDate;
