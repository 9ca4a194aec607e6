import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { Command } from 'commander';
import { isMet, Skipped, type Bench } from './harness/bench';
import { machine, printTable, type Outcome } from './harness/table';

/** The files beside this one that export a bench. */
const NAMES = readdirSync(__dirname)
  .filter((file) => file.endsWith('.ts') && file !== basename(__filename))
  .filter((file) => /^export const bench\b/m.test(readFileSync(join(__dirname, file), 'utf8')))
  .map((file) => file.replace(/\.ts$/, ''))
  .sort();

/** The benches are TypeScript, which `import()` of a CommonJS program does not read. */
const load = createRequire(__filename);

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function measure(file: string): Promise<Outcome> {
  const { bench } = load(join(__dirname, `${file}.ts`)) as { readonly bench: Bench };
  const { name } = bench;
  const started = performance.now();
  const outcome = (rest: Partial<Outcome>): Outcome => {
    const seconds = (performance.now() - started) / 1_000;
    return { name, rows: [], skipped: null, failed: null, seconds, ...rest };
  };
  say(`${file} …`);
  try {
    return outcome({ rows: await bench.run((progress) => say(`  ${progress}`)) });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`  ${why}`);
    return outcome(error instanceof Skipped ? { skipped: why } : { failed: why });
  }
}

async function run(asked: readonly string[], { json, strict }: { readonly json?: string; readonly strict?: boolean }) {
  const unknown = asked.filter((name) => !NAMES.includes(name));
  if (unknown.length > 0) throw new Error(`there is no bench ${unknown.join(', ')}; there are ${NAMES.join(', ')}`);
  const on = machine();
  const outcomes: Outcome[] = [];
  for (const file of asked.length > 0 ? asked : NAMES) outcomes.push(await measure(file));
  process.stdout.write(`${printTable(outcomes)}\n`);
  const { node, processors, processor, loadBefore } = on;
  process.stdout.write(`Node ${node}, ${processors} × ${processor}, load before the run ${loadBefore.toFixed(1)}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ machine: on, outcomes }, null, 2)}\n`);
  const hasMissed = outcomes.some(({ rows }) => rows.some((row) => isMet(row) === false));
  if (outcomes.some(({ failed }) => failed !== null) || (strict === true && hasMissed)) process.exitCode = 1;
}

// What benches have started and written goes with this process.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));

new Command('bench')
  .description(`Measures the hub on this machine and prints one table. Benches: ${NAMES.join(', ')}.`)
  .argument('[bench...]', 'which ones; all of them unless told')
  .option('--json <file>', 'write the figures to a file too')
  .option('--strict', 'fail when a target is missed')
  .action(run)
  .parseAsync()
  .catch((error: unknown) => {
    say(`bench: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  });
