import { instantOf, millisecondsOf, type Clock, type Instant } from '../domain/instant';
import type { Store, StoredDocument } from '../store/port';

/** Who may do something that only one may do at a time, and until when. */
interface StoredLease extends StoredDocument {
  readonly version: number;
  readonly holder: string;
  readonly until: Instant;
}

export interface Lease {
  /**
   * True when the holder has it for some time to come: taken when it is free or has run out, renewed when half of its
   * time has passed. Costs no read of the store in between.
   */
  hold(): Promise<boolean>;
  /** Frees it at once if it is held, so that nobody must wait for it to run out. */
  release(): Promise<void>;
}

export interface LeaseOptions {
  readonly store: Store;
  readonly name: string;
  /** Unique among those who may want it: the same holder takes its own lease again after a restart. */
  readonly holder: string;
  readonly clock: Clock;
  /** Milliseconds; 10 seconds unless told. */
  readonly duration?: number;
}

/**
 * A lease in the store. It keeps two workers from doing the same work, and is no proof: clocks differ and threads
 * stall, so what must never happen twice is refused by a unique index or a compare-and-set besides.
 */
export async function createLease(options: LeaseOptions): Promise<Lease> {
  const { store, name, holder, clock, duration = 10_000 } = options;
  const leases = await store.collection<StoredLease>({ name: 'leases' });
  let renewAt = 0; // milliseconds since 1970
  return {
    async hold() {
      const now = millisecondsOf(clock());
      if (now < renewAt) return true;
      const stored = await leases.get(name);
      if (stored !== null && stored.holder !== holder && millisecondsOf(stored.until) > now) return false;
      const version = stored?.version ?? 0;
      const next = { _id: name, version: version + 1, holder, until: instantOf(now + duration) };
      const isHeld = await leases.compareAndSet(next, version);
      renewAt = isHeld ? now + duration / 2 : 0;
      return isHeld;
    },
    async release() {
      renewAt = 0;
      const stored = await leases.get(name);
      if (stored?.holder !== holder) return;
      await leases.compareAndSet({ ...stored, version: stored.version + 1, until: instantOf(0) }, stored.version);
    },
  };
}
