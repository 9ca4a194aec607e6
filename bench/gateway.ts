import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nodeFlags from '../hub/bin/node-flags.json';
import { contest } from './federation/contest';
import type { QUERIES as OWN_QUERIES } from './federation/graph';
import type { Bench, Row, Say } from './harness/bench';
import { percentile } from './harness/statistics';

const ROOT = join(__dirname, '..');
const HARNESS = join(ROOT, '..', 'shared', 'bench');
/** Stays, since the packages of the other gateways take minutes to install. */
const FOLDER = join(tmpdir(), 'accord-bench-gateways');

const [OURS, STOCK, HIVE] = ['accord', 'stock', 'hive-router'] as const;
const QUERIES = [
  { query: 'big', toStock: 5, toHive: 2.5 },
  { query: 'mid', toStock: 4 },
  { query: 'small', toStock: 5 },
] as const;
const ROUNDS = ['--rounds', '4', '--secs', '5', '--warm', '5', '--gwcpu', '-', '--loadcpu', '-'];

/**
 * This gateway over a federated graph of others, its guards off, beside the stock one and Hive's with its Rust planner;
 * where the harness of those is not there, beside the stock one alone over a graph of our own.
 */
export const bench: Bench = {
  name: 'gateways over a graph of others, 50 users',
  async run(say) {
    const rows: Row[] = [];
    const isThere = existsSync(HARNESS);
    if (isThere) await prepare(say);
    else say(`there is no ${HARNESS}: the stock gateway alone, over a graph of our own`);
    for (const asked of QUERIES) {
      say(`asking ${asked.query}`);
      rows.push(...(isThere ? rowsOf(asked, await measured(asked.query)) : await ownRows(asked)));
    }
    return rows;
  },
};

/** Puts the harness where its packages are, with this gateway among those that it knows. */
async function prepare(say: Say): Promise<void> {
  mkdirSync(join(FOLDER, 'out'), { recursive: true });
  cpSync(HARNESS, FOLDER, { recursive: true, filter: (path) => !path.includes('node_modules') });
  renameSync(join(FOLDER, 'variants.mjs'), join(FOLDER, 'others.mjs'));
  writeFileSync(join(FOLDER, 'variants.mjs'), VARIANTS);
  if (!existsSync(join(FOLDER, 'node_modules', '.package-lock.json'))) {
    say(`installing the others in ${FOLDER}`);
    await done('npm', ['install', '--no-audit', '--no-fund']);
  }
  await done(process.execPath, ['compose.mjs']);
}

/** As hub/bin/run.mjs starts it, without the process in between, whose memory would be taken for the gateway's. */
const NODE = [...nodeFlags, '--require', require.resolve('tsx/cjs'), join(ROOT, 'hub', 'main.ts')];
const VARIANTS = `import { variants as others } from './others.mjs';
const args = (port) => [...${JSON.stringify(NODE)}, 'gateway', '--unguarded', '--supergraph', 'out/bench-supergraph.graphql', '--port', String(port)];
export const variants = [...others, { name: '${OURS}', args, path: '/graphql', env: { ACCORD_LOG_LEVEL: 'warn' } }];
`;

/** Figures of one gateway in one round. */
interface Round {
  readonly rps: number;
  readonly p99: number;
  /** Seconds of the processors for 1,000 requests: what a busy machine distorts least. */
  readonly cpu: number;
}

interface Figures {
  readonly rows: Readonly<Record<string, readonly Round[]>>;
  /** `MB`: memory under load. */
  readonly all: Readonly<Record<string, { readonly MB: number }>>;
}

async function measured(query: string): Promise<Figures> {
  const out = join(FOLDER, 'out', `${query}.json`);
  const only = [STOCK, OURS, HIVE].join();
  await done(process.execPath, ['bench.mjs', '--query', query, '--mode', 'users', '--only', only, '--out', out, ...ROUNDS]); // prettier-ignore
  return JSON.parse(readFileSync(out, 'utf8')) as Figures;
}

async function ownRows({ query, toStock }: Asked): Promise<readonly Row[]> {
  const { requests, p99, memory } = await contest('unguarded', query);
  return [
    { what: `${query}, requests to stock's`, value: requests, unit: 'times', target: { atLeast: toStock } },
    { what: `${query}, p99 to stock's`, value: p99, unit: 'times', ...(query === 'big' ? { target: { under: 0.2 } } : {}) }, // prettier-ignore
    { what: `${query}, memory`, value: memory, unit: 'MB' },
  ];
}

type Asked = { readonly query: keyof typeof OWN_QUERIES; readonly toStock: number; readonly toHive?: number };

function rowsOf({ query, toStock, toHive }: Asked, { rows, all }: Figures): readonly Row[] {
  const ratio = (other: string, figure: keyof Round): number =>
    percentile(
      (rows[OURS] ?? []).map((round, at) => round[figure] / (rows[other]?.[at]?.[figure] ?? NaN)),
      0.5,
    );
  return [
    { what: `${query}, requests to stock's`, value: ratio(STOCK, 'rps'), unit: 'times', target: { atLeast: toStock } },
    { what: `${query}, requests to Hive's`, value: ratio(HIVE, 'rps'), unit: 'times', ...(toHive ? { target: { atLeast: toHive } } : {}) }, // prettier-ignore
    { what: `${query}, p99 to stock's`, value: ratio(STOCK, 'p99'), unit: 'times', ...(query === 'big' ? { target: { under: 0.2 } } : {}) }, // prettier-ignore
    { what: `${query}, CPU of a request to stock's`, value: ratio(STOCK, 'cpu'), unit: 'times' },
    { what: `${query}, memory`, value: all[OURS]?.MB ?? NaN, unit: 'MB', target: { under: 250 } },
  ];
}

/** Runs a program there to its end. Throws with the last of what it wrote when it fails. */
async function done(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: FOLDER, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => void child.kill('SIGTERM');
  process.once('exit', end);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (said += text));
  const [code] = (await once(child, 'close')) as [number | null];
  process.off('exit', end);
  if (code !== 0) throw new Error(`${program} ${args[0] ?? ''} failed: ${said.slice(-1_000)}`);
}
