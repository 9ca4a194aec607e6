import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { lengthenMemos } from './stubs/long-memos';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

interface Message {
  readonly id?: string;
  readonly type: string;
  readonly payload?: {
    readonly data?: { readonly balanceChanged: { readonly cursor: string } };
    readonly 0?: { readonly message: string; readonly extensions: object };
  };
}

const watching = (id: string, accountId: string, after = '') => ({
  ...{ id, type: 'subscribe' },
  payload: { query: `subscription { balanceChanged(accountId: "${accountId}"${after}) { cursor account { memo } } }` },
});

describe('a client that takes its messages slowly', () => {
  let running: RunningGateway;
  let authorization: string;
  const start = async (sendTimeoutMs: number) => {
    running = await startGateway({ sendTimeoutMs });
    lengthenMemos(running.stub);
    authorization = `Bearer ${await running.tokenOf('billing')}`;
  };
  afterEach(() => running.stop());

  /** A client that has subscribed, and reads no more until it is told to. */
  const subscribed = async (...messages: readonly object[]) => {
    const socket = new WebSocket(`${running.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
    const received: Message[] = [];
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      received.push(message);
      if (message.type === 'connection_ack') {
        for (const one of messages) socket.send(JSON.stringify(one));
        socket.pause();
      }
    });
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } })));
    const closed = new Promise<{ code: number; reason: string }>((resolve) =>
      socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
    await running.figure(new RegExp(`subscriptions_open ${messages.length}\\n`));
    return { socket, received, closed };
  };
  /** Events until the gateway has given the client up. */
  const overwhelm = async () => {
    while (running.stub.events.listenerCount('balance') > 0) {
      running.stub.events.emit('balance', 'a1');
      await pause(10);
    }
    await running.figure(/subscriptions_open 0\n/);
  };
  const cursorsIn = (received: readonly Message[], id: string) =>
    received.flatMap((message) => (message.id === id ? (message.payload?.data?.balanceChanged.cursor ?? []) : []));

  it('is told that its subscription ends and behind which of the events that it got, and the socket is closed with it', async () => {
    await start(500);
    const { socket, received, closed } = await subscribed(watching('one', 'a1', ', after: "40"'));
    await overwhelm();
    const answered = running.stub.calls.length;
    socket.resume();
    const { code, reason } = await closed;
    const cursors = cursorsIn(received, 'one');
    expect(cursors).toEqual(cursors.map((_, index) => String(41 + index)));
    const last = cursors.at(-1);
    expect(received.at(-1)).toEqual({
      ...{ id: 'one', type: 'error' },
      payload: [
        {
          message: 'the client takes its answers too slowly: resume from your last cursor',
          extensions: { code: 'TIMED_OUT', retryable: true, cursor: last },
        },
      ],
    });
    expect([code, reason]).toEqual([4410, `too slow: resume after ${last}`]);
    // Nothing was fetched for it any more.
    expect(running.stub.calls.length).toBe(answered);
  });

  it('is told so of each subscription of its socket, with where each began where it got nothing', async () => {
    await start(500);
    const { socket, received, closed } = await subscribed(
      watching('one', 'a1'),
      { ...watching('two', 'a2', ', after: "7"') },
      { id: 'three', type: 'subscribe', payload: { query: 'subscription { balanceChanged(accountId: "a1") { account { memo } } }' } }, // prettier-ignore
    );
    await overwhelm();
    socket.resume();
    expect(await closed).toEqual({ code: 4410, reason: 'too slow: resume from your last cursor' });
    const ends = received.filter(({ type }) => type === 'error');
    expect(ends.map(({ id }) => id)).toEqual(['one', 'two', 'three']);
    for (const { id = '', payload } of ends) {
      const got = received.filter((message) => message.id === id && message.type === 'next').length;
      const began = id === 'two' ? 7 : 0;
      expect(payload?.[0]?.extensions).toMatchObject({ cursor: String(began + got) });
    }
    expect(received.slice(-3).map(({ type }) => type)).toEqual(['error', 'error', 'error']);
  });

  it('that takes them in time misses nothing and is not closed', async () => {
    await start(30_000);
    const { socket, received } = await subscribed(watching('one', 'a1'));
    for (let event = 0; event < 8; event += 1) {
      running.stub.events.emit('balance', 'a1');
      await pause(20);
    }
    socket.resume();
    while (cursorsIn(received, 'one').length < 8) await pause(10);
    expect(cursorsIn(received, 'one')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8']);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    socket.close();
  });
});
