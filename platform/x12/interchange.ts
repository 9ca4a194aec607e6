import type { Delimiters } from './delimiters';
import type { Finding } from './findings';
import { Segment } from './segment';

/** One ISA to IEA. Complete, findings included, once the reader has passed its end. X12.5. */
export interface Interchange {
  /** 0 for the first of the source. */
  readonly ordinal: number;
  readonly header: Segment;
  readonly delimiters: Delimiters;
  /** ISA06 and ISA08, without padding. */
  readonly senderId: string;
  readonly receiverId: string;
  /** ISA12: `00501`. */
  readonly version: string;
  /** ISA13. Not unique: senders repeat it. */
  readonly controlNumber: string;
  /** ISA15 = T. */
  readonly isTest: boolean;
  readonly findings: Finding[];
}

/** One GS to GE. */
export interface FunctionalGroup {
  readonly header: Segment;
  /** GS01: `HP` for 835, `HC` for 837. */
  readonly code: string;
  /** GS02 and GS03. */
  readonly senderCode: string;
  readonly receiverCode: string;
  /** GS06. */
  readonly controlNumber: string;
  /** GS08: `005010X221A1`. */
  readonly version: string;
  readonly findings: Finding[];
}

/** What the reader knows of a transaction set. */
export type TransactionSetParts = Pick<
  TransactionSet,
  'interchange' | 'group' | 'ordinal' | 'header' | 'raw' | 'partial' | 'findings'
>;

/** One ST to SE, or one TA1 that stands in an interchange by itself (then `code` is `TA1` and `group` null). */
export class TransactionSet {
  readonly interchange: Interchange;
  readonly group: FunctionalGroup | null;
  /** 0 for the first of the source. */
  readonly ordinal: number;
  /** Its ST, or the TA1 itself. */
  readonly header: Segment;
  /** Its text as received from ST to SE, with terminators and line breaks. */
  readonly raw: string;
  /** The cut-off last segment of a set that the text ended in; else empty. Not among the segments. */
  readonly partial: string;
  readonly findings: readonly Finding[];
  #segments: readonly Segment[] | null = null;

  constructor(parts: TransactionSetParts) {
    this.interchange = parts.interchange;
    this.group = parts.group;
    this.ordinal = parts.ordinal;
    this.header = parts.header;
    this.raw = parts.raw;
    this.partial = parts.partial;
    this.findings = parts.findings;
  }

  /** From ST to SE, flat and in order; kept once they were asked for. */
  get segments(): readonly Segment[] {
    return (this.#segments ??= splitSegments(this.raw, this.interchange.delimiters));
  }

  /** The same segments one by one, keeping none: for sets of thousands of claims. */
  eachSegment(): Iterable<Segment> {
    return this.#segments ?? eachSegmentOf(this.raw, this.interchange.delimiters);
  }

  /** ST01: `835`. */
  get code(): string {
    return this.header.id === 'ST' ? this.header.element(1) : this.header.id;
  }

  /** ST02. */
  get controlNumber(): string {
    return this.header.id === 'ST' ? this.header.element(2) : '';
  }

  /** The implementation guide: ST03 where it is given, else GS08. `005010X221A1`. */
  get version(): string {
    const inSet = this.header.id === 'ST' ? this.header.element(3) : '';
    return inSet || (this.group?.version ?? '');
  }
}

/** The segments of a text, as `eachSegmentOf` finds them. */
export function splitSegments(text: string, delimiters: Delimiters): readonly Segment[] {
  return [...eachSegmentOf(text, delimiters)];
}

/**
 * Gives the segments of a text, without terminators and blank segments. Line breaks are taken out wherever a sender
 * put them, between segments or wrapped within one, unless they are delimiters.
 */
function* eachSegmentOf(given: string, delimiters: Delimiters): Generator<Segment, void, undefined> {
  const text = withoutUnusedBreaks(given, delimiters, '\r');
  let nextBreak = usesBreak(delimiters, '\n') ? -1 : text.indexOf('\n');
  for (let position = 0; position < text.length;) {
    const found = text.indexOf(delimiters.segment, position);
    const end = found === -1 ? text.length : found;
    const start = skipBlank(text, position);
    position = end + 1;
    if (start >= end) continue;
    while (nextBreak !== -1 && nextBreak < start) nextBreak = text.indexOf('\n', nextBreak + 1);
    const isWrapped = nextBreak !== -1 && nextBreak < end;
    const piece = text.slice(start, end);
    yield new Segment(isWrapped ? piece.replaceAll('\n', '') : piece, delimiters);
  }
}

const usesBreak = ({ element, component, repetition, segment }: Delimiters, lineBreak: string): boolean =>
  [element, component, repetition, segment].includes(lineBreak);

const withoutUnusedBreaks = (text: string, delimiters: Delimiters, lineBreak: string): string =>
  text.includes(lineBreak) && !usesBreak(delimiters, lineBreak) ? text.replaceAll(lineBreak, '') : text;

/** Offset of the first character at or after `position` that is not a blank, line break, NUL, DOS end mark or BOM. */
export function skipBlank(text: string, position: number): number {
  let at = position;
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x0a && code !== 0x0d && code !== 0x20 && code !== 0xfeff && code !== 0 && code !== 0x1a) break;
  }
  return at;
}
