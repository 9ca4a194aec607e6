import { setTimeout } from 'node:timers/promises';
import { HubError } from '../domain/errors';
import { millisecondsOf, systemClock, type Clock } from '../domain/instant';
import type { Collection, Store } from '../store/port';
import {
  asRecorded,
  checkStream,
  commitId,
  commitOf,
  commitsSpec,
  factIdOf,
  READ_SIZE,
  type StoredCommit,
} from './stored-commit';
import type { AppendRequest, AppendResult, Commit, CommitLog, Fact, StreamVersion, Upcast } from './port';

const READ_LIMIT = 1_000; // commits
const ID_BATCH = 500; // ids in one read of the store

export interface CommitLogOptions<F extends Fact = Fact> {
  readonly store: Store;
  /** The owner: names the collection `${name}_commits`. */
  readonly name: string;
  readonly clock?: Clock;
  /** For a log that holds facts of earlier shapes. */
  readonly upcast?: Upcast<F>;
}

/**
 * The commits of one owner over a document store. A commit is one document, so a write is whole or not there on any
 * store: the id `stream@version` refuses a second writer of the same version, the fact id a repeated fact.
 */
export async function createCommitLog<F extends Fact = Fact>(options: CommitLogOptions<F>): Promise<CommitLog<F>> {
  const { store, name, clock = systemClock, upcast = asRecorded } = options;
  const commits = await store.collection<StoredCommit<F>>(commitsSpec(name));
  return new StoredCommitLog<F>(commits, { name, clock, upcast });
}

class StoredCommitLog<F extends Fact> implements CommitLog<F> {
  readonly name: string;
  readonly upcast: Upcast<F>;
  readonly #commits: Collection<StoredCommit<F>>;
  readonly #clock: Clock;
  readonly #listeners = new Set<() => void>();
  #lastOrder = 0;

  constructor(
    commits: Collection<StoredCommit<F>>,
    { name, clock, upcast }: Required<Pick<CommitLogOptions<F>, 'name' | 'clock' | 'upcast'>>,
  ) {
    this.name = name;
    this.upcast = upcast;
    this.#commits = commits;
    this.#clock = clock;
  }

  async append(request: AppendRequest<F>): Promise<AppendResult<F>> {
    const [result] = await this.appendMany([request]);
    if (result === undefined) throw new HubError('INTERNAL', 'an append gave no result');
    return result;
  }

