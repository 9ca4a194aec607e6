import {
  MongoBulkWriteError,
  type AnyBulkWriteOperation,
  type Collection as Driver,
  type Document,
  type FindCursor,
} from 'mongodb';
import { HubError } from '../domain/errors';
import { bsonSizeOf, checkSize } from './document-size';
import { checkDocument, checkPatch, checkVersions, limitOf } from './documents';
import { fieldPath } from './field-path';
import { conditionOf } from './filter';
import type { CursorSeal } from './cursor-seal';
import { fullSortOf, rangesAfter } from './keyset-cursor';
import { documentFrom, patchFrom, storedFrom } from './mongodb-documents';
import { isDuplicate } from './mongodb-errors';
import { conditionQuery, rangesQuery } from './mongodb-filter';
import { groupsFrom, groupStages } from './mongodb-group';
import { oneAtATime, type Quirks } from './mongodb-quirks';
import type {
  Collection,
  Filter,
  FindOptions,
  Group,
  GroupSpec,
  IndexSpec,
  InsertManyOptions,
  InsertManyResult,
  Json,
  Page,
  Sort,
  StoredDocument,
} from './port';
import { iteratePages, pageOf } from './results';

type Stored = Document & { _id: string };
type Versioned<T> = T & { readonly version: number };

export interface MongoCollectionOptions {
  readonly collection: Driver<Stored>;
  readonly indexes: readonly IndexSpec[];
  readonly quirks: Quirks;
  /** Runs work on the server and turns what it throws into a HubError. */
  readonly use: <R>(work: () => Promise<R>) => Promise<R>;
  readonly seal: CursorSeal;
}

/** A collection of a MongoDB server. Each document is written by itself; nothing here needs a transaction. */
export class MongoCollection<T extends StoredDocument> implements Collection<T> {
  readonly name: string;
  readonly #collection: Driver<Stored>;
  readonly #indexes: readonly IndexSpec[];
  readonly #use: <R>(work: () => Promise<R>) => Promise<R>;

  readonly #quirks: Quirks;

  readonly #seal: CursorSeal;

  constructor({ collection, indexes, quirks, seal, use }: MongoCollectionOptions) {
    this.#seal = seal;
    this.#quirks = quirks;
    this.name = collection.collectionName;
    this.#collection = collection;
    this.#indexes = indexes;
    this.#use = use;
  }

  async insert(document: T): Promise<void> {
    const stored = this.#stored(document);
    await this.#use(() => this.#collection.insertOne(stored));
  }

