import type { Clock, Instant } from '../domain/instant';
import type { Store, StoredDocument } from '../store/port';

/** How far a group of consumers has come in a feed. */
export interface Checkpoint {
  /** Position of the last entry that was handled; 0 for none. */
  readonly position: number;
  /** How often it was moved: what the next move is compared with. */
  readonly version: number;
}

interface StoredCheckpoint extends StoredDocument, Checkpoint {
  readonly version: number;
  readonly at: Instant;
}

export interface Checkpoints {
  read(): Promise<Checkpoint>;
  /** The checkpoint at its new place, or null when somebody else moved it meanwhile. */
  advance(from: Checkpoint, position: number): Promise<Checkpoint | null>;
}

/** The checkpoint of one group on one feed. */
export async function openCheckpoints({
  store,
  feed,
  group,
  clock,
}: {
  readonly store: Store;
  readonly feed: string;
  readonly group: string;
  readonly clock: Clock;
}): Promise<Checkpoints> {
  const checkpoints = await store.collection<StoredCheckpoint>({ name: 'checkpoints' });
  const id = `${feed}/${group}`;
  return {
    async read() {
      const stored = await checkpoints.get(id);
      return { position: stored?.position ?? 0, version: stored?.version ?? 0 };
    },
    async advance(from, position) {
      const next = { _id: id, position, version: from.version + 1, at: clock() };
      return (await checkpoints.compareAndSet(next, from.version)) ? next : null;
    },
  };
}
