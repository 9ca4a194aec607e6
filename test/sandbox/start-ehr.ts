import { addDays, calendarDate, type CalendarDate } from '../../platform/domain/calendar-date';
import { createEhrSystem } from '../../sandbox/ehr/ehr-system';
import { createFaults, type FaultBoard } from '../../sandbox/faults';
import { openJournal } from '../../sandbox/journal';
import type { SandboxSystem } from '../../sandbox/system';
import { createWorld, type World } from '../../sandbox/world';

/** What a FHIR answer looks like to a test. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly body: any;
}

/** A running EHR, spoken to over real HTTP. */
export interface TestEhr {
  readonly system: SandboxSystem;
  readonly world: World;
  readonly faults: FaultBoard;
  readonly base: string;
  readonly call: (
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ) => Promise<Answer>;
  /** All resources of a type, page by page as the next links lead. */
  walk(path: string): Promise<Record<string, unknown>[]>;
  nextDay(): Promise<CalendarDate>;
  close(): Promise<void>;
}

/** Starts an EHR of its own on a free port. */
export async function startTestEhr({ seed = 1, folder = null as string | null } = {}): Promise<TestEhr> {
  const world = createWorld({ seed });
  const faults = createFaults(world.random);
  const journal = await openJournal({ folder, name: 'ehr' });
  let today = calendarDate('2026-01-05');
  const system = await createEhrSystem({
    world,
    journal,
    today: () => today,
    faults: faults.for('ehr'),
    webhookUrl: () => null,
    systems: new Map(),
  });
  const base = `${system.url}/fhir/R4`;
  const call: TestEhr['call'] = async (method, path, { body, headers } = {}) => {
    const response = await fetch(path.startsWith('http') ? path : `${base}${path}`, {
      method,
      headers: { authorization: 'Bearer sandbox', 'content-type': 'application/fhir+json', ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: parsed(text) };
  };
  const walk: TestEhr['walk'] = async (path) => {
    const resources: Record<string, unknown>[] = [];
    for (let url: string | undefined = path; url !== undefined;) {
      const { status, body } = await call('GET', url);
      if (status !== 200) throw new Error(`${url} answered ${status}`);
      for (const entry of body.entry) resources.push(entry.resource);
      url = body.link.find((link: { relation: string }) => link.relation === 'next')?.url;
    }
    return resources;
  };
  const nextDay = async (): Promise<CalendarDate> => {
    today = addDays(today, 1);
    await system.runDay(today);
    return today;
  };
  const close = async (): Promise<void> => {
    await system.close();
    await journal.close();
  };
  return { system, world, faults, base, call, walk, nextDay, close };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
