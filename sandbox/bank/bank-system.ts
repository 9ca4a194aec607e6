import express, { type Express } from 'express';
import type { CalendarDate } from '../../platform/domain/calendar-date';
import { idOf } from '../../platform/domain/ids';
import { requireBearer, serve } from '../http';
import type { SandboxSystem, SystemDependencies } from '../system';
import type { LegalEntity } from '../world';
import { writeBai2, type Bai2Credit } from './bai2';

/** One credit that someone sends to an account at this bank. */
export interface Deposit {
  /** The sender's key: the same one again is not paid again. */
  readonly key: string;
  readonly legalEntityId: string;
  /** Cents, above zero. */
  readonly amount: number;
  /** The day on which the money is there, and on whose statement it stands. */
  readonly valueDay: CalendarDate;
  /** The trace number: TRN02 of the remittance. */
  readonly trace: string;
  /** The originating company: TRN03 of the remittance. */
  readonly originatorId: string;
  readonly originatorName: string;
  /** Company entry description: HCCLAIMPMT for claim payments (CAQH CORE 370), at most 10 characters. */
  readonly purpose: string;
}

/** The bank: takes deposits from the other stand-ins and reports them in files. */
export interface BankSystem extends SandboxSystem {
  /** Takes a deposit once per key; resolves when it is on disk. */
  deposit(deposit: Deposit): Promise<void>;
}

/** One statement file. Its id is made of account and day, so it is the same after a restart. */
interface StatementFile {
  readonly id: string;
  readonly name: string;
  readonly kind: 'BAI2';
  readonly createdAt: string;
  readonly body: string;
}

interface BankState {
  readonly deposits: Map<string, Deposit>;
  /** Keys of deposits that stand in a file. */
  readonly reported: Set<string>;
  readonly files: StatementFile[];
  day: string | null;
}

/** What a journal line of kind `statements` holds. */
interface DayOfStatements {
  readonly day: string;
  readonly files: readonly StatementFile[];
  readonly reported: readonly string[];
}

const ROUTING_NUMBER = '099000017'; // of no bank: 099 is not a Federal Reserve prefix
const OPENING = 250_000_000; // cents on each account before the first deposit
const PAGE = 100; // files
const MOST = 1_000; // files on a page

/**
 * Starts the bank. `GET /files?after=&limit=` gives `{files, next}`: `next` is the cursor for the next call, also
 * when there is nothing new. `GET /files/:id` gives BAI2 text.
 */
export async function createBankSystem(deps: SystemDependencies): Promise<BankSystem> {
  const state: BankState = { deposits: new Map(), reported: new Set(), files: [], day: null };
  for await (const { kind, data } of deps.journal.replay()) {
    if (kind === 'deposit') state.deposits.set((data as Deposit).key, data as Deposit);
    if (kind === 'statements') applyStatements(state, data as DayOfStatements);
  }
  const served = await serve(application(deps, state));
  return {
    name: 'bank',
    url: served.url,
    deposit: async (deposit) => {
      if (!Number.isSafeInteger(deposit.amount) || deposit.amount <= 0) throw new RangeError('a deposit is above zero');
      if (state.deposits.has(deposit.key)) return;
      state.deposits.set(deposit.key, deposit);
      await deps.journal.append('deposit', deposit);
    },
    runDay: async (day) => {
      if (state.day !== null && state.day >= day) return;
      const statements = makeStatements(deps, state, day);
      applyStatements(state, statements);
      await deps.journal.append('statements', statements);
    },
    counts: () => ({ deposits: state.deposits.size, files: state.files.length }),
    close: served.close,
  };
}

function applyStatements(state: BankState, { day, files, reported }: DayOfStatements): void {
  state.day = day;
  state.files.push(...files);
  for (const key of reported) state.reported.add(key);
}

/** The account of a legal entity at this bank, ten digits. */
export const accountOf = ({ taxId }: LegalEntity): string => `4${taxId}`;

function makeStatements({ world, faults }: SystemDependencies, state: BankState, day: CalendarDate): DayOfStatements {
  const due = [...state.deposits.values()].filter(({ key, valueDay }) => valueDay <= day && !state.reported.has(key));
  const files = world.legalEntities.flatMap((entity) => {
    const credits = due.filter(({ legalEntityId }) => legalEntityId === entity.id).sort(byKey);
    if (credits.length === 0) return [];
    const file = statementOf(state, { entity, day, credits });
    return [
      ...(faults.shouldMalform() ? [{ ...file, id: `${file.id}-broken`, body: file.body.slice(0, file.body.length >> 1) }] : []), // prettier-ignore
      file,
      ...(faults.shouldDuplicate() ? [{ ...file, id: `${file.id}-again`, name: `${file.name}.1` }] : []),
    ];
  });
  return { day, files, reported: due.map(({ key }) => key) };
}

const byKey = (a: Deposit, b: Deposit): number => (a.key < b.key ? -1 : 1);

interface Statement {
  readonly entity: LegalEntity;
  readonly day: CalendarDate;
  readonly credits: readonly Deposit[];
}

function statementOf(state: BankState, { entity, day, credits }: Statement): StatementFile {
  const before = [...state.deposits.values()].filter(({ key, legalEntityId }) => legalEntityId === entity.id && state.reported.has(key)); // prettier-ignore
  const body = writeBai2({
    day,
    senderId: ROUTING_NUMBER,
    receiverId: entity.id.toUpperCase(),
    accountNumber: accountOf(entity),
    currency: 'USD',
    fileNumber: state.files.length + 1,
    openingBalance: before.reduce((total, { amount }) => total + amount, OPENING),
    credits: credits.map(creditOf),
  });
  return {
    id: idOf('bank-statement', entity.id, day),
    name: `BAI2-${accountOf(entity)}-${day.replaceAll('-', '')}.txt`,
    kind: 'BAI2',
    createdAt: `${day}T06:00:00.000Z`,
    body,
  };
}

/** Text as an ACH CCD+ credit is reported: the originator, then the addenda with the reassociation trace. */
function creditOf({ key, amount, trace, originatorId, originatorName, purpose }: Deposit): Bai2Credit {
  const company = originatorName.slice(0, 16).toUpperCase().trim(); // the width of a Nacha company name
  return {
    amount,
    bankReference: idOf('bank-reference', key).replace(/[-_]/g, '0').slice(0, 12).toUpperCase(),
    customerReference: trace,
    text: [
      `ACH CREDIT ${company} ${purpose}`,
      `ORIG CO NAME:${company} ORIG ID:${originatorId} ENTRY DESC:${purpose}`,
      `ADDENDA:TRN*1*${trace}*${originatorId}`,
    ],
  };
}

function application({ faults }: SystemDependencies, state: BankState): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(faults.middleware());
  app.use(requireBearer());
  app.get('/files', (request, response) => {
    const after = Number(request.query['after'] || 0);
    const limit = Number(request.query['limit'] || PAGE);
    if (!Number.isSafeInteger(after) || after < 0 || !Number.isSafeInteger(limit) || limit < 1 || limit > MOST) {
      response.status(400).json({ error: `after must be a cursor, limit 1 to ${MOST}` });
      return;
    }
    const page = state.files.slice(after, after + limit);
    const files = page.map(({ body: _, ...shown }) => shown);
    response.json({ files, next: String(Math.min(after + limit, Math.max(after, state.files.length))) });
  });
  app.get('/files/:id', (request, response) => {
    const file = state.files.find(({ id }) => id === request.params.id);
    if (file === undefined) response.status(404).json({ error: 'no such file' });
    else response.type('text/plain').send(file.body);
  });
  return app;
}
