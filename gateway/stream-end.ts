import type { GraphQLFormattedError } from 'graphql';
import { HubError, type ErrorCode } from '../platform/domain/errors';
import { formatThrown } from '../platform/domain/graphql-errors';

/** Longest that a client may take for one answer of a stream. */
export const SEND_TIMEOUT = 30_000; // 30 seconds

/** Longest that the last word to a slow client waits for it, before the connection is cut. */
export const LAST_WORD_TIMEOUT = 10_000; // 10 seconds

const ended = (code: ErrorCode, why: string, cursor: string | null): GraphQLFormattedError =>
  formatThrown(
    new HubError(code, `${why}: resume from your last cursor`, cursor === null ? {} : { details: { cursor } }),
  );

/** The stream ends because its client took nothing in time; `cursor` is what to resume from. */
export const tooSlow = (cursor: string | null): GraphQLFormattedError =>
  ended('TIMED_OUT', 'the client takes its answers too slowly', cursor);

/** The stream ends because the gateway does. */
export const shuttingDown = (cursor: string | null): GraphQLFormattedError =>
  ended('SOURCE_UNAVAILABLE', 'the hub shuts down', cursor);
