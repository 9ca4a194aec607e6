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

/** An 835 cut into its loops. */
export interface RemittanceLoops {
  /** ST to before the first LX or CLP (with 1000A and 1000B), and the PLB segments of the summary. */
  readonly header: Loop;
  readonly claims: readonly ClaimLoop[];
}

interface OpenClaim extends ClaimLoop {
  readonly segments: Segment[];
  readonly services: { readonly ordinal: number; readonly segments: Segment[] }[];
}

/**
 * Cuts an 835 at the segments that begin its loops: LX, TS3 and TS2 (2000) stand apart, CLP begins a claim, SVC a
 * service, PLB the summary. X12 005010X221A1 and 004010X091A1 agree on these.
 */
export function cutRemittance(segments: readonly Segment[]): RemittanceLoops {
  const header: Segment[] = [];
  const claims: OpenClaim[] = [];
  let into: Segment[] | null = header;
  for (const segment of segments) {
    const { id } = segment;
    if (id === 'CLP') {
      const claim: OpenClaim = { ordinal: claims.length + 1, segments: [segment], services: [] };
      claims.push(claim);
      into = claim.segments;
    } else if (id === 'SVC') {
      into = openService(claims.at(-1), segment);
    } else if (id === 'PLB') {
      header.push(segment);
      into = null;
    } else if (id === 'LX' || id === 'TS3' || id === 'TS2') {
      into = null;
    } else {
      into?.push(segment);
    }
  }
  return { header, claims };
}

function openService(claim: OpenClaim | undefined, segment: Segment): Segment[] | null {
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
