import { HubError, toHubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import { formatMoney, isZero } from '../../../platform/domain/money';
import type { HttpClient, HttpResponse } from '../../../platform/connect/http-client';
import type { Call, Pulled, Received, SourceCursor } from '../../../platform/connect/port';
import type { ErpConnector, ErpNews } from '../connector';
import type { JournalEntryState, JournalRejectionReason, PostJournalCommand } from '../domain';
import { fiscalPeriodMapping, journalEntryMapping, ledgerAccountMapping, legalEntityMapping } from '../mapping';

const API = '/api/v1';
const PAGE = 200; // entries, the largest page
const ATTEMPTS = 5; // times a draft is posted again because it changed meanwhile

/** The lists that are read whole, and what one of them is to the hub. */
const LISTS: Readonly<Record<string, { readonly kind: string; read(records: readonly unknown[]): ErpNews }>> = {
  entities: {
    kind: 'Cloud ERP entities',
    read: (records) => ({ kind: 'LEGAL_ENTITIES', legalEntities: records.map((each) => legalEntityMapping.map(each)) }),
  },
  accounts: {
    kind: 'Cloud ERP accounts',
    read: (records) => ({
      kind: 'LEDGER_ACCOUNTS',
      ledgerAccounts: records.map((each) => ledgerAccountMapping.map(each)),
    }),
  },
  periods: {
    kind: 'Cloud ERP periods',
    read: (records) => ({
      kind: 'FISCAL_PERIODS',
      fiscalPeriods: records.map((each) => fiscalPeriodMapping.map(each)),
    }),
  },
};
const ENTRY_KIND = 'Cloud ERP journal entry';

/** Where a pull goes on: what the lists looked like, how often they changed, and the newest entry seen. */
interface Position {
  readonly digests: Readonly<Record<string, string>>;
  readonly changes: number;
  readonly updatedAfter: string | null;
}

/** A cloud ERP's REST API: ETag and If-Match, 429 with Retry-After (the client's policy waits), cursor paging. */
export function createCloudErp({ http }: { readonly http: HttpClient }): ErpConnector {
  const { source } = http;
  return {
    source,
    read: (kind, raw) => readMessage(source, kind, raw),
    pull: (cursor, call) => pull(http, cursor, call),
    deliver: (command, call) => postEntry(http, command, call),
  };
}

function readMessage(source: string, kind: string, raw: string): ErpNews {
  const parsed = parse(source, raw);
  if (kind === ENTRY_KIND) return { kind: 'JOURNAL_ENTRY', entry: journalEntryMapping.map(parsed) };
  const list = Object.values(LISTS).find((each) => each.kind === kind);
  if (!list || !Array.isArray(parsed)) {
    throw new HubError('SOURCE_MALFORMED', `${source} sent something that is not read here`, { source });
  }
  return list.read(parsed);
}

function parse(source: string, raw: string): unknown {
  try {
    return JSON.parse(raw) as unknown;
  } catch {
    throw new HubError('SOURCE_MALFORMED', `${source} sent something that is not JSON`, { source });
  }
}

async function* pull(http: HttpClient, cursor: SourceCursor | null, call: Call): AsyncGenerator<Pulled<ErpNews>> {
  const start = positionOf(cursor);
  const { messages, position } = await changedLists(http, start, call);
  if (messages.length > 0) yield { messages, next: JSON.stringify(position) };
  yield* newerEntries(http, position, call);
}

function positionOf(cursor: SourceCursor | null): Position {
  return cursor === null ? { digests: {}, changes: 0, updatedAfter: null } : (JSON.parse(cursor) as Position);
}

/** The lists carry no version, so one that looks as before is not sent again. */
async function changedLists(http: HttpClient, start: Position, call: Call) {
  const messages: Received<ErpNews>[] = [];
  let position = start;
  for (const [name, { kind }] of Object.entries(LISTS)) {
    const records = await readAll(http, `${API}/${name}`, call);
    const raw = JSON.stringify(records);
    const digest = digestOf(raw);
    if (position.digests[name] === digest) continue;
    position = { ...position, digests: { ...position.digests, [name]: digest }, changes: position.changes + 1 };
    messages.push(received(http.source, { key: `${name}/${position.changes}/${digest}`, kind, raw }));
  }
  return { messages, position };
}

async function readAll(http: HttpClient, path: string, call: Call): Promise<readonly unknown[]> {
  const records: unknown[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `?${new URLSearchParams({ cursor }).toString()}`;
    const page = pageOf(await http.request({ method: 'GET', path: path + query, call }), http.source);
    records.push(...page.data);
    cursor = page.next;
  } while (cursor !== null);
  return records;
}

async function* newerEntries(http: HttpClient, start: Position, call: Call): AsyncGenerator<Pulled<ErpNews>> {
  let position = start;
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({
      limit: String(PAGE),
      ...(cursor === null ? {} : { cursor }),
      ...(cursor === null && start.updatedAfter !== null ? { updatedAfter: start.updatedAfter } : {}),
    });
    const answer = await http.request({ method: 'GET', path: `${API}/journal-entries?${query.toString()}`, call });
    const page = pageOf(answer, http.source);
    const last = page.data.at(-1) as { updatedAt?: string } | undefined;
    if (last === undefined) return;
    position = { ...position, updatedAfter: last.updatedAt ?? position.updatedAfter };
    yield { messages: page.data.map((entry) => entryMessage(http.source, entry)), next: JSON.stringify(position) };
    cursor = page.next;
  } while (cursor !== null);
}

