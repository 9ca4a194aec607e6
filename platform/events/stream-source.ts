import { HubError } from '../domain/errors';
import { feedOf } from './cloud-events';
import type { Bus, Commit, CommitLog, Fact, Unsubscribe } from './port';
import { kindOf } from './stored-commit';

export interface StreamSourceOptions<F extends Fact, T> {
  readonly log: Pick<CommitLog<F>, 'name' | 'read' | 'versions'>;
  readonly bus: Pick<Bus, 'subscribe'>;
  readonly stream: string;
  /** Version of the last commit that was seen; 0 for the whole stream, null for what comes from now on. */
  readonly after: number | null;
  /** What a commit becomes; null leaves it out. */
  readonly select: (commit: Commit<F>) => T | null;
  /** Most commits in memory at once; 100 unless told. */
  readonly page?: number;
  /** Milliseconds after which it looks without a notice, since notices may be lost; 5 seconds unless told. */
  readonly interval?: number;
}

/**
 * The commits of one stream after a version, without gap or repeat: first those in the log, then each new one soon
 * after it was announced. It reads when it is asked, so a slow reader holds one page and nothing piles up.
 * Ending it (`return`) frees everything at once, also while a `next` is waiting: that one then ends too. The first
 * `next` throws BAD_INPUT when `after` lies beyond the end of the stream.
 */
export function createStreamSource<F extends Fact, T>(options: StreamSourceOptions<F, T>): AsyncIterableIterator<T> {
  return new StreamSource(options);
}

/** An object and not an async generator: the `return` of a generator would queue behind a waiting `next`. */
class StreamSource<F extends Fact, T> implements AsyncIterableIterator<T> {
  readonly #options: StreamSourceOptions<F, T>;
  readonly #opened: Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();
  #buffer: readonly Commit<F>[] = [];
  #version = 0;
  #isClosed = false;
  #isNudged = false;
  #wake: () => void = () => undefined;
  #unsubscribe: Unsubscribe | null = null;

  constructor(options: StreamSourceOptions<F, T>) {
    this.#options = options;
    this.#opened = this.#open();
    this.#opened.catch(() => undefined); // told to the first `next`
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    const result = this.#turn.then(() => this.#next());
    this.#turn = result.catch(() => undefined);
    return result;
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    await this.#close();
    return { done: true, value: undefined };
  }

  async throw(error: unknown): Promise<IteratorResult<T, undefined>> {
    await this.#close();
    throw error;
  }

  /** Listens before it looks where the stream ends, so that nothing falls in between. */
  async #open(): Promise<void> {
    const { log, bus, stream, after } = this.#options;
    const unsubscribe = await bus.subscribe(`${feedOf(log.name)}/${kindOf(stream)}`, (notice) => {
      if (notice.stream === stream) this.#nudge();
    });
    if (this.#isClosed) return unsubscribe();
    this.#unsubscribe = unsubscribe;
    const head = (await log.versions([stream])).get(stream) ?? 0;
    if (after !== null && after > head) throw new HubError('BAD_INPUT', 'the cursor lies beyond the end of the stream');
    this.#version = after ?? head;
  }

  async #next(): Promise<IteratorResult<T, undefined>> {
    try {
      if (!this.#isClosed) await this.#opened;
      while (!this.#isClosed) {
        const [commit, ...rest] = this.#buffer;
        if (commit === undefined) {
          await this.#fill();
          continue;
        }
        this.#buffer = rest;
        this.#version = commit.version;
        const value = this.#options.select(commit);
        if (value !== null) return { done: false, value };
      }
      return { done: true, value: undefined };
    } catch (error) {
      await this.#close();
      throw error;
    }
  }

  /** Reads the next page; when there is none, waits for a notice or the interval. */
  async #fill(): Promise<void> {
    const { log, stream, page = 100, interval = 5_000 } = this.#options;
    this.#isNudged = false;
    this.#buffer = await log.read(stream, this.#version, page);
    if (this.#buffer.length > 0 || this.#isNudged || this.#isClosed) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, interval);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #nudge(): void {
    this.#isNudged = true;
    this.#wake();
  }

  async #close(): Promise<void> {
    this.#isClosed = true;
    this.#buffer = [];
    this.#wake();
    const unsubscribe = this.#unsubscribe;
    this.#unsubscribe = null;
    await unsubscribe?.();
  }
}
