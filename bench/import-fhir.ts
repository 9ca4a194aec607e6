import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Skipped, type Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { openGraphClient } from './harness/graph-client';
import { runVerb, startHub, type HubProcess } from './harness/hub-process';
import { watchMemory } from './harness/memory';
import { timed } from './harness/statistics';

const MESSAGES = join(__dirname, '..', '..', 'shared', 'data', 'fhir');

/** `accord import` of real FHIR bundles into a running hub: through the EHR, the connector, the ledger. */
export const bench: Bench = {
  name: 'import of FHIR bundles',
  async run(say) {
    if (!existsSync(MESSAGES)) throw new Skipped(`there is no ${MESSAGES}`);
    return withFolder(async (folder) => {
      const hub = await startHub({ dataFolder: `${folder}/data`, pace: 0 });
      const memory = watchMemory(hub.pid);
      try {
        say('importing');
        const seconds = (await timed(() => runVerb('import', MESSAGES, '--data', hub.dataFolder))) / 1_000;
        const { patients, claims } = await counts(hub);
        say('importing the same again');
        const again = (await timed(() => runVerb('import', MESSAGES, '--data', hub.dataFolder))) / 1_000;
        const { own, children, together } = await memory.stop();
        return [
          { what: 'first time', value: seconds, unit: 's', target: { under: 60 } },
          { what: 'patients then, those of the sandbox included', value: patients.totalCount, unit: '' },
          { what: 'claims then', value: claims.totalCount, unit: '' },
          { what: 'again, changing nothing', value: again, unit: 's' },
          { what: 'hub, peak memory', value: own, unit: 'MB' },
          { what: 'sandbox, peak memory', value: children, unit: 'MB' },
          { what: 'both, peak memory', value: together, unit: 'MB', target: { under: 1_074 } },
        ];
      } finally {
        await memory.stop();
        await hub.stop();
      }
    });
  },
};

interface Counts {
  readonly patients: { readonly totalCount: number };
  readonly claims: { readonly totalCount: number };
}

async function counts(hub: HubProcess): Promise<Counts> {
  const client = await openGraphClient(hub);
  try {
    return await client.ask<Counts>('{ patients(first: 1) { totalCount } claims(first: 1) { totalCount } }');
  } finally {
    await client.close();
  }
}
