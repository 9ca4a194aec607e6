import { once } from 'node:events';
import { connect, constants, type ClientHttp2Session, type IncomingHttpHeaders } from 'node:http2';
import { request as requestByHttp } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch as undiciFetch } from 'undici';
import { WebSocket } from 'ws';
import { readTlsPair, type TlsPair } from '../../../platform/http/tls-pair';
import { selfSigned } from '../../platform/http/self-signed';

/** What clients speak: HTTP/1.1 in the clear, or HTTP/2 behind TLS, where sockets still begin by HTTP/1.1. */
export const PROTOCOLS = ['HTTP/1.1', 'HTTP/2'] as const;
export type Protocol = (typeof PROTOCOLS)[number];

/** A request of exactly these headers: `fetch` adds its own. */
export interface Sending {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string | undefined;
}

export interface Answered {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
}

/** A gateway as its clients reach it. */
export interface SpokenTo {
  /** By HTTP of that version. */
  readonly fetch: typeof fetch;
  readonly send: (url: string, sending: Sending) => Promise<Answered>;
  /** Sends that part of a body, and leaves once it is on its way. */
  readonly breakOff: (url: string, sending: Sending) => Promise<void>;
  readonly WebSocket: typeof WebSocket;
}

interface Spoken extends SpokenTo {
  readonly tls: TlsPair | null;
  /** Ends the clients' connections. */
  readonly hangUp: () => Promise<void>;
}

/** The clients of a protocol, and what a gateway needs to be spoken to so. */
export async function speak(protocol: Protocol, folder: string): Promise<Spoken> {
  if (protocol === 'HTTP/1.1')
    return { fetch, send: sendByHttp1, breakOff: breakOffHttp1, WebSocket, tls: null, hangUp: async () => {} };
  const tls = await readTlsPair(await selfSigned(folder));
  const ca = tls.cert;
  const dispatcher = new Agent({ allowH2: true, connect: { ca } });
  const sessions = new Map<string, ClientHttp2Session>();
  const sessionTo = (origin: string): ClientHttp2Session => {
    const known = sessions.get(origin);
    if (known && !known.closed) return known;
    const session = connect(origin, { ca });
    sessions.set(origin, session);
    return session;
  };
  return {
    fetch: ((url: string, init: object) => undiciFetch(url, { ...init, dispatcher })) as unknown as typeof fetch,
    send: (url, sending) => sendByHttp2(sessionTo(new URL(url).origin), url, sending),
    breakOff: (url, sending) => breakOffHttp2(sessionTo(new URL(url).origin), url, sending),
    WebSocket: class extends WebSocket {
      constructor(url: string, protocols: string | string[]) {
        super(url, protocols, { ca });
      }
    } as typeof WebSocket,
    tls,
    async hangUp() {
      for (const session of sessions.values()) session.close();
      await dispatcher.destroy();
    },
  };
}

const sendByHttp1: SpokenTo['send'] = (url, { method = 'POST', headers = {}, body }) =>
  new Promise((resolve, reject) => {
    const sent = requestByHttp(url, { method, headers });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const { statusCode: status = 0, headers: received } = response;
      buffer(response).then((bytes) => resolve({ status, headers: received, bytes }), reject);
    });
    sent.end(body);
  });

function sendByHttp2(
  session: ClientHttp2Session,
  url: string,
  { method = 'POST', headers = {}, body }: Sending,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const stream = session.request({ ':method': method, ':path': pathOf(url), ...headers });
    stream.on('error', reject);
    stream.on('response', ({ ':status': status = 0, ...received }) => {
      buffer(stream).then((bytes) => resolve({ status, headers: received, bytes }), reject);
    });
    stream.end(body);
  });
}

const pathOf = (url: string): string => url.slice(new URL(url).origin.length);

const breakOffHttp1: SpokenTo['breakOff'] = async (url, { method = 'POST', headers = {}, body }) => {
  const sent = requestByHttp(url, { method, headers });
  sent.on('error', () => {}); // what is broken off here ends in one
  sent.write(body);
  await once(sent, 'socket');
  await pause(100);
  sent.destroy();
};

async function breakOffHttp2(
  session: ClientHttp2Session,
  url: string,
  { method = 'POST', headers = {}, body }: Sending,
): Promise<void> {
  const stream = session.request({ ':method': method, ':path': pathOf(url), ...headers });
  stream.on('error', () => {});
  stream.write(body);
  await pause(100);
  stream.close(constants.NGHTTP2_CANCEL);
}
