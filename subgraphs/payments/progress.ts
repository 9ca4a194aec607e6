import type { Instant } from '../../platform/domain/instant';

/** A state of something that the payment service moves along, and when it said so. */
export interface Progress<Status extends string> {
  readonly status: Status;
  readonly statusAt: Instant;
}

/** The states of one kind of thing: how far along each is, and which end it. */
export interface Course<Status extends string> {
  /** Where it begins: every other state may follow, whatever the time says, for it may be ours and not theirs. */
  readonly start: Status;
  readonly ranks: Readonly<Record<Status, number>>;
  /** States that only one of a higher rank may follow, whatever the time says: the money has moved. */
  readonly settled: ReadonlySet<Status>;
}

/**
 * Whether `incoming` may replace `current`. Messages come late, twice and in any order, so the order of arrival means
 * nothing: a settled state is left only for one of higher rank, and wins over every open one; between open states the
 * later one wins, and within one second (the payment service's clock goes no finer) the one that is further along.
 */
export function advances<Status extends string>(
  { start, ranks, settled }: Course<Status>,
  current: Progress<Status>,
  incoming: Progress<Status>,
): boolean {
  if (incoming.status === current.status) return false;
  if (current.status === start) return true;
  if (incoming.status === start) return false;
  if (settled.has(current.status)) return ranks[incoming.status] > ranks[current.status];
  if (settled.has(incoming.status)) return true;
  if (incoming.statusAt !== current.statusAt) return incoming.statusAt > current.statusAt;
  return ranks[incoming.status] > ranks[current.status];
}
