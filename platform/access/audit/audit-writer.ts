import { setImmediate as nextTurn } from 'node:timers/promises';
import { HubError } from '../../domain/errors';
import type { Store } from '../../store/port';
import type { Logger } from '../../telemetry/logger';
import { recordAfter, type AuditContent, type ChainLink } from './audit-record';
import { openAuditCollections, type AuditCollections } from './audit-store';

/** Writes one chain of audit records. */
export interface AuditWriter {
  readonly name: string;
  /**
   * Resolves when the records are in the store, in this order. Throws SOURCE_UNAVAILABLE when they cannot be stored, or
   * when too many wait already: then nothing that they tell of may leave the hub.
   */
  append(contents: readonly AuditContent[]): Promise<void>;
  /** Stores what waits, then notes the end of the chain. */
  close(): Promise<void>;
}

export interface AuditWriterOptions {
  readonly store: Store;
  /** Whose chain this is. Goes on from what the store holds of it; two writers of one name share the chain, slowly. */
  readonly name: string;
  readonly log: Logger;
  /** Most records that wait; 10,000 unless told. */
  readonly queue?: number;
  /** Milliseconds after which the end of the chain is noted; 250 unless told. */
  readonly noteHeadAfter?: number;
}

const QUEUE = 10_000; // records
const MOST_AT_ONCE = 500; // records in one store transaction
const NOTE_HEAD_AFTER = 250; // milliseconds
const TRIES = 5;

/** Opens the writer of one chain. Throws as the store does. */
export async function createAuditWriter(options: AuditWriterOptions): Promise<AuditWriter> {
  const chain = new Chain(options.name, await openAuditCollections(options.store));
  const { sequence, hash = null } = await chain.open();
  options.log.info({ writer: options.name, sequence, hash }, 'audit chain opened');
  return new GroupCommit(chain, options);
}

type Head = ChainLink | { readonly writer: string; readonly sequence: 0; readonly hash?: undefined };

/** The records of one writer in the store, and where they end. */
class Chain {
  readonly name: string;
  readonly #collections: AuditCollections;
  #head: Head | undefined;

  constructor(name: string, collections: AuditCollections) {
    this.name = name;
    this.#collections = collections;
  }

  /** Finds the end of the chain: its last record, or what was noted of a later one that is gone since. */
  async open(): Promise<Head> {
    const { records, heads } = this.#collections;
    const { items } = await records.find({ writer: this.name }, { sort: [['sequence', 'desc']], limit: 1 });
    const noted = await heads.get(this.name);
    const [last] = items;
    const writer = this.name;
    const end: Head = last ? { writer, sequence: last.sequence, hash: last.hash } : { writer, sequence: 0 };
    this.#head = noted && noted.version > end.sequence ? { writer, sequence: noted.version, hash: noted.hash } : end;
    return this.#head;
  }

  /** Stores the contents at the end of the chain. Where another writer of this name came first, behind its records. */
  async append(contents: readonly AuditContent[]): Promise<void> {
    let left = contents;
    for (let tries = 0; tries < TRIES; tries += 1) {
      let head = this.#head ?? (await this.open());
      const records = left.map((content) => (head = recordAfter(head, content)));
      // Until the store has answered, nobody knows where the chain ends.
      this.#head = undefined;
      const { inserted } = await this.#collections.records.insertMany(records, { stopAtDuplicate: true });
      if (inserted === records.length) {
        this.#head = head;
        return;
      }
      left = left.slice(inserted);
    }
    throw new HubError('SOURCE_UNAVAILABLE', 'the audit chain is written to by too many at once', { source: 'audit' });
  }

  async noteHead(): Promise<Head> {
    const { writer, sequence, hash } = this.#head ?? (await this.open());
    if (hash !== undefined) await this.#collections.heads.upsertNewer([{ _id: writer, version: sequence, hash }]);
    return hash === undefined ? { writer, sequence: 0 } : { writer, sequence, hash };
  }
}

interface Waiting {
  readonly contents: readonly AuditContent[];
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Gathers what concurrent requests append into one store transaction after another. */
class GroupCommit implements AuditWriter {
  readonly #chain: Chain;
  readonly #options: AuditWriterOptions;
  readonly #waiting: Waiting[] = [];
  #count = 0;
  #running: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(chain: Chain, options: AuditWriterOptions) {
    this.#chain = chain;
    this.#options = options;
  }

  get name(): string {
    return this.#chain.name;
  }

  append(contents: readonly AuditContent[]): Promise<void> {
    if (contents.length === 0) return Promise.resolve();
    const { queue = QUEUE } = this.#options;
    if (this.#isClosed || this.#count + contents.length > queue) {
      const why = this.#isClosed ? 'the audit trail is closed' : 'too many audit records wait to be stored';
      return Promise.reject(new HubError('SOURCE_UNAVAILABLE', why, { source: 'audit' }));
    }
    this.#count += contents.length;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ contents, resolve, reject });
      this.#running ??= this.#run();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#running;
    clearTimeout(this.#timer);
    const { sequence, hash = null } = await this.#chain.noteHead();
    this.#options.log.info({ writer: this.name, sequence, hash }, 'audit chain closed');
  }

  async #run(): Promise<void> {
    // Whatever else this turn of the event loop finishes goes into the same transaction.
    await nextTurn();
    while (this.#waiting.length > 0) await this.#commit(this.#takeGroup());
    this.#running = undefined;
    this.#noteHeadSoon();
  }

  async #commit(group: readonly Waiting[]): Promise<void> {
    try {
      await this.#chain.append(group.flatMap(({ contents }) => contents));
      for (const { resolve } of group) resolve();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  }

  /** As many as fit into one transaction, at least one. */
  #takeGroup(): readonly Waiting[] {
    let records = 0;
    let taken = 0;
    for (const { contents } of this.#waiting) {
      if (taken > 0 && records + contents.length > MOST_AT_ONCE) break;
      records += contents.length;
      taken += 1;
    }
    this.#count -= records;
    return this.#waiting.splice(0, taken);
  }

  #noteHeadSoon(): void {
    if (this.#timer || this.#isClosed) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#running) return; // whose end comes here again
      this.#chain.noteHead().catch(() => this.#options.log.warn({}, 'the end of the audit chain could not be noted'));
    }, this.#options.noteHeadAfter ?? NOTE_HEAD_AFTER);
    this.#timer.unref();
  }
}
