import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { GraphQLError, type ExecutionArgs, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import { CloseCode, makeServer, type Context, type ServerOptions } from 'graphql-ws';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import type { ContractName } from '../platform/access/contracts';
import { toHubError, type ErrorCode } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { Tracing } from '../platform/telemetry/span';
import { contractBehind, doorAt } from './doors';
import { MOST_BYTES } from './limits';
import { beginOperation } from './operation-span';
import type { Operations } from './operations';
import type { Caller, Prepared } from './preparation';
import { correlationIdOf, type Identify } from './request-context';

/** Close codes of the hub's own; the others are those of the graphql-transport-ws protocol. */
export const CLOSE_CODES = { TOO_SLOW: 4408, SHUTTING_DOWN: 1001 } as const;

/** How a socket is closed whose client is not taken; with the others of them, a client may try again. */
const REFUSALS: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_INPUT: CloseCode.BadRequest,
  UNAUTHENTICATED: CloseCode.Unauthorized,
  FORBIDDEN: CloseCode.Forbidden,
  SOURCE_UNAVAILABLE: 1013, // RFC 6455, registry of close codes: try again later
};

const PROTOCOL = 'graphql-transport-ws';
const KEEP_ALIVE = 12_000; // 12 seconds between pings, and at most as long for an answer
const SEND_TIMEOUT = 30_000; // 30 seconds for a client to take one message
const MOST_OPERATIONS = 100; // at once on one socket

/** WebSockets of one gateway. */
export interface WebSockets {
  /** Closes every socket, saying that the gateway shuts down. */
  close(): Promise<void>;
}

/** What the sockets serve, and where. */
export interface WebSocketOptions {
  readonly httpServer: Server;
  readonly operations: Operations;
  readonly identify: Identify;
  readonly log: Logger;
  /** Where spans are recorded; without it, nowhere. */
  readonly tracing?: Tracing | undefined;
  /** Milliseconds a client may take for one message; 30,000 unless given. */
  readonly sendTimeout?: number;
}

interface Extra extends Record<PropertyKey, unknown> {
  readonly close: (code: number, reason: string) => void;
  readonly contract: ContractName | null;
  caller?: Caller;
  /** Parameter `traceparent` of the connection, as the client sent it. */
  traceparent?: unknown;
}

type SocketContext = Context<Record<string, unknown>, Extra>;

/**
 * Serves graphql-transport-ws. Each message waits until the client has taken the one before it, and only then is the
 * next event fetched: a slow client is slowed, and closed with 4408 when it takes nothing for 30 seconds.
 */
export function serveWebSockets(options: WebSocketOptions): WebSockets {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  });
  const protocol = makeServer<Record<string, unknown>, Extra>(protocolOptions(options));
  const upgrade = (request: IncomingMessage, duplex: Duplex, head: Buffer): void => {
    const door = doorAt(request.url ?? '/');
    if (!door) return void duplex.end('HTTP/1.1 404 Not Found\r\n\r\n');
    sockets.handleUpgrade(request, duplex, head, (socket) =>
      connect(socket, contractBehind(door), { protocol, options }),
    );
  };
  options.httpServer.on('upgrade', upgrade);
  return {
    async close() {
      options.httpServer.off('upgrade', upgrade);
      for (const socket of sockets.clients)
        socket.close(CLOSE_CODES.SHUTTING_DOWN, 'the hub shuts down: resume from your last cursor');
      const grace = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 1_000); // 1 second
      await new Promise<void>((resolve) => sockets.close(() => resolve()));
      clearTimeout(grace);
    },
  };
}

interface Serving {
  readonly protocol: ReturnType<typeof makeServer<Record<string, unknown>, Extra>>;
  readonly options: WebSocketOptions;
}

function connect(socket: WebSocket, contract: ContractName | null, { protocol, options }: Serving): void {
  const { log, sendTimeout = SEND_TIMEOUT } = options;
  const close = (code: number, reason: string): void => socket.close(code, reason.slice(0, 120));
  socket.on('error', () => log.warn({}, 'a WebSocket failed'));
  const stopPings = keepAlive(socket);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => send(socket, text, sendTimeout),
      close,
      onMessage: (take) => {
        socket.on('message', (data) => {
          const text = textOf(data);
          take(text).catch(() => {
            if (isForClients(text)) close(CloseCode.BadRequest, 'Invalid message received');
            else close(CloseCode.InternalServerError, 'internal error');
          });
        });
      },
    },
    { close, contract },
  );
  socket.once('close', (code, reason) => {
    stopPings();
    closed(code, String(reason)).catch(() => log.warn({}, 'a WebSocket did not end cleanly'));
  });
}

