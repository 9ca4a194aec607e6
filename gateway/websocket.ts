import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ExecutionArgs, GraphQLError } from 'graphql';
import { CloseCode, makeServer, MessageType, stringifyMessage, type Context, type ServerOptions } from 'graphql-ws';
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
import type { PushedStream } from './pushed-stream';
import { correlationIdOf, type Identify } from './request-context';
import { revived, revivedResult, revivedStream } from './revived-answers';
import { keepAlive } from './socket-keep-alive';
import { createOutbox } from './socket-outbox';
import { LAST_WORD_TIMEOUT, tooSlow } from './stream-end';

/** Close codes of the hub's own; the others are those of the graphql-transport-ws protocol. */
export const CLOSE_CODES = { TOO_SLOW: 4410, SHUTTING_DOWN: 1001 } as const;

/** How a socket is closed whose client is not taken; with the others of them, a client may try again. */
const REFUSALS: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_INPUT: CloseCode.BadRequest,
  UNAUTHENTICATED: CloseCode.Unauthorized,
  FORBIDDEN: CloseCode.Forbidden,
  SOURCE_UNAVAILABLE: 1013, // RFC 6455, registry of close codes: try again later
};

const PROTOCOL = 'graphql-transport-ws';
const LONGEST_REASON = 123; // bytes: RFC 6455, 5.5
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
  readonly sendTimeoutMs?: number | undefined;
}

interface Extra extends Record<PropertyKey, unknown> {
  readonly close: (code: number, reason: string) => void;
  readonly contract: ContractName | null;
  caller?: Caller;
  /** Parameter `traceparent` of the connection, as the client sent it. */
  traceparent?: unknown;
  context?: SocketContext;
}

type SocketContext = Context<Record<string, unknown>, Extra>;

/**
 * Serves graphql-transport-ws. Each message waits until the client has taken the one before it, and only then is the
 * next event fetched: a slow client is slowed, and closed with 4410 when it has not taken one in 30 seconds.
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
  const { log, sendTimeoutMs } = options;
  const close = (code: number, reason: string): void => socket.close(code, reason.slice(0, 120));
  const extra: Extra = { close, contract };
  let onTooSlow = (): void => {};
  const outbox = createOutbox(socket, { timeoutMs: sendTimeoutMs, onTooSlow: () => onTooSlow() });
  socket.on('error', () => log.warn({}, 'a WebSocket failed'));
  const stopPings = keepAlive(socket, outbox);
  const closed = protocol.opened(
    {
      protocol: socket.protocol,
      send: (text) => outbox.send(text),
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
    extra,
  );
  let hasEnded = false;
  const end = (code: number, reason: string): void => {
    stopPings();
    if (!hasEnded) closed(code, reason).catch(() => log.warn({}, 'a WebSocket did not end cleanly'));
    hasEnded = true;
  };
  socket.once('close', (code, reason) => end(code, String(reason)));
  onTooSlow = () => {
    if (socket.readyState !== socket.OPEN) return;
    endTooSlow(socket, extra);
    // Nothing that it can still take is fetched for it.
    end(CLOSE_CODES.TOO_SLOW, '');
  };
}

/** A message in one piece; clients send text, and `ws` hands it over as bytes. */
const textOf = (data: RawData): string =>
  (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Uint8Array)).toString('utf8');

/** A message that servers send, which the protocol's library takes for a mistake of the server's own. */
const isForClients = (text: string): boolean =>
  /^\s*\{/.test(text) && ['connection_ack', 'next', 'error'].includes((JSON.parse(text) as { type: string }).type);

/** Tells each subscription that it ends, and what to resume it from; what was sent before comes before. */
function endTooSlow(socket: WebSocket, { context }: Extra): void {
  const open = Object.entries(context?.subscriptions ?? {}).flatMap(([id, answers]) =>
    answers && 'cursor' in answers ? [{ id, cursor: (answers as Pick<PushedStream, 'cursor'>).cursor() }] : [],
  );
  for (const { id, cursor } of open) {
    socket.send(stringifyMessage({ id, type: MessageType.Error, payload: [tooSlow(cursor)] }));
  }
  const [only, ...others] = open;
  socket.close(CLOSE_CODES.TOO_SLOW, tooSlowReason(others.length === 0 ? (only?.cursor ?? null) : null));
  // A client that reads nothing does not answer the close either.
  setTimeout(() => socket.terminate(), LAST_WORD_TIMEOUT).unref();
}

/** The cursor of the one subscription, where it fits; else the errors before it tell each. */
function tooSlowReason(cursor: string | null): string {
  const reason = `too slow: resume after ${cursor}`;
  return cursor === null || Buffer.byteLength(reason) > LONGEST_REASON
    ? 'too slow: resume from your last cursor'
    : reason;
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
    subscribe: ({ contextValue }) => revivedStream(contextValue as PushedStream),
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
  context.extra.context = context;
  return true;
}
