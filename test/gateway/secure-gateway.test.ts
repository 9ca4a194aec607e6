import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { request as httpsRequest, Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { readTlsPair } from '../../platform/http/tls-pair';
import { selfSigned } from '../platform/http/self-signed';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

const TYPES = '{ __schema { types { name description fields { name } } } }';
const BALANCE = 'subscription { balanceChanged(accountId: "a1") { cursor } }';

describe('a gateway with a certificate', () => {
  let folder: string;
  let ca: Buffer;
  let running: RunningGateway;
  let session: ClientHttp2Session;
  let authorization: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-secure-'));
    const files = await selfSigned(folder);
    ca = readFileSync(files.cert);
    const mount: NonNullable<Parameters<typeof startGateway>[0]>['mount'] = (app) =>
      void app.post('/echo', (request, response) => void request.on('data', (part) => response.write(part)).on('end', () => response.end())); // prettier-ignore
    running = await startGateway({ tls: await readTlsPair(files), mount });
    session = connectHttp2(running.url, { ca });
    authorization = `Bearer ${await running.tokenOf('analyst')}`;
  });
  afterAll(async () => {
    if (!session.destroyed) session.destroy();
    await running.stop();
    rmSync(folder, { recursive: true });
  });

  interface Answered {
    readonly status: unknown;
    readonly headers: Record<string, unknown>;
    readonly bytes: Buffer;
  }
  const over2 = (path: string, body?: string, headers: Record<string, string> = {}): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const stream = session.request({ ':path': path, ':method': method, ...headers });
      const chunks: Buffer[] = [];
      let received: Record<string, unknown> = {};
      stream.on('response', (head) => (received = head as Record<string, unknown>));
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => resolve({ status: received[':status'], headers: received, bytes: Buffer.concat(chunks) }));
      stream.on('error', reject);
      stream.end(body);
    });
  const ask2 = (query: string, headers: Record<string, string> = {}) =>
    over2('/graphql', JSON.stringify({ query }), { 'content-type': 'application/json', authorization, ...headers });

  it('answers by HTTP/2 where that is spoken', async () => {
    expect(running.url).toMatch(/^https:/);
    const { status, bytes } = await ask2('{ patients { id } }');
    expect(session.alpnProtocol).toBe('h2');
    expect([status, JSON.parse(bytes.toString())]).toMatchObject([200, { data: { patients: [{ id: 'p1' }, {}] } }]);
    const many = await Promise.all(Array.from({ length: 50 }, () => ask2('{ patients { id } }')));
    expect(many.every((one) => one.status === 200)).toBe(true);
    expect((await ask2('{')).status).toBe(400);
    expect((await over2('/graphql', '{}', { 'content-type': 'application/json' })).status).toBe(401);
    const large = await ask2(TYPES, { 'accept-encoding': 'gzip' });
    expect([large.status, large.headers['content-encoding']]).toEqual([200, 'gzip']);
  });

  it('serves what is beside the graph by HTTP/2 too', async () => {
    const ready = await over2('/health/ready');
    expect([ready.status, JSON.parse(ready.bytes.toString())]).toEqual([200, { status: 'ready' }]);
    expect((await over2('/metrics')).bytes.toString()).toContain('accord_operations_total');
    expect((await over2('/echo', 'echoed')).bytes.toString()).toBe('echoed');
    expect((await over2('/nothing')).status).toBe(404);
  });

  it('answers by HTTP/1.1 who does not speak HTTP/2', async () => {
    const status = await new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization };
      httpsRequest(`${running.url}/graphql`, { method: 'POST', headers, ca, agent: new Agent() })
        .on('response', (response) => {
          response.resume();
          resolve([response.statusCode, response.httpVersion]);
        })
        .on('error', reject)
        .end(JSON.stringify({ query: '{ patients { id } }' }));
    });
    expect(status).toEqual([200, '1.1']);
  });

  it('pushes events over a WebSocket, and over HTTP/2 as server-sent events', async () => {
    const token = await running.tokenOf('billing');
    const client = createClient({
      url: `${running.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: class extends WebSocket {
        constructor(url: string, protocols: string) {
          super(url, protocols, { ca });
        }
      },
      connectionParams: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const pushed = client.iterate({ query: BALANCE }).next();
    const stream = session.request({
      ':path': '/graphql',
      ':method': 'POST',
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    });
    const event = new Promise<string>((resolve) => {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('event: next')) resolve(text);
      });
    });
    stream.end(JSON.stringify({ query: BALANCE }));
    await running.figure(/subscriptions_open 2\n/);
    running.stub.events.emit('balance', 'a1');
    expect((await pushed).value).toMatchObject({ data: { balanceChanged: { cursor: expect.any(String) } } });
    expect(await event).toContain('"balanceChanged"');
    stream.close();
    await client.dispose();
    await running.figure(/subscriptions_open 0\n/);
  });

  it('leaves soon, although connections are kept', async () => {
    expect((await ask2('{ patients { id } }')).status).toBe(200);
    const started = performance.now();
    const ended = new Promise((resolve) => session.once('close', resolve));
    await running.gateway.stop();
    await ended;
    expect(performance.now() - started).toBeLessThan(1_900);
  });
});
