import { createServer, type Server, type ServerOptions } from 'node:http';
import { createSecureServer, type Http2SecureServer, type ServerHttp2Session } from 'node:http2';
import type { Socket } from 'node:net';
import { closeServer, GRACE, KEEP_ALIVE_TIMEOUT } from './listen';
import type { TlsPair } from './tls-pair';

/** A server, and how it is closed. */
export interface OpenServer {
  readonly server: Server;
  readonly scheme: 'http' | 'https';
  /** Takes no new connection, lets requests under way finish for 2 seconds, and closes the port. */
  readonly close: () => Promise<void>;
}

const MOST_STREAMS = 100; // requests at once on one connection

/**
 * A server of HTTP/1.1; with a certificate, of HTTPS: HTTP/2, and HTTP/1.1 for clients that do not offer it (ALPN, RFC
 * 7301), such as WebSockets.
 */
export function createOpenServer(options: ServerOptions, tls: TlsPair | null): OpenServer {
  if (tls === null) {
    const server = createServer(options);
    return { server, scheme: 'http', close: () => closeServer(server) };
  }
  const settings = { maxConcurrentStreams: MOST_STREAMS };
  const server = createSecureServer({ ...options, ...tls, settings, allowHTTP1: true, minVersion: 'TLSv1.2' });
  // The two kinds of server emit the same events, with requests and responses of the same form.
  return { server: server as unknown as Server, scheme: 'https', close: closing(server) };
}

function closing(server: Http2SecureServer): () => Promise<void> {
  const sessions = new Set<ServerHttp2Session>();
  const sockets = new Set<Socket>();
  server.on('session', (session) => {
    sessions.add(session);
    session.setTimeout(KEEP_ALIVE_TIMEOUT, () => session.close());
    session.once('close', () => sessions.delete(session));
  });
  server.on('secureConnection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  return () => {
    if (!server.listening) return Promise.resolve();
    return new Promise((resolve) => {
      const grace = setTimeout(() => sockets.forEach((socket) => socket.destroy()), GRACE);
      server.close(() => {
        clearTimeout(grace);
        resolve();
      });
      for (const session of sessions) session.close();
    });
  };
}
