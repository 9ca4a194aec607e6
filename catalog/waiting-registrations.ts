import { instantOf, millisecondsOf, type Clock, type Instant } from '../platform/domain/instant';
import type { Store, StoredDocument } from '../platform/store/port';
import type { Registration } from './registration';

/** Subgraphs that did not compose with the graph alone, and may with others that wait. */
export interface WaitingRegistrations {
  /** Notes, or notes again, that this one waits. One that is not noted again is forgotten after 15 seconds. */
  note(registration: Registration): Promise<void>;
  /** It waits no longer: it is in the graph, or has ended. */
  forget(name: string): Promise<void>;
  /** All that wait now, but the one of this name. */
  othersThan(name: string): Promise<readonly Registration[]>;
}

interface WaitingDocument extends StoredDocument, Registration {
  /** The subgraph's name. */
  readonly _id: string;
  readonly notedAt: Instant;
}

const FORGOTTEN_AFTER = 15_000; // 15 seconds: five tries

/** Opens `catalog_waiting`. */
export async function openWaitingRegistrations({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Promise<WaitingRegistrations> {
  const waiting = await store.collection<WaitingDocument>({ name: 'catalog_waiting' });
  return {
    async note({ name, sdl, lineage, url }) {
      const notedAt = clock();
      await waiting.upsertMany([{ _id: name, name, sdl, lineage, ...(url === undefined ? {} : { url }), notedAt }]);
    },
    async forget(name) {
      await waiting.remove({ _id: name });
    },
    async othersThan(name) {
      const since = instantOf(millisecondsOf(clock()) - FORGOTTEN_AFTER);
      const found: Registration[] = [];
      for await (const { _id, notedAt, ...registration } of waiting.iterate({})) {
        if (_id !== name && notedAt >= since) found.push(registration);
      }
      return found;
    },
  };
}
