import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import nodeFlags from '../../../hub/bin/node-flags.json';
import { isAlive } from '../accord-process';

let folder: string;
let wrapper: string;
let tool: string;
beforeAll(() => {
  // In a project of its own that has all its packages: here, a changed lockfile would have them installed.
  folder = mkdtempSync(join(tmpdir(), 'accord-run-'));
  cpSync(join(__dirname, '..', '..', '..', 'hub', 'bin'), join(folder, 'hub', 'bin'), { recursive: true });
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(dirname(require.resolve('tsx/package.json')), join(folder, 'node_modules', 'tsx'));
  writeFileSync(join(folder, 'package-lock.json'), '{}');
  writeFileSync(join(folder, 'node_modules', '.package-lock.json'), '{}');
  wrapper = join(folder, 'hub', 'bin', 'run.mjs');
  tool = join(folder, 'tool.mjs');
  // Says who it is, waits, and ends with 7 when it is told to.
  writeFileSync(
    tool,
    `process.on('SIGTERM', () => process.exit(7));
    if (process.argv[2] === 'crash') process.kill(process.pid, 'SIGKILL');
    process.stdout.write('pid ' + process.pid + ' ' + process.argv.slice(2).join() + '\\n');
    setTimeout(() => {}, 30_000);`,
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the tool says of itself. */
async function toolOf(running: ChildProcess): Promise<{ readonly pid: number; readonly args: string }> {
  const [text] = (await once(running.stdout as NonNullable<typeof running.stdout>, 'data')) as [Buffer];
  const [, pid, args = ''] = /pid (\d+) (.*)/.exec(String(text)) ?? [];
  return { pid: Number(pid), args };
}

const launch = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [wrapper, tool, ...args], { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });

test('hands arguments, signals and the exit code through, from any folder', async () => {
  const running = launch('a', 'b c');
  const { pid, args } = await toolOf(running);
  expect(args).toBe('a,b c');
  running.kill('SIGTERM');
  expect(await once(running, 'exit')).toEqual([7, null]);
  expect(isAlive(pid)).toBe(false);
});

test('says by which signal the tool was ended', async () => {
  expect(await once(launch('crash'), 'exit')).toEqual([128 + 9, null]);
});

test('ends the tool when npm has gone, which tells only its shell', async () => {
  const command = `"${process.execPath}" "${wrapper}" "${tool}" & wait`;
  const env = { ...process.env, npm_lifecycle_event: 'start' };
  const shell = spawn('sh', ['-c', command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const { pid } = await toolOf(shell);
  shell.kill('SIGKILL');
  for (let tries = 0; tries < 100 && isAlive(pid); tries += 1) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(isAlive(pid)).toBe(false);
});

test('runs TypeScript as it stands, with the flags by which its memory is kept small', async () => {
  writeFileSync(join(folder, 'told.ts'), 'const told: string = process.execArgv.join(); process.stdout.write(told);');
  const running = spawn(process.execPath, [wrapper, 'told.ts'], { cwd: '/', stdio: ['ignore', 'pipe', 'inherit'] });
  const [text] = (await once(running.stdout, 'data')) as [Buffer];
  expect(String(text)).toContain(`${nodeFlags.join()},--require,`);
});
