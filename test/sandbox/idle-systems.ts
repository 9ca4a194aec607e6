import { serve } from '../../sandbox/http';
import { SYSTEM_NAMES, type StartSystem, type SystemName } from '../../sandbox/system';

/** Stand-ins for the stand-ins: they note the days they live through, and answer with the webhook address. */
export interface IdleSystems {
  readonly starters: Readonly<Record<SystemName, StartSystem>>;
  /** `ehr 2026-01-06`, in the order of living. */
  readonly lived: string[];
  /** The system that fails when its day comes. */
  broken: SystemName | null;
}

/** Systems that do nothing, each on a port of its own. */
export function createIdleSystems(): IdleSystems {
  const lived: string[] = [];
  const starter =
    (name: SystemName): StartSystem =>
    async ({ today, systems, webhookUrl }) => {
      const served = await serve((_request, response) => response.end(webhookUrl() ?? 'nowhere'));
      return {
        ...served,
        name,
        runDay: async (day) => {
          if (name === idle.broken) throw new Error(`${name} broke`);
          if (today() !== day || systems.size !== SYSTEM_NAMES.length) throw new Error('the calendar is wrong');
          lived.push(`${name} ${day}`);
        },
        counts: () => ({ lived: lived.length }),
      };
    };
  const starters = Object.fromEntries(SYSTEM_NAMES.map((name) => [name, starter(name)])) as IdleSystems['starters'];
  const idle: IdleSystems = { starters, lived, broken: null };
  return idle;
}
