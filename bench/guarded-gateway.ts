import { contest } from './federation/contest';
import { QUERIES } from './federation/graph';
import type { Bench, Row } from './harness/bench';

/**
 * The whole hub's way, guards and audit on and the subgraphs in its process, beside the stock gateway, which guards
 * nothing and has its subgraphs' answers ready in another process.
 */
export const bench: Bench = {
  name: 'guarded and recorded, to the stock gateway unguarded',
  async run(say) {
    const rows: Row[] = [];
    for (const query of Object.keys(QUERIES) as (keyof typeof QUERIES)[]) {
      say(`asking ${query}`);
      const { requests, p99 } = await contest('guarded', query);
      rows.push(
        { what: `${query}, requests to stock's`, value: requests, unit: 'times', target: { atLeast: 3.5 } },
        { what: `${query}, p99 to stock's`, value: p99, unit: 'times' },
      );
    }
    return rows;
  },
};
