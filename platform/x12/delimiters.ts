import { HubError } from '../domain/errors';

/** The separators of one interchange, one character each, as its ISA declares them. X12.5 interchange control. */
export interface Delimiters {
  /** Between elements: character 4 of the ISA. */
  readonly element: string;
  /** Between components of a composite: ISA16, character 105. */
  readonly component: string;
  /** Between repetitions of an element: ISA11 (character 83) unless that is a letter, digit or space, as in 4010. */
  readonly repetition: string | null;
  /** Ends a segment: character 106. */
  readonly segment: string;
}

/** What most senders use. */
export const USUAL_DELIMITERS: Delimiters = { element: '*', component: ':', repetition: '^', segment: '~' };

/** Length of an ISA with its terminator, X12.5. */
export const ISA_LENGTH = 106;

/** An ISA whose elements are not padded is still found as long as it ends within this many characters. */
const ISA_LONGEST = 256;

/** Delimiters of an ISA and where it ends. */
export interface IsaReading {
  readonly delimiters: Delimiters;
  /** Offset of the first character after the segment terminator. */
  readonly end: number;
  /** Its elements have the fixed widths of the standard. */
  readonly isFixedWidth: boolean;
  /** A line break stands within it: the sender wrapped its text at some width. */
  readonly isWrapped: boolean;
}

/**
 * Reads the delimiters of the ISA that begins at `start`; null when `text` ends before the ISA does. Line breaks that a
 * sender wrapped its text with are passed over. Throws SOURCE_MALFORMED when no ISA can be read there.
 */
export function readIsa(text: string, start: number): IsaReading | null {
  const element = text.charAt(start + 3);
  let separators = 0;
  let elementStart = start;
  let repetition: string | null = null;
  for (let at = start; at < Math.min(text.length, start + ISA_LONGEST); at += 1) {
    if (text.charAt(at) !== element) continue;
    separators += 1;
    if (separators === 12) repetition = repetitionOf(text.slice(elementStart, at));
    elementStart = at + 1;
    if (separators === 16) return closeIsa(text, start, { at, element, repetition });
  }
  return unfinished(text, start);
}

function closeIsa(
  text: string,
  start: number,
  { at, element, repetition }: { at: number; element: string; repetition: string | null },
): IsaReading | null {
  let component = at + 1;
  while (isLineBreak(text.charAt(component))) component += 1;
  const end = component + 2;
  if (end > text.length) return unfinished(text, start);
  const segment = text.charAt(component + 1);
  const delimiters = { element, component: text.charAt(component), repetition, segment };
  assertUsable(delimiters);
  const unwrapped = text.slice(start, end - 1).replace(/[\r\n]/g, '').length;
  return { delimiters, end, isFixedWidth: unwrapped === ISA_LENGTH - 1, isWrapped: unwrapped < end - 1 - start };
}

function unfinished(text: string, start: number): null {
  if (text.length - start > ISA_LONGEST) {
    throw new HubError('SOURCE_MALFORMED', 'an ISA segment has fewer than its 16 elements');
  }
  return null;
}

const isLineBreak = (character: string): boolean => character === '\r' || character === '\n';

function repetitionOf(text: string): string | null {
  const declared = text.replace(/[\r\n]/g, '');
  return declared.length === 1 && !/[\p{L}\p{N}\s]/u.test(declared) ? declared : null;
}

/** Throws SOURCE_MALFORMED unless the separators are distinct and none is a letter, digit or space. */
export function assertUsable({ element, component, repetition, segment }: Delimiters): void {
  const all = [element, component, segment, ...(repetition === null ? [] : [repetition])];
  const usable = all.every((one) => one.length === 1 && !/[\p{L}\p{N} ]/u.test(one));
  if (!usable || new Set(all).size !== all.length) {
    throw new HubError('SOURCE_MALFORMED', 'an ISA segment declares separators that cannot be told from data');
  }
}
