import { systemClock } from '../platform/domain/instant';
import { createCommitLog } from '../platform/events/commit-log';
import { createConsumer } from '../platform/events/consumer';
import { openFeed } from '../platform/events/feed';
import { createInProcessBus } from '../platform/events/in-process';
import type { AppendRequest, Bus } from '../platform/events/port';
import { createSequencer } from '../platform/events/sequencer';
import type { Store } from '../platform/store/port';
import { openSqliteStore } from '../platform/store/sqlite';
import { silentLogger } from '../platform/telemetry/logger';
import type { Bench, Row } from './harness/bench';
import { withFolder } from './harness/folder';
import { timed } from './harness/statistics';

const COMMITS = 10_000;
const BATCH = 500;

const requestOf = (number: number): AppendRequest => ({
  stream: `account/${number % 1_000}`,
  expectedVersion: Math.floor(number / 1_000),
  factKey: `fact-${number}`,
  facts: [{ type: 'ChargePosted', data: { amount: { minorUnits: number, currency: 'USD' } } }],
  at: systemClock(),
  trace: { correlationId: 'bench', causationId: null },
});

/** The way of a commit: into its log, by the sequencer into the feed, to a consumer with a checkpoint. */
export const bench: Bench = {
  name: 'commits to feed',
  run: () =>
    withFolder(async (folder) => {
      const store = await openSqliteStore({ path: `${folder}/bench.db` });
      const bus = createInProcessBus({ channel: 'bench' });
      try {
        return await measure(store, bus);
      } finally {
        await bus.close();
        await store.close();
      }
    }),
};

async function measure(store: Store, bus: Bus): Promise<readonly Row[]> {
  const shared = { store, bus, clock: systemClock, log: silentLogger, holder: 'bench' };
  const log = await createCommitLog({ store, name: 'bench' });
  const sequencer = await createSequencer({ ...shared, name: 'bench' });
  let seen = 0;
  const handle = async (entries: readonly unknown[]): Promise<void> => void (seen += entries.length);
  const feed = await openFeed({ store, name: 'bench' });
  const consumer = await createConsumer({ ...shared, feed, group: 'bench', handle });
  const append = async (): Promise<void> => {
    for (let start = 0; start < COMMITS; start += BATCH) {
      await log.appendMany(Array.from({ length: BATCH }, (_, index) => requestOf(start + index)));
    }
  };
  const rate = async (what: string, work: () => Promise<unknown>): Promise<Row> => {
    return { what, value: (COMMITS / (await timed(work))) * 1_000, unit: '/s' };
  };
  const rows = [
    await rate(`appended, ${BATCH} in a batch`, append),
    await rate('sequenced', () => sequencer.runOnce()),
    await rate('consumed', () => consumer.runOnce()),
  ];
  if (seen !== COMMITS) throw new Error(`${seen} of ${COMMITS} commits came through`);
  return rows;
}
