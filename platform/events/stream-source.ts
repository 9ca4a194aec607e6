import { HubError } from '../domain/errors';
import { feedOf } from './cloud-events';
import { CommitSource } from './commit-source';
import type { Bus, Commit, CommitLog, Fact } from './port';
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
 * The commits of one stream after a version, as `CommitSource` has them. The first `next` throws BAD_INPUT when `after`
 * lies beyond the end of the stream.
 */
export function createStreamSource<F extends Fact, T>(options: StreamSourceOptions<F, T>): AsyncIterableIterator<T> {
  const { log, bus, stream, after, select, page = 100, interval } = options;
  return new CommitSource<Commit<F>, T>({
    ...{ bus, select, interval },
    topic: `${feedOf(log.name)}/${kindOf(stream)}`,
    concerns: (notice) => notice.stream === stream,
    async open() {
      const head = (await log.versions([stream])).get(stream) ?? 0;
      if (after !== null && after > head) {
        throw new HubError('BAD_INPUT', 'the cursor lies beyond the end of the stream');
      }
      return after ?? head;
    },
    async read(version) {
      const items = await log.read(stream, version, page);
      return { items, place: items.at(-1)?.version ?? version, isEnd: items.length === 0 };
    },
  });
}
