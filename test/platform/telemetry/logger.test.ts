import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { silentLogger } from '../../../platform/telemetry/logger';

/** What a process writes that runs `code` with a logger named `hub`. */
function written(code: string): { stdout: string; lines: Record<string, unknown>[] } {
  const module = JSON.stringify(join(__dirname, '..', '..', '..', 'platform', 'telemetry', 'logger'));
  const script = `const { createLogger } = require(${module}); ${code}`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), '-e', script], {
    encoding: 'utf8',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const lines = stderr.split('\n').filter((line) => line !== '');
  return { stdout, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the logger', () => {
  it('writes JSON lines on standard error, before the process ends', () => {
    const { stdout, lines } = written(
      "createLogger({ name: 'hub' }).child({ source: 'bank' }).warn({ count: 2 }, 'late'); process.exit(0);",
    );
    expect(stdout).toBe('');
    expect(lines).toEqual([
      { level: 40, time: expect.stringMatching(/^\d{4}-.*Z$/), name: 'hub', source: 'bank', count: 2, msg: 'late' },
    ]);
  });

  it('leaves out what is below its level', () => {
    const code = "const log = createLogger({ name: 'hub', level: 'error' }); log.warn('a'); log.error('b');";
    expect(written(code).lines.map(({ msg }) => msg)).toEqual(['b']);
  });

  it('can be silent', () => {
    expect(() => silentLogger.child({ a: 1 }).error('nothing')).not.toThrow();
  });
});
