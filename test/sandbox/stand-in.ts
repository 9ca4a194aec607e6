import { addDays, calendarDate, type CalendarDate } from '../../platform/domain/calendar-date';
import { createFaults, type FaultBoard } from '../../sandbox/faults';
import { openJournal, type Journal } from '../../sandbox/journal';
import { SYSTEM_NAMES, type SandboxSystem, type SystemDependencies, type SystemName } from '../../sandbox/system';
import { createWorld } from '../../sandbox/world';

/** What a test needs to run stand-ins without the sandbox's own main: a movable day, fault knobs, journals. */
export interface Bench {
  readonly faults: FaultBoard;
  readonly systems: Map<SystemName, SandboxSystem>;
  webhookUrl: string | null;
  today: CalendarDate;
  dependencies(name: SystemName): Promise<SystemDependencies>;
  /** Runs whole days as the sandbox does, and returns the last one. */
  advance(days: number): Promise<CalendarDate>;
  /** Closes systems and journals, as a stop of the process does. */
  stop(): Promise<void>;
}

export function createBench({ seed = 1, folder = null as string | null, start = '2026-01-05' } = {}): Bench {
  const world = createWorld({ seed });
  const journals: Journal[] = [];
  const bench: Bench = {
    faults: createFaults(world.random),
    systems: new Map(),
    webhookUrl: null,
    today: calendarDate(start),
    dependencies: async (name) => {
      const journal = await openJournal({ folder, name });
      journals.push(journal);
      return {
        world,
        journal,
        faults: bench.faults.for(name),
        webhookUrl: () => bench.webhookUrl,
        today: () => bench.today,
        systems: bench.systems,
      };
    },
    advance: async (days) => {
      for (let day = 0; day < days; day += 1) {
        bench.today = addDays(bench.today, 1);
        for (const name of SYSTEM_NAMES) await bench.systems.get(name)?.runDay(bench.today);
      }
      return bench.today;
    },
    stop: async () => {
      for (const system of bench.systems.values()) await system.close();
      for (const journal of journals) await journal.close();
      bench.systems.clear();
    },
  };
  return bench;
}
