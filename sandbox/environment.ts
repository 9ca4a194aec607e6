import { parseArgs } from 'node:util';
import { z } from 'zod';
import { calendarDate, isCalendarDate, type CalendarDate } from '../platform/domain/calendar-date';
import { PATIENTS } from './world';

/** How the sandbox is to run. */
export interface SandboxEnvironment {
  /** Same seed, same world. SANDBOX_SEED or --seed. */
  readonly seed: number;
  /** How many patients the world has. SANDBOX_PATIENTS or --patients. */
  readonly patients: number;
  /** Folder of the journals; null keeps all in memory. SANDBOX_DATA or --data. */
  readonly dataFolder: string | null;
  /** Sandbox days per minute; 0 = only when told. SANDBOX_PACE or --pace. */
  readonly daysPerMinute: number;
  /** Where the payment service posts its events; null = nowhere. SANDBOX_WEBHOOK_URL or --webhook-url. */
  readonly webhookUrl: string | null;
  /** The first day of an empty data folder. SANDBOX_START_DATE or --start-date. */
  readonly startDate: CalendarDate;
}

/** The fastest pace that is taken, in sandbox days per minute. */
export const FASTEST_PACE = 6_000;

/** The most patients that are taken: all are kept in memory. */
const MOST_PATIENTS = 10_000;

const WHOLE = /^\d{1,9}$/;
const number = (what: string): z.ZodPipe<z.ZodString, z.ZodTransform<number, string>> =>
  z.string().regex(WHOLE, `must be ${what}`).transform(Number);

const Settings = z.object({
  SANDBOX_SEED: number('a whole number').default(1),
  SANDBOX_PATIENTS: number('a whole number')
    .refine((count) => count >= 1 && count <= MOST_PATIENTS, `must be 1 to ${MOST_PATIENTS}`)
    .default(PATIENTS),
  SANDBOX_DATA: z.string().min(1, 'must be a folder').nullable().default(null),
  SANDBOX_PACE: z
    .string()
    .refine(
      (text) => text.trim() !== '' && Number(text) >= 0 && Number(text) <= FASTEST_PACE,
      `must be days per minute, 0 to ${FASTEST_PACE}`,
    )
    .transform(Number)
    .default(0),
  SANDBOX_WEBHOOK_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .nullable()
    .default(null),
  SANDBOX_START_DATE: z
    .string()
    .refine(isCalendarDate, 'must be a day that exists, as YYYY-MM-DD')
    .default(calendarDate('2026-01-05')),
});

const FLAGS = {
  seed: 'SANDBOX_SEED',
  patients: 'SANDBOX_PATIENTS',
  data: 'SANDBOX_DATA',
  pace: 'SANDBOX_PACE',
  'webhook-url': 'SANDBOX_WEBHOOK_URL',
  'start-date': 'SANDBOX_START_DATE',
} as const;

/** Reads flags, then the environment, then defaults. Throws one Error that lists every fault. */
export function readEnvironment(
  variables: NodeJS.ProcessEnv = process.env,
  flags: readonly string[] = process.argv.slice(2),
): SandboxEnvironment {
  const options = Object.fromEntries(Object.keys(FLAGS).map((flag) => [flag, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...flags], options });
  const given = Object.entries(FLAGS).map(([flag, name]) => [name, values[flag] ?? variables[name]] as const);
  const parsed = Settings.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `  ${issue.path.join('.')} ${issue.message}`);
    throw new Error(`the sandbox cannot start with these settings:\n${faults.join('\n')}`);
  }
  const settings = parsed.data;
  return {
    seed: settings.SANDBOX_SEED,
    patients: settings.SANDBOX_PATIENTS,
    dataFolder: settings.SANDBOX_DATA,
    daysPerMinute: settings.SANDBOX_PACE,
    webhookUrl: settings.SANDBOX_WEBHOOK_URL,
    startDate: settings.SANDBOX_START_DATE,
  };
}
