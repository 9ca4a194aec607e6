import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import nodeFlags from '../../hub/bin/node-flags.json';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { systemClock } from '../../platform/domain/instant';
import { withFolder } from '../harness/folder';
import { percentile } from '../harness/statistics';
import { buildSubgraphs, QUERIES, supergraphOf } from './graph';
import type { Load, Loaded } from './load';
import type { Role } from './server';

/** What a gateway did, as a ratio to the stock one in the same rounds. */
export interface Ratios {
  readonly requests: number;
  readonly p99: number;
  /** MB that its process holds at the end. */
  readonly memory: number;
}

const ROUNDS = 4;
const SECONDS = 4; // of one round
const WARM = 4; // seconds before the first
const LOADER = ['--require', require.resolve('tsx/cjs')];
/** The others collect their garbage when V8 likes to. */
const OTHERS_FLAGS = ['--max-semi-space-size=32'];

/** Has a gateway and the stock one answer the same query over the same subgraphs, taking turns. */
export const contest = (role: Exclude<Role, 'subgraphs' | 'stock'>, query: keyof typeof QUERIES): Promise<Ratios> =>
  withFolder(async (folder) => {
    const children: ChildProcess[] = [];
    const start = async <T>(file: string, ...args: readonly string[]) => {
      const child = fork(join(__dirname, file), args, {
        execArgv: [...(args[0] === role ? nodeFlags : OTHERS_FLAGS), ...LOADER],
        stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      });
      children.push(child);
      return { child, told: args.length > 0 ? await messageOf<T>(child) : ({} as T) };
    };
    try {
      const { told: subgraphs } = await start<{ url: string }>('server.ts', 'subgraphs', folder);
      const built = buildSubgraphs(folder);
      writeFileSync(
        join(folder, 'supergraph.graphql'),
        supergraphOf(built, (name) => `${subgraphs.url}/${name}`),
      );
      const [stock, ours] = [await start<{ url: string }>('server.ts', 'stock', folder), await start<{ url: string }>('server.ts', role, folder)]; // prettier-ignore
      const { child: client } = await start('load.ts');
      const issuer = await createDevelopmentIssuer({ folder });
      const token = await issuer.issue({ role: 'billing', facilityIds: ['*'], clientId: 'bench', now: systemClock() });
      const body = JSON.stringify({ query: QUERIES[query] });
      const ask = async (url: string, seconds: number): Promise<Loaded> => {
        client.send({ url, body, token, seconds } satisfies Load);
        return messageOf<Loaded>(client);
      };
      await checkSame([stock.told.url, ours.told.url], body, token);
      for (const { told } of [stock, ours]) await ask(told.url, WARM);
      const rounds: { readonly requests: number; readonly p99: number }[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const theirs = await ask(stock.told.url, SECONDS);
        const own = await ask(ours.told.url, SECONDS);
        if (own.failed + theirs.failed > 0) throw new Error('not every request was answered');
        rounds.push({ requests: own.requestsPerSecond / theirs.requestsPerSecond, p99: own.p99 / theirs.p99 });
      }
      return {
        requests: percentile(rounds.map(({ requests }) => requests), 0.5), // prettier-ignore
        p99: percentile(rounds.map(({ p99 }) => p99), 0.5), // prettier-ignore
        memory: memoryOf(ours.child),
      };
    } finally {
      await Promise.all(children.map(end));
    }
  });

const messageOf = async <T>(child: ChildProcess): Promise<T> => ((await once(child, 'message')) as [T])[0];

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.connected) return;
  child.disconnect();
  await once(child, 'exit');
}

/** Resident memory in MB, as the kernel counts it. */
const memoryOf = ({ pid }: ChildProcess): number =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid ?? 0}/status`, 'utf8'))?.[1]) / 1_024;

/** Throws unless all of them give the same data, and no errors. */
async function checkSame(urls: readonly string[], body: string, token: string): Promise<void> {
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const texts = await Promise.all(
    urls.map(async (url) => {
      const { data, errors } = (await (await fetch(url, { method: 'POST', headers, body })).json()) as { data: unknown; errors?: unknown }; // prettier-ignore
      if (errors) throw new Error(`${url} answers with errors: ${JSON.stringify(errors).slice(0, 500)}`);
      return JSON.stringify(data);
    }),
  );
  if (new Set(texts).size > 1) throw new Error('the gateways answer differently');
}
