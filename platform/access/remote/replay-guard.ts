import { HubError } from '../../domain/errors';

const MOST = 200_000; // calls within their lifetime: some 5,000 each second, in about 30 MB

/** Remembers which calls have been taken, each for as long as it would be valid. */
export interface ReplayGuard {
  /**
   * True the first time, false when the id was taken before. Throws SOURCE_UNAVAILABLE when too many are remembered
   * already: none is forgotten early, for that one could come again.
   */
  take(id: string, validUntil: number, now: number): boolean;
}

/** Keeps ids in memory, in the order they came, which is nearly that in which they end. Times are in seconds. */
export function createReplayGuard({ most = MOST }: { readonly most?: number } = {}): ReplayGuard {
  const taken = new Map<string, number>();
  const forgetEnded = (now: number): void => {
    for (const [id, validUntil] of taken) {
      if (validUntil >= now) return;
      taken.delete(id);
    }
  };
  return {
    take(id, validUntil, now) {
      forgetEnded(now);
      if (taken.has(id)) return false;
      if (taken.size >= most) throw new HubError('SOURCE_UNAVAILABLE', 'this subgraph is asked too much at once');
      taken.set(id, validUntil);
      return true;
    },
  };
}
