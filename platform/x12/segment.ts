import type { Delimiters } from './delimiters';

/** One segment. Positions are counted from 1 as the guides do: `CLP04` is `element(4)`. Split when first asked. */
export class Segment {
  readonly id: string;
  /** Without terminator and line breaks. */
  readonly text: string;
  readonly #delimiters: Delimiters;
  #elements: readonly string[] | null = null;

  constructor(text: string, delimiters: Delimiters) {
    this.id = idOfSegment(text, delimiters.element);
    this.text = text;
    this.#delimiters = delimiters;
  }

  /** The id at 0 and the elements from 1 on. */
  get elements(): readonly string[] {
    return (this.#elements ??= split(this.text, this.#delimiters.element));
  }

  /** Text of an element; empty when it is absent. */
  element(position: number): string {
    return this.elements[position] ?? '';
  }

  /** Text of one component of a composite element, both counted from 1; empty when absent. */
  component(position: number, component: number): string {
    const text = this.element(position);
    if (component === 1 && !text.includes(this.#delimiters.component)) return text;
    return text.split(this.#delimiters.component)[component - 1] ?? '';
  }

  /** The components of a composite element in order; none when it is absent. */
  components(position: number): readonly string[] {
    const text = this.element(position);
    return text === '' ? [] : text.split(this.#delimiters.component);
  }

  /** The repetitions of an element in order; none when it is absent. */
  repetitions(position: number): readonly string[] {
    const text = this.element(position);
    const { repetition } = this.#delimiters;
    if (text === '') return [];
    return repetition === null ? [text] : text.split(repetition);
  }
}

/** As `text.split(separator)`, in two thirds of its time on texts as short as segments. */
function split(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  for (let end = text.indexOf(separator); end !== -1; end = text.indexOf(separator, start)) {
    parts.push(text.slice(start, end));
    start = end + 1;
  }
  parts.push(text.slice(start));
  return parts;
}

/** Ids already met, by their characters packed in a number: hundreds of thousands of segments share a few dozen. */
const KNOWN_IDS = new Map<number, string>();
const MOST_KNOWN_IDS = 4096;

function idOfSegment(text: string, separator: string): string {
  const length = text.startsWith(separator, 2) ? 2 : text.startsWith(separator, 3) ? 3 : -1;
  if (length === -1) return text.split(separator, 1)[0] ?? '';
  const third = length === 3 ? text.charCodeAt(2) : 0;
  const key = text.charCodeAt(0) * 0x1_0000_0000 + text.charCodeAt(1) * 0x1_0000 + third;
  const known = KNOWN_IDS.get(key);
  if (known !== undefined) return known;
  const id = text.slice(0, length);
  if (KNOWN_IDS.size < MOST_KNOWN_IDS) KNOWN_IDS.set(key, id);
  return id;
}
