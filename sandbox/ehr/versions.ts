import type { Identified } from './fhir-types';

/** One version of one resource, as it was journaled. A deletion is a version with no text. */
export interface Version {
  readonly resourceType: string;
  readonly id: string;
  readonly versionId: string;
  /** Milliseconds since 1970. Never less than in the version written before, of whatever resource. */
  readonly lastUpdated: number;
  /** The resource as JSON, meta included; null when it was deleted. */
  readonly text: string | null;
}

/** A version with its place in the order of all writes. */
export interface PlacedVersion extends Version {
  readonly sequence: number;
}

/** Every version in memory, in the order of writing, so that "changed since" reads what changed and nothing else. */
export interface VersionStore {
  readonly lastUpdated: number;
  add(version: Version): void;
  /** Takes back the version that was added last; versions added before it and since superseded are current again. */
  undo(): void;
  /** The newest version, a deletion included; undefined when there never was one. */
  newest(resourceType: string, id: string): PlacedVersion | undefined;
  /** All versions, oldest first. */
  history(resourceType: string, id: string): readonly PlacedVersion[];
  /** What exists now of a type and was written from `from` to before `until` (milliseconds), in the order of writing. */
  current(resourceType: string, from?: number, until?: number): PlacedVersion[];
  /** Number of resources per type. */
  counts(): Readonly<Record<string, number>>;
  /** Forgets the places of superseded versions where they are the majority. Not while something may be undone. */
  compact(): void;
}

/** An empty store. */
export function createVersionStore(): VersionStore {
  return new MemoryVersionStore();
}

/** The resource of a version, a copy of its own. */
export const resourceOf = (version: Version): Identified => JSON.parse(version.text ?? 'null') as Identified;

class MemoryVersionStore implements VersionStore {
  readonly #histories = new Map<string, PlacedVersion[]>();
  readonly #orders = new Map<string, PlacedVersion[]>();
  readonly #live = new Map<string, number>();
  readonly #added: string[] = []; // keys since the last compaction, for undo
  #sequence = 0;
  #lastUpdated = 0;

  get lastUpdated(): number {
    return this.#lastUpdated;
  }

  add(version: Version): void {
    this.#sequence += 1;
    this.#lastUpdated = version.lastUpdated;
    const key = `${version.resourceType}/${version.id}`;
    const placed = { ...version, sequence: this.#sequence };
    const history = this.#histories.get(key);
    this.#count(version.resourceType, history?.at(-1), placed);
    if (history) history.push(placed);
    else this.#histories.set(key, [placed]);
    const order = this.#orders.get(version.resourceType);
    if (order) order.push(placed);
    else this.#orders.set(version.resourceType, [placed]);
    this.#added.push(key);
  }

  undo(): void {
    const key = this.#added.pop();
    const history = key === undefined ? undefined : this.#histories.get(key);
    const version = history?.pop();
    if (!version || key === undefined) throw new RangeError('there is nothing to undo');
    this.#count(version.resourceType, version, history?.at(-1));
    this.#orders.get(version.resourceType)?.pop();
    if (history?.length === 0) this.#histories.delete(key);
    this.#sequence -= 1;
  }

  newest(resourceType: string, id: string): PlacedVersion | undefined {
    return this.#histories.get(`${resourceType}/${id}`)?.at(-1);
  }

  history(resourceType: string, id: string): readonly PlacedVersion[] {
    return this.#histories.get(`${resourceType}/${id}`) ?? [];
  }

  current(resourceType: string, from = -Infinity, until = Infinity): PlacedVersion[] {
    const order = this.#orders.get(resourceType) ?? [];
    return order.slice(firstAt(order, from), firstAt(order, until)).filter((version) => this.#isCurrent(version));
  }

  counts(): Readonly<Record<string, number>> {
    return Object.fromEntries([...this.#live].filter(([, count]) => count > 0).sort());
  }

  compact(): void {
    this.#added.length = 0;
    for (const [type, order] of this.#orders) {
      if (order.length < 2 * (this.#live.get(type) ?? 0) + SLACK) continue;
      this.#orders.set(type, order.filter((version) => this.#isCurrent(version))); // prettier-ignore
    }
  }

  #isCurrent(version: PlacedVersion): boolean {
    return version.text !== null && this.newest(version.resourceType, version.id) === version;
  }

  #count(type: string, before: Version | undefined, after: Version | undefined): void {
    const change = Number(after?.text != null) - Number(before?.text != null);
    this.#live.set(type, (this.#live.get(type) ?? 0) + change);
  }
}

const SLACK = 1_000; // superseded versions that are not worth a compaction

/** Index of the first version written at `time` or later. */
function firstAt(order: readonly PlacedVersion[], time: number): number {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((order[middle] as PlacedVersion).lastUpdated < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
