import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createErpSystem } from '../../../sandbox/erp/erp-system';
import type { ErpJournalEntry } from '../../../sandbox/erp/journal-entry';
import type { EntryPage } from '../../../sandbox/erp/paging';
import { createBench, type Bench } from '../stand-in';

let bench: Bench;
let url: string;

async function start({ folder = null as string | null, perSecond = 10_000, burst = 10_000 } = {}): Promise<void> {
  bench = createBench({ folder });
  const rateLimit = { perSecond, burst, now: () => performance.now() };
  const system = await createErpSystem(await bench.dependencies('erp'), { rateLimit });
  bench.systems.set('erp', system);
  url = system.url;
}

interface Answered<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

async function call<T = ErpJournalEntry>(
  method: string,
  path: string,
  options: { body?: unknown; headers?: Record<string, string> } = {},
): Promise<Answered<T>> {
  // prettier-ignore
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json', ...options.headers },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: (text === '' ? null : JSON.parse(text)) as T };
}

const entry = (externalId: string, changes: object = {}): object => ({
  externalId,
  entityId: 'le-lakeview',
  facilityId: 'facility-harbor',
  postingDate: '2026-01-05',
  currency: 'USD',
  lines: [
    { accountCode: '1110', debit: '125.50', memo: 'charges of the day' },
    { accountCode: '4010', credit: '125.5' },
  ],
  ...changes,
});
const post = (body: object): Promise<Answered<ErpJournalEntry>> => call('POST', '/journal-entries', { body });
const problem = async (answer: Promise<Answered<unknown>>): Promise<unknown> => {
  const { status, body, headers } = await answer;
  expect(headers.get('content-type')).toContain('application/problem+json');
  return [status, (body as { type: string }).type.split('/').at(-1)];
};

beforeEach(() => start());
afterEach(() => bench.stop());

