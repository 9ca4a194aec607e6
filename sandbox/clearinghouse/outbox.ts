import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { SystemFaults } from '../faults';
import type { OutgoingFile, Tables } from './tables';

/** Puts a file out for the provider; by the knobs also a cut copy before it and the same content again after it. */
export function putOut(tables: Tables, file: OutgoingFile, faults: SystemFaults): void {
  const put = (changes: Partial<OutgoingFile>): void => {
    const copy = { ...file, ...changes };
    tables.put('files', copy.id, copy);
  };
  if (faults.shouldMalform()) put({ id: `${file.id}-cut`, name: `cut-${file.name}`, body: file.body.slice(0, file.body.length >> 1) }); // prettier-ignore
  put({});
  if (faults.shouldDuplicate()) put({ id: `${file.id}-again`, name: `again-${file.name}` });
}

/** The time that a file of `day` carries. */
export const writtenOn = (day: CalendarDate): string => `${day}T05:00:00.000Z`;
