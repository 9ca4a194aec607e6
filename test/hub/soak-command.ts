import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Soak, SYSTEMS, type Faults } from './soak';

/*
 * A long trial of the ledger: days pass while systems fail and processes are killed, and after each chapter every cent
 * is compared with what the outside systems say themselves.
 *
 *   npx tsx test/hub/soak-command.ts [--seed 1] [--data FOLDER] [--days 5] [--kills 8] [--chapters plain,outages,…]
 */

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    data: { type: 'string' },
    /** Days of each chapter. */
    days: { type: 'string', default: '5' },
    kills: { type: 'string', default: '8' },
    chapters: { type: 'string' },
  },
});
const days = Number(values.days);

/** Days under faults on all systems, the hub keeping up as it can. */
async function daysUnder(soak: Soak, faults: Faults, count = days): Promise<void> {
  await soak.faults(SYSTEMS, faults);
  for (let day = 0; day < count; day += 1) {
    await soak.days(1);
    await wait(1_500); // milliseconds for the hub to meet them
  }
}

const CHAPTERS: Readonly<Record<string, (soak: Soak) => Promise<readonly string[]>>> = {
  async plain(soak) {
    await soak.drainedDays(days);
    return [];
  },
  async outages(soak) {
    for (const system of SYSTEMS) {
      await soak.faults([system], { outage: true });
      await soak.days(2);
      await wait(3_000); // 3 seconds without it
      await soak.noFaults();
    }
    return [];
  },
  async errors(soak) {
    await daysUnder(soak, { errorRate: 0.3 });
    return [];
  },
  async latency(soak) {
    await daysUnder(soak, { latencyMs: 200 }, Math.min(days, 3));
    return [];
  },
  async duplicates(soak) {
    await daysUnder(soak, { duplicate: 0.5 });
    return [];
  },
  async malformed(soak) {
    await daysUnder(soak, { malformed: 0.3 });
    return ['UNREADABLE_MESSAGE'];
  },
  async kills(soak) {
    for (let kill = 0; kill < Number(values.kills); kill += 1) {
      await soak.days(soak.draw(1, 2));
      await wait(soak.draw(0, 1_500)); // milliseconds
      await soak.crash({ andSandbox: kill % 3 === 2 });
    }
    return [];
  },
  async 'kills amid days'(soak) {
    for (let kill = 0; kill < Number(values.kills); kill += 1) {
      if (kill % 3 === 2) await soak.rest();
      const passing = soak.days(3).catch(() => undefined); // the sandbox goes down in the middle of it
      await wait(soak.draw(50, 1_200)); // milliseconds
      await soak.crash({ andSandbox: kill % 2 === 0 });
      await passing;
    }
    return [];
  },
  async 'kills while starting'(soak) {
    for (let kill = 0; kill < Math.ceil(Number(values.kills) / 2); kill += 1) {
      await soak.days(1);
      await soak.crashWhileStarting(soak.draw(500, 5_000));
    }
    return [];
  },
  async 'closed periods'(soak) {
    await soak.faults(['erp'], { outage: true });
    await soak.days(45); // a month is closed ten days after its end
    await wait(5_000); // 5 seconds
    return ['JOURNAL_REJECTED'];
  },
  async everything(soak) {
    await soak.faults(SYSTEMS, { errorRate: 0.15, duplicate: 0.3, malformed: 0.1 });
    for (let kill = 0; kill < Math.ceil(Number(values.kills) / 2); kill += 1) {
      await soak.days(2);
      await wait(soak.draw(0, 3_000)); // milliseconds
      await soak.crash({ andSandbox: kill % 2 === 0 });
      await soak.faults(SYSTEMS, { errorRate: 0.15, duplicate: 0.3, malformed: 0.1 });
    }
    return [];
  },
};

async function main(): Promise<void> {
  const dataFolder = values.data ?? mkdtempSync(join(tmpdir(), 'accord-soak-'));
  const tell = (line: string): void => void process.stdout.write(`${line}\n`);
  const soak = new Soak({ dataFolder, seed: Number(values.seed), tell });
  const names = values.chapters?.split(',') ?? Object.keys(CHAPTERS);
  let failures = 0;
  const expected = new Set<string>();
  await soak.start();
  for (const name of names) {
    const chapter = CHAPTERS[name];
    if (!chapter) throw new Error(`there is no chapter ${name}; there are ${Object.keys(CHAPTERS).join(', ')}`);
    const start = performance.now();
    for (const kind of await chapter(soak)) expected.add(kind);
    const took = ((performance.now() - start) / 1_000).toFixed(1);
    const { faults, figures } = await soak.compare([...expected]);
    failures += faults.length;
    const rested = ((performance.now() - start) / 1_000).toFixed(1);
    tell(
      `${faults.length === 0 ? 'agrees' : 'DIFFERS'}  ${name}: ${took} s, at rest after ${rested} s, ${figures['date']}`,
    );
    for (const fault of faults) tell(`  - ${fault}`);
    tell(`  ${JSON.stringify(figures)}`);
  }
  await soak.stop();
  if (values.data === undefined && failures === 0) rmSync(dataFolder, { recursive: true });
  else tell(`data: ${dataFolder}`);
  process.exitCode = failures === 0 ? 0 : 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? '') : String(error)}\n`);
  process.exit(1);
});
