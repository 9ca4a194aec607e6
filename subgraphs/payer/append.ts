import { HubError } from '../../platform/domain/errors';
import type { AppendRequest, CommitLog } from '../../platform/events/port';
import type { PayerFact } from './facts';

/** A commit to write wherever its stream then stands. */
export type Announcement = Omit<AppendRequest<PayerFact>, 'expectedVersion'>;

const ATTEMPTS = 10; // times what met another writer is placed again

/**
 * Appends what the log does not hold yet, each at the end of its stream. True for each that was written now, false for
 * each that stood there before (or twice among the announcements). Throws CONFLICT when other writers never let go.
 */
export async function announce(
  log: CommitLog<PayerFact>,
  announcements: readonly Announcement[],
): Promise<readonly boolean[]> {
  const written = announcements.map(() => false);
  let left = announcements.map((announcement, index) => ({ announcement, index }));
  for (let attempt = 0; left.length > 0; attempt += 1) {
    if (attempt === ATTEMPTS) throw new HubError('CONFLICT', 'the payer log is being written by too many at once');
    const held = await log.holds(left.map(({ announcement }) => announcement));
    const fresh = left.filter((_, index) => !held[index]);
    const placed = await place(log, fresh.map(({ announcement }) => announcement)); // prettier-ignore
    const results = placed.length === 0 ? [] : await log.appendMany(placed);
    for (const [at, result] of results.entries()) {
      const { index = -1 } = fresh[at] ?? {};
      if (result.outcome === 'COMMITTED') written[index] = true;
    }
    left = fresh.filter((_, index) => results[index]?.outcome === 'STALE');
  }
  return written;
}

async function place(
  log: CommitLog<PayerFact>,
  announcements: readonly Announcement[],
): Promise<readonly AppendRequest<PayerFact>[]> {
  const versions = new Map(await log.versions(announcements.map(({ stream }) => stream)));
  const seen = new Set<string>();
  return announcements.map((announcement) => {
    const { stream, factKey } = announcement;
    const expectedVersion = versions.get(stream) ?? 0;
    // A fact that stands twice among the announcements is refused by the log itself and takes no version.
    if (!seen.has(`${stream} ${factKey}`)) versions.set(stream, expectedVersion + 1);
    seen.add(`${stream} ${factKey}`);
    return { ...announcement, expectedVersion };
  });
}
