import type { Bus, Notice, Unsubscribe } from './port';

/** Some items in their order, and up to which place there are no others. */
export interface Part<E> {
  readonly items: readonly E[];
  readonly place: number;
  /** Nothing has come behind `place` yet. */
  readonly isEnd: boolean;
}

export interface CommitSourceOptions<E, T> {
  readonly bus: Pick<Bus, 'subscribe'>;
  readonly topic: string;
  /** Whether a notice may mean something new. */
  readonly concerns: (notice: Notice) => boolean;
  /** The place to begin behind; asked after listening has begun, so that nothing falls in between. */
  readonly open: () => Promise<number>;
  readonly read: (after: number) => Promise<Part<E>>;
  /** What an item becomes; null leaves it out. */
  readonly select: (item: E) => T | null;
  /** Milliseconds after which it looks without a notice, since notices may be lost; 5 seconds unless told. */
  readonly interval?: number | undefined;
}

/**
 * What a log or feed holds behind a place, without gap or repeat: first what is there, then what is new soon after it was
 * announced. It reads when it is asked, so a slow reader holds one part and nothing piles up. Ending it (`return`) frees
 * everything at once, also while a `next` is waiting: that one then ends too. The first `next` throws what `open` does.
 * An object and not an async generator: the `return` of a generator would queue behind a waiting `next`.
 */
export class CommitSource<E, T> implements AsyncIterableIterator<T> {
  readonly #options: CommitSourceOptions<E, T>;
  readonly #opened: Promise<void>;
  #turn: Promise<unknown> = Promise.resolve();
  #buffer: readonly E[] = [];
  #place = 0;
  #isClosed = false;
  #isNudged = false;
  #wake: () => void = () => undefined;
  #unsubscribe: Unsubscribe | null = null;

  constructor(options: CommitSourceOptions<E, T>) {
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

  async #open(): Promise<void> {
    const { bus, topic, concerns, open } = this.#options;
    const unsubscribe = await bus.subscribe(topic, (notice) => {
      if (concerns(notice)) this.#nudge();
    });
    if (this.#isClosed) return unsubscribe();
    this.#unsubscribe = unsubscribe;
    this.#place = await open();
  }

  async #next(): Promise<IteratorResult<T, undefined>> {
    try {
      if (!this.#isClosed) await this.#opened;
      while (!this.#isClosed) {
        const [item, ...rest] = this.#buffer;
        if (item === undefined) {
          await this.#fill();
          continue;
        }
        this.#buffer = rest;
        const value = this.#options.select(item);
        if (value !== null) return { done: false, value };
      }
      return { done: true, value: undefined };
    } catch (error) {
      await this.#close();
      throw error;
    }
  }

  /** Reads the next part; at the end, waits for a notice or the interval. */
  async #fill(): Promise<void> {
    const { read, interval = 5_000 } = this.#options;
    this.#isNudged = false;
    const { items, place, isEnd } = await read(this.#place);
    this.#buffer = items;
    this.#place = place;
    if (!isEnd || this.#isNudged || this.#isClosed) return;
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
