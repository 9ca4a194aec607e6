import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloseCode } from 'graphql-ws';
import { WebSocket } from 'ws';
import { CLOSE_CODES } from '../../gateway/websocket';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

const BALANCE = 'subscription { balanceChanged(accountId: "a1") { cursor } }';

interface Message {
  readonly type: string;
  readonly id?: string;
  readonly payload?: unknown;
}

/** A socket that speaks no protocol of its own, so that each rule can be broken. */
class Raw {
  readonly #socket: WebSocket;
  readonly #waiting: ((message: Message) => void)[] = [];
  readonly #unread: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  readonly opened: Promise<void>;

  constructor(url: string, protocols: string | string[] = 'graphql-transport-ws') {
    this.#socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, protocols);
    this.opened = new Promise((resolve) => this.#socket.once('open', resolve));
    this.closed = new Promise((resolve) =>
      this.#socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
    );
    this.#socket.on('error', () => {});
    this.#socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as Message;
      const waiting = this.#waiting.shift();
      if (waiting) waiting(message);
      else this.#unread.push(message);
    });
  }

  send(message: object | string): void {
    this.#socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  next(): Promise<Message> {
    const message = this.#unread.shift();
    return message ? Promise.resolve(message) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  get protocol(): string {
    return this.#socket.protocol;
  }

  close(): void {
    this.#socket.close();
  }
}

