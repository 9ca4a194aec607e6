import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
const bin = (name: string): string => join(root, 'node_modules', '.bin', name);
const script = (file: string): readonly string[] => ['--require', 'tsx/cjs', join(root, file)];

/** What must hold before a change lands, the quickest first. */
const STEPS: readonly { readonly name: string; readonly args: readonly string[] }[] = [
  { name: 'format', args: [bin('prettier'), '--check', '--log-level=warn', '.'] },
  { name: 'test mirror', args: script('hub/checks/test-mirror.ts') },
  { name: 'fresh codegen', args: script('hub/checks/codegen-fresh.ts') },
  { name: 'schema lint', args: script('catalog/lint-command.ts') },
  { name: 'composition', args: script('catalog/compose-command.ts') },
  { name: 'types', args: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'lint', args: [bin('eslint'), '--max-warnings=0', '.'] },
];

/** Runs every step, so that one run shows all that is wrong. */
function main(): number {
  const failed = STEPS.filter(({ name, args }) => {
    const started = performance.now();
    const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] });
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    process.stdout.write(`${status === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)\n`);
    return status !== 0;
  });
  process.stdout.write(
    failed.length === 0 ? 'all checks hold\n' : `${failed.length} of ${STEPS.length} checks failed\n`,
  );
  return failed.length === 0 ? 0 : 1;
}

process.exitCode = main();
