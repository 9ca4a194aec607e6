import type { Bench, Row } from './harness/bench';
import { withFolder } from './harness/folder';
import { openGraphClient, type GraphClient } from './harness/graph-client';
import { advance, setPace, startHub, type HubProcess } from './harness/hub-process';
import { latencyRows, timedEach } from './harness/statistics';

const PAGE = `query AccountPage($id: ID!) {
  account(id: $id) {
    id balance { ...m } patientBalanceAmount { ...m } insuranceBalanceAmount { ...m } unappliedAmount { ...m }
    patient { id medicalRecordNumber name { family given text } birthDate }
    guarantor { id name { text } }
    facility { id name }
    entries(first: 20) {
      nodes { id kind amount { ...m } balanceAfterAmount { ...m } postingDate serviceDate reasonCode recordedAt }
      pageInfo { hasNextPage endCursor }
    }
    claims(first: 20) {
      nodes { id status serviceDate billedAmount { ...m } paidAmount { ...m } payer { name } }
      totalCount
    }
    payments(first: 20) { nodes { id status amount { ...m } createdAt } totalCount }
  }
}
fragment m on Money { minorUnits currency }`;

const SEEDED_DAYS = 10;
const ROUNDS = 2_000;

/** The page of one account after another, over HTTP, while the sandbox's days pass. */
export const bench: Bench = {
  name: 'account page',
  run: (say) =>
    withFolder(async (folder) => {
      const hub = await startHub({ dataFolder: `${folder}/data`, pace: 0 });
      const client = await openGraphClient(hub);
      try {
        say(`${SEEDED_DAYS} sandbox days`);
        await advance(hub, SEEDED_DAYS);
        say('while nothing happens');
        const quiet = await timePages(client);
        say('while 30 days a minute pass');
        await setPace(hub, 30);
        const loopDelay = await eventLoopDelay(hub);
        const busy = await timePages(client);
        const rows = [...latencyRows('while 30 days a minute pass', busy, 10), ...(await loopDelay())];
        return [...rows, ...latencyRows('while nothing happens', quiet)];
      } finally {
        await client.close();
        await hub.stop();
      }
    }),
};

async function timePages(client: GraphClient): Promise<readonly number[]> {
  const { accounts } = await client.ask<{ accounts: { nodes: readonly { readonly id: string }[] } }>(
    '{ accounts(first: 100) { nodes { id } } }',
  );
  const { nodes } = accounts;
  return timedEach(ROUNDS, (round) => client.ask(PAGE, { id: nodes[round % nodes.length]?.id }));
}

/** Begins to watch how late the hub's main thread comes to its timers; the result ends it. Reading it resets it. */
async function eventLoopDelay({ url }: HubProcess): Promise<() => Promise<readonly Row[]>> {
  const read = async (name: string): Promise<number> => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(new RegExp(`^nodejs_eventloop_lag_${name}_seconds (\\S+)`, 'm').exec(text)?.[1]) * 1_000;
  };
  await read('max');
  return async () => {
    const p99 = await read('p99');
    return [{ what: 'main thread, event loop delay, p99', value: p99, unit: 'ms' }];
  };
}
