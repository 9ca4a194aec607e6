import { setTimeout } from 'node:timers/promises';

const SHORTEST_PAUSE = 1; // millisecond
const LONGEST_PAUSE = 10; // milliseconds: a writer that comes back to back leaves gaps no longer than that

/** Waits for another thread or process that holds the lock of the database, without stopping this thread. */
export interface LockWaiting {
  /** Runs a read; again while the database is locked. */
  read<T>(work: () => T): Promise<T>;
  /** Runs a write; again while another writes, and after the writes of this connection that wait already. */
  write<T>(work: () => T): Promise<T>;
}

export interface LockWaitingOptions {
  /** Whether work was refused, with nothing done, because another holds the lock. */
  readonly isLocked: (error: unknown) => boolean;
  /** Milliseconds to wait; then the refusal is thrown. */
  readonly patience: number;
}

/** Work that finds no lock runs at once, before the call returns. Rejects with what the work throws. */
export function createLockWaiting({ isLocked, patience }: LockWaitingOptions): LockWaiting {
  let last: Promise<void> | null = null;

  async function patiently<T>(work: () => T): Promise<T> {
    const deadline = performance.now() + patience;
    for (let pause = SHORTEST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return work();
      } catch (error) {
        if (!isLocked(error) || performance.now() >= deadline) throw error;
      }
      await setTimeout(pause);
    }
  }

  return {
    read: patiently,
    write(work) {
      const result = last === null ? patiently(work) : last.then(() => patiently(work));
      const settled: Promise<void> = result.then(noted, noted);
      last = settled;
      return result;

      function noted(): void {
        if (last === settled) last = null;
      }
    },
  };
}
