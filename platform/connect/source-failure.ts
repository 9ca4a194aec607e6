import { HubError, isHubError } from '../domain/errors';

/** Why a call to an outside system gave no usable answer. */
export type FailureReason =
  /** No connection was made: the request never arrived. */
  | 'UNREACHED'
  /** The connection broke after the request was sent: it may have been done. */
  | 'BROKEN_OFF'
  /** No complete answer in time: it may have been done. */
  | 'TIMEOUT'
  /** An answer with an HTTP status that says not now. */
  | 'STATUS'
  /** The circuit breaker holds calls back while the system rests. */
  | 'CIRCUIT_OPEN'
  /** Too many calls wait for their turn already. */
  | 'QUEUE_FULL'
  /** The caller took the call back. */
  | 'ABORTED';

export interface FailureDetails {
  readonly reason: FailureReason;
  /** HTTP status, when there was an answer. */
  readonly status?: number;
  /** How long the system asked to be left alone, in milliseconds. */
  readonly retryAfterMs?: number;
}

const SENTENCES: Readonly<Record<FailureReason, string>> = {
  UNREACHED: 'cannot be reached',
  BROKEN_OFF: 'broke the connection off',
  TIMEOUT: 'did not answer in time',
  STATUS: 'answered that it cannot serve now',
  CIRCUIT_OPEN: 'is left alone after repeated failures',
  QUEUE_FULL: 'has too many calls waiting',
  ABORTED: 'was not waited for: the call was taken back',
};

/** SOURCE_UNAVAILABLE with the reason in its details: what `shouldRetry` and the circuit breaker decide by. */
export function sourceUnavailable(source: string, details: FailureDetails, cause?: unknown): HubError {
  const status = details.status === undefined ? '' : ` (HTTP ${details.status})`;
  return new HubError('SOURCE_UNAVAILABLE', `${source} ${SENTENCES[details.reason]}${status}`, {
    source,
    cause,
    details: { ...details },
  });
}

/** The details of a SOURCE_UNAVAILABLE made here; undefined for every other throw. */
export function failureOf(error: unknown): FailureDetails | undefined {
  if (!isHubError(error, 'SOURCE_UNAVAILABLE') || typeof error.details['reason'] !== 'string') return undefined;
  return error.details as unknown as FailureDetails;
}
