import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import {
  badRequest,
  formatSearchQuery,
  gone,
  notFound,
  OperationOutcomeError,
  preconditionFailed,
  type SearchRequest,
  type WithId,
} from '@medplum/core';
import { FhirRepository, type CreateResourceOptions, type UpdateResourceOptions } from '@medplum/fhir-router';
import type { Journal } from '../journal';
import { contentOf, historyEntry, withLabelsOf, withMeta } from './content';
import { searchParametersOf } from './definitions';
import type { BundleOf, HistoryOf, Identified, Resource } from './fhir-types';
import { includedWith } from './include';
import { searchVersions } from './search';
import { createVersionStore, resourceOf, type PlacedVersion, type Version, type VersionStore } from './versions';

/** What one journal line holds: the versions that became visible together. */
interface Commit {
  readonly note: string | null;
  readonly versions: readonly Version[];
}

const COMMIT = 'commit';
const ID = /^[A-Za-z0-9\-.]{1,64}$/; // FHIR R4, section 2.24.0.1 (id)

/**
 * FHIR resources in memory, every commit journaled. Version ids count from 1; `lastUpdated` never goes back.
 * A write that changes nothing makes no version. A transaction is taken back as a whole when its work throws;
 * nothing else can come between, as its work waits for nothing but this repository.
 */
export class JournaledRepository extends FhirRepository<undefined> {
  readonly #journal: Journal;
  readonly #store: VersionStore = createVersionStore();
  readonly #now: () => number;
  readonly #notes = new Set<string>();
  #baseUrl = '';
  #mark = 0;
  #open: Version[] | null = null; // of the running transaction
  #durable: Promise<void> = Promise.resolve();

  constructor({ journal, now = Date.now }: { journal: Journal; now?: () => number }) {
    super();
    this.#journal = journal;
    this.#now = now;
  }

  /** Where the server is, for full URLs and links. */
  set baseUrl(url: string) {
    this.#baseUrl = url;
  }

  /** Brings back what the journal holds. */
  async restore(): Promise<void> {
    for await (const entry of this.#journal.replay()) {
      const { note, versions } = entry.data as Commit;
      for (const version of versions) this.#store.add(version);
      if (note !== null) this.#notes.add(note);
    }
    this.#store.compact();
  }

  /**
   * A time, in milliseconds, that is later than every write before this call and no later than any after it: so a
   * client that is told it can see which versions its own request made.
   */
  mark(): number {
    this.#mark = Math.max(this.#now(), this.#mark, this.#store.lastUpdated + 1);
    return this.#mark;
  }

  /** Resolves when all that was written so far is on disk; rejects when it could not be kept. */
  settled(): Promise<void> {
    return this.#durable;
  }

  counts(): Readonly<Record<string, number>> {
    return this.#store.counts();
  }

