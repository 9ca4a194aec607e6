import { createControl } from './control';
import { createDayRunner, type DayRunner } from './day-runner';
import type { SandboxEnvironment } from './environment';
import { createFaults, type FaultBoard } from './faults';
import { serve } from './http';
import { claimFolder } from './folder-claim';
import { openJournal, type Journal } from './journal';
import { SYSTEM_NAMES, type SandboxSystem, type StartSystem, type SystemName } from './system';
import { createWorld, type World } from './world';

/** The running sandbox. */
export interface Sandbox {
  readonly world: World;
  readonly days: DayRunner;
  readonly faults: FaultBoard;
  /** Base URLs of the control API and of every system. */
  readonly urls: Readonly<Record<SystemName | 'control', string>>;
  /** Journals whose last line was cut short by a crash and dropped, by name. */
  readonly torn: readonly string[];
  close(): Promise<void>;
}

export interface SandboxOptions extends SandboxEnvironment {
  readonly starters: Readonly<Record<SystemName, StartSystem>>;
  /** Told of a day that failed while nobody was waiting for it. */
  readonly onError: (error: unknown) => void;
}

/** Starts every stand-in in the order of SYSTEM_NAMES, then the control API. Closes what runs when one cannot start. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const closers: (() => Promise<void>)[] = [];
  try {
    return await start(options, closers);
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

async function start(options: SandboxOptions, closers: (() => Promise<void>)[]): Promise<Sandbox> {
  if (options.dataFolder !== null) closers.push(await claimFolder(options.dataFolder));
  const world = createWorld(options);
  const faults = createFaults(world.random);
  const webhook = { url: options.webhookUrl };
  const systems = new Map<SystemName, SandboxSystem>();
  const torn: string[] = [];
  const open = async (name: string): Promise<Journal> => {
    const journal = await openJournal({ folder: options.dataFolder, name });
    if (journal.torn) torn.push(name);
    closers.push(() => journal.close());
    return journal;
  };
  const { seed, patients, startDate, onError } = options;
  const days = await createDayRunner({ journal: await open('days'), seed, patients, startDate, systems: () => systems.values(), onError }); // prettier-ignore
  for (const name of SYSTEM_NAMES) {
    const journal = await open(name);
    const shared = { world, today: () => days.today(), webhookUrl: () => webhook.url, systems };
    const system = await options.starters[name]({ ...shared, journal, faults: faults.for(name) });
    systems.set(name, system);
    closers.push(() => system.close());
  }
  const control = await serve(createControl({ days, faults, systems, webhook }));
  closers.push(() => days.close(), control.close);
  days.setPace(options.daysPerMinute);
  const urls = Object.fromEntries([...systems].map(([name, system]) => [name, system.url])) as Record<
    SystemName,
    string
  >;
  return { world, days, faults, torn, urls: { control: control.url, ...urls }, close: () => closeAll(closers) };
}

/** Last opened first closed, each at most once, all of them even when one fails. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const errors: unknown[] = [];
  for (const close of closers.splice(0).reverse()) await close().catch((error: unknown) => errors.push(error));
  if (errors.length > 0) throw errors[0];
}