  /** Inserts in order; after each refused document goes on behind it, unless told to stop there. */
  async insertMany(documents: readonly T[], options: InsertManyOptions = {}): Promise<InsertManyResult> {
    let rest = documents.map((document) => this.#stored(document));
    let inserted = 0;
    const duplicates: string[] = [];
    while (rest.length > 0) {
      const batch = rest;
      const count = await this.#use(() => this.#insertUpToDuplicate(batch));
      inserted += count;
      const refused = batch[count];
      if (refused === undefined) break;
      duplicates.push(refused._id);
      rest = options.stopAtDuplicate === true ? [] : await this.#withoutTaken(batch.slice(count + 1), duplicates);
    }
    return { inserted, duplicates };
  }

  async get(id: string): Promise<T | null> {
    const stored = await this.#use(() => this.#collection.findOne({ _id: id }));
    return stored === null ? null : documentFrom<T>(stored);
  }

  async getMany(ids: readonly string[]): Promise<readonly (T | null)[]> {
    if (ids.length === 0) return [];
    const query = { _id: { $in: [...new Set(ids)] } };
    const stored = await this.#use(() => this.#collection.find(query).toArray());
    const found = new Map(stored.map((one) => [one._id, one]));
    return ids.map((id) => {
      const one = found.get(id);
      return one === undefined ? null : documentFrom<T>(one);
    });
  }

  async find(filter: Filter, { sort, limit, bytes, after = null }: FindOptions = {}): Promise<Page<T>> {
    const order = fullSortOf(sort);
    const most = limitOf(limit);
    const where = conditionQuery(conditionOf(filter));
    const list = { collection: this.name, sort: order, seal: this.#seal };
    const query = after === null ? where : { $and: [where, rangesQuery(rangesAfter(after, list))] };
    const by = Object.fromEntries(order.map(([path, direction]) => [path, direction === 'asc' ? 1 : -1] as const));
    const found = (): FindCursor<Stored> =>
      this.#collection
        .find(query)
        .sort(by)
        .limit(most + 1);
    const { stored, isCut } = await this.#use(() => readUpTo(bytes, found()));
    const items = stored.slice(0, most).map((one) => documentFrom<T>(one));
    return pageOf(items, isCut || stored.length > most, list);
  }

  iterate(filter: Filter, { sort, batch }: { readonly sort?: Sort; readonly batch?: number } = {}): AsyncIterable<T> {
    const limit = limitOf(batch ?? 500);
    return iteratePages((after) => this.find(filter, { limit, after, ...(sort && { sort }) }));
  }

  async compareAndSet(document: Versioned<T>, expected: number): Promise<boolean> {
    if (document.version <= expected) throw new HubError('BAD_INPUT', 'a document must be set to a higher version');
    const stored = this.#stored(document);
    if (expected === 0) return this.#use(() => this.#insertNew(stored));
    const query = { _id: stored._id, version: expected } as Document;
    const { matchedCount } = await this.#update(() => this.#collection.replaceOne(query, stored));
    return matchedCount === 1;
  }

  async upsert(document: T): Promise<void> {
    await this.upsertMany([document]);
  }

  async upsertMany(documents: readonly T[]): Promise<void> {
    const operations = documents.map((document): AnyBulkWriteOperation<Stored> => {
      const stored = this.#stored(document);
      return { replaceOne: { filter: { _id: stored._id }, replacement: stored, upsert: true } };
    });
    for (const part of this.#parts(operations)) {
      await this.#update(() => this.#collection.bulkWrite(part, { ordered: true }));
    }
  }

  /**
   * An upsert whose filter names the lower versions: where an equal or higher one stands it tries to insert and is
   * refused, which is as it should be. What still stands lower after a refusal is tried again; a document that is
   * refused time and again holds a unique value of another one.
   */
  async upsertNewer(documents: readonly Versioned<T>[]): Promise<void> {
    checkVersions(documents);
    let rest = newestOf(documents);
    const refusals = new Map<string, number>();
    while (rest.length > 0) {
      const refused: string[] = [];
      for (const part of this.#parts(rest)) refused.push(...(await this.#update(() => this.#replaceOlder(part))));
      if (refused.length === 0) return;
      const standing = await this.getMany(rest.map(({ _id }) => _id));
      rest = rest.filter(({ version }, index) => (standing[index]?.version ?? -1) < version);
      const isLower = new Set(rest.map(({ _id }) => _id));
      for (const id of refused.filter((one) => isLower.has(one))) {
        const times = (refusals.get(id) ?? 0) + 1;
        refusals.set(id, times);
        if (times > 3) throw new HubError('CONFLICT', 'a document with this unique value is stored already');
      }
    }
  }

  async patchMany(ids: readonly string[], fields: { readonly [field: string]: Json }): Promise<void> {
    checkPatch(fields, this.#indexes);
    const query = { _id: { $in: [...ids] } };
    if (ids.length > 0) await this.#update(() => this.#collection.updateMany(query, { $set: patchFrom(fields) }));
  }

  async remove(filter: Filter): Promise<number> {
    const query = conditionQuery(conditionOf(filter));
    const { deletedCount } = await this.#use(() => this.#collection.deleteMany(query));
    return deletedCount;
  }

  async count(filter: Filter): Promise<number> {
    const query = conditionQuery(conditionOf(filter));
    return this.#use(() => this.#collection.countDocuments(query));
  }

  async group(spec: GroupSpec): Promise<readonly Group[]> {
    [...spec.by, ...(spec.sum ?? [])].forEach(fieldPath);
    const rows = groupStages(spec, this.#quirks).map((stages) =>
      this.#use(() => this.#collection.aggregate(stages).toArray()),
    );
    return groupsFrom(spec, (await Promise.all(rows)).flat());
  }

  #stored(document: T): Stored {
    checkDocument(document);
    checkSize(document);
    return storedFrom(
      document,
      this.#indexes.filter(({ unique }) => unique === true),
    );
  }

  /** How many, from the first, were inserted. */
  async #insertUpToDuplicate(documents: readonly Stored[]): Promise<number> {
    try {
      await this.#collection.insertMany(documents, { ordered: true });
      return documents.length;
    } catch (error) {
      if (isDuplicate(error) && error instanceof MongoBulkWriteError) return error.insertedCount;
      throw error;
    }
  }

  /** Leaves out, and adds to `duplicates`, what is known to be taken: one read instead of a round for each. */
  async #withoutTaken(documents: readonly Stored[], duplicates: string[]): Promise<Stored[]> {
    const query = { _id: { $in: documents.map(({ _id }) => _id) } };
    const found = await this.#use(() => this.#collection.find(query, { projection: { _id: 1 } }).toArray());
    const taken = new Set(found.map(({ _id }) => _id));
    duplicates.push(...documents.filter(({ _id }) => taken.has(_id)).map(({ _id }) => _id));
    return documents.filter(({ _id }) => !taken.has(_id));
  }

  /** False when the id is taken. Throws when it is another unique value. */
  async #insertNew(stored: Stored): Promise<boolean> {
    try {
      await this.#collection.insertOne(stored);
      return true;
    } catch (error) {
      if (isDuplicate(error) && (await this.#collection.countDocuments({ _id: stored._id })) > 0) return false;
      throw error;
    }
  }

  /** The ids that were refused. Some servers stop at the first one. */
  async #replaceOlder(documents: readonly Versioned<T>[]): Promise<string[]> {
    const operations = documents.map((document): AnyBulkWriteOperation<Stored> => {
      const older = [{ version: { $lt: document.version } }, { version: null }];
      const filter = { _id: document._id, $or: older } as Document;
      return { replaceOne: { filter, replacement: this.#stored(document), upsert: true } };
    });
    try {
      await this.#collection.bulkWrite(operations, { ordered: false });
      return [];
    } catch (error) {
      const errors = error instanceof MongoBulkWriteError ? [error.writeErrors].flat() : [];
      if (errors.length === 0 || errors.some((one) => one.code !== 11_000)) throw error;
      return errors.map(({ index }) => documents[index]?._id ?? '');
    }
  }

  /** As many at a time as the server takes. */
  #parts<Item>(items: readonly Item[]): Item[][] {
    const size = this.#quirks.mostUpdatesAtOnce;
    return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size));
  }

  /** Runs an update; on a server whose updates race, after those before it. */
  #update<R>(work: () => Promise<R>): Promise<R> {
    return this.#use(() => (this.#quirks.hasRacyUpdates ? oneAtATime(work) : work()));
  }
}

/** The highest version of each id; of equal ones the first. */
function newestOf<D extends { readonly _id: string; readonly version: number }>(documents: readonly D[]): D[] {
  const newest = new Map<string, D>();
  for (const document of documents) {
    const known = newest.get(document._id);
    if (known === undefined || known.version < document.version) newest.set(document._id, document);
  }
  return [...newest.values()];
}

/** All that is found, or what comes to so many bytes, at least one, and whether more was found than that. */
async function readUpTo(
  bytes: number | undefined,
  found: FindCursor<Stored>,
): Promise<{ readonly stored: Stored[]; readonly isCut: boolean }> {
  if (bytes === undefined) return { stored: await found.toArray(), isCut: false };
  const stored: Stored[] = [];
  let size = 0;
  for await (const document of found) {
    size += bsonSizeOf(document);
    if (size > bytes && stored.length > 0) return { stored, isCut: true };
    stored.push(document);
  }
  return { stored, isCut: false };
}
