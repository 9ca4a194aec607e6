import type { Bench, Row } from './harness/bench';
import { withFolder } from './harness/folder';
import { openGraphClient } from './harness/graph-client';
import { launchHub } from './harness/hub-process';

const PATIENCE = 60_000; // 60 seconds

/** From `npm start`'s command to the first answer that holds a seeded patient. */
export const bench: Bench = {
  name: 'start to first answered query',
  run: (say) =>
    withFolder(async (folder) => {
      const dataFolder = `${folder}/data`;
      say('on fresh data');
      const fresh = await secondsToFirstPatient(dataFolder);
      say('on the same data again');
      const again = await secondsToFirstPatient(dataFolder);
      const row = (what: string, value: number): Row => ({ what, value, unit: 's', target: { under: 15 } });
      return [row('fresh data, sandbox seeded', fresh), row('existing data', again)];
    }),
};

async function secondsToFirstPatient(dataFolder: string): Promise<number> {
  const started = performance.now();
  const hub = await launchHub({ dataFolder, pace: 6 });
  try {
    for (;;) {
      if (await hasPatient(hub)) return (performance.now() - started) / 1_000;
      const hasEnded = hub.child.exitCode !== null || performance.now() - started > PATIENCE;
      if (hasEnded) throw new Error(`no answer: ${hub.output().slice(-500)}`);
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  } finally {
    await hub.stop();
  }
}

/** False as long as nobody listens, or nobody is known. */
async function hasPatient(hub: { readonly url: string; readonly dataFolder: string }): Promise<boolean> {
  const isUp = await fetch(`${hub.url}/health/ready`).then(({ ok }) => ok, () => false); // prettier-ignore
  if (!isUp) return false;
  const client = await openGraphClient(hub);
  try {
    const { patients } = await client.ask<{ patients: { nodes: readonly unknown[] } }>(
      '{ patients(first: 1) { nodes { id name { text } } } }',
    );
    return patients.nodes.length > 0;
  } finally {
    await client.close();
  }
}