  /**
   * Each round plans what can be committed from what is stored, and inserts it in order up to the first refusal; a
   * refusal means that another writer came in between, so the next round plans the rest again from what it left.
   */
  async appendMany(requests: readonly AppendRequest<F>[]): Promise<readonly AppendResult<F>[]> {
    requests.forEach(checkRequest);
    const results: AppendResult<F>[] = [];
    let committed = 0;
    while (results.length < requests.length) {
      const plans = await this.#plan(requests.slice(results.length));
      const planned = plans.filter((plan) => typeof plan === 'object');
      const { inserted } = await this.#commits.insertMany(planned, { stopAtDuplicate: true });
      committed += inserted;
      const settled = resultsUpTo(plans, inserted);
      results.push(...settled);
      // The other writer's commit is on its way to being visible on every member of the store: let it.
      if (settled.length === 0) await setTimeout(5);
    }
    if (committed > 0) for (const listener of this.#listeners) listener();
    return results;
  }

  onCommit(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async read(stream: string, after = 0, limit = READ_LIMIT): Promise<readonly Commit<F>[]> {
    const filter = { stream, version: { gt: after } };
    const { items } = await this.#commits.find(filter, { sort: [['version', 'asc']], limit, bytes: READ_SIZE });
    return items.map((stored) => commitOf(stored, this.upcast));
  }

  /** Most streams that are asked for are new: those take one read together, the others one each. */
  async versions(streams: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const distinct = [...new Set(streams)];
    const begun = distinct.length > 1 ? await this.begun(distinct) : new Set(distinct);
    const last = async (stream: string): Promise<[string, number]> => {
      if (!begun.has(stream)) return [stream, 0];
      const { items } = await this.#commits.find({ stream }, { sort: [['version', 'desc']], limit: 1 });
      return [stream, items[0]?.version ?? 0];
    };
    return new Map(await Promise.all(distinct.map(last)));
  }

  begun(streams: readonly string[]): Promise<ReadonlySet<string>> {
    return this.grown([...new Set(streams)].map((stream) => ({ stream, version: 0 })));
  }

  /** By the ids of the next commits: one read for many streams, that finds nothing where nothing has come. */
  async grown(known: readonly StreamVersion[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const some of chunks(known)) {
      const next = await this.#commits.getMany(some.map(({ stream, version }) => commitId(stream, version + 1)));
      some.forEach(({ stream }, index) => void (next[index] && found.add(stream)));
    }
    return found;
  }

  async holds(keys: readonly { readonly stream: string; readonly factKey: string }[]): Promise<readonly boolean[]> {
    const ids = keys.map(factIdOf);
    const held = await this.#held(ids);
    return ids.map((id) => held.has(id));
  }

  async #held(factIds: readonly string[]): Promise<Set<string>> {
    const held = new Set<string>();
    for (const some of chunks([...new Set(factIds)])) {
      const { items } = await this.#commits.find({ factId: { in: some } }, { limit: ID_BATCH });
      for (const { factId } of items) held.add(factId);
    }
    return held;
  }

  /** The commits that the requests build on, by id. */
  async #previous(requests: readonly AppendRequest<F>[]): Promise<Map<string, StoredCommit<F>>> {
    const ids = requests
      .filter((one) => one.expectedVersion > 0)
      .map((one) => commitId(one.stream, one.expectedVersion));
    const found = new Map<string, StoredCommit<F>>();
    for (const some of chunks([...new Set(ids)])) {
      for (const commit of await this.#commits.getMany(some)) if (commit !== null) found.set(commit._id, commit);
    }
    return found;
  }

  /** For each request the commit it would make, or why it makes none, if nobody else writes meanwhile. */
  async #plan(requests: readonly AppendRequest<F>[]): Promise<Plan<F>[]> {
    const held = await this.#held(requests.map(factIdOf));
    const known = await this.#previous(requests);
    const taken = new Set<string>(await this.#takenIds(requests, held));
    return requests.map((request) => {
      const factId = factIdOf(request);
      if (held.has(factId)) return 'REPEATED';
      const previous = known.get(commitId(request.stream, request.expectedVersion));
      const isNext = request.expectedVersion === 0 || previous !== undefined;
      if (!isNext || taken.has(commitId(request.stream, request.expectedVersion + 1))) return 'STALE';
      const commit = storedFrom(request, this.#nextOrder(previous?.order ?? 0));
      held.add(factId);
      known.set(commit._id, commit);
      taken.add(commit._id);
      return commit;
    });
  }

  /** Which of the ids that the requests would take are taken: read only for facts that are new. */
  async #takenIds(requests: readonly AppendRequest<F>[], held: ReadonlySet<string>): Promise<string[]> {
    const ids = requests
      .filter((request) => !held.has(factIdOf(request)))
      .map((request) => commitId(request.stream, request.expectedVersion + 1));
    const taken: string[] = [];
    for (const some of chunks([...new Set(ids)])) {
      for (const commit of await this.#commits.getMany(some)) if (commit !== null) taken.push(commit._id);
    }
    return taken;
  }

  #nextOrder(previous: number): number {
    this.#lastOrder = Math.max(this.#lastOrder + 1, previous + 1, millisecondsOf(this.#clock()) * 1_000);
    return this.#lastOrder;
  }
}

type Plan<F extends Fact> = StoredCommit<F> | 'REPEATED' | 'STALE';

/** Results of the plans before the first commit that was refused. */
function resultsUpTo<F extends Fact>(plans: readonly Plan<F>[], inserted: number): AppendResult<F>[] {
  const results: AppendResult<F>[] = [];
  let left = inserted;
  for (const plan of plans) {
    if (typeof plan === 'string') results.push({ outcome: plan });
    else if (left === 0) return results;
    else {
      left -= 1;
      results.push({ outcome: 'COMMITTED', commit: commitOf<F>(plan, asRecorded) });
    }
  }
  return results;
}

function storedFrom<F extends Fact>(request: AppendRequest<F>, order: number): StoredCommit<F> {
  const { stream, expectedVersion, factKey, facts, at, origin = null, trace } = request;
  const version = expectedVersion + 1;
  const content = { _id: commitId(stream, version), stream, version, factKey, facts, at, origin, trace };
  return { ...content, factId: factIdOf(request), announced: false, order, size: JSON.stringify(facts).length };
}

function checkRequest({ stream, expectedVersion, factKey, facts }: AppendRequest): void {
  checkStream(stream);
  if (factKey === '') throw new HubError('BAD_INPUT', 'a commit must have a fact key');
  if (facts.length === 0) throw new HubError('BAD_INPUT', 'a commit must hold at least one fact');
  if (!Number.isSafeInteger(expectedVersion) || expectedVersion < 0) {
    throw new HubError('BAD_INPUT', 'the expected version must be 0 or a whole number above');
  }
}

function* chunks<T>(items: readonly T[]): Generator<T[]> {
  for (let start = 0; start < items.length; start += ID_BATCH) yield items.slice(start, start + ID_BATCH);
}
