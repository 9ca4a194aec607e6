import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import { requireBearer, serve } from '../http';
import type { SandboxSystem, SystemDependencies } from '../system';
import { CHART } from './chart';
import {
  createGeneralLedger,
  newEntry,
  nightlyRun,
  posted,
  reversed,
  saysTheSame,
  type GeneralLedger,
  type LedgerChange,
} from './general-ledger';
import { readEntry, type ErpJournalEntry } from './journal-entry';
import { listEntries } from './paging';
import { Problem, refuseAsProblem, sendProblem } from './problem';
import { createRateLimit, type RateLimit } from './rate-limit';

const RATE_LIMIT: RateLimit = { perSecond: 50, burst: 100, now: () => performance.now() };

interface Serving {
  readonly deps: SystemDependencies;
  readonly ledger: GeneralLedger;
  /** Applies a change and resolves when it is on disk. */
  readonly commit: (change: LedgerChange) => Promise<void>;
}

/** Starts the stand-in for a cloud ERP: REST under `/api/v1`, see the README. `rateLimit` is over all callers. */
export async function createErpSystem(
  deps: SystemDependencies,
  { rateLimit = RATE_LIMIT }: { rateLimit?: RateLimit } = {},
): Promise<SandboxSystem> {
  const ledger = createGeneralLedger();
  for await (const { kind, data } of deps.journal.replay()) if (kind === 'change') ledger.apply(data as LedgerChange);
  const commit = async (change: LedgerChange): Promise<void> => {
    ledger.apply(change);
    await deps.journal.append('change', change);
  };
  const served = await serve(application({ deps, ledger, commit }, rateLimit));
  return {
    name: 'erp',
    url: served.url,
    runDay: async (day) => {
      if (ledger.day === null || ledger.day < day) await commit(nightlyRun(ledger, day));
    },
    counts: () => ({
      journalEntries: ledger.count,
      closedPeriods: ledger.periods().filter(({ status }) => status === 'closed').length,
    }),
    close: served.close,
  };
}

function application(serving: Serving, rateLimit: RateLimit): Express {
  const { deps, ledger } = serving;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(deps.faults.middleware(refuseAsProblem));
  app.use(requireBearer(undefined, refuseAsProblem));
  app.use(createRateLimit(rateLimit));
  app.use(express.json({ limit: '5mb' }));
  const entities = deps.world.legalEntities.map((entity) => ({ ...entity, currency: 'USD', active: true }));
  app.get('/api/v1/entities', (_request, response) => void response.json({ data: entities, next: null }));
  app.get('/api/v1/accounts', (_request, response) => void response.json({ data: CHART, next: null }));
  app.get('/api/v1/periods', (_request, response) => void response.json({ data: ledger.periods(), next: null }));
  app.get('/api/v1/journal-entries', (request, response) => void response.json(listEntries(ledger, request.query)));
  app.post('/api/v1/journal-entries', (request, response) => create(serving, request, response));
  app.get('/api/v1/journal-entries/:id', (request, response) => show(entryOf(ledger, request), request, response));
  app.patch('/api/v1/journal-entries/:id', (request, response) => change(serving, request, response));
  app.use((_request, response) => sendProblem(response, new Problem(404, 'not-found', 'no such resource')));
  app.use(onError);
  return app;
}

const etagOf = ({ version }: ErpJournalEntry): string => `"${version}"`;

function entryOf(ledger: GeneralLedger, request: Request): ErpJournalEntry {
  const entry = ledger.get(String(request.params['id']));
  if (entry === undefined) throw new Problem(404, 'not-found', 'no such journal entry');
  return entry;
}

/** RFC 9110, 13.1.2: 304 when the client's copy is this version. */
function show(entry: ErpJournalEntry, request: Request, response: Response): void {
  const known = (request.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  response.setHeader('ETag', etagOf(entry));
  if (known.includes(etagOf(entry)) || known.includes('*')) response.status(304).end();
  else response.json(entry);
}

async function create({ deps, ledger, commit }: Serving, request: Request, response: Response): Promise<void> {
  const asked = readEntry(request.body, deps.world);
  const there = ledger.byExternalId(asked.externalId);
  if (there !== undefined && !saysTheSame(there, asked)) {
    throw new Problem(409, 'external-id-reused', 'another journal entry has this externalId');
  }
  const entry = there ?? newEntry(ledger, asked, deps.today());
  if (there === undefined) await commit({ entries: [entry] });
  response.setHeader('ETag', etagOf(entry));
  response.setHeader('Location', `/api/v1/journal-entries/${entry.id}`);
  response.status(there === undefined ? 201 : 200).json(entry);
}

/** RFC 6585, 428 without If-Match; RFC 9110, 13.1.1: 412 when it names another version. */
async function change({ deps, ledger, commit }: Serving, request: Request, response: Response): Promise<void> {
  const entry = entryOf(ledger, request);
  const expected = request.get('if-match');
  if (expected === undefined) throw new Problem(428, 'precondition-required', 'If-Match must name the version');
  if (expected !== etagOf(entry)) throw new Problem(412, 'precondition-failed', 'the entry has changed meanwhile');
  const { status } = (request.body ?? {}) as { status?: unknown };
  if (status !== 'posted' && status !== 'reversed') {
    throw new Problem(422, 'validation', 'status must be posted or reversed');
  }
  await commit((status === 'posted' ? posted : reversed)(ledger, entry, deps.today()));
  show(ledger.get(entry.id) ?? entry, request, response);
}

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  if (error instanceof Problem) return sendProblem(response, error);
  const status = Number((error as { status?: number }).status ?? 500);
  const isTheirs = status >= 400 && status < 500;
  const detail = isTheirs ? 'the body could not be read as JSON' : 'an unknown error occurred';
  sendProblem(response, new Problem(isTheirs ? status : 500, isTheirs ? 'validation' : 'internal', detail));
};
