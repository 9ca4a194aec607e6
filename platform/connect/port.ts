import type { HubError } from '../domain/errors';
import type { Instant } from '../domain/instant';

/** One call to an outside system. */
export interface Call {
  readonly signal: AbortSignal;
  readonly correlationId: string;
}

/** A raw message as it came, with the business key that tells whether it was seen before. */
export interface Received<Payload = unknown> {
  /** Business key at this entrance: FHIR resource id + versionId, Stripe event id, 835 trace key. */
  readonly key: string;
  /** What it is, in its standard's words: `FHIR R4 Patient`, `X12 835`, `Stripe event`. */
  readonly kind: string;
  /** The message as received, byte for byte where the protocol allows. */
  readonly raw: string;
  /** The parsed message, or the reason it cannot be read (then it is kept raw and becomes an exception case). */
  readonly payload: Payload | HubError;
}

/** A message that stands in the inbox: on disk, and next to be recorded. */
export interface Taken<Payload = unknown> extends Received<Payload> {
  /** Id in the inbox. */
  readonly messageId: string;
  /** The outside system that it came from. */
  readonly system: string;
  readonly receivedAt: Instant;
  readonly correlationId: string;
}

/** What became of a message. */
export type Settlement =
  /** What it says is on disk as facts, now or from before. */
  | { readonly messageId: string; readonly outcome: 'ACCEPTED' }
  /** It cannot be read, and becomes an exception case. */
  | { readonly messageId: string; readonly outcome: 'SET_ASIDE'; readonly reason: HubError }
  /** It refers to something that has not come yet, named here; to be recorded again later. */
  | { readonly messageId: string; readonly outcome: 'WAITING'; readonly waitingFor: string };

/** Turns messages into facts; idempotent. One settlement each, in order. */
export type Recorder<Payload = unknown> = (messages: readonly Taken<Payload>[]) => Promise<readonly Settlement[]>;

/** Opaque position in an outside system, kept by the hub between pulls. */
export type SourceCursor = string;

/** One batch of a pull: its messages and where to go on once they are on disk. */
export interface Pulled<Payload = unknown> {
  readonly messages: readonly Received<Payload>[];
  readonly next: SourceCursor;
}

/** Facts in. Yields until the source has nothing newer. Throws SOURCE_UNAVAILABLE, SOURCE_REJECTED, SOURCE_MALFORMED. */
export interface PullConnector<Payload = unknown> {
  /** Names the system in errors, origins and lineage: `ehr-sandbox`. */
  readonly source: string;
  pull(cursor: SourceCursor | null, call: Call): AsyncIterable<Pulled<Payload>>;
  /** Reads a message that was kept raw, as `pull` would have. Needed where messages can wait for one another. */
  reread?(message: Pick<Received, 'key' | 'kind' | 'raw'>): Received<Payload>;
}

/** Commands out. The idempotency key is the command's own id, the same on every attempt. */
export interface DeliverConnector<Command, Receipt> {
  readonly source: string;
  deliver(command: Command, call: Call & { readonly idempotencyKey: string }): Promise<Receipt>;
}
