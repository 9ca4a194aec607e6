import { HubError } from '../domain/errors';
import { assertUsable, USUAL_DELIMITERS, type Delimiters } from './delimiters';

/**
 * One element to write: text, the components of a composite in order, or the repetitions of an element (each text or
 * components). Null and undefined write nothing between the separators.
 */
export type ElementToWrite =
  string | readonly string[] | { readonly repetitions: readonly (string | readonly string[])[] } | null | undefined;

/** Segment id, then the elements from 1 on. Empty elements at the end are left out. */
export type SegmentToWrite = readonly [id: string, ...elements: ElementToWrite[]];

/** One transaction set: its segments without ST and SE. */
export interface SetToWrite {
  /** ST01: `835`. */
  readonly code: string;
  /** ST02, four to nine characters. */
  readonly controlNumber: string;
  /** ST03, where the guide asks for it. */
  readonly version?: string;
  readonly segments: readonly SegmentToWrite[];
}

/** One functional group. */
export interface GroupToWrite {
  /** GS01: `HP` for 835, `HC` for 837, `FA` for 999, `HN` for 277. */
  readonly code: string;
  /** GS02 and GS03. */
  readonly senderCode: string;
  readonly receiverCode: string;
  /** GS06. */
  readonly controlNumber: number;
  /** GS08: `005010X221A1`. */
  readonly version: string;
  readonly sets: readonly SetToWrite[];
}

/** Everything an interchange says. */
export interface InterchangeToWrite {
  /** ISA05 and ISA06: qualifier such as `ZZ`, id of at most 15 characters. */
  readonly sender: { readonly qualifier: string; readonly id: string };
  /** ISA07 and ISA08. */
  readonly receiver: { readonly qualifier: string; readonly id: string };
  /** Day `CCYYMMDD` and time `HHMM`, for ISA and GS. */
  readonly date: string;
  readonly time: string;
  /** ISA13, at most 9 digits. */
  readonly controlNumber: number;
  /** ISA15: T or P. */
  readonly isTest: boolean;
  readonly groups: readonly GroupToWrite[];
  /** TA1 segments, which stand before the groups. */
  readonly acknowledgments?: readonly SegmentToWrite[];
  /** `*` `:` `^` `~` unless told. A null repetition writes `U` as 4010 does. */
  readonly delimiters?: Delimiters;
  /** Written after every segment: a line feed unless told. */
  readonly lineBreak?: '' | '\n' | '\r\n';
}

/**
 * Writes a whole interchange, its counts and control numbers right by construction.
 * Throws BAD_INPUT, naming segment and element but never the data, when data holds a separator or a control character,
 * when an envelope value does not fit its width, or when the separators cannot be told apart.
 * Source: ASC X12.5, X12.6.
 */
export function writeInterchange(interchange: InterchangeToWrite): string {
  const delimiters = interchange.delimiters ?? USUAL_DELIMITERS;
  checkDelimiters(delimiters);
  const groups = interchange.groups.flatMap((group) => groupSegments(group, interchange));
  const body = [...(interchange.acknowledgments ?? []), ...groups];
  const control = digits(interchange.controlNumber, 9, 'ISA13');
  const trailer: SegmentToWrite = ['IEA', String(interchange.groups.length), control];
  const lines = [isaText(interchange, delimiters), ...[...body, trailer].map((one) => segmentText(one, delimiters))];
  const end = delimiters.segment + (interchange.lineBreak ?? '\n');
  return lines.map((line) => line + end).join('');
}

function checkDelimiters(delimiters: Delimiters): void {
  try {
    assertUsable(delimiters);
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'X12 separators must be four different characters that are no letters', { cause });
  }
}

function groupSegments(group: GroupToWrite, { date, time }: InterchangeToWrite): readonly SegmentToWrite[] {
  const control = digits(group.controlNumber, 1, 'GS06');
  return [
    ['GS', group.code, group.senderCode, group.receiverCode, date, time, control, 'X', group.version],
    ...group.sets.flatMap(setSegments),
    ['GE', String(group.sets.length), control],
  ];
}

