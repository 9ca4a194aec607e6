import { openSqliteStore } from '../platform/store/sqlite';
import type { Bench, Row } from './harness/bench';
import { syncsPerSecond } from './harness/disk';
import { withFolder } from './harness/folder';
import { timed } from './harness/statistics';

const SINGLE = 4_000;
const BATCHED = 50_000;
const FINDS = 20_000;

interface Entry {
  readonly _id: string;
  readonly accountId: string;
  readonly sequence: number;
  readonly amount: number;
  readonly reason: string;
}

const entryOf = (number: number): Entry => ({
  _id: `entry-${number}`,
  accountId: `account-${number % 5_000}`,
  sequence: number,
  amount: number * 7,
  reason: 'an entry of about the size that the ledger keeps, with text enough to fill a row',
});

/** The embedded store on a file, every commit on disk before it returns. */
export const bench: Bench = {
  name: 'embedded store',
  run: (say) =>
    withFolder(async (folder) => {
      const store = await openSqliteStore({ path: `${folder}/bench.db` });
      const indexes = [{ fields: ['accountId', 'sequence'] }];
      const entries = await store.collection<Entry>({ name: 'bench_entries', indexes });
      const rate = async (what: string, count: number, work: () => Promise<void>): Promise<Row> => {
        say(what);
        return { what, value: (count / (await timed(work))) * 1_000, unit: '/s' };
      };
      try {
        const syncs = syncsPerSecond(folder);
        return [
          { what: 'this disk’s own syncs of 4 KiB, just before', value: syncs, unit: '/s' },
          await rate('single commits', SINGLE, async () => {
            for (let number = 0; number < SINGLE; number += 1) await entries.insert(entryOf(number));
          }),
          await rate('batched inserts, 500 each', BATCHED, async () => {
            for (let start = SINGLE; start < SINGLE + BATCHED; start += 500) {
              await entries.insertMany(Array.from({ length: 500 }, (_, index) => entryOf(start + index)));
            }
          }),
          await rate('finds by an index, 1 document', FINDS, async () => {
            for (let find = 0; find < FINDS; find += 1) {
              await entries.find({ accountId: `account-${find % 5_000}` }, { sort: [['sequence', 'desc']], limit: 1 });
            }
          }),
          await rate('gets by id', FINDS, async () => {
            for (let get = 0; get < FINDS; get += 1) await entries.get(`entry-${get}`);
          }),
        ];
      } finally {
        await store.close();
      }
    }),
};
