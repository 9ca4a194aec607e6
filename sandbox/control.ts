import express, { type ErrorRequestHandler, type Express, type Response } from 'express';
import { z } from 'zod';
import type { DayRunner } from './day-runner';
import { FASTEST_PACE } from './environment';
import type { FaultBoard } from './faults';
import { refuseAsJson } from './http';
import { SYSTEM_NAMES, type SandboxSystem, type SystemName } from './system';

export interface ControlOptions {
  readonly days: DayRunner;
  readonly faults: FaultBoard;
  readonly systems: ReadonlyMap<SystemName, SandboxSystem>;
  readonly webhook: { url: string | null };
}

const MOST_DAYS = 3_660; // ten years at once
const LONGEST_WAIT = 60_000; // 1 minute

const Share = z.union([z.number().min(0).max(1), z.boolean().transform(Number)]);
const Faults = z.strictObject({
  latencyMs: z.number().int().min(0).max(LONGEST_WAIT).optional(),
  errorRate: Share.optional(),
  outage: z.boolean().optional(),
  duplicate: Share.optional(),
  malformed: Share.optional(),
});
const Advance = z.strictObject({ days: z.number().int().min(1).max(MOST_DAYS).default(1) });
const Pace = z.strictObject({ daysPerMinute: z.number().min(0).max(FASTEST_PACE) });
const Webhook = z.strictObject({ url: z.url({ protocol: /^https?$/ }).nullable() });

/** The control API, loopback only and without a token: state, days, pace, faults, webhook address. */
export function createControl({ days, faults, systems, webhook }: ControlOptions): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(express.json({ type: () => true, strict: true }));
  const state = (): object => ({
    day: days.day,
    date: days.today(),
    daysPerMinute: days.daysPerMinute,
    webhookUrl: webhook.url,
    counts: Object.fromEntries([...systems].map(([name, system]) => [name, system.counts()])),
  });
  app.get('/state', (_request, response) => void response.json(state()));
  app.post('/advance', async (request, response) => {
    const asked = read(Advance, request.body ?? {}, response);
    if (!asked) return;
    await days.advance(asked.days);
    response.json(state());
  });
  app.post('/pace', (request, response) => {
    const asked = read(Pace, request.body, response);
    if (!asked) return;
    days.setPace(asked.daysPerMinute);
    response.json(state());
  });
  app.put('/webhook', (request, response) => {
    const asked = read(Webhook, request.body, response);
    if (!asked) return;
    webhook.url = asked.url;
    response.json(state());
  });
  routeFaults(app, faults);
  app.use((request, response) => refuseAsJson(response, 404, `there is no ${request.method} ${request.path}`));
  app.use(failed);
  return app;
}

function routeFaults(app: Express, faults: FaultBoard): void {
  app.get('/faults', (_request, response) => void response.json(faults.all()));
  app.delete('/faults', (_request, response) => {
    faults.reset();
    response.json(faults.all());
  });
  app.put('/faults/:system', (request, response) => {
    const name = SYSTEM_NAMES.find((known) => known === request.params.system);
    if (!name) return refuseAsJson(response, 404, `a system is one of ${SYSTEM_NAMES.join(', ')}`);
    const knobs = read(Faults, request.body, response);
    if (!knobs) return;
    const given = Object.entries(knobs).filter(([, value]) => value !== undefined);
    response.json(faults.set(name, Object.fromEntries(given)));
  });
}

/** The body as `schema` reads it; null after a 400 that lists every fault. */
function read<T>(schema: z.ZodType<T>, body: unknown, response: Response): T | null {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => [issue.path.join('.'), issue.message].filter(Boolean).join(': '));
  refuseAsJson(response, 400, faults.join('; '));
  return null;
}

const failed: ErrorRequestHandler = (error: Error & { type?: string; status?: number }, _request, response, next) => {
  if (response.headersSent) return next(error);
  if (error.type !== undefined) return refuseAsJson(response, error.status ?? 400, 'the body must be JSON');
  refuseAsJson(response, 500, error.message);
};