function setSegments(set: SetToWrite): readonly SegmentToWrite[] {
  return [
    ['ST', set.code, set.controlNumber, set.version],
    ...set.segments,
    ['SE', String(set.segments.length + 2), set.controlNumber],
  ];
}

function isaText(interchange: InterchangeToWrite, delimiters: Delimiters): string {
  const { sender, receiver, date, time } = interchange;
  const elements: readonly string[] = [
    fixed('00', 2, 'ISA01'),
    fixed('', 10, 'ISA02'),
    fixed('00', 2, 'ISA03'),
    fixed('', 10, 'ISA04'),
    fixed(sender.qualifier, 2, 'ISA05'),
    fixed(sender.id, 15, 'ISA06'),
    fixed(receiver.qualifier, 2, 'ISA07'),
    fixed(receiver.id, 15, 'ISA08'),
    fixed(date.slice(-6), 6, 'ISA09'),
    fixed(time, 4, 'ISA10'),
  ];
  for (const [index, text] of elements.entries()) assertClean(text, delimiters, `ISA${padded(index + 1)}`);
  const version = delimiters.repetition === null ? '00401' : '00501';
  const control = digits(interchange.controlNumber, 9, 'ISA13');
  const usage = interchange.isTest ? 'T' : 'P';
  const rest = [delimiters.repetition ?? 'U', version, control, '0', usage, delimiters.component];
  return ['ISA', ...elements, ...rest].join(delimiters.element);
}

function fixed(text: string, width: number, name: string): string {
  if (text.length > width) throw new HubError('BAD_INPUT', `${name} is longer than ${width} characters`);
  return text.padEnd(width, ' ');
}

function digits(value: number, width: number, name: string): string {
  if (!Number.isSafeInteger(value) || value < 0 || value > 999_999_999) {
    throw new HubError('BAD_INPUT', `${name} must be a whole number of at most 9 digits`);
  }
  return String(value).padStart(width, '0');
}

function segmentText([id, ...elements]: SegmentToWrite, delimiters: Delimiters): string {
  if (!/^[A-Z][A-Z0-9]{1,2}$/.test(id)) throw new HubError('BAD_INPUT', 'a segment id must be two or three capitals');
  const texts = elements.map((element, index) => elementText(element, delimiters, id + padded(index + 1)));
  while (texts.at(-1) === '') texts.pop();
  return [id, ...texts].join(delimiters.element);
}

function elementText(element: ElementToWrite, delimiters: Delimiters, name: string): string {
  if (element === null || element === undefined) return '';
  if (typeof element === 'string' || isComponents(element)) return valueText(element, delimiters, name);
  if (delimiters.repetition === null && element.repetitions.length > 1) {
    throw new HubError('BAD_INPUT', `${name} repeats, and this interchange has no repetition separator`);
  }
  return element.repetitions.map((one) => valueText(one, delimiters, name)).join(delimiters.repetition ?? '');
}

const isComponents = (element: object): element is readonly string[] => Array.isArray(element);

function valueText(value: string | readonly string[], delimiters: Delimiters, name: string): string {
  const parts = typeof value === 'string' ? [value] : [...value];
  for (const part of parts) assertClean(part, delimiters, name);
  while (parts.length > 1 && parts.at(-1) === '') parts.pop();
  return parts.join(delimiters.component);
}

function assertClean(text: string, delimiters: Delimiters, name: string): void {
  const { element, component, repetition, segment } = delimiters;
  const taken = [element, component, segment, ...(repetition === null ? [] : [repetition])];
  if (taken.some((one) => text.includes(one))) {
    throw new HubError('BAD_INPUT', `${name} holds a character that separates X12 data`);
  }
  if (/[\p{Cc}\uFEFF]/u.test(text)) throw new HubError('BAD_INPUT', `${name} holds a control character`);
}

const padded = (position: number): string => String(position).padStart(2, '0');
