import type { Bench, Row } from './harness/bench';
import { countingStore, type Calls } from './harness/counting-store';
import { withFolder } from './harness/folder';
import { openGraphClient } from './harness/graph-client';
import { openLocalGraph } from './harness/local-graph';
import { seedData } from './harness/seeded-data';
import { latencyRows, timedEach } from './harness/statistics';

const LIST = `{
  accounts(first: 100) {
    nodes {
      id balance { minorUnits }
      patient { id name { text } } guarantor { id name { text } } facility { name }
      entries(first: 3) { nodes { id amount { minorUnits } } }
      claims(first: 5) { nodes { id status billedAmount { minorUnits } payer { name } } totalCount }
      payments(first: 5) { nodes { id amount { minorUnits } refundedAmount { minorUnits } } totalCount }
    }
  }
}`;

const SEEDED_DAYS = 10;
const ROUNDS = 50;

/** A list of 100 accounts with all that hangs on them: calls of the store per collection, and time. */
export const bench: Bench = {
  name: 'list of 100 accounts',
  run: (say) =>
    withFolder(async (folder) => {
      say(`${SEEDED_DAYS} sandbox days`);
      await seedData(`${folder}/data`, SEEDED_DAYS);
      let calls: Calls = new Map();
      const graph = await openLocalGraph(`${folder}/data`, (store) => {
        const counting = countingStore(store);
        calls = counting.calls;
        return counting.store;
      });
      const client = await openGraphClient(graph);
      try {
        const times = await timedEach(ROUNDS, () => client.ask(LIST));
        calls.clear();
        await client.ask(LIST);
        return [...callRows(calls), ...latencyRows('time', times)];
      } finally {
        await client.close();
        await graph.close();
      }
    }),
};

/** At most one read for each collection, and one count where it was asked for. */
function callRows(calls: Calls): readonly Row[] {
  return [...calls].map(([call, count]) => ({ what: `calls: ${call}`, value: count, unit: '', target: { under: 2 } }));
}
