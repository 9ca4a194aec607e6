import type { Clock, Instant } from '../domain/instant';
import type { Store, StoredDocument } from '../store/port';
import type { SourceCursor } from './port';

/** How far each outside system has been read. */
export interface Cursors {
  /** Null for a system that was never read to an end of a page. */
  get(source: string): Promise<SourceCursor | null>;
  /** Only once all up to it is on disk. */
  set(source: string, cursor: SourceCursor): Promise<void>;
}

interface StoredCursor extends StoredDocument {
  readonly cursor: SourceCursor;
  readonly movedAt: Instant;
}

/** Keeps cursors in the collection `connect_cursors`, one document per outside system. */
export async function openCursors({
  store,
  clock,
}: {
  readonly store: Store;
  readonly clock: Clock;
}): Promise<Cursors> {
  const documents = await store.collection<StoredCursor>({ name: 'connect_cursors' });
  return {
    get: async (source) => (await documents.get(source))?.cursor ?? null,
    set: (source, cursor) => documents.upsert({ _id: source, cursor, movedAt: clock() }),
  };
}
