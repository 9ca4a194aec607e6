import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { openGraphClient } from './harness/graph-client';
import { advance, setPace, startHub } from './harness/hub-process';
import { latencyRows } from './harness/statistics';

const WATCH = `subscription ($id: ID!) {
  accountBalanceChanged(accountId: $id) { changedAt balance { minorUnits } account { id patient { name { text } } } }
}`;

const WATCHED = 100; // accounts
const EVENTS = 300;
const PATIENCE = 60_000; // 60 seconds

/** From the time that a commit of the ledger bears to the client that watches its account, by WebSocket. */
export const bench: Bench = {
  name: 'subscription push',
  run: (say) =>
    withFolder(async (folder) => {
      const hub = await startHub({ dataFolder: `${folder}/data`, pace: 0 });
      const graph = await openGraphClient(hub);
      const connectionParams = { authorization: `Bearer ${graph.token}` };
      const url = `${hub.url.replace('http', 'ws')}/graphql`;
      const client = createClient({ url, webSocketImpl: WebSocket, connectionParams });
      try {
        say('10 sandbox days');
        await advance(hub, 10);
        const { accounts } = await graph.ask<{ accounts: { nodes: readonly { readonly id: string }[] } }>(
          `{ accounts(first: ${WATCHED}) { nodes { id } } }`,
        );
        say(`watching ${WATCHED} accounts while 30 days a minute pass`);
        const events = collect(client, accounts.nodes);
        await setPace(hub, 30);
        const latencies = await events;
        return [
          ...latencyRows('from commit to client', latencies),
          { what: 'events', value: latencies.length, unit: '' },
        ];
      } finally {
        await client.dispose();
        await graph.close();
        await hub.stop();
      }
    }),
};

/** Milliseconds from commit to client, of so many events, or of those that came in time. */
function collect(client: Client, accounts: readonly { readonly id: string }[]): Promise<readonly number[]> {
  const latencies: number[] = [];
  return new Promise((resolve, reject) => {
    setTimeout(() => resolve(latencies), PATIENCE).unref();
    for (const variables of accounts) {
      client.subscribe<{ accountBalanceChanged: { changedAt: string } }>(
        { query: WATCH, variables },
        {
          next({ data, errors }) {
            if (!data) return reject(new Error(errors?.[0]?.message ?? 'an event without data'));
            latencies.push(Date.now() - Date.parse(data.accountBalanceChanged.changedAt));
            if (latencies.length >= EVENTS) resolve(latencies);
          },
          error: (error) => reject(error instanceof Error ? error : new Error(JSON.stringify(error))),
          complete: () => undefined,
        },
      );
    }
  });
}
