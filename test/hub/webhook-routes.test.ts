import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createWebhookRoutes } from '../../hub/webhook-routes';
import { HubError } from '../../platform/domain/errors';
import { silentLogger, type Logger } from '../../platform/telemetry/logger';
import type { WebhookEntrance } from '../../subgraphs/payments/webhook';

let server: Server;
let url: string;
let answer: Awaited<ReturnType<WebhookEntrance['handleWebhook']>> | Error;
const calls: Parameters<WebhookEntrance['handleWebhook']>[] = [];
const lines: string[] = [];

beforeAll(async () => {
  const entrance: WebhookEntrance = {
    handleWebhook: async (...call) => {
      calls.push(call);
      if (answer instanceof Error) throw answer;
      return answer;
    },
    counts: () => ({ received: 0, repeated: 0, refused: 0 }),
  };
  const write = (fields: object, line: string) => lines.push(JSON.stringify({ ...fields, line }));
  const log = { ...silentLogger, warn: write, error: write } as unknown as Logger;
  server = express().use('/webhooks', createWebhookRoutes({ entrance, log })).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/stripe`;
});
beforeEach(() => {
  calls.length = 0;
  lines.length = 0;
  answer = { outcome: 'NEW', messageId: 'm1' };
});
afterAll(() => void server.close());

const send = (body: string, headers: Record<string, string> = {}) => fetch(url, { method: 'POST', body, headers });

test('hands the body over byte by byte, whatever it says it is, with its signature, and answers when it is kept', async () => {
  const body = '{"a":  1}\n';
  const response = await send(body, { 'stripe-signature': 't=1,v1=x', 'content-type': 'text/plain' });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ received: true });
  const [[given, signature] = []] = calls;
  expect(String(given)).toBe(body);
  expect(signature).toBe('t=1,v1=x');
});

test('a repeated event is answered as the first one was', async () => {
  answer = { outcome: 'REPEATED', messageId: 'm1' };
  expect((await send('{}')).status).toBe(200);
});

test('the caller’s correlation id goes with the event and comes back; without one, or with a telling one, it is new', async () => {
  const ids: (string | null)[] = [];
  for (const given of ['chain-7', undefined, 'born-1980-02-03']) {
    const response = await send('{}', given === undefined ? {} : { 'x-correlation-id': given });
    ids.push(response.headers.get('x-correlation-id'));
  }
  expect(calls.map(([, , { correlationId }]) => correlationId)).toEqual(ids);
  expect(ids[0]).toBe('chain-7');
  expect(new Set(ids).size).toBe(3);
  for (const made of ids.slice(1)) expect(made).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
});

test('a signature that does not fit is refused with 400 and the reason', async () => {
  answer = new HubError('BAD_INPUT', 'the webhook signature does not fit');
  const response = await send('{}');
  expect(response.status).toBe(400);
  expect(await response.json()).toEqual({ code: 'BAD_INPUT', message: 'the webhook signature does not fit' });
  expect(calls[0]?.[1]).toBeUndefined();
});

test('what cannot be kept is answered 500, so that it comes again, and tells nothing of why', async () => {
  answer = new TypeError('of Ada Quill');
  const response = await send('{}', { 'x-correlation-id': 'c-1' });
  expect(response.status).toBe(500);
  expect(await response.json()).toEqual({ code: 'INTERNAL', message: 'try again' });
  expect(lines.join()).toContain('"correlationId":"c-1"');
  expect(lines.join()).toContain('TypeError');
  expect(lines.join()).not.toContain('Quill');
});

test('a body of more than a megabyte is not read', async () => {
  expect((await send('x'.repeat(1_100_000))).status).toBe(413);
  expect(calls).toEqual([]);
});
