import { createServer, type Server } from 'node:http';
import type { AuditedCall } from '../../platform/access/audit/audited-call';
import { createSubgraphServer, type SubgraphServer } from '../../platform/access/remote/subgraph-server';
import { createCallSigner, type CallSigner } from '../../platform/access/remote/call-signer';
import {
  newHubKeyPair,
  readSigningKey,
  readVerifyingKeys,
  type VerifyingKeys,
} from '../../platform/access/remote/hub-key';
import type { Subgraph, SubscriptionSource } from '../../platform/access/subgraph';
import { HubError } from '../../platform/domain/errors';
import { digestOf } from '../../platform/domain/ids';
import { systemClock } from '../../platform/domain/instant';
import { silentLogger } from '../../platform/telemetry/logger';
import { remoteSource } from '../../gateway/remote-events';
import { listedAudit } from './stubs/subgraph-servers';
import { createStubGraph } from './stubs/stub-graph';
import { viewerOf } from '../platform/access/viewer-of';

const call: AuditedCall = {
  viewer: viewerOf(['account:read']),
  correlationId: 'c1',
  operation: { kind: 'SUBSCRIPTION', nameHash: null, documentHash: digestOf('d') },
  policyVersion: digestOf('p'),
};

/** Counts on from `after`; what it has given, and whether it was let go of, is seen from outside. */
function counting({ payload = '', end = Infinity }: { readonly payload?: string; readonly end?: number } = {}) {
  const state = { given: 0, open: 0, throwAt: -1 };
  const source: SubscriptionSource = {
    authorize: async (_, viewer) => {
      if (!viewer.scopes.has('account:read')) throw new HubError('NOT_FOUND', 'there is no such account');
    },
    async *subscribe(args) {
      state.open += 1;
      try {
        for (let count = Number(args['after'] ?? 0) + 1; count <= end; count += 1) {
          if (count === state.throwAt) throw new HubError('CURSOR_EXPIRED', 'too old');
          state.given = count;
          yield { cursor: String(count), payload };
        }
      } finally {
        state.open -= 1;
      }
    },
  };
  return { state, source };
}

describe('events of a subgraph elsewhere', () => {
  let keys: VerifyingKeys;
  let signer: CallSigner;
  const servers: SubgraphServer[] = [];
  beforeAll(async () => {
    const pair = await newHubKeyPair();
    keys = await readVerifyingKeys(pair.subgraph);
    signer = createCallSigner({ key: await readSigningKey(pair.gateway), clock: systemClock });
  });
  afterEach(async () => void (await Promise.all(servers.splice(0).map((server) => server.stop()))));

  const serve = async (source: SubscriptionSource, port = 0) => {
    const accounts = createStubGraph().subgraphs.get('accounts') as Subgraph;
    const subgraph = { ...accounts, subscriptions: { counted: source } };
    const server = createSubgraphServer({
      subgraph,
      keys,
      audit: listedAudit([]),
      clock: systemClock,
      log: silentLogger,
    });
    servers.push(server);
    return { server, ...(await server.start(port)) };
  };
  const watching = (url: string, field = 'counted') =>
    remoteSource({ name: 'accounts', url: `${url}/graphql`, signer, log: silentLogger }, { field, call, traceparent: null }); // prettier-ignore
  const eventually = async (holds: () => boolean) => {
    for (let tries = 0; tries < 200 && !holds(); tries += 1) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(holds()).toBe(true);
  };

  it('come in order from the cursor on, to their end', async () => {
    const { source, state } = counting({ end: 4 });
    const { url } = await serve(source);
    const seen: unknown[] = [];
    for await (const event of watching(url).subscribe({ after: '2' }, call.viewer)) seen.push(event);
    expect(seen).toEqual([{ cursor: '3', payload: '' }, { cursor: '4', payload: '' }]); // prettier-ignore
    expect(state.open).toBe(0);
  });

  it('are authorized for the viewer of that moment, with the same refusal as in one process', async () => {
    const { source } = counting();
    const { url } = await serve(source);
    const remote = watching(url);
    await remote.authorize({}, call.viewer);
    await expect(remote.authorize({}, viewerOf([]))).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: 'there is no such account',
    });
    await expect(watching(url, 'unknown').authorize({}, call.viewer)).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });

  it('end with the reason that the source gives', async () => {
    const { source, state } = counting();
    state.throwAt = 2;
    const { url } = await serve(source);
    const events = watching(url).subscribe({}, call.viewer);
    expect((await events.next()).value).toMatchObject({ cursor: '1' });
    await expect(events.next()).rejects.toMatchObject({ code: 'CURSOR_EXPIRED', message: 'too old' });
  });

  it('wait for a slow reader: the source is asked no further than the connection holds', async () => {
    const { source, state } = counting({ payload: 'x'.repeat(1_000_000) });
    const { url } = await serve(source);
    const events = watching(url).subscribe({}, call.viewer);
    await events.next();
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(state.given).toBeLessThan(20);
    for (let count = 2; count <= 40; count += 1)
      expect((await events.next()).value).toMatchObject({ cursor: String(count) });
    await events.return?.();
    await eventually(() => state.open === 0);
  });

  it('are let go of when the reader leaves, also while it waits', async () => {
    const { state, source } = counting({ end: 1 });
    let release = (): void => undefined;
    const waiting: SubscriptionSource = {
      ...source,
      subscribe: () => ({
        [Symbol.asyncIterator]() {
          return this;
        },
        next: () =>
          new Promise((resolve) => (state.open = 1) && (release = () => resolve({ done: true, value: undefined }))),
        async return() {
          state.open = 0;
          release();
          return { done: true, value: undefined };
        },
      }),
    };
    const { url } = await serve(waiting);
    const events = watching(url).subscribe({}, call.viewer);
    const next = events.next();
    await eventually(() => state.open === 1);
    await events.return?.();
    expect(await next).toEqual({ done: true, value: undefined });
    await eventually(() => state.open === 0);
  });

  it('go on without gap or repeat when the subgraph is started anew', async () => {
    const first = counting();
    const { server, url, port } = await serve(first.source);
    const events = watching(url).subscribe({ after: '0' }, call.viewer);
    const seen = [(await events.next()).value];
    await server.stop();
    servers.splice(0);
    const restarted = serve(counting().source, port);
    while (seen.length < 400) seen.push((await events.next()).value);
    expect(seen.map((event) => Number((event as { cursor: string }).cursor))).toEqual(
      seen.map((_, index) => index + 1),
    );
    await restarted;
    await events.return?.();
  });

  it('say that they broke off where events may have been missed', async () => {
    let drop = (): void => undefined;
    const bare: Server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' }).write('\n');
      drop = () => response.destroy();
    });
    await new Promise<void>((resolve) => bare.listen(0, '127.0.0.1', resolve));
    const { port } = bare.address() as { port: number };
    const next = watching(`http://127.0.0.1:${port}`).subscribe({}, call.viewer).next();
    setTimeout(() => drop(), 100);
    await expect(next).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      message: 'the events of the subgraph accounts have broken off: subscribe again from the last cursor',
    });
    bare.close();
    bare.closeAllConnections();
  });
});