  /** Runs `work` as a transaction unless one noted `note` was committed before, in this run or an earlier one. */
  async once(note: string, work: () => Promise<void>): Promise<void> {
    if (this.#notes.has(note)) return;
    await this.#transact(work, note);
    await this.settled();
  }

  /** What follows `prefix` in the first note that begins with it; undefined when none does. */
  noted(prefix: string): string | undefined {
    return [...this.#notes].find((note) => note.startsWith(prefix))?.slice(prefix.length);
  }

  /** The newest version of a resource, undefined when it is absent or deleted. */
  peek<T extends Resource['resourceType']>(type: T, id: string): (Identified & { resourceType: T }) | undefined {
    const version = this.#store.newest(type, id);
    return version?.text == null ? undefined : (resourceOf(version) as Identified & { resourceType: T });
  }

  override setMode(): void {
    // One memory serves readers and writers.
  }

  override generateId(): string {
    return randomUUID();
  }

  /** Creates under an id of the server's own, unless the router assigned one before. FHIR R4, section 3.1.0.8. */
  override async createResource<T extends Resource>(resource: T, options?: CreateResourceOptions): Promise<WithId<T>> {
    const id = options?.assignedId === true && resource.id !== undefined ? resource.id : this.generateId();
    return this.#write({ ...resource, id }) as WithId<T>;
  }

  /** Updates, or creates under the client's id. FHIR R4, sections 3.1.0.4 and 3.1.0.4.1. */
  override async updateResource<T extends Resource>(resource: T, options?: UpdateResourceOptions): Promise<WithId<T>> {
    const { resourceType, id } = resource;
    if (id === undefined || !ID.test(id)) {
      throw new OperationOutcomeError(badRequest('an id has 1 to 64 letters, digits, hyphens and dots'));
    }
    const newest = this.#store.newest(resourceType, id);
    if (options?.ifMatch !== undefined && newest?.versionId !== options.ifMatch) {
      throw new OperationOutcomeError(newest ? preconditionFailed : notFound);
    }
    return this.#write({ ...resource, id }) as WithId<T>;
  }

  override async deleteResource(resourceType: string, id: string): Promise<void> {
    await this.readResource(resourceType, id);
    this.#add({ resourceType, id, text: null });
  }

  override async readResource<T extends Resource>(resourceType: string, id: string): Promise<WithId<T>> {
    return this.#read(this.#store.newest(resourceType, id)) as WithId<T>;
  }

  override async readVersion<T extends Resource>(resourceType: string, id: string, vid: string): Promise<WithId<T>> {
    return this.#read(this.#store.history(resourceType, id).find((version) => version.versionId === vid)) as WithId<T>;
  }

  override async readHistory<T extends Resource>(
    resourceType: string,
    id: string,
    { offset = 0, limit = Infinity }: { offset?: number | undefined; limit?: number | undefined } = {},
  ): Promise<HistoryOf<T>> {
    const history = this.#store.history(resourceType, id);
    if (history.length === 0) throw new OperationOutcomeError(notFound);
    const entry = history.toReversed().slice(offset, offset + limit).map(historyEntry); // prettier-ignore
    return { resourceType: 'Bundle', type: 'history', total: history.length, entry } as unknown as HistoryOf<T>;
  }

  override async readReference<T extends Resource>(reference: { reference?: string }): Promise<WithId<T>> {
    const [type = '', id = ''] = reference.reference?.split('/') ?? [];
    return this.readResource<T>(type, id);
  }

  override async readReferences<T extends Resource>(
    references: readonly { reference?: string }[],
  ): Promise<(T | Error)[]> {
    return Promise.all(references.map((reference) => this.readReference<T>(reference).catch((error: Error) => error)));
  }

  override async patchResource(): Promise<never> {
    throw new OperationOutcomeError(badRequest('PATCH is not supported: send the whole resource by PUT'));
  }

  override async searchByReference(): Promise<never> {
    throw new OperationOutcomeError(badRequest('GraphQL is not supported'));
  }

  override async search<T extends Resource>(request: SearchRequest<T>): Promise<BundleOf<T>> {
    const page = searchVersions(this.#store, request);
    const included = includedWith(this.#store, request, page.resources);
    const entry = [
      ...page.resources.map((resource) => this.#searchEntry(resource, 'match')),
      ...included.map((resource) => this.#searchEntry(resource, 'include')),
    ];
    const link = [{ relation: 'self', url: this.#searchUrl(request) }];
    if (page.next) link.push({ relation: 'next', url: this.#searchUrl({ ...request, ...page.next }) });
    return { resourceType: 'Bundle', type: 'searchset', total: page.total, link, entry } as unknown as BundleOf<T>;
  }

  override async withTransaction<R>(work: (client: undefined) => Promise<R>): Promise<R> {
    return this.#transact(work, null);
  }

  async #transact<R>(work: (client: undefined) => Promise<R>, note: string | null): Promise<R> {
    if (this.#open) return work(undefined); // part of the transaction that runs
    const versions: Version[] = [];
    this.#open = versions;
    try {
      const result = await work(undefined);
      this.#commit({ note, versions });
      if (note !== null) this.#notes.add(note);
      return result;
    } catch (error) {
      versions.forEach(() => this.#store.undo());
      throw error;
    } finally {
      this.#open = null;
    }
  }

  #searchEntry(resource: Identified, mode: 'match' | 'include'): object {
    return { fullUrl: `${this.#baseUrl}/${resource.resourceType}/${resource.id}`, resource, search: { mode } };
  }

  #searchUrl(request: SearchRequest): string {
    const path = request.types?.length ? '' : `/${request.resourceType}`;
    return `${this.#baseUrl}${path}${formatSearchQuery(request)}`;
  }

  #read(version: PlacedVersion | undefined): Identified {
    if (version?.text == null) throw new OperationOutcomeError(version ? gone : notFound);
    return resourceOf(version);
  }

  /** Adds a version unless the resource says the same already; the stored resource either way. */
  #write(resource: Identified): Identified {
    const { resourceType, id } = resource;
    if (!searchParametersOf(resourceType)) {
      throw new OperationOutcomeError(badRequest(`there is no resource type ${resourceType}`));
    }
    const newest = this.#store.newest(resourceType, id);
    if (newest?.text == null) return this.#added(contentOf(resource));
    const stored = resourceOf(newest);
    const content = withLabelsOf(stored, contentOf(resource));
    return isDeepStrictEqual(contentOf(stored), content) ? stored : this.#added(content);
  }

  #added(content: Identified): Identified {
    const { resourceType, id } = content;
    return resourceOf(this.#add({ resourceType, id, text: JSON.stringify(content) }));
  }

  #add({ resourceType, id, text }: Pick<Version, 'resourceType' | 'id' | 'text'>): Version {
    const versionId = String(this.#store.history(resourceType, id).length + 1);
    const lastUpdated = Math.max(this.#now(), this.#mark, this.#store.lastUpdated);
    const meta = { versionId, lastUpdated: new Date(lastUpdated).toISOString() };
    const version = { resourceType, id, versionId, lastUpdated, text: text === null ? null : withMeta(text, meta) };
    this.#store.add(version);
    if (this.#open) this.#open.push(version);
    else this.#commit({ note: null, versions: [version] });
    return version;
  }

  #commit(commit: Commit): void {
    this.#store.compact();
    if (commit.versions.length === 0 && commit.note === null) return;
    const written = this.#journal.append(COMMIT, commit);
    this.#durable = this.#durable.then(() => written);
    this.#durable.catch(() => undefined); // whoever waits for `settled` is told
  }
}
