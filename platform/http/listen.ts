import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { HubError } from '../domain/errors';

/** Milliseconds that an idle connection is kept: longer than the 60 seconds of the usual load balancer. */
export const KEEP_ALIVE_TIMEOUT = 65_000;

/** Milliseconds for requests under way when a server closes. */
export const GRACE = 2_000;

/** Where a server can be reached. */
export interface Listening {
  readonly url: string;
  readonly port: number;
}

/** Opens the port; 0 takes a free one. Throws BAD_INPUT with what to do about a port that cannot be opened. */
export function listen(server: Server, port: number, host: string, scheme = 'http'): Promise<Listening> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, port)));
    server.listen(port, host, () => {
      const taken = (server.address() as AddressInfo).port;
      resolve({ url: `${scheme}://${host.includes(':') ? `[${host}]` : host}:${taken}`, port: taken });
    });
  });
}

function listenError(error: NodeJS.ErrnoException, port: number): HubError {
  const why = {
    EADDRINUSE: `port ${port} is in use; choose another with --port`,
    EACCES: `port ${port} may not be opened by this user; choose one above 1023 with --port`,
  }[error.code ?? ''];
  return new HubError('BAD_INPUT', why ?? `port ${port} cannot be opened`, { cause: error });
}

/** Takes no new connection, lets requests under way finish for 2 seconds, and closes the port. */
export function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    const grace = setTimeout(() => server.closeAllConnections(), GRACE);
    server.close(() => {
      clearTimeout(grace);
      resolve();
    });
    server.closeIdleConnections();
  });
}
