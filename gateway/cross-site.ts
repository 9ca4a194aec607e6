import type { IncomingHttpHeaders } from 'node:http';
import { acceptedBy } from './media-types';

/** Headers that no page may send to another site without asking it first. */
const PREFLIGHTED = ['apollo-require-preflight', 'graphql-require-preflight', 'x-apollo-operation-name'] as const;

/**
 * Whether a GET cannot be one that a page of another site makes a browser send unasked. So is whatever a browser asks
 * about first (Fetch, "CORS-safelisted request-header"): a bearer token, which it never adds by itself as it does
 * passwords and tickets; `content-type: application/json`; one of the headers that clients send for this. And so is what
 * names a media type of GraphQL, unless the browser says that it comes from elsewhere (Fetch Metadata).
 * A POST needs no such test: it must be `application/json`.
 */
export function isOwnGet(headers: IncomingHttpHeaders): boolean {
  if (/^Bearer /i.test(headers.authorization ?? '')) return true;
  if (PREFLIGHTED.some((name) => headers[name] !== undefined)) return true;
  if (/^application\/json\b/i.test(headers['content-type'] ?? '')) return true;
  const site = headers['sec-fetch-site'];
  const isFromElsewhere =
    headers.origin !== undefined || (site !== undefined && site !== 'same-origin' && site !== 'none');
  return !isFromElsewhere && acceptedBy(headers.accept).isNamed;
}
