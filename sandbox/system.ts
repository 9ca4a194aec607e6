import type { CalendarDate } from '../platform/domain/calendar-date';
import type { SystemFaults } from './faults';
import type { Journal } from './journal';
import type { World } from './world';

/** Names of the stand-ins: the keys of `urls` and of the fault knobs. */
export const SYSTEM_NAMES = ['ehr', 'clearinghouse', 'erp', 'payments', 'bank'] as const;
export type SystemName = (typeof SYSTEM_NAMES)[number];

/** What each stand-in is given: its own journal and port, and the one world that all of them speak of. */
export interface SystemDependencies {
  /** Facilities, payers, contracts and the seeded random source. */
  readonly world: World;
  /** Keeps what was accepted, so that a restart resumes where it stopped. */
  readonly journal: Journal;
  /** What is to go wrong at this stand-in, as set over the control API. */
  readonly faults: SystemFaults;
  /** Where the payment service posts its events now; null = nowhere. */
  readonly webhookUrl: () => string | null;
  /** The sandbox's own day, which `advance` moves. */
  readonly today: () => CalendarDate;
  /** The other stand-ins, for what they do to one another (a payer pays into the bank). Complete once all have started. */
  readonly systems: ReadonlyMap<SystemName, SandboxSystem>;
}

/** One stand-in: a real HTTP server on its own loopback port. */
export interface SandboxSystem {
  readonly name: SystemName;
  /** Base URL, without a trailing slash. */
  readonly url: string;
  /**
   * Does what the system does of itself during one sandbox day; called in the order of SYSTEM_NAMES, with `today()` already at `day`.
   * After a crash in mid-day it is called again for that day, and must not do twice what was already done.
   */
  runDay(day: CalendarDate): Promise<void>;
  /** Counts of what it holds, for `GET /state`. */
  counts(): Readonly<Record<string, number>>;
  close(): Promise<void>;
}

/** How main starts a stand-in: it replays its journal, listens, and resolves when it is ready for requests. */
export type StartSystem = (dependencies: SystemDependencies) => Promise<SandboxSystem>;
