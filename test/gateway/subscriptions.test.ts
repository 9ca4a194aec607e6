import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createGateway, type Gateway } from '../../gateway/gateway';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../platform/access/development-issuer';
import { createLocalRevocations } from '../../platform/access/revocations';
import type { Role } from '../../platform/access/roles';
import { instantOf, systemClock } from '../../platform/domain/instant';
import { silentLogger } from '../../platform/telemetry/logger';
import { composed, createStubGraph } from './stubs/stub-graph';

const BALANCE =
  'subscription ($id: ID!) { changed: balanceChanged(accountId: $id) { cursor ...On } } fragment On on BalanceChange { account { memo patient { name } } }';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('subscriptions through the gateway', () => {
  const stub = createStubGraph();
  const revocations = createLocalRevocations();
  let ahead = 0;
  let folder: string;
  let issuer: DevelopmentIssuer;
  let gateway: Gateway;
  let url: string;
  let supergraph = stub.supergraph;
  let publish = (): void => {};
  const clients: Client[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-gateway-'));
    issuer = await createDevelopmentIssuer({ folder });
    gateway = createGateway({
      supergraph: {
        current: () => supergraph,
        onChange: (callback) => {
          publish = callback;
          return () => {};
        },
      },
      subgraphs: stub.subgraphs,
      verifier: issuer.verifier(),
      clock: () => instantOf(Date.now() + ahead),
      log: silentLogger,
      revocations,
    });
    ({ url } = await gateway.start(0));
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.dispose()));
    ahead = 0;
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  const tokenOf = (role: Role, subject: string = role, ttlSeconds = 3_600): Promise<string> =>
    issuer.issue({ role, subject, facilityIds: ['f1'], patientIds: ['p1'], ttlSeconds, now: systemClock() });

  const connected = (token: string, more: Record<string, unknown> = {}): Client => {
    const client = createClient({
      url: url.replace('http', 'ws') + '/graphql',
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${token}`, ...more },
      retryAttempts: 0,
    });
    clients.push(client);
    return client;
  };
  const watch = (client: Client, variables: Record<string, unknown> = { id: 'a1' }, query = BALANCE) =>
    client.iterate({ query, variables }) as AsyncIterableIterator<FormattedExecutionResult>;
  /** The next answer, with events emitted until one gets through. */
  const pushed = async (stream: AsyncIterator<FormattedExecutionResult>) => {
    const next = stream.next();
    const timer = setInterval(() => stub.events.emit('balance', 'a1'), 20);
    return next.finally(() => clearInterval(timer));
  };
  const open = async (): Promise<number> => {
    const [, count] = /subscriptions_open (\d+)/.exec(await gateway.metrics.registry.metrics()) ?? [];
    return Number(count);
  };
  const becomes = async (count: number) => {
    for (let tries = 0; tries < 100 && (await open()) !== count; tries += 1) await pause(10);
    expect(await open()).toBe(count);
  };

  it('pushes the client its own selection, joined across subgraphs, with its own names', async () => {
    const stream = watch(connected(await tokenOf('billing')));
    expect((await pushed(stream)).value).toEqual({
      data: { changed: { cursor: '1', account: { memo: 'first', patient: { name: 'Ada Quill' } } } },
    });
    expect((await pushed(stream)).value).toMatchObject({ data: { changed: { cursor: '2' } } });
    expect(await open()).toBe(1);
    await stream.return?.();
    await becomes(0);
    expect(stub.events.listenerCount('balance')).toBe(0);
  });

  it('guards each pushed event by the rights of its viewer', async () => {
    const stream = watch(connected(await tokenOf('finance')));
    const { value } = await pushed(stream);
    expect(value).toMatchObject({
      data: { changed: { account: { memo: 'first', patient: { name: null } } } },
      errors: [
        { path: ['changed', 'account', 'patient', 'name'], extensions: { code: 'FORBIDDEN', field: 'Patient.name' } },
      ],
    });
  });

  it('gives the event to the subgraph that owns it, in a context of its own for each event', async () => {
    stub.calls.length = 0;
    const stream = watch(connected(await tokenOf('billing')));
    await pushed(stream);
    await pushed(stream);
    const owners = stub.calls.filter(({ event }) => event !== undefined);
    expect(owners.map(({ event }) => event)).toEqual([
      { accountId: 'a1', cursor: '1' },
      { accountId: 'a1', cursor: '2' },
    ]);
    expect(stub.calls).toHaveLength(4);
    expect(new Set(stub.calls.map(({ viewer }) => viewer)).size).toBe(2);
  });

  it.each([
    ['a viewer without the right', 'analyst', { id: 'a1' }, BALANCE, 'FORBIDDEN'],
    ['an account that is not theirs', 'billing', { id: 'absent' }, BALANCE, 'NOT_FOUND'],
    ['a variable that does not fit', 'billing', {}, BALANCE, 'BAD_INPUT'],
    ['a field that is not there', 'billing', {}, 'subscription { nothing }', 'BAD_INPUT'],
    ['the hidden field', 'billing', {}, '{ _onBalanceChanged(accountId: "a1") { cursor } }', 'BAD_INPUT'],
    [
      'two fields at once',
      'billing',
      {},
      'subscription { balanceChanged(accountId: "a1") { cursor } b: balanceChanged(accountId: "a1") { cursor } }',
      'BAD_INPUT',
    ],
  ] as const)('does not open for %s', async (_case, role, variables, query, code) => {
    await becomes(0);
    const stream = watch(connected(await tokenOf(role)), variables, query);
    await expect(stream.next()).rejects.toMatchObject([{ extensions: { code } }]);
    expect(await open()).toBe(0);
  });

  it('ends at once, with the reason, when the right is revoked, event or not', async () => {
    const stream = watch(connected(await tokenOf('billing', 's-watcher')));
    await pushed(stream);
    const last = stream.next();
    revocations.revokeSubject('s-watcher');
    expect((await last).value).toEqual({
      errors: [{ message: 'the token has been revoked', extensions: { code: 'UNAUTHENTICATED', retryable: false } }],
    });
    expect((await stream.next()).done).toBe(true);
    expect(stub.events.listenerCount('balance')).toBe(0);
    await becomes(0);
  });

  it('ends when the token does', async () => {
    const stream = watch(connected(await tokenOf('billing', 'short', 60)));
    await pushed(stream);
    ahead = 120_000;
    expect((await pushed(stream)).value).toMatchObject({ errors: [{ message: 'the token has expired' }] });
    expect((await stream.next()).done).toBe(true);
  });

  it('ends without an event soon after the token does', async () => {
    ahead = -4_600; // the gateway's clock lags, within what it tolerates
    const token = await issuer.issue({ role: 'billing', facilityIds: ['f1'], ttlSeconds: 0, now: systemClock() });
    ahead = 3_800;
    const { value } = await watch(connected(token)).next();
    expect(value).toMatchObject({ errors: [{ message: 'the token has expired' }] });
  });

  it('closes a socket that does not say who asks, and tells why', async () => {
    const closed = new Promise((resolve) => {
      const client = createClient({
        url: url.replace('http', 'ws') + '/graphql',
        webSocketImpl: WebSocket,
        connectionParams: { authorization: 'Bearer nonsense' },
        retryAttempts: 0,
        lazy: false,
        onNonLazyError: () => {},
        on: { closed: (event) => resolve(event) },
      });
      clients.push(client);
    });
    expect(await closed).toMatchObject({ code: 4401, reason: 'UNAUTHENTICATED: the token cannot be read' });
  });

  it('answers queries over the socket too', async () => {
    const stream = connected(await tokenOf('analyst'), { purposeOfUse: 'TREAT' }).iterate({
      query: '{ patient(id: "p1") { note name } }',
    });
    expect((await stream.next()).value).toMatchObject({
      data: { patient: { note: 'n1', name: null } },
      errors: [{ extensions: { code: 'FORBIDDEN' } }],
    });
  });

  it('outlives a swap of the supergraph, and ends when its field is gone', async () => {
    const stream = watch(connected(await tokenOf('billing')));
    await pushed(stream);
    const accounts = stub.subgraphs.get('accounts');
    const people = stub.subgraphs.get('people');
    if (!accounts || !people) throw new Error('the stubs are there');
    supergraph = composed([people, accounts], 2);
    publish();
    await pause(300);
    expect((await pushed(stream)).value).toMatchObject({ data: { changed: { account: { memo: 'first' } } } });
    supergraph = composed([people, { ...accounts, sdl: accounts.sdl.replace(/ memo: String/, ' remark: String') }], 3);
    publish();
    await pause(300);
    expect((await pushed(stream)).value).toMatchObject({ errors: [{ extensions: { code: 'CONFLICT' } }] });
    expect((await stream.next()).done).toBe(true);
    supergraph = stub.supergraph;
    publish();
    await pause(300);
  });

  it('fetches no more events than a client takes', async () => {
    stub.calls.length = 0;
    const stream = watch(connected(await tokenOf('billing')));
    await pushed(stream);
    const answered = stub.calls.length;
    await pause(100);
    expect(stub.calls.length).toBeLessThanOrEqual(answered + 2);
  });

  describe('as server-sent events', () => {
    const events = async (query: string, variables: object, role: Role = 'billing') =>
      fetch(`${url}/graphql`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await tokenOf(role, `sse-${role}`)}`,
        },
        body: JSON.stringify({ query, variables }),
      });
    const reader = (response: Response) => {
      const chunks = response.body?.pipeThrough(new TextDecoderStream())[Symbol.asyncIterator]();
      let text = '';
      return async (pattern: RegExp): Promise<string> => {
        while (!pattern.test(text)) {
          const chunk = await chunks?.next();
          if (!chunk || chunk.done) break;
          text += chunk.value;
        }
        return text;
      };
    };

    it('pushes events, and completes with the reason when the right is revoked', async () => {
      const response = await events(BALANCE, { id: 'a1' });
      expect(response.headers.get('content-type')).toContain('text/event-stream');
      const read = reader(response);
      const timer = setInterval(() => stub.events.emit('balance', 'a1'), 20);
      expect(await read(/event: next/)).toContain('"memo":"first","patient":{"name":"Ada Quill"}');
      clearInterval(timer);
      revocations.revokeSubject('sse-billing');
      const all = await read(/event: complete/);
      expect(all).toContain('the token has been revoked');
      expect(all.trimEnd().endsWith('event: complete\ndata:')).toBe(true);
      await becomes(0);
    });

    it('lets go of its source when the client goes', async () => {
      const abort = new AbortController();
      const token = await tokenOf('billing', 'leaver');
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        signal: abort.signal,
        headers: { accept: 'text/event-stream', 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: BALANCE, variables: { id: 'a1' } }),
      });
      expect(response.status).toBe(200);
      await becomes(1);
      abort.abort();
      await becomes(0);
      expect(stub.events.listenerCount('balance')).toBe(0);
    });

    it('answers a query once', async () => {
      const response = await events('{ accounts { id } }', {}, 'analyst');
      const text = await response.text();
      expect(text).toContain('event: next\ndata: {"data":{"accounts":[{"id":"a1"},{"id":"a2"}]}}\n\nevent: complete');
    });

    it('answers what cannot run with its status', async () => {
      const refused = await events(BALANCE, { id: 'a1' }, 'analyst');
      expect([refused.status, refused.headers.get('content-type')]).toEqual([403, 'application/json; charset=utf-8']);
      const wrong = await events('subscription { nothing }', {}, 'analyst');
      expect(wrong.status).toBe(400);
    });
  });

  it('tells open sockets that it shuts down', async () => {
    const client = connected(await tokenOf('billing'));
    const closed = new Promise((resolve) => client.on('closed', resolve));
    await pushed(watch(client));
    await gateway.stop();
    expect(await closed).toMatchObject({ code: 1001, reason: 'the hub shuts down' });
    const refused = await new Promise((resolve) => {
      connect(Number(new URL(url).port), '127.0.0.1')
        .on('error', () => resolve(true))
        .on('connect', () => resolve(false));
    });
    expect(refused).toBe(true);
  });
});