/** A message in one piece; clients send text, and `ws` hands it over as bytes. */
const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array)).toString('utf8');

/** A message that servers send, which the protocol's library takes for a mistake of the server's own. */
const isForClients = (text: string): boolean =>
  /^\s*\{/.test(text) && ['connection_ack', 'next', 'error'].includes((JSON.parse(text) as { type: string }).type);

/** Resolves when the client's side has taken the text, or is gone. */
function send(socket: WebSocket, text: string, timeout: number): Promise<void> {
  if (socket.readyState !== socket.OPEN) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      socket.close(CLOSE_CODES.TOO_SLOW, 'too slow: resume from your last cursor');
      // A client that reads nothing does not answer the close either.
      setTimeout(() => socket.terminate(), 1_000).unref();
    }, timeout);
    socket.send(text, () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function keepAlive(socket: WebSocket): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, KEEP_ALIVE);
  return () => clearInterval(timer);
}

function protocolOptions({
  operations,
  identify,
  tracing,
}: WebSocketOptions): ServerOptions<Record<string, unknown>, Extra> {
  return {
    onConnect: (context) => admitSocket(context, identify),
    onSubscribe: async (context, id, payload) => {
      const { caller } = context.extra;
      if (!caller) return [revived({ message: 'send connection_init first', extensions: { code: 'UNAUTHENTICATED' } })];
      if (Object.keys(context.subscriptions).length > MOST_OPERATIONS) {
        return [tooMany(id)];
      }
      const place = beginOperation(tracing, context.extra.traceparent, caller);
      const prepared = await operations.prepare(payload, { ...caller, ...place });
      if ('errors' in prepared) return prepared.errors.map(revived);
      const opened = prepared.type === 'subscription' ? await operations.subscribe(prepared) : prepared;
      if ('errors' in opened) return opened.errors.map(revived);
      // What runs is in the context; the rest is what the protocol's library asks for.
      const { contract, document, operationName } = prepared;
      return { schema: contract.schema, document, operationName, contextValue: opened } satisfies ExecutionArgs;
    },
    execute: async ({ contextValue }) => revivedResult(await operations.answer(contextValue as Prepared)),
    subscribe: ({ contextValue }) => revivedStream(contextValue as AsyncIterableIterator<FormattedExecutionResult>),
  };
}

const tooMany = (id: string): GraphQLError =>
  revived({
    message: `a socket may have at most ${MOST_OPERATIONS} operations at once`,
    extensions: { code: 'BAD_INPUT', retryable: false, operation: id },
  });

/** Takes the client's parameters; closes with the code and the reason when they do not say who asks. */
async function admitSocket(context: SocketContext, identify: Identify): Promise<boolean> {
  const { authorization, Authorization, purposeOfUse, breakGlassReason, correlationId, traceparent } =
    context.connectionParams ?? {};
  const { contract } = context.extra;
  const credentials = { authorization: authorization ?? Authorization, purposeOfUse, breakGlassReason };
  const caller: Caller = {
    transport: 'websocket',
    contract,
    correlationId: correlationIdOf(correlationId),
    traceparent: null,
    passedAuthorization: null,
    identify: () => identify(credentials, contract),
  };
  try {
    await caller.identify();
  } catch (error) {
    const { code, message } = toHubError(error);
    context.extra.close(REFUSALS[code] ?? CloseCode.InternalServerError, `${code}: ${message}`);
    return false;
  }
  context.extra.caller = caller;
  context.extra.traceparent = traceparent;
  return true;
}

/** The protocol's library wants errors that can `toJSON` themselves. */
const revived = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });

const revivedResult = ({ data, errors, extensions }: FormattedExecutionResult) => ({
  ...(data === undefined ? {} : { data }),
  ...(extensions === undefined ? {} : { extensions }),
  ...(errors ? { errors: errors.map(revived) } : {}),
});

function revivedStream(answers: AsyncIterableIterator<FormattedExecutionResult>) {
  const revive = ({ done, value }: IteratorResult<FormattedExecutionResult>) =>
    done ? { done, value: undefined } : { done: false, value: revivedResult(value) };
  const end = async () => {
    await answers.return?.();
    return { done: true as const, value: undefined };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => revive(await answers.next()),
    return: end,
    throw: end,
  };
}
