import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import { serve } from '../http';
import type { SandboxSystem, SystemDependencies } from '../system';
import { liveThrough } from './days';
import { masterData } from './master-data';
import { JournaledRepository } from './repository';
import { createFhirServer, FHIR_PATH } from './server';

const HISTORY_DAYS = 14; // that lie behind the start day, so that there is something to bill at once

/** Starts the EHR: its resources come back from the journal, or are made from the seed when it is empty. */
export async function createEhrSystem({ world, journal, today, faults }: SystemDependencies): Promise<SandboxSystem> {
  const repository = new JournaledRepository({ journal });
  await repository.restore();
  const runDay = (day: CalendarDate, firstDay: CalendarDate): Promise<void> =>
    repository.once(`day ${day}`, () => liveThrough(repository, world, { day, firstDay }));
  const startDay = repository.noted('start ') ?? today();
  const firstDay = addDays(startDay as CalendarDate, -HISTORY_DAYS);
  await repository.once(`start ${startDay}`, async () => {
    for (const resource of masterData(world)) await repository.updateResource(resource);
    for (let age = 0; age <= HISTORY_DAYS; age += 1) {
      await liveThrough(repository, world, { day: addDays(firstDay, age), firstDay });
    }
  });
  let url = '';
  const served = await serve(createFhirServer({ repository, faults, baseUrl: () => `${url}${FHIR_PATH}` }));
  url = served.url;
  repository.baseUrl = `${url}${FHIR_PATH}`;
  return {
    name: 'ehr',
    url,
    runDay: (day) => runDay(day, firstDay),
    counts: () => repository.counts(),
    close: async () => {
      await served.close();
      await repository.settled();
    },
  };
}
