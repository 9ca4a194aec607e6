import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { instant } from '../../../../platform/domain/instant';
import { HubError } from '../../../../platform/domain/errors';
import type { HttpClient } from '../../../../platform/connect/http-client';
import type { PayerConnector } from '../../../../subgraphs/payer/connector';
import { createClearinghouse } from '../../../../subgraphs/payer/connectors/clearinghouse';
import { sandboxClient } from '../../room-bench';
import { write835 } from '../sample-835';
import { submitClaimOf } from '../sample-claim';

const FILE = write835({ paid: '50', claims: [[['CLP', 'A', '1', '50', '50']]] });

let server: Server;
let http: HttpClient;
let connector: PayerConnector;
let asked: string[];
/** What the other side answers, by method and URL. */
let answers: Record<string, { status?: number; body: string }>;

beforeEach(async () => {
  asked = [];
  answers = {};
  server = createServer((request, response) => {
    const key = `${request.method} ${request.url}`;
    asked.push(key);
    const { status = 200, body } = answers[key] ?? { status: 404, body: '' };
    response.writeHead(status).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  http = sandboxClient('clearinghouse', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  connector = createClearinghouse({ http });
});

afterEach(async () => {
  await http.close();
  await new Promise((resolve) => server.close(resolve));
});

const call = { signal: new AbortController().signal, correlationId: 'c' };

async function pullAll(cursor: string | null = null) {
  const batches = [];
  for await (const batch of connector.pull(cursor, call)) batches.push(batch);
  return batches;
}

const page = (next: string, ...ids: readonly string[]) => ({ body: JSON.stringify({ files: ids.map((id) => ({ id, name: id, kind: '835' })), next }) }); // prettier-ignore

describe('the clearinghouse connector', () => {
  it('pulls every file after the cursor, a message for each transaction set', async () => {
    answers = {
      'GET /files?limit=50&after=7': page('9', 'f8', 'f9'),
      'GET /files?limit=50&after=9': page('9'),
      'GET /files/f8': { body: FILE },
      'GET /files/f9': { body: FILE + FILE },
    };
    const [batch, ...more] = await pullAll('7');
    expect(more).toEqual([]);
    expect(batch?.next).toBe('9');
    expect(batch?.messages.map(({ kind }) => kind)).toEqual(['X12 835', 'X12 835', 'X12 835']);
    expect(asked[0]).toBe('GET /files?limit=50&after=7');
  });

  it('asks without a cursor at first, and gives nothing when there is nothing', async () => {
    answers = { 'GET /files?limit=50': page('0') };
    expect(await pullAll()).toEqual([]);
  });

  it('does not let one file that is not there hold up the others', async () => {
    answers = {
      'GET /files?limit=50': page('2', 'gone/1', 'f2'),
      'GET /files?limit=50&after=2': page('2'),
      'GET /files/f2': { body: FILE },
    };
    const [batch] = await pullAll();
    expect(batch?.messages.map(({ payload }) => payload instanceof HubError)).toEqual([true, false]);
    expect(asked).toContain('GET /files/gone%2F1');
  });

  it.each([
    ['no JSON', '<html>'],
    ['a list without files', '{"next":"1"}'],
  ])('takes %s for SOURCE_MALFORMED', async (_, body) => {
    answers = { 'GET /files?limit=50': { body } };
    await expect(pullAll()).rejects.toMatchObject({ code: 'SOURCE_MALFORMED', source: 'clearinghouse' });
  });

  it.each([
    [503, 'SOURCE_UNAVAILABLE'],
    [429, 'SOURCE_UNAVAILABLE'],
    [401, 'SOURCE_REJECTED'],
  ])('takes HTTP %i for %s', async (status, code) => {
    answers = { 'GET /files?limit=50': { status, body: '' } };
    await expect(pullAll()).rejects.toMatchObject({ code });
  });

  it('delivers a claim under its key and gives the receipt', async () => {
    answers = { 'POST /files': { status: 202, body: '{"id":"file-1"}' } };
    const submittedAt = instant('2026-01-05T09:30:00Z');
    const submission = { claim: submitClaimOf(), submittedAt, acknowledgedSet: '', acknowledgedInterchange: '' };
    expect(await connector.deliver(submission, { ...call, idempotencyKey: 'k' })).toEqual({ receiptId: 'file-1' });
  });
});
