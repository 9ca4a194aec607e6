import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOperatorClient } from '../../../hub/operator-client';
import { createDevelopmentIssuer } from '../../../platform/access/development-issuer';
import type { Role } from '../../../platform/access/roles';
import { systemClock } from '../../../platform/domain/instant';

const ROOT = join(__dirname, '../../..');

/** What a command printed, and how it ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Variables = Readonly<Record<string, string>>;

const command = (args: readonly string[]): readonly string[] => ['--require', 'tsx/cjs', join(ROOT, 'hub', 'main.ts'), ...args]; // prettier-ignore

const surroundings = (variables: Variables): NodeJS.ProcessEnv => ({ PATH: process.env['PATH'], HOME: process.env['HOME'], TMPDIR: process.env['TMPDIR'], ...variables }); // prettier-ignore

/** Runs the real command line to its end. */
export function accord(args: readonly string[], variables: Variables = {}): Promise<Ended> {
  const child = spawn(process.execPath, command(args), { cwd: ROOT, env: surroundings(variables), stdio: ['ignore', 'pipe', 'pipe'] }); // prettier-ignore
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
}

/** A hub as `npm start` runs it, in a process of its own. */
export interface TrialHub {
  readonly data: string;
  readonly url: string;
  readonly pid: number;
  /** Everything it has logged, at the level of debug. */
  log(): string;
  import(paths: readonly string[], variables?: Variables): Promise<Ended>;
  /** What the graph answers; throws when it has errors. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is each query's
  ask(query: string, role?: Role): Promise<any>;
  /** Resolves once all that its outside systems hold has reached the ledger. */
  drain(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a hub with its sandbox, whose days stand still, on a data folder. */
export async function startTrialHub(data: string, variables: Variables = {}): Promise<TrialHub> {
  const logFile = `${data}.log`;
  const log = openSync(logFile, 'a');
  const args = command(['start', '--port', '0', '--data', data, '--pace', '0']);
  const env = surroundings({ ACCORD_LOG_LEVEL: 'debug', ...variables });
  const child = spawn(process.execPath, args, { cwd: ROOT, env, stdio: ['ignore', log, log] });
  closeSync(log);
  const logged = (): string => readFileSync(logFile, 'utf8');
  await until(() => logged().includes('Accord is running'), { child, logged });
  const { url } = JSON.parse(readFileSync(join(data, 'hub.json'), 'utf8')) as { url: string };
  const issuer = await createDevelopmentIssuer({ folder: data });
  return {
    data,
    url,
    pid: child.pid ?? 0,
    log: logged,
    import: (paths, more) => accord(['import', ...paths, '--data', data], more),
    async ask(query, role = 'billing') {
      const token = await issuer.issue({ role, facilityIds: ['*'], now: systemClock() });
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      const { data: answer, errors } = (await response.json()) as { data: unknown; errors?: unknown };
      if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
      return answer;
    },
    async drain() {
      const token = await issuer.issue({ role: 'operator', now: systemClock() });
      await createOperatorClient({ url, token }).drain();
    },
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGTERM');
      }),
  };
}

async function until(
  isSo: () => boolean,
  { child, logged }: { readonly child: ChildProcess; readonly logged: () => string },
): Promise<void> {
  for (let tries = 0; tries < 1_200 && child.exitCode === null; tries += 1) {
    if (isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  child.kill('SIGKILL');
  throw new Error(`the hub does not run:\n${logged()}`);
}

/** The rows of the closing table, numbers by the name of the row. */
export const tableOf = (stdout: string): Readonly<Record<string, readonly number[]>> =>
  Object.fromEntries(
    stdout
      .split('\n')
      .filter((line) => line.startsWith('│'))
      .map((line) =>
        line
          .split('│')
          .slice(1, -1)
          .map((cell) => cell.trim()),
      ) // prettier-ignore
      .slice(1)
      .map(([name = '', ...numbers]) => [name, numbers.map(Number)]),
  );
