import { timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler, Response } from 'express';

/** The bearer token that every stand-in but the payment service takes. */
export const SANDBOX_TOKEN = 'sandbox';

/** A listening server: its base URL without a trailing slash, and its end. */
export interface Served {
  readonly url: string;
  /** Stops listening, lets running answers end for up to one second, then cuts what is left. */
  readonly close: () => Promise<void>;
}

const KEEP_ALIVE = 65_000; // 65 seconds: longer than a client's pool keeps an idle connection
const GRACE = 1_000; // 1 second for running answers
const SWEEP = 20; // milliseconds

/** Serves `handler` (an express application, or any request listener) on a free loopback port, or on `port`. */
export async function serve(handler: RequestListener, port = 0): Promise<Served> {
  const server = createServer(handler);
  server.keepAliveTimeout = KEEP_ALIVE;
  server.headersTimeout = KEEP_ALIVE + 1_000; // one second more, or an idle connection resets
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      const cut = setTimeout(() => server.closeAllConnections(), GRACE);
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP); // kept alive after their last answer
      server.close(() => {
        clearTimeout(cut);
        clearInterval(sweep);
        resolve();
      });
      server.closeIdleConnections();
    });
  return { url: `http://127.0.0.1:${bound}`, close };
}

/** How a system words its own refusals: a FHIR OperationOutcome, a Stripe error. */
export type Refuse = (response: Response, status: number, message: string) => void;

/** The refusal of a system that has no error format of its own: `{ "error": message }`. */
export const refuseAsJson: Refuse = (response, status, message) => {
  response.status(status).json({ error: message });
};

/** Answers 401 unless the request carries `Authorization: Bearer TOKEN` (RFC 6750). */
export function requireBearer(token: string = SANDBOX_TOKEN, refuse: Refuse = refuseAsJson): RequestHandler {
  const expected = Buffer.from(`Bearer ${token}`);
  return (request, response, next) => {
    const given = Buffer.from(request.headers.authorization ?? '');
    if (given.length === expected.length && timingSafeEqual(given, expected)) return next();
    response.setHeader('WWW-Authenticate', 'Bearer realm="accord sandbox"');
    refuse(response, 401, 'a valid bearer token is needed');
  };
}
