import { PREFIXES, type Kept, type Kind, type Kinds } from './objects';

/** An answer kept under an idempotency key, and what it answered. */
export interface KeptAnswer {
  readonly key: string;
  /** Digest of method, path and parameters. */
  readonly fingerprint: string;
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string;
  /** Wall time in milliseconds: keys are forgotten after 24 hours of it. */
  readonly keptAt: number;
}

/** One accepted change, whole or not at all: what a journal line holds. */
export interface BookChange {
  readonly objects: readonly Kept[];
  readonly answer?: KeptAnswer;
  /** The sandbox day that this change completes. */
  readonly day?: string;
}

/** All objects of the payment service, each kind in the order of creation. */
export interface Book {
  get<K extends Kind>(kind: K, id: string): Kinds[K] | undefined;
  /** Oldest first. */
  all<K extends Kind>(kind: K): readonly Kinds[K][];
  /** Where an object stands in `all`; undefined when it is not there. */
  positionOf(kind: Kind, id: string): number | undefined;
  /** The object that an id names by its prefix. */
  find(id: string): Kept | undefined;
  put(object: Kept): void;
  /** Remembers this moment; calling what it gives takes back every `put` since. One at a time. */
  savepoint(): () => void;
  /** The latest `created` of anything: the next object comes after it. */
  readonly latest: number;
  readonly answers: Map<string, KeptAnswer>;
}

interface Shelf {
  readonly items: Kept[];
  readonly positions: Map<string, number>;
}

/** An empty book. Replaying every BookChange in order gives the same book again. */
export function createBook(): Book {
  const kinds = Object.keys(PREFIXES) as Kind[];
  const shelves = new Map<Kind, Shelf>(kinds.map((kind) => [kind, { items: [], positions: new Map() }]));
  const shelfOf = (kind: Kind): Shelf => shelves.get(kind) as Shelf;
  let latest = 0;
  let undone: (() => void)[] = [];
  const get = <K extends Kind>(kind: K, id: string): Kinds[K] | undefined => {
    const { items, positions } = shelfOf(kind);
    const position = positions.get(id);
    return position === undefined ? undefined : (items[position] as Kinds[K]);
  };
  return {
    get,
    all: <K extends Kind>(kind: K) => shelfOf(kind).items as unknown as readonly Kinds[K][],
    positionOf: (kind, id) => shelfOf(kind).positions.get(id),
    find: (id) => {
      const kind = kinds.find((candidate) => id.startsWith(`${PREFIXES[candidate]}_`));
      return kind === undefined ? undefined : get(kind, id);
    },
    put: (object) => {
      const { items, positions } = shelfOf(object.object);
      const position = positions.get(object.id);
      const before = position === undefined ? undefined : items[position];
      if (position !== undefined) items[position] = object;
      else positions.set(object.id, items.push(object) - 1);
      undone.push(() => takeBack(shelfOf(object.object), object.id, before));
      latest = Math.max(latest, object.created);
    },
    savepoint: () => {
      const latestThen = latest;
      undone = [];
      return () => {
        for (const undo of undone.reverse()) undo();
        undone = [];
        latest = latestThen;
      };
    },
    get latest() {
      return latest;
    },
    answers: new Map(),
  };
}

function takeBack({ items, positions }: Shelf, id: string, before: Kept | undefined): void {
  if (before !== undefined) {
    items[positions.get(id) ?? 0] = before;
    return;
  }
  items.pop();
  positions.delete(id);
}

/** Applies a change as it was accepted. */
export function applyChange(book: Book, { objects, answer }: BookChange): void {
  for (const object of objects) book.put(object);
  if (answer !== undefined) book.answers.set(answer.key, answer);
}
