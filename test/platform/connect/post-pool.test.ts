import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { createPostPool, type PostPool, type PostPoolOptions } from '../../../platform/connect/post-pool';
import { StopSignal } from '../../../platform/connect/stop-signal';

let server: Server;
let pool: PostPool;
const sockets = new Set<Socket>();

async function open(listener: RequestListener, options: Partial<PostPoolOptions> = {}): Promise<void> {
  server = createServer(listener);
  server.on('connection', (socket) => sockets.add(socket));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  pool = createPostPool({
    source: 'there',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a?b=1`,
    ...options,
  });
}

afterEach(async () => {
  server.closeAllConnections();
  await Promise.all([pool.close().catch(() => undefined), once(server.close(), 'close').catch(() => undefined)]);
  sockets.clear();
});

test('posts a text with its headers and gives the whole answer, however it comes', async () => {
  const seen: unknown[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    seen.push(
      request.method,
      request.url,
      request.headers['x-one'],
      request.headers['content-type'],
      await text(request),
    );
    response.writeHead(207).write('{"a":');
    setTimeout(() => response.end('1}'), 10);
  };
  await open((request, response) => void take(request, response));
  const { status, body } = await pool.post('{"é":1}', ['x-one', '1']);
  expect([status, body.toString()]).toEqual([207, '{"a":1}']);
  expect(seen).toEqual(['POST', '/a?b=1', '1', 'application/json', '{"é":1}']);
});

test('keeps connections open and opens no more than it may', async () => {
  await open((_request, response) => void setTimeout(() => response.end('{}'), 5), { connections: 3 });
  await Promise.all(Array.from({ length: 20 }, () => pool.post('{}', [])));
  expect(sockets.size).toBeLessThanOrEqual(3);
});

test('a connection that breaks off is a source that does not answer', async () => {
  await open((_request, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{');
    setTimeout(() => response.destroy(), 5);
  });
  await expect(pool.post('{}', [])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'there' });
});

test('so is an address where nobody listens', async () => {
  await open((_request, response) => void response.end());
  server.closeAllConnections();
  await once(server.close(), 'close');
  await expect(pool.post('{}', [])).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
});

test('an answer that is too large is given up, not taken in', async () => {
  await open((_request, response) => void response.end('x'.repeat(10_000)), { largestAnswer: 1_000 });
  await expect(pool.post('{}', [])).rejects.toMatchObject({ code: 'SOURCE_MALFORMED' });
});

test('the signal ends a request at once with its own reason, before or while it runs', async () => {
  await open(() => undefined);
  const reason = new Error('time is up');
  const signal = new StopSignal();
  const posting = pool.post('{}', [], signal);
  setTimeout(() => signal.stop(reason), 20);
  await expect(posting).rejects.toBe(reason);
  await expect(pool.post('{}', [], signal)).rejects.toBe(reason);
});
