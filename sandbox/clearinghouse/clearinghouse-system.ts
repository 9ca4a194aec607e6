import express, { type Express, type Request, type Response } from 'express';
import { digestOf, idOf } from '../../platform/domain/ids';
import type { BankSystem } from '../bank/bank-system';
import { requireBearer, serve } from '../http';
import type { SandboxSystem, SystemDependencies } from '../system';
import { answerClaims } from './claim-status';
import { takeIn } from './intake';
import { writtenOn } from './outbox';
import { runPayments } from './payment-run';
import { openTables, type Receipt, type Tables } from './tables';

const PAGE = 100; // files
const MOST = 1_000; // files on a page
const LARGEST = '64mb';

/**
 * Starts the clearinghouse with the payers behind it: `POST /files` takes 837 files, `GET /files?after=&limit=` lists
 * the answers, `GET /files/:id` gives one. Everything accepted is in the journal before it is answered.
 */
export async function createClearinghouseSystem(deps: SystemDependencies): Promise<SandboxSystem> {
  const tables = await openTables(deps.journal);
  const served = await serve(application(deps, tables));
  return {
    name: 'clearinghouse',
    url: served.url,
    runDay: async (day) => {
      if (tables.day === null || tables.day < day) {
        answerClaims(tables, deps.world, { day, faults: deps.faults });
        runPayments(tables, deps.world, { day, faults: deps.faults });
        await tables.commit(day);
      }
      await payIn(deps, tables, day);
    },
    counts: () => ({
      filesReceived: tables.count('receipts'),
      claims: tables.count('claims'),
      files: tables.count('files'),
      remittances: tables.all('files').filter(({ kind }) => kind === '835').length,
    }),
    close: served.close,
  };
}

/** Sends the money of the day's remittances; after a crash it is offered again, which the bank takes once. */
async function payIn({ systems }: SystemDependencies, tables: Tables, day: string): Promise<void> {
  const bank = systems.get('bank') as BankSystem | undefined;
  const due = tables.all('deposits').filter(({ valueDay }) => valueDay > day);
  for (const deposit of due) await bank?.deposit({ ...deposit, purpose: 'HCCLAIMPMT' });
}

function application({ world, faults, today }: SystemDependencies, tables: Tables): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(faults.middleware());
  app.use(requireBearer());
  app.post('/files', express.text({ type: () => true, limit: LARGEST }), async (request, response) => {
    const body = typeof request.body === 'string' ? request.body : '';
    const key = request.get('idempotency-key') ?? '';
    const there = tables.get('receipts', key);
    if (key === '') return void refuse(response, 400, 'the header Idempotency-Key is needed');
    if (body === '') return void refuse(response, 400, 'the file is empty');
    if (there !== undefined) return answerAgain(response, there, digestOf(body));
    const day = today();
    const fileId = idOf('sandbox-clearinghouse', key);
    const receipt: Receipt = { key, digest: digestOf(body), fileId, receivedAt: writtenOn(day) };
    tables.put('receipts', key, receipt);
    takeIn(tables, world, { delivery: { fileId, body, day }, faults });
    await tables.commit();
    sendReceipt(response, receipt);
  });
  app.get('/files', (request, response) => list(tables, request, response));
  app.get('/files/:id', (request, response) => {
    const file = tables.get('files', request.params.id);
    if (file === undefined) refuse(response, 404, 'no such file');
    else response.type('application/edi-x12').send(file.body);
  });
  return app;
}

/** `next` is the cursor for the next call, also when there is nothing new. */
function list(tables: Tables, request: Request, response: Response): void {
  const after = Number(request.query['after'] || 0);
  const limit = Number(request.query['limit'] || PAGE);
  if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1 || limit > MOST) {
    return refuse(response, 400, `after must be a cursor, limit 1 to ${MOST}`);
  }
  const page = tables.all('files').slice(after, after + limit);
  const files = page.map(({ id, name, kind, createdAt }) => ({ id, name, kind, createdAt }));
  response.json({ files, next: String(after + files.length) });
}

function answerAgain(response: Response, receipt: Receipt, digest: string): void {
  if (digest === receipt.digest) sendReceipt(response, receipt);
  else refuse(response, 409, 'another file was delivered under this Idempotency-Key');
}

const sendReceipt = (response: Response, { fileId, receivedAt, digest }: Receipt): void =>
  void response.status(202).json({ id: fileId, receivedAt, digest });

const refuse = (response: Response, status: number, error: string): void =>
  void response.status(status).json({ error });
