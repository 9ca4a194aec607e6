import { HubError } from '../domain/errors';
import { readIsa } from './delimiters';
import { addFinding, type Finding, type FindingCode } from './findings';
import {
  skipBlank,
  splitSegments,
  TransactionSet,
  type FunctionalGroup,
  type Interchange,
  type TransactionSetParts,
} from './interchange';
import type { Segment } from './segment';

/** A segment longer than this is no X12; the reader would only fill its memory with it. */
const LONGEST_SEGMENT = 1_048_576; // 1 MiB of characters

/** What is open between ST and SE. */
interface OpenSet {
  /** Text of earlier chunks. */
  raw: string;
  /** Where the rest begins in the buffer. */
  start: number;
  readonly header: Segment;
  segments: number;
  readonly findings: Finding[];
}

/**
 * Finds interchanges, groups and transaction sets in text that comes in chunks cut anywhere. The inside of a set is
 * only counted; it is split when someone asks. Keeps in memory one open set and the unfinished segment.
 */
export class InterchangeReader {
  #buffer = '';
  /** Start of the first segment not yet handled. */
  #position = 0;
  /** Up to here the buffer is known to hold no end of that segment. */
  #scanned = 0;
  #interchange: Interchange | null = null;
  #last: Interchange | null = null;
  #isWrapped = false;
  #group: FunctionalGroup | null = null;
  #set: OpenSet | null = null;
  #interchanges = 0;
  #groupsInInterchange = 0;
  #setsInGroup = 0;
  #sets = 0;

  /** Takes the next chunk and gives the sets that are complete with it. Throws SOURCE_MALFORMED. */
  *push(text: string): Generator<TransactionSet, void, undefined> {
    this.#dropHandled();
    const added = this.#isWrapped ? withoutLineBreaks(text) : text;
    this.#buffer = this.#buffer === '' ? added : this.#buffer + added;
    yield* this.#readAll();
    if (this.#buffer.length - this.#position > LONGEST_SEGMENT) {
      throw new HubError('SOURCE_MALFORMED', 'a segment has no end within 1 MiB: this is not X12');
    }
  }

