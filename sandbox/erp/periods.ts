import { addDays, calendarDate, type CalendarDate } from '../../platform/domain/calendar-date';

/** A fiscal month, the same for every entity. */
export interface FiscalPeriod {
  /** `2026-01`. */
  readonly id: string;
  readonly fiscalYear: number;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly status: 'open' | 'closed';
}

const FIRST_YEAR = 2025;
const LAST_YEAR = 2027;
const CLOSES_AFTER = 10; // days after its end

/** The months of 2025 to 2027, all open. */
export function createPeriods(): readonly FiscalPeriod[] {
  const years = Array.from({ length: LAST_YEAR - FIRST_YEAR + 1 }, (_, index) => FIRST_YEAR + index);
  return years.flatMap((year) => Array.from({ length: 12 }, (_, month) => periodOf(year, month + 1)));
}

function periodOf(year: number, month: number): FiscalPeriod {
  const id = `${year}-${String(month).padStart(2, '0')}`;
  const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
  return {
    id,
    fiscalYear: year,
    startDate: calendarDate(`${id}-01`),
    endDate: addDays(calendarDate(next), -1),
    status: 'open',
  };
}

/** Whether accounting has closed the month by `day`: ten days after its end. */
export const isDueToClose = ({ endDate }: FiscalPeriod, day: CalendarDate): boolean =>
  addDays(endDate, CLOSES_AFTER) < day;
