import { setTimeout as wait } from 'node:timers/promises';
import { addDays, calendarDate, type CalendarDate } from '../platform/domain/calendar-date';
import type { Journal } from './journal';
import type { SandboxSystem } from './system';
import { PATIENTS } from './world';

/** The sandbox's calendar: it alone says which day it is and lets days pass. */
export interface DayRunner {
  /** Days that have passed since the start day. */
  readonly day: number;
  readonly daysPerMinute: number;
  today(): CalendarDate;
  /**
   * Lets `count` whole days pass, after those already asked for. Rejects with the first failure of a system: then
   * that day has not passed, and asking again repeats it.
   */
  advance(count: number): Promise<void>;
  /** Lets days pass by themselves; 0 stops them. */
  setPace(daysPerMinute: number): void;
  /** Stops the pace and waits for the day that is running; days after it do not pass. */
  close(): Promise<void>;
}

export interface DayRunnerOptions {
  readonly journal: Journal;
  readonly seed: number;
  readonly patients: number;
  readonly startDate: CalendarDate;
  /** In the order in which they live through a day. */
  readonly systems: () => Iterable<SandboxSystem>;
  /** Told of a day that failed while nobody was waiting for it. */
  readonly onError: (error: unknown) => void;
}

/** The journal's first record: which world it belongs to, and its first day. */
interface Start {
  readonly seed: number;
  /** Absent in folders of the first days: 200. */
  readonly patients?: number;
  readonly date: string;
}

interface Calendar {
  startDate: CalendarDate;
  day: number;
}

const MINUTE = 60_000; // in milliseconds

/** Opens the calendar where its journal left it. Throws when the journal belongs to another world. */
export async function createDayRunner(options: DayRunnerOptions): Promise<DayRunner> {
  const calendar = await openCalendar(options);
  let today = addDays(calendar.startDate, calendar.day);
  let queue: Promise<void> = Promise.resolve();
  let isClosing = false;
  let pace = { daysPerMinute: 0, stop: new AbortController() };

  const liveOneDay = async (): Promise<void> => {
    const yesterday = today;
    today = addDays(today, 1);
    try {
      for (const system of options.systems()) await system.runDay(today);
      await options.journal.append('day', { day: calendar.day + 1, date: today });
      calendar.day += 1;
    } catch (error) {
      today = yesterday;
      throw error;
    }
  };
  const advance = (count: number): Promise<void> => {
    const run = queue.then(async () => {
      for (let passed = 0; passed < count; passed += 1) {
        if (isClosing) throw new Error('the sandbox is ending');
        await liveOneDay();
      }
    });
    queue = run.catch(() => undefined);
    return run;
  };
  const keepPace = async ({ daysPerMinute, stop }: typeof pace): Promise<void> => {
    while (!stop.signal.aborted) {
      await wait(MINUTE / daysPerMinute, undefined, { signal: stop.signal }).catch(() => undefined);
      if (!stop.signal.aborted) await advance(1).catch(options.onError);
    }
  };
  const setPace = (daysPerMinute: number): void => {
    pace.stop.abort();
    pace = { daysPerMinute, stop: new AbortController() };
    if (daysPerMinute > 0) void keepPace(pace);
  };
  return {
    get day() {
      return calendar.day;
    },
    get daysPerMinute() {
      return pace.daysPerMinute;
    },
    today: () => today,
    advance,
    setPace,
    close: async () => {
      isClosing = true;
      setPace(0);
      await queue;
    },
  };
}

async function openCalendar({ journal, seed, patients, startDate }: DayRunnerOptions): Promise<Calendar> {
  const calendar: Calendar = { startDate, day: 0 };
  let isNew = true;
  for await (const { kind, data } of journal.replay()) {
    if (kind === 'day') calendar.day = (data as { day: number }).day;
    if (kind !== 'start') continue;
    const start = data as Start;
    if (start.seed !== seed || (start.patients ?? PATIENTS) !== patients) throw anotherWorld(start);
    calendar.startDate = calendarDate(start.date);
    isNew = false;
  }
  if (isNew) await journal.append('start', { seed, patients, date: startDate } satisfies Start);
  return calendar;
}

const anotherWorld = ({ seed, patients = PATIENTS }: Start): Error =>
  new Error(
    `the data folder holds the world of seed ${seed} with ${patients} patients: start with these, or with another folder`,
  );
