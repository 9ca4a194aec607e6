import { HubError } from './errors';

/** What a client asks of a Relay connection. Forward paging only. */
export interface PageArguments {
  readonly first: number;
  readonly after?: string | null;
}

export interface Edge<T> {
  readonly node: T;
  readonly cursor: string;
}

/** Relay cursor connections specification, forward form. */
export interface Connection<T> {
  readonly edges: readonly Edge<T>[];
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  /** How many there are in all, counted only when the client selects it. */
  readonly totalCount: () => Promise<number>;
}

/** Lists are never longer than this, whatever the client asks. */
export const MAX_PAGE_SIZE = 200;

/** Throws BAD_INPUT unless `first` is between 1 and MAX_PAGE_SIZE. */
export function pageSizeOf(first: number): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE_SIZE) {
    throw new HubError('BAD_INPUT', `first must be between 1 and ${MAX_PAGE_SIZE}`);
  }
  return first;
}

/** Builds the connection from a store page; cursors, which cost something, are made when the client selects them. */
export function connectionOf<T>(
  page: { readonly items: readonly T[]; cursorAt(index: number): string | null; readonly hasMore: boolean },
  totalCount: () => Promise<number>,
): Connection<T> {
  const edges = page.items.map((node, index) => ({
    node,
    get cursor() {
      return page.cursorAt(index) ?? '';
    },
  }));
  const pageInfo = {
    hasNextPage: page.hasMore,
    get endCursor() {
      return page.cursorAt(-1);
    },
  };
  return {
    edges,
    nodes: page.items,
    pageInfo,
    totalCount,
  };
}
