/** What can be wrong with an envelope without stopping the reading of it. */
export type FindingCode =
  /** SE01, GE01 or IEA01 is not what was counted. */
  | 'COUNT_WRONG'
  /** SE02, GE02 or IEA02 is not the number its header has. */
  | 'CONTROL_NUMBER_MISMATCH'
  /** A header came before the trailer of what was open. */
  | 'TRAILER_MISSING'
  /** The text ended before the trailer; what was read whole is kept. */
  | 'TRUNCATED'
  /** A segment stands where the envelope allows none. */
  | 'STRAY_SEGMENT'
  /** A segment's id is not two or three capitals and digits. */
  | 'SEGMENT_ID_INVALID'
  /** The ISA's elements are not padded to their fixed widths. */
  | 'ISA_WIDTH'
  /** Text that is no X12 stood after an interchange and was passed over. */
  | 'GARBAGE_SKIPPED';

/** One thing wrong. The message names segments, counts and positions: no data. */
export interface Finding {
  readonly code: FindingCode;
  readonly message: string;
}

/** Of one set, group or interchange; more add nothing for a person. */
const MOST_FINDINGS = 50;

/** Adds a finding unless the list is long enough already. */
export function addFinding(findings: Finding[], code: FindingCode, message: string): void {
  if (findings.length < MOST_FINDINGS) findings.push({ code, message });
}