function entryMessage(source: string, entry: unknown): Received<ErpNews> {
  const { id, version } = (entry ?? {}) as { id?: unknown; version?: unknown };
  const key = `journal-entry/${String(id)}@${String(version)}`;
  return received(source, { key, kind: ENTRY_KIND, raw: JSON.stringify(entry) });
}

function received(source: string, message: Omit<Received<ErpNews>, 'payload'>): Received<ErpNews> {
  try {
    return { ...message, payload: readMessage(source, message.kind, message.raw) };
  } catch (error) {
    return { ...message, payload: toHubError(error) };
  }
}

function pageOf(
  answer: HttpResponse,
  source: string,
): { readonly data: readonly unknown[]; readonly next: string | null } {
  const { data, next } = (answer.json() ?? {}) as { data?: unknown; next?: unknown };
  if (!Array.isArray(data)) throw new HubError('SOURCE_MALFORMED', `${source} answered without a list`, { source });
  return { data, next: typeof next === 'string' ? next : null };
}

/** Creates the entry posted; one that is there as a draft already is posted under the version that was read. */
async function postEntry(
  http: HttpClient,
  command: PostJournalCommand,
  call: Call & { readonly idempotencyKey: string },
): Promise<JournalEntryState> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const created = await http.request({
      ...{ method: 'POST', path: `${API}/journal-entries`, call },
      body: bodyOf(command, call.idempotencyKey),
      idempotent: true, // by externalId
      accept: [409, 422],
    });
    const entry = entryOf(created, http.source);
    if (entry.status !== 'DRAFT') return entry;
    const posted = await http.request({
      ...{ method: 'PATCH', path: `${API}/journal-entries/${encodeURIComponent(entry.sourceId)}`, call },
      body: { status: 'posted' },
      headers: { 'if-match': String(created.headers['etag'] ?? '') },
      accept: [409, 412, 422],
    });
    if (posted.status !== 412) return entryOf(posted, http.source);
  }
  throw new HubError('SOURCE_UNAVAILABLE', `${http.source} keeps changing the entry`, { source: http.source });
}

function bodyOf({ legalEntityId, facilityId, postingDate, currency, lines }: PostJournalCommand, externalId: string) {
  return {
    ...{ externalId, entityId: legalEntityId, facilityId, postingDate, currency, status: 'posted' },
    lines: lines.map(({ ledgerAccountId, debitAmount, creditAmount, memo }) => ({
      accountCode: ledgerAccountId,
      ...(isZero(debitAmount) ? {} : { debit: formatMoney(debitAmount) }),
      ...(isZero(creditAmount) ? {} : { credit: formatMoney(creditAmount) }),
      ...(memo === null ? {} : { memo }),
    })),
  };
}

/** Problem types (RFC 9457) that say why an entry is refused, by their last part. */
const REASONS: Readonly<Record<string, JournalRejectionReason>> = {
  'period-closed': 'PERIOD_CLOSED',
  unbalanced: 'UNBALANCED',
  'external-id-reused': 'KEY_REUSED',
};

function entryOf(answer: HttpResponse, source: string): JournalEntryState {
  if (answer.status < 400) return journalEntryMapping.map(answer.json());
  const { type } = (answer.json() ?? {}) as { type?: unknown };
  const sourceCode = REASONS[String(type).split('/').at(-1) ?? ''] ?? 'INVALID';
  throw new HubError('SOURCE_REJECTED', `${source} refused the journal entry (${sourceCode})`, {
    source,
    details: { status: answer.status, sourceCode },
  });
}
