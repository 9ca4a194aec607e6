import { randomBytes } from 'node:crypto';

/** A step of a trace that somebody else made. */
export interface Traceparent {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits. */
  readonly spanId: string;
  /** 2 hexadecimal digits; bit 0: the trace is recorded. */
  readonly flags: string;
}

const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Reads the header `traceparent` (W3C Trace Context, 3.2). Null unless it is a valid one. */
export function readTraceparent(given: unknown): Traceparent | null {
  const [, traceId, spanId, flags] = typeof given === 'string' ? (TRACEPARENT.exec(given) ?? []) : [];
  if (traceId === undefined || spanId === undefined || flags === undefined) return null;
  return { traceId, spanId, flags };
}

/** A step of our own in the client's trace: same trace, new span. Null without a valid one. */
export function traceparentOf(given: unknown): string | null {
  const parent = readTraceparent(given);
  return parent && `00-${parent.traceId}-${randomBytes(8).toString('hex')}-${parent.flags}`;
}
