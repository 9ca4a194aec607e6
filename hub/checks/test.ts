import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

/** Legs that need something beside this repository, and how to have them run too. */
const LEGS = [
  {
    name: 'MongoDB store',
    isHere: Boolean(process.env.MONGODB_TEST_URL),
    how: 'set MONGODB_TEST_URL to the address of a MongoDB-compatible server',
  },
  {
    name: 'real messages (FHIR, X12)',
    isHere: existsSync(join(root, '..', 'shared', 'data')),
    how: 'put the message folders at ../shared/data',
  },
] as const;

interface JestResults {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numRuntimeErrorTestSuites: number;
}

/**
 * Runs jest, whose progress goes to standard error; then says which optional legs were left out and why, and in the
 * last line what passed. A run in which no test passed has failed.
 */
function main(): number {
  process.stderr.write(`Node ${process.version}\n`);
  const folder = mkdtempSync(join(tmpdir(), 'accord-test-'));
  const results = join(folder, 'results.json');
  const jest = join(root, 'node_modules', 'jest', 'bin', 'jest.js');
  const args = [jest, '--json', `--outputFile=${results}`, ...process.argv.slice(2)];
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: ['inherit', 'ignore', 'inherit'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  if (!existsSync(results)) return status ?? 1;
  const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
    readFileSync(results, 'utf8'),
  ) as JestResults;
  rmSync(folder, { recursive: true });
  for (const { name, isHere, how } of LEGS) {
    process.stdout.write(isHere ? `leg run:     ${name}\n` : `leg skipped: ${name} (${how})\n`);
  }
  const failed = numFailedTests + numRuntimeErrorTestSuites;
  process.stdout.write(`${numPassedTests} passed, ${failed} failed, ${numPendingTests} skipped\n`);
  return failed === 0 && numPassedTests > 0 ? (status ?? 1) : 1;
}

process.exitCode = main();