describe('journal entries', () => {
  it('are created once per externalId', async () => {
    const made = await post(entry('day/1'));
    expect(made).toMatchObject({ status: 201, body: { status: 'draft', total: '125.50', periodId: '2026-01', version: 1 } }); // prettier-ignore
    expect(made.body.lines[1]).toEqual({ accountCode: '4010', debit: '0.00', credit: '125.50', memo: null });
    expect(made.headers.get('location')).toBe(`/api/v1/journal-entries/${made.body.id}`);
    expect(await post(entry('day/1'))).toMatchObject({ status: 200, body: made.body });
    expect(await problem(post(entry('day/1', { postingDate: '2026-01-06' })))).toEqual([409, 'external-id-reused']);
  });

  it.each([
    ['unbalanced', { lines: [{ accountCode: '1110', debit: '1.00' }, { accountCode: '4010', credit: '1.01' }] }],
    ['validation', { lines: [{ accountCode: '1110', debit: '1.00' }] }],
    ['validation', { lines: [{ accountCode: '1110', debit: '1.00', credit: '1.00' }, { accountCode: '4010', credit: '1' }] }],
    ['validation', { lines: [{ accountCode: '1110', debit: 1 }, { accountCode: '4010', credit: '1' }] }],
    ['validation', { lines: [{ accountCode: '1110', debit: '1.005' }, { accountCode: '4010', credit: '1.005' }] }],
    ['validation', { lines: [{ accountCode: '9999', debit: '1.00' }, { accountCode: '4010', credit: '1' }] }],
    ['validation', { entityId: 'le-pinecrest' }],
    ['validation', { facilityId: 7 }],
    ['validation', { postingDate: '2026-02-30' }],
    ['validation', { postingDate: '2031-01-01' }],
    ['validation', { currency: 'EUR' }],
    ['validation', { externalId: '' }],
  ])('are refused as %s: %j', async (kind, changes) => {
    expect(await problem(post(entry('bad', changes)))).toEqual([422, kind]);
  }); // prettier-ignore

  it('are refused in a closed period, and months close ten days after their end', async () => {
    bench.today = '2026-02-09' as typeof bench.today;
    await bench.advance(1);
    expect((await post(entry('january'))).status).toBe(201);
    await bench.advance(1);
    expect(await problem(post(entry('late')))).toEqual([409, 'period-closed']);
    const { body } = await call<{ data: { id: string; status: string }[] }>('GET', '/periods');
    expect(body.data).toHaveLength(36);
    expect(body.data.find(({ id }) => id === '2026-01')?.status).toBe('closed');
    expect(body.data.find(({ id }) => id === '2026-02')?.status).toBe('open');
  });

  it('answer 304 to the version that is known', async () => {
    const { body, headers } = await post(entry('day/1'));
    const etag = headers.get('etag') ?? '';
    const again = await call('GET', `/journal-entries/${body.id}`, { headers: { 'If-None-Match': etag } });
    expect(again.status).toBe(304);
    expect(await problem(call('GET', '/journal-entries/none'))).toEqual([404, 'not-found']);
  });

  it('are posted and reversed under If-Match only', async () => {
    const { body } = await post(entry('day/1'));
    const path = `/journal-entries/${body.id}`;
    const patch = (status: string, match?: string): Promise<Answered<ErpJournalEntry>> =>
      call('PATCH', path, { body: { status }, ...(match === undefined ? {} : { headers: { 'If-Match': match } }) });
    expect(await problem(patch('posted'))).toEqual([428, 'precondition-required']);
    expect(await problem(patch('reversed', '"1"'))).toEqual([409, 'wrong-status']);
    expect(await patch('posted', '"1"')).toMatchObject({ status: 200, body: { status: 'posted', version: 2 } });
    expect(await problem(patch('reversed', '"1"'))).toEqual([412, 'precondition-failed']);
    const reversed = await patch('reversed', '"2"');
    expect(reversed.body).toMatchObject({ status: 'reversed', version: 3 });
    const reversal = await call('GET', `/journal-entries/${reversed.body.reversedBy ?? ''}`);
    expect(reversal.body).toMatchObject({ status: 'posted', reversalOf: body.id, total: '125.50' });
    expect(reversal.body.lines[0]).toMatchObject({ debit: '0.00', credit: '125.50' });
  });

  it('are listed by change, page by page, and after an instant', async () => {
    for (let index = 0; index < 5; index += 1) await post(entry(`day/${index}`));
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '?limit=2' : `?limit=2&cursor=${cursor}`;
      const { body }: Answered<EntryPage> = await call<EntryPage>('GET', `/journal-entries${query}`);
      seen.push(...body.data.map(({ externalId }) => externalId));
      cursor = body.next;
    }
    expect(seen).toEqual(['day/0', 'day/1', 'day/2', 'day/3', 'day/4']);
    const all = await call<EntryPage>('GET', '/journal-entries');
    const after = all.body.data[4]?.updatedAt ?? '';
    await bench.advance(1);
    const changed = await call<EntryPage>('GET', `/journal-entries?updatedAfter=${after}`);
    expect(changed.body.data.map(({ status }) => status)).toEqual(Array(5).fill('posted'));
    expect(await problem(call('GET', '/journal-entries?cursor=xx'))).toEqual([422, 'validation']);
  });
});

describe('the service', () => {
  it('refuses other tokens and bodies that are no JSON', async () => {
    const other = await fetch(`${url}/api/v1/entities`, { headers: { Authorization: 'Bearer other' } });
    expect(other.status).toBe(401);
    const broken = await fetch(`${url}/api/v1/journal-entries`, {
      method: 'POST',
      headers: { Authorization: 'Bearer sandbox', 'Content-Type': 'application/json' },
      body: '{"externalId":',
    });
    expect(broken.status).toBe(400);
  });

  it('answers 429 with Retry-After once the bucket is empty', async () => {
    await bench.stop();
    await start({ perSecond: 2, burst: 5 });
    const answers = await Promise.all(Array.from({ length: 12 }, () => call('GET', '/accounts')));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(4);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    await new Promise((resolve) => setTimeout(resolve, 1_000)); // milliseconds: two tokens come back
    expect((await call('GET', '/accounts')).status).toBe(200);
  });

  it('resumes after a restart', async () => {
    await bench.stop();
    const folder = await mkdtemp(join(tmpdir(), 'accord-erp-'));
    await start({ folder });
    const { body } = await post(entry('day/1'));
    await bench.advance(1);
    await bench.stop();
    await start({ folder });
    expect((await call('GET', `/journal-entries/${body.id}`)).body).toMatchObject({ status: 'posted', version: 2 });
    expect((await post(entry('day/1'))).status).toBe(200);
    await rm(folder, { recursive: true });
  });
});
