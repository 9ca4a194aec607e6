import type { TransactionSet } from '../../../platform/x12/interchange';

/** What is known of a transaction set without reading its meaning. No names, no amounts. */
export interface TransactionSummary {
  /** ST01. */
  readonly setCode: string;
  /** ST03 or GS08. */
  readonly guideVersion: string;
  /** ST02. */
  readonly controlNumber: string;
  readonly isTest: boolean;
  readonly segmentCount: number;
  /** How many of what the set is about, by the segment that begins each: `{ CLM: 2, LX: 5 }`. */
  readonly counts: Readonly<Record<string, number>>;
  /** CLM01 of an 837; REF*EJ of a 276 or 277. */
  readonly claimIds: readonly string[];
}

/** Sets that the hub knows, and the segments that count what each is about. */
const COUNTED: ReadonlyMap<string, readonly string[]> = new Map([
  ['270', ['EQ']],
  ['271', ['EB', 'AAA']],
  ['276', ['TRN']],
  ['277', ['TRN', 'STC']],
  ['278', ['UM', 'HCR']],
  ['835', ['CLP', 'SVC', 'PLB']],
  ['837', ['CLM', 'LX']],
  ['997', ['AK2']],
  ['999', ['AK2', 'IK3', 'IK4']],
  ['TA1', ['TA1']],
]);

/** Whether the hub knows what such a set is for. */
export const isKnownSet = (setCode: string): boolean => COUNTED.has(setCode);

/** Counts a transaction set and lists the claims it names. */
export function summaryOf(set: TransactionSet): TransactionSummary {
  const setCode = set.code;
  const counts = new Map((COUNTED.get(setCode) ?? []).map((id) => [id, 0]));
  const claimIds: string[] = [];
  let segmentCount = 0;
  for (const segment of set.eachSegment()) {
    const { id } = segment;
    segmentCount += 1;
    const count = counts.get(id);
    if (count !== undefined) counts.set(id, count + 1);
    if (id === 'CLM' && setCode === '837') claimIds.push(segment.element(1));
    if (id === 'REF' && (setCode === '276' || setCode === '277') && segment.element(1) === 'EJ') {
      claimIds.push(segment.element(2));
    }
  }
  return {
    setCode,
    guideVersion: set.version,
    controlNumber: set.controlNumber,
    isTest: set.interchange.isTest,
    segmentCount,
    counts: Object.fromEntries(counts),
    claimIds,
  };
}
