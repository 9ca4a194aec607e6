import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { accord, endAll } from '../accord-process';
import { serveSubgraph, supergraphOf } from './http-subgraphs';

const SDL = 'type Query { slow: String quick: String }';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

afterEach(() => endAll());

test('on SIGTERM what is under way ends, new requests are sent elsewhere, and the process leaves', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-drain-'));
  let letGo = (): void => {};
  let asked = (): void => {};
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  const slow = () => {
    asked();
    return new Promise((resolve) => (letGo = () => resolve('at last')));
  };
  const resolvers = { Query: { slow, quick: () => 'at once' } };
  const subgraph = await serveSubgraph({
    name: 'any',
    sdl: SDL,
    schema: buildSubgraphSchema([{ typeDefs: parse(SDL), resolvers }]),
  });
  const file = join(folder, 'supergraph.graphql');
  writeFileSync(file, supergraphOf([subgraph]));
  const gateway = accord(['gateway', '--supergraph', file, '--unguarded', '--port', '0']);
  const [, url = ''] = await gateway.until(/The gateway answers at (\S+)/);
  const ask = (query: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) });
  expect(await (await ask('{ quick }')).json()).toEqual({ data: { quick: 'at once' } });

  const underWay = ask('{ slow }');
  await isAsked;
  const left = gateway.stop('SIGTERM');
  let refused = await ask('{ quick }');
  for (let tries = 0; tries < 100 && refused.status === 200; tries += 1) {
    await pause(20);
    refused = await ask('{ quick }');
  }
  expect([refused.status, refused.headers.get('connection'), refused.headers.get('retry-after')]).toEqual([
    503,
    'close',
    '1',
  ]);
  expect(await refused.json()).toEqual({
    errors: [
      { message: 'the gateway shuts down: ask again', extensions: { code: 'SOURCE_UNAVAILABLE', retryable: true } },
    ],
  });
  const ready = await fetch(url.replace('/graphql', '/health/ready'));
  expect([ready.status, ready.headers.get('connection')]).toEqual([503, 'close']);
  letGo();
  const answer = await underWay;
  expect([answer.status, answer.headers.get('connection'), await answer.json()]).toEqual([
    200,
    'close',
    { data: { slow: 'at last' } },
  ]);
  expect(await left).toBe(0);
  await subgraph.close();
  rmSync(folder, { recursive: true });
});
