/** What answers may come as. */
export const ANSWER_TYPES = ['application/json', 'application/graphql-response+json', 'text/event-stream'] as const;
export type AnswerType = (typeof ANSWER_TYPES)[number];

/** What a client takes of that. */
export interface Accepted {
  /** What it likes best; null: it takes none of them. */
  readonly best: AnswerType | null;
  /** Whether it names that one, rather than taking whatever comes. */
  readonly isNamed: boolean;
  /** Whether it takes server-sent events. */
  readonly takesEvents: boolean;
}

const KNOWN = new Map<string, Accepted>();
const MOST_KNOWN = 200; // headers; clients send the same few
const LONGEST_KNOWN = 300; // characters

/**
 * Reads an `accept` header (RFC 9110, 12.5.1): the highest quality wins, among equals the one that is named first. Without
 * one, or for any type, the answer is `application/json`; server-sent events come only to who names them.
 */
export function acceptedBy(header: string | undefined): Accepted {
  const text = header ?? '';
  const known = KNOWN.get(text);
  if (known) return known;
  const accepted = read(text);
  if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
  if (text.length <= LONGEST_KNOWN) KNOWN.set(text, accepted);
  return accepted;
}

interface Range {
  readonly range: string;
  readonly quality: number;
  readonly place: number;
}

function read(header: string): Accepted {
  const ranges = header.trim() === '' ? [{ range: '*/*', quality: 1, place: 0 }] : header.split(',').map(rangeOf);
  const likes = ANSWER_TYPES.flatMap((type) => {
    const match = matchOf(type, ranges);
    return match && match.quality > 0 ? [{ type, ...match }] : [];
  });
  const [best] = likes.sort((a, b) => b.quality - a.quality || a.place - b.place);
  return {
    best: best?.type ?? null,
    isNamed: best !== undefined && best.range === best.type,
    takesEvents: likes.some(({ type }) => type === 'text/event-stream'),
  };
}

function rangeOf(text: string, place: number): Range {
  const [range = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const [, quality = '1'] = /^q=([\d.]+)$/.exec(parameters.find((one) => one.startsWith('q=')) ?? '') ?? [];
  return { range, quality: Math.min(1, Number(quality) || 0), place };
}

/** The most specific range that a type is within. */
function matchOf(type: AnswerType, ranges: readonly Range[]): Range | undefined {
  const named = ranges.find(({ range }) => range === type);
  if (named || type === 'text/event-stream') return named;
  return ranges.find(({ range }) => range === 'application/*') ?? ranges.find(({ range }) => range === '*/*');
}
