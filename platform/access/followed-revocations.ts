import { instantOf, millisecondsOf, type Clock, type Instant } from '../domain/instant';
import type { Bus } from '../events/port';
import type { Logger } from '../telemetry/logger';
import { REVOCATIONS_TOPIC, type Revocation, type RevocationList } from './revocation-list';
import type { Revocations } from './revocations';

/** A process's own copy of the deployment's revocations, never older than the interval it is looked at again. */
export interface FollowedRevocations extends Revocations {
  /** Looks at the list now. Throws as the store does. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

export interface FollowOptions {
  readonly list: RevocationList;
  /** Tells of changes sooner than the next look. */
  readonly bus?: Pick<Bus, 'subscribe'>;
  readonly clock: Clock;
  readonly log: Logger;
  /** Milliseconds between two looks; 1,000 unless told. */
  readonly interval?: number;
}

const INTERVAL = 1_000; // milliseconds
const OVERLAP = 60_000; // milliseconds that the clocks of two machines may differ

/** Loads the list and follows it. Throws as the store does. */
export async function followRevocations(options: FollowOptions): Promise<FollowedRevocations> {
  const { bus, clock, log, interval = INTERVAL } = options;
  const copy = new Copy(options.list, clock);
  await copy.refresh();
  const look = (): void => {
    copy.refresh().catch(() => log.warn({}, 'the revocations could not be looked at; the last known ones hold'));
  };
  const timer = setInterval(look, interval);
  timer.unref();
  const unsubscribe = await bus?.subscribe(REVOCATIONS_TOPIC, look);
  return {
    isRevoked: ({ subject, tokenId }) =>
      copy.holds('SUBJECT', subject) || (tokenId !== null && copy.holds('TOKEN', tokenId)),
    onRevoked: (callback) => copy.listen(callback),
    refresh: () => copy.refresh(),
    async stop() {
      clearInterval(timer);
      await unsubscribe?.();
      await copy.settled();
    },
  };
}

class Copy {
  readonly #list: RevocationList;
  readonly #clock: Clock;
  readonly #entries = new Map<string, Revocation>();
  readonly #listeners = new Set<() => void>();
  #newest: Instant | null = null;
  #looking: Promise<void> = Promise.resolve();

  constructor(list: RevocationList, clock: Clock) {
    this.#list = list;
    this.#clock = clock;
  }

  /** One look after another, so that an older answer never follows a newer one. */
  refresh(): Promise<void> {
    const look = this.#looking.then(() => this.#look());
    this.#looking = look.catch(() => undefined);
    return look;
  }

  settled(): Promise<void> {
    return this.#looking;
  }

  holds(kind: Revocation['kind'], id: string): boolean {
    const entry = this.#entries.get(`${kind}/${id}`);
    return entry !== undefined && this.#isInForce(entry);
  }

  listen(callback: () => void): () => void {
    this.#listeners.add(callback);
    return () => void this.#listeners.delete(callback);
  }

  async #look(): Promise<void> {
    const since = this.#newest === null ? null : instantOf(millisecondsOf(this.#newest) - OVERLAP);
    let isNew = false;
    for (const entry of await this.#list.changedSince(since)) {
      if (entry.version <= (this.#entries.get(entry._id)?.version ?? 0)) continue;
      this.#entries.set(entry._id, entry);
      if (this.#newest === null || entry.changedAt > this.#newest) this.#newest = entry.changedAt;
      isNew ||= this.#isInForce(entry);
    }
    if (isNew) for (const callback of this.#listeners) callback();
  }

  #isInForce({ isUndone, until }: Revocation): boolean {
    return !isUndone && (until === null || this.#clock() < until);
  }
}
