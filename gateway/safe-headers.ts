import type { IncomingMessage, ServerResponse } from 'node:http';
import helmet from 'helmet';

/** Sets the headers by which browsers keep an answer from what it is not for. */
export const setSafeHeaders = helmet({ contentSecurityPolicy: { directives: { upgradeInsecureRequests: null } } });

/** Those headers, found once: they are the same for every answer. */
export function safeHeaders(): Readonly<Record<string, string>> {
  const headers: Record<string, string> = {};
  const recorder = {
    setHeader: (name: string, value: string) => void (headers[name.toLowerCase()] = value),
    removeHeader: () => undefined,
  };
  setSafeHeaders({} as IncomingMessage, recorder as unknown as ServerResponse, () => undefined);
  return headers;
}
