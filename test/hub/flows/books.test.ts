import { postingDateOf, type BookRules } from '../../../hub/flows/books';
import { calendarDate } from '../../../platform/domain/calendar-date';

const books: BookRules = { openFrom: calendarDate('2026-01-01'), legalEntityId: 'le1', postsTests: false };

test.each([
  ['2026-01-02', '2026-01-02'],
  ['2026-01-01', '2026-01-01'],
  ['2025-12-31', '2026-01-01'],
  [null, '2026-01-01'],
])('a fact of %s is posted on %s', (day, posted) => {
  expect(postingDateOf(day === null ? null : calendarDate(day), books)).toBe(posted);
});
