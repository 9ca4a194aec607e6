/** Times of writing that a condition allows, in milliseconds since 1970: `from` included, `until` not. */
export interface TimeRange {
  readonly from: number;
  readonly until: number;
}

const SHAPE = /^(\d{4})(-\d{2})?(-\d{2})?(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * The times that a date condition such as `ge 2026-01-05T10:00:00.123Z` allows; null when it cannot be read.
 * A value stands for its whole period: a day for 24 hours, a second without a fraction for one second.
 * FHIR R4, section 3.1.1.4.6 (date). No zone means UTC.
 */
export function timeRange(operator: string, value: string): TimeRange | null {
  const period = periodOf(value);
  if (!period) return null;
  const { from, until } = period;
  switch (operator) {
    case 'eq':
    case 'ap':
      return period;
    case 'ge':
      return { from, until: Infinity };
    case 'gt':
    case 'sa':
      return { from: until, until: Infinity };
    case 'le':
      return { from: -Infinity, until };
    case 'lt':
    case 'eb':
      return { from: -Infinity, until: from };
    default:
      return null;
  }
}

function periodOf(value: string): TimeRange | null {
  const [, year, month, day, time, seconds, fraction, zone = 'Z'] = SHAPE.exec(value) ?? [];
  if (year === undefined || (time !== undefined && day === undefined)) return null;
  const from = Date.parse(`${year}${month ?? '-01'}${day ?? '-01'}${time ?? 'T00:00'}${zone}`);
  if (Number.isNaN(from)) return null;
  if (fraction) return { from, until: from + 1 };
  if (seconds) return { from, until: from + 1_000 };
  if (time) return { from, until: from + 60_000 };
  const end = new Date(from);
  if (day) end.setUTCDate(end.getUTCDate() + 1);
  else if (month) end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCFullYear(end.getUTCFullYear() + 1);
  return { from, until: end.getTime() };
}
