import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const project = join(__dirname, '..', '..', '..');

/** Runs the test command over what the arguments choose. */
function run(...args: readonly string[]): { status: number | null; lines: readonly string[] } {
  const command = ['--require', require.resolve('tsx/cjs'), join(project, 'hub/checks/test.ts'), ...args];
  const { status, stdout } = spawnSync(process.execPath, command, {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, MONGODB_TEST_URL: '' },
  });
  return { status, lines: stdout.trim().split('\n') };
}

describe('the test command', () => {
  it('ends with what passed, and names the legs that were left out', () => {
    const { status, lines } = run('test/platform/domain/ids.test.ts');
    expect(status).toBe(0);
    expect(lines).toContain(
      'leg skipped: MongoDB store (set MONGODB_TEST_URL to the address of a MongoDB-compatible server)',
    );
    expect(lines.at(-1)).toMatch(/^[1-9]\d* passed, 0 failed, 0 skipped$/);
  }, 60_000);

  it('fails when no test has run', () => {
    const { status, lines } = run('test/platform/domain/ids.test.ts', '-t', 'no test is called this');
    expect({ status, last: lines.at(-1)?.replace(/\d+ skipped/, 'N skipped') }).toEqual({
      status: 1,
      last: '0 passed, 0 failed, N skipped',
    });
  }, 60_000);

  it('fails when no file is chosen', () => {
    expect(run('test/no-such-folder').status).toBe(1);
  }, 60_000);
});
