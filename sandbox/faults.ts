import type { RequestHandler } from 'express';
import { refuseAsJson, type Refuse } from './http';
import type { Random } from './random';
import { SYSTEM_NAMES, type SystemName } from './system';

/** What can go wrong on purpose at one stand-in. */
export interface FaultKnobs {
  /** Added before each answer, in milliseconds. */
  readonly latencyMs: number;
  /** Share of requests refused with 503, 0 to 1. */
  readonly errorRate: number;
  /** Every request is refused with 503. */
  readonly outage: boolean;
  /** Share of messages delivered twice, 0 to 1. */
  readonly duplicate: number;
  /** Share of messages sent broken, 0 to 1. */
  readonly malformed: number;
}

/** No fault at all: how every system starts. */
export const NO_FAULTS: FaultKnobs = { latencyMs: 0, errorRate: 0, outage: false, duplicate: 0, malformed: 0 };

/** The faults of one stand-in, as its server asks for them. */
export interface SystemFaults {
  readonly knobs: FaultKnobs;
  /** Express middleware: waits `latencyMs`, then refuses on outage or by `errorRate`, in the system's own words. */
  middleware(refuse?: Refuse): RequestHandler;
  /** Whether this message is to be delivered twice. */
  shouldDuplicate(): boolean;
  /** Whether this message is to be sent broken. */
  shouldMalform(): boolean;
}

/** The knobs of all stand-ins, as the control API sets them. */
export interface FaultBoard {
  for(system: SystemName): SystemFaults;
  /** Changes the knobs that are given and leaves the others. */
  set(system: SystemName, knobs: Partial<FaultKnobs>): FaultKnobs;
  all(): Readonly<Record<SystemName, FaultKnobs>>;
  reset(): void;
}

/** Fault knobs for every system; which requests fail follows from `random`, one stream per system. */
export function createFaults(random: (stream: string) => Random): FaultBoard {
  const knobs = new Map<SystemName, FaultKnobs>(SYSTEM_NAMES.map((name) => [name, NO_FAULTS]));
  const knobsOf = (system: SystemName): FaultKnobs => knobs.get(system) ?? NO_FAULTS;
  const boards = new Map(
    SYSTEM_NAMES.map((name) => [name, faultsOf(() => knobsOf(name), random(`faults/${name}`))] as const),
  );
  return {
    for: (system) => boards.get(system) as SystemFaults,
    set: (system, changes) => {
      const changed = { ...knobsOf(system), ...changes };
      knobs.set(system, changed);
      return changed;
    },
    all: () => Object.fromEntries(knobs) as Record<SystemName, FaultKnobs>,
    reset: () => SYSTEM_NAMES.forEach((name) => knobs.set(name, NO_FAULTS)),
  };
}

function faultsOf(knobs: () => FaultKnobs, random: Random): SystemFaults {
  return {
    get knobs() {
      return knobs();
    },
    middleware:
      (refuse = refuseAsJson) =>
      (_request, response, next) => {
        const { latencyMs, errorRate, outage } = knobs();
        const fails = outage || random.chance(errorRate);
        const proceed = (): void => {
          if (!fails) return next();
          response.setHeader('Retry-After', '1');
          refuse(response, 503, outage ? 'out of service' : 'temporarily unavailable');
        };
        if (latencyMs > 0) setTimeout(proceed, latencyMs);
        else proceed();
      },
    shouldDuplicate: () => random.chance(knobs().duplicate),
    shouldMalform: () => random.chance(knobs().malformed),
  };
}