  /** The source has ended: gives what is still open, with its findings. Throws SOURCE_MALFORMED if there was no ISA. */
  *end(): Generator<TransactionSet, void, undefined> {
    yield* this.#finishLastSegment();
    const partial = this.#buffer.slice(skipBlank(this.#buffer, this.#position));
    if (this.#last === null) throw new HubError('SOURCE_MALFORMED', 'no ISA segment: this is not an X12 interchange');
    if (this.#interchange === null && partial.startsWith('ISA')) {
      addFinding(this.#last.findings, 'TRUNCATED', 'the text ended within an ISA segment');
    }
    if (this.#set) yield this.#closeSet(this.#position, { code: 'TRUNCATED', before: 'the end of the text', partial });
    if (this.#group) this.#closeGroup('TRUNCATED', 'the end of the text');
    if (this.#interchange) this.#closeInterchange('TRUNCATED', 'the end of the text');
  }

  /** A last trailer without a terminator is still a trailer. */
  *#finishLastSegment(): Generator<TransactionSet, void, undefined> {
    if (!this.#interchange) return;
    const { delimiters } = this.#interchange;
    const [last, ...more] = splitSegments(this.#buffer.slice(this.#position), delimiters);
    if (!last || more.length > 0 || !['SE', 'GE', 'IEA'].includes(last.id) || last.element(2) === '') return;
    this.#buffer += delimiters.segment;
    yield* this.#readAll();
  }

  #dropHandled(): void {
    if (this.#set) {
      this.#set.raw += this.#buffer.slice(this.#set.start, this.#position);
      this.#set.start = 0;
    }
    this.#buffer = this.#buffer.slice(this.#position);
    this.#scanned -= this.#position;
    this.#position = 0;
  }

  *#readAll(): Generator<TransactionSet, void, undefined> {
    for (;;) {
      const set = this.#step();
      if (set === 'MORE') return;
      if (set) yield set;
    }
  }

  /** Handles one segment. `MORE`: the buffer holds no further whole one. */
  #step(): TransactionSet | 'MORE' | null {
    if (!this.#interchange) return this.#openInterchange() ? null : 'MORE';
    const { delimiters } = this.#interchange;
    const start = skipBlank(this.#buffer, this.#position);
    if (this.#buffer.length - start < 4) return 'MORE';
    if (this.#isIsaAt(start)) return this.#closeOne(start, 'an ISA');
    const end = this.#buffer.indexOf(delimiters.segment, Math.max(start, this.#scanned));
    if (end === -1) {
      this.#scanned = this.#buffer.length;
      return 'MORE';
    }
    if (end === start) return this.#advance(end);
    const glued = end - 105;
    if (glued > start && this.#buffer.startsWith(`ISA${delimiters.element}`, glued)) return this.#cutAt(start, glued);
    return this.#handle(start, end);
  }

  /** An ISA right after a segment that was cut off: two texts were joined. */
  #cutAt(start: number, isa: number): TransactionSet | null {
    const partial = this.#buffer.slice(start, isa);
    const set = this.#set ? this.#closeSet(start, { code: 'TRUNCATED', before: 'an ISA', partial }) : null;
    this.#position = isa;
    return set;
  }

  #handle(start: number, end: number): TransactionSet | null {
    const id = this.#envelopeIdAt(start);
    if (id === null) return this.#takeData(start, end);
    if (this.#set && id !== 'SE' && id !== 'TA1') return this.#closeOne(start, `a ${id}`);
    if (this.#group && (id === 'GS' || id === 'IEA')) return this.#closeOne(start, `a ${id}`);
    const segment = this.#segment(start, end);
    this.#advance(end);
    if (id === 'ST') this.#openSet(segment, start);
    else if (id === 'GS') this.#openGroup(segment);
    else if (id === 'SE') return this.#endSet(segment);
    else if (id === 'GE') this.#endGroup(segment);
    else if (id === 'IEA') this.#endInterchange(segment);
    else return this.#acknowledgment(segment, start, end);
    return null;
  }

  #takeData(start: number, end: number): null {
    const valid = hasSegmentId(this.#buffer, start, end, this.#open.delimiters.element);
    if (this.#set) {
      this.#set.segments += 1;
      if (!valid) {
        addFinding(
          this.#set.findings,
          'SEGMENT_ID_INVALID',
          `segment ${this.#set.segments} of the set has no valid id`,
        );
      }
    } else {
      const where = this.#group ?? this.#open;
      addFinding(where.findings, 'STRAY_SEGMENT', 'a segment stands outside every transaction set');
    }
    return this.#advance(end);
  }

  #advance(end: number): null {
    this.#position = end + 1;
    this.#scanned = end + 1;
    return null;
  }

  /** The interchange that is open; only called while one is. */
  get #open(): Interchange {
    if (!this.#interchange) throw new HubError('INTERNAL', 'no interchange is open');
    return this.#interchange;
  }

  #segment(start: number, end: number): Segment {
    const [segment] = splitSegments(this.#buffer.slice(start, end), this.#open.delimiters);
    if (!segment) throw new HubError('INTERNAL', 'an envelope segment is blank');
    return segment;
  }

  #isIsaAt(start: number): boolean {
    return this.#buffer.startsWith('ISA', start) && !/[A-Za-z0-9]/.test(this.#buffer.charAt(start + 3));
  }

  #envelopeIdAt(start: number): 'ST' | 'SE' | 'GS' | 'GE' | 'IEA' | 'TA1' | null {
    const first = this.#buffer.charCodeAt(start);
    if (first !== 0x53 && first !== 0x47 && first !== 0x49 && first !== 0x54) return null; // S G I T
    const at = this.#buffer.slice(start, start + 4);
    const { element } = this.#open.delimiters;
    for (const id of ['ST', 'SE', 'GS', 'GE', 'IEA'] as const) if (at.startsWith(id + element)) return id;
    return at === `TA1${element}` && !this.#set ? 'TA1' : null;
  }

  // ---- interchanges

  #openInterchange(): boolean {
    const start = skipBlank(this.#buffer, this.#position);
    if (this.#buffer.length - start < 4) return false;
    if (!this.#isIsaAt(start)) return this.#skipGarbage(start);
    const isa = readIsa(this.#buffer, start);
    if (!isa) return false;
    if (isa.isWrapped && !this.#isWrapped) return this.#unwrap(start);
    const { delimiters, end } = isa;
    const [header] = splitSegments(this.#buffer.slice(start, end), delimiters);
    if (!header) throw new HubError('INTERNAL', 'an ISA segment is blank');
    this.#interchange = this.#last = {
      ordinal: this.#interchanges,
      header,
      delimiters,
      senderId: header.element(6).trim(),
      receiverId: header.element(8).trim(),
      version: header.element(12),
      controlNumber: header.element(13),
      isTest: header.element(15) === 'T',
      findings: [],
    };
    if (!isa.isFixedWidth) addFinding(this.#interchange.findings, 'ISA_WIDTH', 'ISA elements are not padded');
    this.#interchanges += 1;
    this.#groupsInInterchange = 0;
    this.#advance(end - 1);
    return true;
  }

  /** A text wrapped at some width may break anywhere, within ids too: its line breaks are taken out from here on. */
  #unwrap(start: number): true {
    this.#isWrapped = true;
    this.#buffer = withoutLineBreaks(this.#buffer.slice(start));
    this.#position = this.#scanned = 0;
    return true;
  }

  #skipGarbage(start: number): boolean {
    if (!this.#last) throw new HubError('SOURCE_MALFORMED', 'the text does not begin with ISA: this is not X12');
    const { findings } = this.#last;
    const next = this.#buffer.slice(start).search(/ISA[^A-Za-z0-9\s]/);
    this.#position = next === -1 ? this.#buffer.length - 3 : start + next;
    const isText = /[A-Za-z0-9]/.test(this.#buffer.slice(start, this.#position));
    if (isText && findings.at(-1)?.code !== 'GARBAGE_SKIPPED') {
      addFinding(findings, 'GARBAGE_SKIPPED', 'text that is not X12 stands after the interchange');
    }
    return next !== -1;
  }

  #endInterchange(trailer: Segment): void {
    const interchange = this.#open;
    const counted = this.#groupsInInterchange;
    checkCount({ findings: interchange.findings, trailer, counted, unit: 'groups' });
    checkControlNumber(interchange.findings, trailer, interchange.controlNumber);
    this.#interchange = null;
  }

  #closeInterchange(code: FindingCode, before: string): void {
    addFinding(this.#open.findings, code, `no IEA before ${before}`);
    this.#interchange = null;
  }

  /** Closes the innermost open envelope, whose trailer is missing; the segment at `start` is then looked at again. */
  #closeOne(start: number, before: string): TransactionSet | null {
    if (this.#set) return this.#closeSet(start, { code: 'TRAILER_MISSING', before, partial: '' });
    if (this.#group) this.#closeGroup('TRAILER_MISSING', before);
    else this.#closeInterchange('TRAILER_MISSING', before);
    return null;
  }

  /** A TA1 stands in the interchange itself and is given as a set of one segment. */
  #acknowledgment(header: Segment, start: number, end: number): TransactionSet {
    const raw = this.#buffer.slice(start, end + 1);
    return this.#emit({ header, raw, partial: '', findings: [], group: null });
  }

  // ---- groups

  #openGroup(header: Segment): void {
    this.#groupsInInterchange += 1;
    this.#setsInGroup = 0;
    this.#group = {
      header,
      code: header.element(1),
      senderCode: header.element(2),
      receiverCode: header.element(3),
      controlNumber: header.element(6),
      version: header.element(8),
      findings: [],
    };
  }

  #endGroup(trailer: Segment): void {
    if (!this.#group) return addFinding(this.#open.findings, 'STRAY_SEGMENT', 'a GE stands without its GS');
    const { findings, controlNumber } = this.#group;
    checkCount({ findings, trailer, counted: this.#setsInGroup, unit: 'transaction sets' });
    checkControlNumber(findings, trailer, controlNumber);
    this.#group = null;
  }

  #closeGroup(code: FindingCode, before: string): void {
    if (this.#group) addFinding(this.#group.findings, code, `no GE before ${before}`);
    this.#group = null;
  }

  // ---- sets

  #openSet(header: Segment, start: number): void {
    const findings: Finding[] = [];
    if (!this.#group) addFinding(findings, 'STRAY_SEGMENT', 'the transaction set stands outside a functional group');
    this.#setsInGroup += 1;
    this.#set = { raw: '', start, header, segments: 1, findings };
  }

  #endSet(trailer: Segment): TransactionSet | null {
    const set = this.#set;
    if (!set) {
      addFinding((this.#group ?? this.#open).findings, 'STRAY_SEGMENT', 'an SE stands without its ST');
      return null;
    }
    checkCount({ findings: set.findings, trailer, counted: set.segments + 1, unit: 'segments' });
    checkControlNumber(set.findings, trailer, set.header.element(2));
    return this.#takeSet(set, this.#position, '');
  }

  #closeSet(end: number, { code, before, partial }: { code: FindingCode; before: string; partial: string }) {
    const set = this.#set;
    if (!set) throw new HubError('INTERNAL', 'no transaction set is open');
    addFinding(set.findings, code, `no SE before ${before}`);
    return this.#takeSet(set, end, partial);
  }

  #takeSet(set: OpenSet, end: number, partial: string): TransactionSet {
    const raw = set.raw + this.#buffer.slice(set.start, end);
    this.#set = null;
    return this.#emit({ header: set.header, raw, partial, findings: set.findings, group: this.#group });
  }

  #emit(parts: Omit<TransactionSetParts, 'interchange' | 'ordinal'>): TransactionSet {
    this.#sets += 1;
    return new TransactionSet({ ...parts, interchange: this.#open, ordinal: this.#sets - 1 });
  }
}

function hasSegmentId(text: string, start: number, end: number, element: string): boolean {
  const length = Math.min(end, start + 4) - start;
  if (!isCapital(text.charCodeAt(start)) || length < 2 || !isCapitalOrDigit(text.charCodeAt(start + 1))) return false;
  if (length === 2 || text.startsWith(element, start + 2)) return true;
  return isCapitalOrDigit(text.charCodeAt(start + 2)) && (length === 3 || text.startsWith(element, start + 3));
}

const withoutLineBreaks = (text: string): string => text.replace(/[\r\n]+/g, '');

const isCapital = (code: number): boolean => code >= 0x41 && code <= 0x5a;
const isCapitalOrDigit = (code: number): boolean => isCapital(code) || (code >= 0x30 && code <= 0x39);

interface CountCheck {
  readonly findings: Finding[];
  readonly trailer: Segment;
  readonly counted: number;
  readonly unit: string;
}

function checkCount({ findings, trailer, counted, unit }: CountCheck): void {
  const declared = trailer.element(1).trim();
  if (/^\d+$/.test(declared) && Number(declared) === counted) return;
  addFinding(
    findings,
    'COUNT_WRONG',
    `${trailer.id}01 declares another number of ${unit} than the ${counted} there are`,
  );
}

function checkControlNumber(findings: Finding[], trailer: Segment, expected: string): void {
  const declared = trailer.element(2).trim();
  const same = declared === expected.trim() || (isNumber(declared) && Number(declared) === Number(expected));
  if (!same) addFinding(findings, 'CONTROL_NUMBER_MISMATCH', `${trailer.id}02 is not the control number of its header`);
}

const isNumber = (text: string): boolean => /^\d+$/.test(text);
