import { connect } from 'node:net';
import type { FormattedExecutionResult } from 'graphql';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { systemClock } from '../../platform/domain/instant';
import { PLACEMENTS, startGateway, type RunningGateway } from './stubs/running-gateway';
import { composed, type StubGraph } from './stubs/stub-graph';

const BALANCE =
  'subscription ($id: ID!) { changed: balanceChanged(accountId: $id) { cursor ...On } } fragment On on BalanceChange { account { memo patient { name } } }';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe.each(PLACEMENTS)('subscriptions through the gateway, the subgraphs %s', (placement) => {
  let running: RunningGateway;
  let url: string;
  let stub: StubGraph;
  const clients: Client[] = [];

  beforeAll(async () => {
    running = await startGateway({ placement });
    ({ url, stub } = running);
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map(async (client) => client.dispose()));
    running.ahead = 0;
  });
  afterAll(() => running.stop());

  const tokenOf: RunningGateway['tokenOf'] = (...whom) => running.tokenOf(...whom);
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
    // One event, as soon as somebody listens; another one only if that went by.
    let turns = 0;
    const timer = setInterval(() => {
      if (stub.events.listenerCount('balance') === 0) return;
      if (turns % 100 === 0) stub.events.emit('balance', 'a1');
      turns += 1;
    }, 20);
    return next.finally(() => clearInterval(timer));
  };
  /** Waits until nothing listens to the source any more; a subgraph elsewhere hears of it a moment later. */
  const released = async () => {
    for (let tries = 0; tries < 100 && stub.events.listenerCount('balance') > 0; tries += 1) await pause(20);
    expect(stub.events.listenerCount('balance')).toBe(0);
  };
  const becomes = (count: number) => running.figure(new RegExp(`subscriptions_open ${count}\\n`));

  it('pushes the client its own selection, joined across subgraphs, with its own names', async () => {
    const stream = watch(connected(await tokenOf('billing')));
    expect((await pushed(stream)).value).toEqual({
      data: { changed: { cursor: '1', account: { memo: 'first', patient: { name: 'Ada Quill' } } } },
    });
    expect((await pushed(stream)).value).toMatchObject({ data: { changed: { cursor: '2' } } });
    await becomes(1);
    await stream.return?.();
    await becomes(0);
    await released();
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
    await released();
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
    // In one process the subgraphs of one event share its viewer; each subgraph elsewhere is told of it anew.
    expect(new Set(stub.calls.map(({ viewer }) => viewer)).size).toBe(placement === 'elsewhere' ? 4 : 2);
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
    await becomes(0);
  });

  it('ends at once, with the reason, when the right is revoked, event or not', async () => {
    const stream = watch(connected(await tokenOf('billing', 's-watcher')));
    await pushed(stream);
    running.revocations.revokeSubject('s-watcher');
    // Events that were pushed before come first.
    let last = await stream.next();
    while ('data' in (last.value as object)) last = await stream.next();
    expect(last.value).toEqual({
      errors: [{ message: 'the token has been revoked', extensions: { code: 'UNAUTHENTICATED', retryable: false } }],
    });
    expect((await stream.next()).done).toBe(true);
    await released();
    await becomes(0);
  });

  it('ends when the token does', async () => {
    const stream = watch(connected(await tokenOf('billing', 'short', 60)));
    await pushed(stream);
    running.ahead = 120_000;
    expect((await pushed(stream)).value).toMatchObject({ errors: [{ message: 'the token has expired' }] });
    expect((await stream.next()).done).toBe(true);
  });

  it('ends without an event soon after the token does', async () => {
    running.ahead = -4_600; // the gateway's clock lags, within what it tolerates
    const token = await running.issuer.issue({
      role: 'billing',
      facilityIds: ['f1'],
      ttlSeconds: 0,
      now: systemClock(),
    });
    running.ahead = 3_800;
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
    running.publish(composed([people, accounts], 2));
    await running.figure(/outcome="taken"\} 1/);
    expect((await pushed(stream)).value).toMatchObject({ data: { changed: { account: { memo: 'first' } } } });
    running.publish(
      composed([people, { ...accounts, sdl: accounts.sdl.replace(/ memo: String/, ' remark: String') }], 3),
    );
    await running.figure(/outcome="taken"\} 2/);
    // Events that were taken before the swap still come first.
    let last = await pushed(stream);
    while (!('errors' in (last.value as object))) last = await pushed(stream);
    expect(last.value).toMatchObject({ errors: [{ extensions: { code: 'CONFLICT' } }] });
    expect((await stream.next()).done).toBe(true);
    running.publish(stub.supergraph);
    await running.figure(/outcome="taken"\} 3/);
  });

  it('fetches no more events than a client takes', async () => {
    stub.calls.length = 0;
    const stream = watch(connected(await tokenOf('billing')));
    await pushed(stream);
    const answered = stub.calls.length;
    await pause(100);
    expect(stub.calls.length).toBeLessThanOrEqual(answered + 2);
  });

  it('tells open sockets that it shuts down', async () => {
    const client = connected(await tokenOf('billing'));
    const closed = new Promise((resolve) => client.on('closed', resolve));
    await pushed(watch(client));
    await running.gateway.stop();
    expect(await closed).toMatchObject({ code: 1001, reason: 'the hub shuts down: resume from your last cursor' });
    const refused = await new Promise((resolve) => {
      connect(Number(new URL(url).port), '127.0.0.1')
        .on('error', () => resolve(true))
        .on('connect', () => resolve(false));
    });
    expect(refused).toBe(true);
  });
});
