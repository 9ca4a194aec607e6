import { HubError } from '../../domain/errors';
import type { Store } from '../../store/port';
import { hashOf, type AuditRecord } from './audit-record';
import { openAuditCollections } from './audit-store';
import { openPatientAccesses } from './patient-accesses';

/** What is wrong at one place of a chain. */
export type ChainFault =
  /** The record does not have the hash of what it says. */
  | { readonly kind: 'ALTERED'; readonly writer: string; readonly sequence: number }
  /** Records from `sequence` to `until` are gone. */
  | { readonly kind: 'MISSING'; readonly writer: string; readonly sequence: number; readonly until: number }
  /** The record does not follow the one that stands before it: reordered, replaced or put in. */
  | { readonly kind: 'REORDERED'; readonly writer: string; readonly sequence: number }
  /** Whoever looks for the record by its id, or by a patient of it, finds another or none. */
  | { readonly kind: 'MISLISTED'; readonly writer: string; readonly sequence: number };

/** One writer's chain as it was found. */
export interface ChainReport {
  readonly writer: string;
  readonly records: number;
  /** Where the chain ends; null hash for a chain of which nothing is left. */
  readonly end: Anchor;
  readonly faults: readonly ChainFault[];
}

/** A place of a chain that was written down elsewhere: `writer@sequence:hash`. */
export interface Anchor {
  readonly writer: string;
  readonly sequence: number;
  readonly hash: string | null;
}

const ANCHOR = /^(.+)@([1-9]\d{0,14}):([0-9a-f]{64})$/;

/** Reads an anchor as `anchorText` writes it. Throws BAD_INPUT for anything else. */
export function anchorOf(text: string): Anchor {
  const [, writer, sequence, hash] = ANCHOR.exec(text) ?? [];
  if (writer === undefined || hash === undefined) {
    throw new HubError('BAD_INPUT', `"${text}" is not the end of a chain; write it as it was printed, writer@sequence:hash`); // prettier-ignore
  }
  return { writer, sequence: Number(sequence), hash };
}

/** `writer@sequence:hash` */
export const anchorText = ({ writer, sequence, hash }: Anchor): string => `${writer}@${sequence}:${hash ?? ''}`;

export interface VerifyOptions {
  /** Ends of chains that were kept elsewhere. */
  readonly anchors?: readonly Anchor[];
  /** Told every thousand records how many have been walked, of how many there were at the start. */
  readonly onProgress?: (walked: number, of: number) => void;
}

const PROGRESS = 1_000; // records
const LOOKED_UP = 500; // records at once

/**
 * Walks every chain of the store from its first record to its noted end, and past it as far as records follow. Whoever
 * can rewrite a whole chain can also make its hashes: against that, `anchors` are ends of chains kept elsewhere.
 */
export async function verifyChains(
  store: Store,
  { anchors = [], onProgress = () => undefined }: VerifyOptions = {},
): Promise<readonly ChainReport[]> {
  const collections = await openAuditCollections(store);
  const { records, heads } = collections;
  const accesses = await openPatientAccesses(store, collections);
  const misplaced = async (batch: readonly AuditRecord[]): Promise<readonly AuditRecord[]> => {
    const byId = await records.getMany(batch.map(({ _id }) => _id));
    const elsewhere = batch.filter(({ hash }, at) => byId[at]?.hash !== hash);
    return [...new Set([...elsewhere, ...(await accesses.mislisted(batch))])];
  };
  // Before the records are read: those that are written meanwhile come after these.
  const noted: Anchor[] = [];
  for await (const { _id, version, hash } of heads.iterate({})) noted.push({ writer: _id, sequence: version, hash });
  const groups = await records.group({ by: ['writer'] });
  const writers = new Set([
    ...groups.map(({ key }) => String(key['writer'])),
    ...[...noted, ...anchors].map(({ writer }) => writer),
  ]);
  const of = groups.reduce((sum, { count }) => sum + count, 0);
  let walked = 0;
  const reports: ChainReport[] = [];
  for (const writer of [...writers].sort()) {
    const walk = new Walk(writer, [...noted, ...anchors].filter((anchor) => anchor.writer === writer)); // prettier-ignore
    let batch: AuditRecord[] = [];
    for await (const record of records.iterate({ writer }, { sort: [['sequence', 'asc']] })) {
      walk.take(record);
      walked += 1;
      if (walked % PROGRESS === 0) onProgress(walked, of);
      if (batch.push(record) < LOOKED_UP) continue;
      walk.mislisted(await misplaced(batch));
      batch = [];
    }
    walk.mislisted(await misplaced(batch));
    reports.push(walk.end());
  }
  return reports;
}

class Walk {
  readonly #writer: string;
  readonly #anchors: readonly Anchor[];
  readonly #faults: ChainFault[] = [];
  #count = 0;
  #sequence = 0;
  #hash: string | null = null;

  constructor(writer: string, anchors: readonly Anchor[]) {
    this.#writer = writer;
    this.#anchors = anchors;
  }

  take(record: AuditRecord): void {
    const { sequence } = record;
    const expected = this.#sequence + 1;
    if (sequence > expected) this.#missing(expected, sequence - 1);
    const isNext = sequence === expected;
    if (hashOf(record) !== record.hash || record._id !== `${this.#writer}@${sequence}`)
      this.#fault('ALTERED', sequence);
    else if (sequence < expected || (isNext && record.previous !== this.#hash)) this.#fault('REORDERED', sequence);
    else if (this.#anchors.some((one) => one.sequence === sequence && one.hash !== record.hash)) {
      this.#fault('ALTERED', sequence);
    }
    this.#count += 1;
    this.#sequence = Math.max(sequence, this.#sequence);
    this.#hash = record.hash;
  }

  /** Notes records that are not found where they should be; of an altered one it is said already what is wrong. */
  mislisted(records: readonly AuditRecord[]): void {
    const known = new Set(this.#faults.map(({ sequence }) => sequence));
    for (const { sequence } of records) if (!known.has(sequence)) this.#fault('MISLISTED', sequence);
  }

  end(): ChainReport {
    const last = this.#sequence;
    const promised = Math.max(0, ...this.#anchors.map(({ sequence }) => sequence));
    if (promised > last) this.#missing(last + 1, promised);
    const end = { writer: this.#writer, sequence: last, hash: this.#hash };
    return { writer: this.#writer, records: this.#count, end, faults: this.#faults };
  }

  #fault(kind: Exclude<ChainFault['kind'], 'MISSING'>, sequence: number): void {
    this.#faults.push({ kind, writer: this.#writer, sequence });
  }

  #missing(sequence: number, until: number): void {
    this.#faults.push({ kind: 'MISSING', writer: this.#writer, sequence, until });
  }
}
