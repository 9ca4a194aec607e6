import type { TransactionSet } from '../../../platform/x12/interchange';
import type { Segment } from '../../../platform/x12/segment';
import { x12Path, type Loop } from '../../../platform/x12/x12-path';

/** One claim payment: the segments of loop 2100 and, apart, of each of its services. */
export interface ClaimLoop {
  readonly ordinal: number;
  readonly segments: Loop;
  readonly services: readonly ServiceLoop[];
}

/** One service line. Loop 2110. */
export interface ServiceLoop {
  readonly ordinal: number;
  readonly segments: Loop;
}

interface OpenClaim extends ClaimLoop {
  readonly segments: Segment[];
  readonly services: { readonly ordinal: number; readonly segments: Segment[] }[];
}

/**
 * The header of an 835: ST to before the first LX or CLP, with 1000A and 1000B, and the PLB segments of the summary.
 * Source: X12 005010X221A1 and 004010X091A1, which agree on it.
 */
export function headerLoopOf(set: Pick<TransactionSet, 'eachSegment'>): Loop {
  const header: Segment[] = [];
  let isHeader = true;
  for (const segment of set.eachSegment()) {
    if (BEGINNINGS.has(segment.id)) isHeader = false;
    if (isHeader || segment.id === 'PLB') header.push(segment);
  }
  return header;
}

/** What begins a loop after the header. */
const BEGINNINGS: ReadonlySet<string> = new Set(['LX', 'TS3', 'TS2', 'CLP', 'SVC', 'PLB']);

/**
 * The claim payments of an 835, cut at the segments that begin its loops: CLP begins a claim, SVC a service, PLB the
 * summary; LX, TS3 and TS2 (2000) stand apart. Gives each as soon as it is whole, so that none need be kept.
 * Source: X12 005010X221A1 and 004010X091A1, which agree on these.
 */
export function* claimLoopsOf(set: Pick<TransactionSet, 'eachSegment'>): Generator<ClaimLoop, void, undefined> {
  let claim: OpenClaim | null = null;
  let into: Segment[] | null = null;
  let count = 0;
  for (const segment of set.eachSegment()) {
    const { id } = segment;
    if (id === 'CLP') {
      if (claim) yield claim;
      claim = { ordinal: (count += 1), segments: [segment], services: [] };
      into = claim.segments;
    } else if (id === 'SVC') {
      into = openService(claim, segment);
    } else if (BEGINNINGS.has(id)) {
      into = null;
    } else {
      into?.push(segment);
    }
  }
  if (claim) yield claim;
}

function openService(claim: OpenClaim | null, segment: Segment): Segment[] | null {
  if (!claim) return null;
  const segments = [segment];
  claim.services.push({ ordinal: claim.services.length + 1, segments });
  return segments;
}

type Reader<In> = (input: In) => unknown;

/** Paths into a claim payment: `2110` its services, `ordinal` its place; all else as `x12Path` in the claim's own segments. */
export function claimPath(path: string): Reader<ClaimLoop> {
  if (path === '2110') return (loop) => loop.services;
  return loopPath(path);
}

/** Paths into any numbered loop: `ordinal` its place, all else as `x12Path`. */
export function loopPath(path: string): Reader<{ readonly ordinal: number; readonly segments: Loop }> {
  if (path === 'ordinal') return (loop) => loop.ordinal;
  const read = x12Path(path);
  return (loop) => read(loop.segments);
}
