import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createSandboxRoutes } from '../../hub/sandbox-routes';
import { silentLogger } from '../../platform/telemetry/logger';

const happened: string[] = [];
const servers: Server[] = [];
let actions: { drain: () => Promise<void> } | null = null;
let url: string;

async function listening(server: Server): Promise<string> {
  servers.push(server);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const post = (path: string, body: string, type = 'application/json') =>
  fetch(`${url}${path}`, { method: 'POST', headers: { 'content-type': type }, body });

beforeAll(async () => {
  const control = express()
    .use(express.json())
    .post('/advance', (request, response) => {
      happened.push(`day ${JSON.stringify(request.body)}`);
      response.json({});
    })
    .get('/state', (_request, response) => void response.json({ day: 7 }));
  const controlUrl = await listening(createServer(control));
  const routes = createSandboxRoutes({ controlUrl, actions: () => actions, log: silentLogger });
  url = await listening(createServer(express().use('/sandbox', routes)));
});

beforeEach(() => {
  happened.length = 0;
  actions = { drain: async () => void happened.push('drained') };
});

afterAll(() => Promise.all(servers.map((server) => once(server.close(), 'close'))));

test('each day has reached the ledger before the next one passes', async () => {
  const response = await post('/sandbox/advance', '{"days":2}');
  expect(await response.json()).toEqual({ day: 7 });
  expect(happened).toEqual(['day {"days":1}', 'drained', 'day {"days":1}', 'drained']);
});

test('while the hub is starting no day passes, for nothing would bring it in', async () => {
  actions = null;
  const response = await post('/sandbox/advance', '{"days":2}');
  expect(response.status).toBe(503);
  expect(await response.json()).toEqual({
    code: 'SOURCE_UNAVAILABLE',
    message: 'the hub is starting; try again in a moment',
  });
  expect(happened).toEqual([]);
});

test.each(['{}', '{"days":0}', '{"days":367}', '{"days":"all"}'])('%s is refused in words', async (body) => {
  const response = await post('/sandbox/advance', body);
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining('{"days": 1}') });
  expect(happened).toEqual([]);
});

test('the form of a web page, which any site could send, moves nothing', async () => {
  const response = await post('/sandbox/advance', 'days=3', 'application/x-www-form-urlencoded');
  expect(response.status).toBe(400);
  expect(happened).toEqual([]);
});