/** The protocol's text point by point: github.com/enisdenjo/graphql-ws, PROTOCOL.md. */
describe('graphql-transport-ws', () => {
  let running: RunningGateway;
  let token: string;
  const sockets: Raw[] = [];
  beforeAll(async () => {
    running = await startGateway();
    token = await running.tokenOf('billing');
  });
  afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
  afterAll(() => running.stop());

  const open = async (protocols?: string | string[]): Promise<Raw> => {
    const socket = new Raw(running.url, protocols);
    sockets.push(socket);
    await socket.opened;
    return socket;
  };
  const init = () => ({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  const acknowledged = async (): Promise<Raw> => {
    const socket = await open();
    socket.send(init());
    expect((await socket.next()).type).toBe('connection_ack');
    return socket;
  };
  const subscribe = (id: string, query: string) => ({ type: 'subscribe', id, payload: { query } });
  const becomes = (count: number) => running.figure(new RegExp(`subscriptions_open ${count}\\n`));

  describe('communication', () => {
    it('is by the sub-protocol, among others that the client speaks', async () => {
      expect((await open(['graphql-ws', 'graphql-transport-ws'])).protocol).toBe('graphql-transport-ws');
    });

    it.each([
      ['another', 'graphql-ws'],
      ['none', []],
    ])('with %s sub-protocol is closed with 4406', async (_case, protocols) => {
      // prettier-ignore
      const socket = new Raw(running.url, protocols);
      const { code } = await socket.closed;
      // A client that gets none of those that it offered ends the handshake itself.
      expect([4406, 1006]).toContain(code);
      if (protocols.length === 0) expect(code).toBe(4406);
    });
  });

  it('is closed with codes that docs/subscriptions.md explains, no two reasons with one', () => {
    const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'subscriptions.md'), 'utf8');
    const explained = [...docs.matchAll(/^\| (\d{4}) /gm)].map(([, code]) => Number(code));
    const { BadRequest, Unauthorized, Forbidden, SubprotocolNotAcceptable, ConnectionInitialisationTimeout } =
      CloseCode;
    const { SubscriberAlreadyExists, TooManyInitialisationRequests, InternalServerError } = CloseCode;
    const ofProtocol = [BadRequest, Unauthorized, Forbidden, SubprotocolNotAcceptable, ConnectionInitialisationTimeout, SubscriberAlreadyExists, TooManyInitialisationRequests, InternalServerError]; // prettier-ignore
    const ours = Object.values(CLOSE_CODES);
    const ofWebSockets = [1009, 1013]; // RFC 6455
    expect(explained).toEqual([...new Set(explained)].sort());
    expect(explained).toEqual([...ofProtocol, ...ours, ...ofWebSockets].sort());
  });

  describe('connection', () => {
    it('is acknowledged once the client has said who it is', async () => {
      await acknowledged();
    });

    it('without connection_init in time is closed with 4408', async () => {
      const socket = await open();
      expect(await socket.closed).toEqual({ code: 4408, reason: 'Connection initialisation timeout' });
    });

    it('with a second connection_init is closed with 4429', async () => {
      const socket = await acknowledged();
      socket.send(init());
      expect(await socket.closed).toEqual({ code: 4429, reason: 'Too many initialisation requests' });
    });

    it('of somebody unknown is closed with 4401, and of somebody who may not with 4403', async () => {
      const nobody = await open();
      nobody.send({ type: 'connection_init' });
      expect(await nobody.closed).toMatchObject({ code: 4401, reason: expect.stringContaining('UNAUTHENTICATED: ') });
      const curious = await open();
      curious.send({
        type: 'connection_init',
        payload: { ...init().payload, purposeOfUse: 'BTG', breakGlassReason: 'x' },
      });
      expect(await curious.closed).toMatchObject({ code: 4403, reason: expect.stringContaining('FORBIDDEN: ') });
    });

    it('with parameters that mean nothing is closed with 4400', async () => {
      const socket = await open();
      socket.send({ type: 'connection_init', payload: { ...init().payload, purposeOfUse: 'FUN' } });
      expect(await socket.closed).toMatchObject({ code: 4400, reason: expect.stringContaining('BAD_INPUT: ') });
    });

    it('is kept by pings of either side: each is answered by a pong with its payload', async () => {
      const early = await open();
      early.send({ type: 'ping', payload: { at: 1 } });
      expect(await early.next()).toEqual({ type: 'pong', payload: { at: 1 } });
      const socket = await acknowledged();
      socket.send({ type: 'ping' });
      expect(await socket.next()).toEqual({ type: 'pong' });
      socket.send({ type: 'pong', payload: { unasked: true } });
      socket.send(subscribe('after', '{ patients { id } }'));
      expect(await socket.next()).toMatchObject({ type: 'next', id: 'after' });
    });
  });

  describe('an invalid message', () => {
    it.each([
      ['no JSON', '{'],
      ['no object', '[]'],
      ['null', 'null'],
      ['no type', '{}'],
      ['an unknown type', '{"type":"start"}'],
      ['a message of the server', '{"type":"connection_ack"}'],
      ['a subscribe without an id', '{"type":"subscribe","payload":{"query":"{ patients { id } }"}}'],
      ['a subscribe with an empty id', '{"type":"subscribe","id":"","payload":{"query":"{ patients { id } }"}}'],
      ['a subscribe without a query', '{"type":"subscribe","id":"1","payload":{}}'],
      ['variables that are a text', '{"type":"subscribe","id":"1","payload":{"query":"{ a }","variables":"x"}}'],
      ['a complete without an id', '{"type":"complete"}'],
      ['a ping with a text', '{"type":"ping","payload":"x"}'],
    ])('of %s closes the socket with 4400', async (_case, message) => {
      const socket = await acknowledged();
      socket.send(message);
      expect((await socket.closed).code).toBe(4400);
    });
  });

  describe('an operation', () => {
    it('before the acknowledgement closes the socket with 4401', async () => {
      const socket = await open();
      socket.send(subscribe('1', '{ patients { id } }'));
      expect(await socket.closed).toEqual({ code: 4401, reason: 'Unauthorized' });
    });

    it('with the id of one that is open closes the socket with 4409', async () => {
      const socket = await acknowledged();
      socket.send(subscribe('same', BALANCE));
      await becomes(1);
      socket.send(subscribe('same', BALANCE));
      expect(await socket.closed).toEqual({ code: 4409, reason: 'Subscriber for same already exists' });
      await becomes(0);
    });

    it('that is a query is answered by one next and complete, and its id is free again', async () => {
      const socket = await acknowledged();
      for (let turn = 0; turn < 2; turn += 1) {
        socket.send(subscribe('again', '{ accounts { id } }'));
        expect(await socket.next()).toEqual({
          type: 'next',
          id: 'again',
          payload: { data: { accounts: [{ id: 'a1' }, { id: 'a2' }] } },
        });
        expect(await socket.next()).toEqual({ type: 'complete', id: 'again' });
      }
    });

    it('that cannot run is answered by error alone, and the socket stays', async () => {
      const socket = await acknowledged();
      socket.send(subscribe('wrong', '{ nothing }'));
      expect(await socket.next()).toMatchObject({ type: 'error', id: 'wrong', payload: [{ extensions: { code: 'BAD_INPUT' } }] }); // prettier-ignore
      socket.send(subscribe('wrong', '{ __typename }'));
      expect(await socket.next()).toMatchObject({ type: 'next', id: 'wrong' });
      expect(await socket.next()).toEqual({ type: 'complete', id: 'wrong' });
    });

    it('that the client completes sends nothing more, not even complete', async () => {
      const socket = await acknowledged();
      socket.send(subscribe('watch', BALANCE));
      await becomes(1);
      running.stub.events.emit('balance', 'a1');
      expect(await socket.next()).toMatchObject({ type: 'next', id: 'watch' });
      socket.send({ type: 'complete', id: 'watch' });
      await becomes(0);
      running.stub.events.emit('balance', 'a1');
      socket.send({ type: 'complete', id: 'watch' });
      socket.send({ type: 'complete', id: 'never opened' });
      socket.send({ type: 'ping' });
      expect(await socket.next()).toEqual({ type: 'pong' });
    });

    it('that the server ends is completed by it', async () => {
      const socket = await open();
      const leaving = await running.tokenOf('billing', 'leaving');
      socket.send({ type: 'connection_init', payload: { authorization: `Bearer ${leaving}` } });
      expect((await socket.next()).type).toBe('connection_ack');
      socket.send(subscribe('watch', BALANCE));
      await becomes(1);
      running.revocations.revokeSubject('leaving');
      expect(await socket.next()).toMatchObject({ type: 'next', payload: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } }); // prettier-ignore
      expect(await socket.next()).toEqual({ type: 'complete', id: 'watch' });
    });

    it('shares the socket with others, each by its id', async () => {
      const socket = await acknowledged();
      socket.send(subscribe('a', BALANCE));
      socket.send(subscribe('b', BALANCE));
      await becomes(2);
      running.stub.events.emit('balance', 'a1');
      const ids = [(await socket.next()).id, (await socket.next()).id];
      expect(ids.sort()).toEqual(['a', 'b']);
      socket.close();
      await becomes(0);
    });
  });
});
