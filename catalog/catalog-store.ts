import type { LineageRow } from '../platform/mapping/lineage';
import type { Instant } from '../platform/domain/instant';
import type { Collection, Page, Store } from '../platform/store/port';
import type { ApiVersion, Supergraph } from './domain';
import { printReference, versionLabel } from './reference';

/** A version with the lineage rows that came with it. */
export interface RegisteredVersion extends ApiVersion {
  readonly lineage: readonly LineageRow[];
}

/** A supergraph and its place in the order of supergraphs, from 1. */
export interface StoredSupergraph extends Supergraph {
  readonly ordinal: number;
}

/** What the catalog keeps: every version of every API, and the last good supergraph. */
export interface CatalogStore {
  /** Null before the first graph composed. */
  supergraph(): Promise<StoredSupergraph | null>;
  /** Replaces the supergraph of ordinal `expected` (0 for none); false when another was stored meanwhile. */
  replaceSupergraph(supergraph: Supergraph, expected: number): Promise<boolean>;
  saveVersions(versions: readonly RegisteredVersion[]): Promise<void>;
  /** In the order asked, null for one that is not known. */
  versionsByHash(keys: readonly { readonly api: string; readonly hash: string }[]): Promise<readonly (RegisteredVersion | null)[]>; // prettier-ignore
  /** Of one API, the newest first. */
  versionsOf(api: string, page: { readonly limit: number; readonly after: string | null }): Promise<Page<ApiVersion>>;
  countVersions(api: string): Promise<number>;
}

interface VersionDocument {
  readonly _id: string;
  readonly api: string;
  readonly label: string;
  readonly hash: string;
  readonly status: ApiVersion['status'];
  readonly publishedAt: Instant;
  readonly faults: readonly string[];
  readonly sdl: string;
  readonly lineage: readonly LineageRow[];
}

interface SupergraphDocument extends Supergraph {
  readonly _id: string;
  readonly version: number;
}

const CURRENT = 'current';

/** Opens the catalog's collections. */
export async function openCatalogStore(store: Store): Promise<CatalogStore> {
  const versions: Collection<VersionDocument> = await store.collection({
    name: 'catalog_versions',
    indexes: [{ fields: ['api', 'publishedAt'] }],
  });
  const supergraphs = await openSupergraphs(store);
  return {
    supergraph: () => storedSupergraph(supergraphs),
    replaceSupergraph: (supergraph, expected) =>
      supergraphs.compareAndSet({ _id: CURRENT, version: expected + 1, ...supergraph }, expected),
    saveVersions: (changed) => versions.upsertMany(changed.map(toDocument)),
    async versionsByHash(keys) {
      const found = await versions.getMany(keys.map(({ api, hash }) => versionId(api, hash)));
      return found.map((document) => document && toVersion(document));
    },
    async versionsOf(api, { limit, after }) {
      const page = await versions.find({ api }, { sort: [['publishedAt', 'desc']], limit, after });
      return { ...page, items: page.items.map(toVersion) };
    },
    countVersions: (api) => versions.count({ api }),
  };
}

/** The collection of the supergraph, for whoever reads that alone. */
export const openSupergraphs = (store: Store): Promise<Collection<SupergraphDocument>> =>
  store.collection<SupergraphDocument>({ name: 'catalog_supergraphs' });

/** The last good supergraph; null before the first. */
export async function storedSupergraph(supergraphs: Collection<SupergraphDocument>): Promise<StoredSupergraph | null> {
  const document = await supergraphs.get(CURRENT);
  if (document === null) return null;
  const { version: ordinal, sdl, hash, composedAt, parts } = document;
  return { ordinal, sdl, hash, composedAt, parts };
}

const versionId = (api: string, hash: string): string => `${api}@${hash}`;

function toDocument({ apiName, version, ...rest }: RegisteredVersion): VersionDocument {
  return { _id: versionId(apiName, rest.hash), api: apiName, label: version, ...rest };
}

function toVersion({ _id, api, label, ...rest }: VersionDocument): RegisteredVersion {
  return { apiName: api, version: label, ...rest };
}

/** The reference of a version: `api:accord/billing@1.0.0+3fa9c1d2e0b4`. */
export const referenceOf = ({ apiName, version, hash }: ApiVersion): string =>
  printReference({ kind: 'api', name: apiName, version: versionLabel(version, hash) });
