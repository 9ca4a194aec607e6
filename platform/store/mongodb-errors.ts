import { MongoServerError } from 'mongodb';
import { HubError, isHubError } from '../domain/errors';

const DUPLICATE_KEY = 11_000;
const REFUSED = new Set([13, 18, 8_000]); // Unauthorized, AuthenticationFailed, AtlasError
const TOO_LARGE = new Set([10_334, 17_280, 17_419, 17_420]); // BSONObjectTooLarge and its kin
const MALFORMED = new Set(['MongoParseError', 'MongoInvalidArgumentError']);
const UNREACHABLE = /^Mongo(?:Network|ServerSelection|NotConnected|ClientClosed|TopologyClosed|PoolC|WaitQueueTimeout)/;

/** True for a taken id or a taken value of a unique index; FerretDB 1 has no code of its own for it in updates. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoServerError &&
  (error.code === DUPLICATE_KEY || (error.code === 1 && error.message.includes('UNIQUE constraint failed')));

/**
 * A throw of the driver as a HubError that names the server, without the credentials in its address. The driver's own
 * message is not shown: it may quote values.
 * Source: MongoDB error codes, https://www.mongodb.com/docs/manual/reference/error-codes/
 */
export function mongoError(error: unknown, address: string): HubError {
  if (isHubError(error)) return error;
  const options = { source: 'store', cause: error };
  if (isDuplicate(error)) {
    return new HubError('CONFLICT', 'a document with this id or unique value is stored already', { cause: error });
  }
  const { code, name, errorLabels } = describe(error);
  if (MALFORMED.has(name)) {
    return new HubError('BAD_INPUT', `the address of the store at ${address} is malformed`, options);
  }
  if (UNREACHABLE.test(name) || errorLabels.includes('RetryableWriteError')) {
    return new HubError(
      'SOURCE_UNAVAILABLE',
      `the store at ${address} does not answer: start it, or check its address`,
      options,
    );
  }
  if (REFUSED.has(code)) return new HubError('BAD_INPUT', `the store at ${address} refused the credentials`, options);
  if (TOO_LARGE.has(code)) return new HubError('BAD_INPUT', 'the document is too large for the store', options);
  return new HubError('INTERNAL', `the store at ${address} failed (${name} ${code})`, { cause: error });
}

function describe(error: unknown): { code: number; name: string; errorLabels: readonly string[] } {
  const { code, name, errorLabels } = error as { code?: unknown; name?: unknown; errorLabels?: unknown };
  return {
    code: typeof code === 'number' ? code : 0,
    name: typeof name === 'string' ? name : 'unknown',
    errorLabels: Array.isArray(errorLabels) ? errorLabels : [],
  };
}
