import type { AuditReader, PatientAuditQuery } from '../platform/access/audit/audit-reader';
import type { SubgraphContext } from '../platform/access/subgraph';
import { connectionOf, pageSizeOf, type Connection, type PageArguments } from '../platform/domain/connection';
import { HubError } from '../platform/domain/errors';
import type { CatalogState } from './catalog-state';
import type { Clock, Instant } from '../platform/domain/instant';
import type { AccessLogEntry, ApiVersion } from './domain';
import type { Registry } from './registry';

/** What the catalog's resolvers read. */
export interface Loaders {
  /** The graph as it was when the request began. */
  readonly state: CatalogState;
  /** Versions of one API, the newest first. */
  versions(api: string, page: PageArguments): Promise<Connection<ApiVersion>>;
  /** The audit trail of one patient. Throws SOURCE_UNAVAILABLE where none is kept. */
  accesses(query: PatientAuditQuery, page: PageArguments): Promise<Connection<AccessLogEntry>>;
  readonly now: Instant;
}

/** What the loaders read from. */
export interface LoaderSources {
  readonly registry: Registry;
  readonly audit: AuditReader | null;
  readonly clock: Clock;
}

export type Context = SubgraphContext<Loaders>;

/** Fresh for each request: a publish in the middle of one does not mix two graphs in its answer. */
export function createLoaders({ registry, audit, clock }: LoaderSources): Loaders {
  const state = registry.state();
  return {
    state,
    async versions(api, { first, after = null }) {
      const page = await registry.versions(api, { limit: pageSizeOf(first), after });
      return connectionOf(page, () => registry.countVersions(api));
    },
    async accesses(query, { first, after = null }) {
      if (!audit) throw new HubError('SOURCE_UNAVAILABLE', 'no audit trail is kept here', { source: 'audit' });
      return connectionOf(await audit.find(query, { limit: pageSizeOf(first), after }), () => audit.count(query));
    },
    now: clock(),
  };
}

/**
 * A page of a list held in memory, in its order; the cursor is the key of the last item seen, so that it stays good
 * when items come and go. Throws BAD_INPUT for a cursor that no such list made.
 */
export function pageOf<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
  { first, after = null }: PageArguments,
): Connection<T> {
  const limit = pageSizeOf(first);
  const seen = after === null ? null : keyIn(after);
  const rest = seen === null ? items : items.filter((item) => keyOf(item) > seen);
  const page = rest.slice(0, limit);
  const cursorAt = (index: number): string | null => {
    const item = page.at(index);
    return item === undefined ? null : Buffer.from(`:${keyOf(item)}`).toString('base64url');
  };
  return connectionOf({ items: page, cursorAt, hasMore: rest.length > limit }, () => Promise.resolve(items.length));
}

function keyIn(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('utf8');
  if (!text.startsWith(':')) throw new HubError('BAD_INPUT', 'after must be a cursor of this list');
  return text.slice(1);
}
