import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient, type HttpClient } from '../../../platform/connect/http-client';
import { createClientPolicy, type PolicyOptions } from '../../../platform/connect/policy';
import { silentLogger, type Logger } from '../../../platform/telemetry/logger';

const call = { signal: new AbortController().signal, correlationId: 'c-1' };
const quick: PolicyOptions = { firstDelayMs: 1, longestDelayMs: 5, retries: 3, failuresToOpen: 50 };

let server: Server;
let client: HttpClient;
let seen: IncomingMessage[];

async function serve(listener: RequestListener, options: PolicyOptions = quick, log: Logger = silentLogger) {
  server = createServer((request, response) => {
    seen.push(request);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  client = createHttpClient({
    source: 'ehr-sandbox',
    baseUrl: `http://127.0.0.1:${port}/fhir`,
    headers: { authorization: 'Bearer sandbox' },
    policy: createClientPolicy('ehr-sandbox', log, options),
    log,
  });
  return port;
}

beforeEach(() => {
  seen = [];
});

afterEach(async () => {
  await client.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

test('an answer comes with status, headers, text and JSON, and the request carries the correlation id', async () => {
  await serve((_, response) => response.writeHead(200, { etag: 'W/"1"' }).end('{"a":1}'));
  const answer = await client.request({ method: 'GET', path: '/Patient?name=x', call });
  expect(answer.status).toBe(200);
  expect(answer.headers.etag).toBe('W/"1"');
  expect(answer.text()).toBe('{"a":1}');
  expect(answer.json()).toEqual({ a: 1 });
  expect(seen[0]?.url).toBe('/fhir/Patient?name=x');
  expect(seen[0]?.headers).toMatchObject({ 'x-correlation-id': 'c-1', authorization: 'Bearer sandbox' });
});

test('an object body is sent as JSON, text as it is', async () => {
  const bodies: string[] = [];
  await serve((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      bodies.push(`${request.headers['content-type']} ${body}`);
      response.end();
    });
  });
  await client.request({ method: 'POST', path: '/a', body: { b: 2 }, call });
  await client.request({ method: 'POST', path: '/a', body: 'ISA*00', headers: { 'content-type': 'text/x12' }, call });
  expect(bodies).toEqual(['application/json {"b":2}', 'text/x12 ISA*00']);
});

test('a 5xx is tried again for a read and then served', async () => {
  await serve((_, response) => response.writeHead(seen.length < 3 ? 503 : 200).end('{}'));
  const answer = await client.request({ method: 'GET', path: '/a', call });
  expect(answer.status).toBe(200);
  expect(seen).toHaveLength(3);
});

test('a 5xx to a POST is not tried again unless the caller says that a repeat is harmless', async () => {
  await serve((_, response) => response.writeHead(500).end());
  const error = await client.request({ method: 'POST', path: '/a', call }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'ehr-sandbox', details: { status: 500 } });
  expect(seen).toHaveLength(1);
  await client.request({ method: 'POST', path: '/a', call, idempotent: true }).catch(() => undefined);
  expect(seen).toHaveLength(1 + 4);
});

test('429 is waited out for as long as Retry-After says, also for a POST', async () => {
  await serve((_, response) =>
    seen.length === 1 ? response.writeHead(429, { 'retry-after': '0.2' }).end() : response.end('{}'),
  );
  const startedAt = Date.now();
  await client.request({ method: 'POST', path: '/a', call });
  expect(Date.now() - startedAt).toBeGreaterThanOrEqual(190);
  expect(seen).toHaveLength(2);
});

test('a Retry-After of minutes is not waited for', async () => {
  await serve((_, response) => response.writeHead(503, { 'retry-after': '600' }).end());
  const error = await client.request({ method: 'GET', path: '/a', call }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { retryAfterMs: 600_000 } });
  expect(seen).toHaveLength(1);
});

test('a 4xx is SOURCE_REJECTED at once, or an answer where the caller accepts it', async () => {
  await serve((_, response) => response.writeHead(412).end('{"why":"stale"}'));
  const error = await client.request({ method: 'PUT', path: '/a', call }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SOURCE_REJECTED', details: { status: 412 } });
  const answer = await client.request({ method: 'PUT', path: '/a', call, accept: [412] });
  expect(answer.json()).toEqual({ why: 'stale' });
});

test('a body that is not JSON is SOURCE_MALFORMED and the error quotes none of it', async () => {
  await serve((_, response) => response.end('{"family":"Gottlieb"'));
  const answer = await client.request({ method: 'GET', path: '/a', call });
  let error: unknown;
  try {
    answer.json();
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toMatchObject({ code: 'SOURCE_MALFORMED' });
  expect(String((error as Error).message) + String((error as Error).cause)).not.toContain('Gottlieb');
});

test('nobody listening is SOURCE_UNAVAILABLE with reason UNREACHED', async () => {
  const port = await serve((_, response) => response.end());
  await new Promise((resolve) => server.close(resolve));
  const error = await client.request({ method: 'POST', path: '/a', call }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { reason: 'UNREACHED' } });
  server = createServer().listen(port, '127.0.0.1');
});

test('a slow answer is cut off, tried again, and then SOURCE_UNAVAILABLE with reason TIMEOUT', async () => {
  await serve(() => undefined, { ...quick, timeoutMs: 500, retries: 1 });
  const error = await client.request({ method: 'GET', path: '/a', call }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { reason: 'TIMEOUT' } });
  expect(seen).toHaveLength(2);
});

test('a connection broken in the middle of the answer is tried again', async () => {
  await serve((request, response) => {
    if (seen.length > 1) return void response.end('{}');
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"half":');
    setTimeout(() => request.socket.destroy(), 10);
  });
  expect((await client.request({ method: 'GET', path: '/a', call })).json()).toEqual({});
});

test('an abort ends the call at once, also in the middle of a wait', async () => {
  await serve((_, response) => response.writeHead(503, { 'retry-after': '20' }).end());
  const controller = new AbortController();
  const startedAt = Date.now();
  const running = client.request({ method: 'GET', path: '/a', call: { ...call, signal: controller.signal } });
  setTimeout(() => controller.abort(), 100);
  const error = await running.catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', details: { reason: 'ABORTED' } });
  expect(Date.now() - startedAt).toBeLessThan(2_000);
});

test('a paging link of the same origin is followed, one to elsewhere refused without a request', async () => {
  const port = await serve((_, response) => response.end('{}'));
  await client.request({ method: 'GET', path: `http://127.0.0.1:${port}/fhir?page=2`, call });
  expect(seen[0]?.url).toBe('/fhir?page=2');
  const elsewhere = client.request({ method: 'GET', path: 'http://evil.example/fhir?page=3', call });
  await expect(elsewhere).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
  expect(seen).toHaveLength(1);
});

test('the log holds method and path, never query, body or header', async () => {
  const lines: string[] = [];
  const write = (fields: unknown) => void lines.push(JSON.stringify(fields));
  const log = { ...silentLogger, debug: write, info: write, warn: write, error: write } as unknown as Logger;
  await serve((_, response) => response.end('{"family":"Gottlieb"}'), quick, log);
  await client.request({ method: 'POST', path: '/Patient?family=Gottlieb', body: { family: 'Gottlieb' }, call });
  expect(lines.join()).toContain('"path":"/fhir/Patient"');
  expect(lines.join()).not.toMatch(/Gottlieb|sandbox"?:"Bearer/);
});
