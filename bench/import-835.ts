import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { openGraphClient } from './harness/graph-client';
import { runVerb, startHub, type HubProcess } from './harness/hub-process';
import { memoryOf, watchMemory } from './harness/memory';
import { timed } from './harness/statistics';
import { generate835File } from './x12-reader';

const FILE_SIZE = 20_000_000; // bytes

/** `accord import` of a 20 MB file of 835s, 10,000 claim payments each, into a running hub: what the hub needs for it. */
export const bench: Bench = {
  name: 'import of a 20 MB 835',
  run: (say) =>
    withFolder(async (folder) => {
      const file = join(folder, 'remittances.835');
      await generate835File(file, FILE_SIZE);
      const megabytes = statSync(file).size / 1e6;
      const hub = await startHub({ dataFolder: join(folder, 'data'), pace: 0 });
      const before = await memoryOf(hub.pid);
      const memory = watchMemory(hub.pid);
      try {
        say('importing');
        const seconds = (await timed(() => runVerb('import', file, '--data', hub.dataFolder))) / 1_000;
        const { own } = await memory.stop();
        const { remittanceAdvices } = await remittances(hub);
        return [
          { what: 'file', value: megabytes, unit: 'MB' },
          { what: 'time', value: seconds, unit: 's' },
          { what: 'claim payments then', value: sumOf(remittanceAdvices.nodes), unit: '' },
          { what: 'hub, memory before', value: before.own, unit: 'MB' },
          { what: 'hub, peak memory', value: own, unit: 'MB', target: { under: 400 } },
          { what: 'what the import adds, to the file', value: (own - before.own) / megabytes, unit: 'times' },
        ];
      } finally {
        await memory.stop();
        await hub.stop();
      }
    }),
};

interface Remittances {
  readonly remittanceAdvices: { readonly nodes: readonly { readonly claimCount: number }[] };
}

async function remittances(hub: HubProcess): Promise<Remittances> {
  const client = await openGraphClient(hub);
  try {
    return await client.ask<Remittances>('{ remittanceAdvices(first: 100) { nodes { claimCount } } }');
  } finally {
    await client.close();
  }
}

const sumOf = (nodes: readonly { readonly claimCount: number }[]): number =>
  nodes.reduce((sum, { claimCount }) => sum + claimCount, 0);
