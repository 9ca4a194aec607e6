import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { parse } from 'graphql';
import { createHttpFetcher, type HttpFetcher } from '../../../gateway/execution/http-fetcher';

const OPERATION = { text: '{a "é"}', name: 'Q', document: parse('{ a }') };
const ROOT = { operation: OPERATION, variables: {}, representations: null };

let server: Server;
let fetcher: HttpFetcher<{ readonly who: string }>;
let answer: { readonly status: number; readonly body: string };
let sent: unknown;
let headers: Record<string, unknown>;

beforeAll(async () => {
  server = createServer((request, response) => {
    headers = request.headers;
    void text(request).then((body) => {
      sent = JSON.parse(body);
      response.writeHead(answer.status).end(answer.body);
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  fetcher = createHttpFetcher({
    name: 'shop',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`,
    headersOf: async (body, { who }) => ['x-who', who, 'x-length', String(body.length)],
    signalOf: () => undefined,
  });
});

afterAll(async () => {
  await fetcher.close();
  await once(server.close(), 'close');
});

const fetched = (body: unknown, status = 200, request: Parameters<typeof fetcher.fetch>[0] = ROOT) => {
  answer = { status, body: typeof body === 'string' ? body : JSON.stringify(body) };
  return fetcher.fetch(request, { who: 'ada' });
};

test('sends the operation, its variables and its entities as one JSON text', async () => {
  await fetched({ data: {} }, 200, {
    operation: OPERATION,
    variables: { n: 1, o: { p: null } },
    representations: ['{"id":"1"}', '{"id":"2"}'],
  });
  expect(sent).toEqual({
    query: '{a "é"}',
    operationName: 'Q',
    variables: { n: 1, o: { p: null }, representations: [{ id: '1' }, { id: '2' }] },
  });
  await fetched({ data: {} }, 200, { ...ROOT, representations: ['{"id":"1"}'] });
  expect(sent).toMatchObject({ variables: { representations: [{ id: '1' }] } });
  await fetched({ data: {} });
  expect(sent).toMatchObject({ variables: {} });
});

test('has headers made for the very body', async () => {
  await fetched({ data: {} });
  expect(headers).toMatchObject({ 'x-who': 'ada', 'x-length': String(JSON.stringify(sent).length) });
});

test('takes data and errors whatever the status is', async () => {
  expect(await fetched({ data: { a: 1 } })).toEqual({ data: { a: 1 }, errors: [] });
  expect(await fetched({ errors: [{ message: 'no' }] }, 400)).toEqual({ errors: [{ message: 'no' }] });
  expect(await fetched({ data: null, errors: [{ message: 'no', path: ['a'] }] }, 500)).toEqual({
    data: null,
    errors: [{ message: 'no', path: ['a'] }],
  });
});

test.each([
  ['text', 'secret text', 200, 'SOURCE_MALFORMED'],
  ['a list', [1], 200, 'SOURCE_MALFORMED'],
  ['nothing', '', 204, 'SOURCE_MALFORMED'],
  ['null without a word', { data: null }, 200, 'SOURCE_MALFORMED'],
  ['errors that are none', { errors: ['secret'] }, 400, 'SOURCE_MALFORMED'],
  ['a page of a proxy', '<html>secret</html>', 502, 'SOURCE_UNAVAILABLE'],
  ['too many requests', 'secret', 429, 'SOURCE_UNAVAILABLE'],
])('%s is no answer, and is not repeated in the error', async (_what, body, status, code) => {
  const error: unknown = await fetched(body, status).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code, source: 'shop' });
  expect(String((error as Error).message)).not.toContain('secret');
});
