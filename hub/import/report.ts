import Table from 'cli-table3';
import type { MessageReport } from './message-report';

/** What an import did with the messages of one kind. */
interface Counts {
  files: number;
  messages: number;
  accepted: number;
  repeated: number;
  setAside: number;
}

/** Something to tell with where it was met. */
interface Remark {
  count: number;
  readonly places: Set<string>;
}

type Remarks = Map<string, Remark>;

/** Where something was met: the file, and the place in it where that helps. */
export type Place = string;

/** What became of all that was given in, told file by file. */
export class ImportReport {
  readonly #rows = new Map<string, Counts>();
  readonly #setAside: Remarks = new Map();
  readonly #waiting: Remarks = new Map();
  readonly #findings: Remarks = new Map();
  readonly #failed: string[] = [];

  /** Whether some file was neither taken in nor kept. */
  get hasFailed(): boolean {
    return this.#failed.length > 0;
  }

  /** Whether there is nothing to tell. */
  get isEmpty(): boolean {
    return this.#rows.size === 0 && !this.hasFailed;
  }

  file(kind: string): void {
    this.#row(kind).files += 1;
  }

  /** Counts of messages; `settled` is how many of each. */
  count(
    kind: string,
    { accepted = 0, repeated = 0 }: { readonly accepted?: number; readonly repeated?: number },
  ): void {
    const row = this.#row(kind);
    row.messages += accepted + repeated;
    row.accepted += accepted;
    row.repeated += repeated;
  }

  /** One more message, set aside. */
  setAside(kind: string, reason: string, place: Place): void {
    const row = this.#row(kind);
    row.messages += 1;
    row.setAside += 1;
    remark(this.#setAside, `${kind}: ${reason}`, place);
  }

  /** A message that was counted as taken in, and that the hub set aside afterwards. */
  setAsideLater(kind: string, counted: 'accepted' | 'repeated', reason: string, place: Place): void {
    const row = this.#row(kind);
    row[counted] -= 1;
    row.setAside += 1;
    remark(this.#setAside, `${kind}: ${reason}`, place);
  }

  waiting(kind: string, what: string, place: Place): void {
    remark(this.#waiting, `${kind}: ${what}`, place);
  }

  /** The hub's report of a file. */
  take(kind: string, { accepted, repeated, setAside, findings }: MessageReport, place: Place): void {
    this.count(kind, { accepted, repeated });
    for (const { reason } of setAside) this.setAside(kind, reason, place);
    for (const finding of findings) remark(this.#findings, `${kind}: ${finding}`, place);
  }

  /** A file that was neither taken in nor kept. */
  failed(path: string, reason: string): void {
    this.#failed.push(`${path}: ${reason}`);
  }

  /** The closing table, and below it what a person should know. */
  print(): string {
    return [
      this.#table(),
      ...section('set aside, kept raw and raised as exception cases:', this.#setAside),
      ...section('waiting for what they refer to, and taken in when that comes:', this.#waiting),
      ...section('noted about envelopes, and taken in all the same:', this.#findings),
      ...(this.hasFailed ? ['not taken in:', ...this.#failed.map((line) => `  ${line}`)] : []),
    ].join('\n');
  }

  #row(kind: string): Counts {
    const known = this.#rows.get(kind);
    if (known) return known;
    const row: Counts = { files: 0, messages: 0, accepted: 0, repeated: 0, setAside: 0 };
    this.#rows.set(kind, row);
    return row;
  }

  #table(): string {
    const table = new Table({
      head: ['what', 'files', 'messages', 'accepted', 'repeated', 'set aside'],
      style: { head: [], border: [] },
      colAligns: ['left', 'right', 'right', 'right', 'right', 'right'],
    });
    const rows = [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1));
    const all: Counts = { files: 0, messages: 0, accepted: 0, repeated: 0, setAside: 0 };
    for (const [, row] of rows) for (const key of Object.keys(all) as (keyof Counts)[]) all[key] += row[key];
    table.push(...[...rows, ['all', all] as const].map(([kind, row]) => [kind, ...numbersOf(row)]));
    return table.toString();
  }
}

const numbersOf = ({ files, messages, accepted, repeated, setAside }: Counts): readonly number[] =>
  [files, messages, accepted, repeated, setAside]; // prettier-ignore

function remark(remarks: Remarks, text: string, place: Place): void {
  const known = remarks.get(text) ?? { count: 0, places: new Set() };
  known.count += 1;
  known.places.add(place);
  remarks.set(text, known);
}

const MOST_PLACES = 5; // shown of one remark

function section(title: string, remarks: Remarks): readonly string[] {
  if (remarks.size === 0) return [];
  const lines = [...remarks].flatMap(([text, { count, places }]) => {
    const shown = [...places].slice(0, MOST_PLACES).map((place) => `      ${place}`);
    const more = places.size - shown.length;
    return [`  ${count} × ${text}`, ...shown, ...(more > 0 ? [`      and ${more} more`] : [])];
  });
  return [title, ...lines];
}
