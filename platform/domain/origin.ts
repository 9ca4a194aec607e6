import type { Instant } from './instant';

/** Where a document or event came from, carried unchanged from the entrance to the ledger and the subscriber. */
export interface Origin {
  /** Name of the outside system, as the catalog lists it: `ehr-sandbox`, `clearinghouse`, `stripe`. */
  readonly system: string;
  /** The system's own id of the thing. */
  readonly sourceId: string;
  /** The system's own version of it, when it has one. */
  readonly sourceVersion: string | null;
  readonly receivedAt: Instant;
  /** Id of the raw message in the inbox. */
  readonly messageId: string;
  readonly correlationId: string;
}

/** Which chain of work a step belongs to, and what set it off. */
export interface Trace {
  readonly correlationId: string;
  /** Id of the message or commit that directly caused this step; null at an entrance. */
  readonly causationId: string | null;
}
