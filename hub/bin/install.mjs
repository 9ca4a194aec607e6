import { existsSync, statSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const lockfile = join(root, 'package-lock.json');
/** npm writes it last, so a broken-off install leaves none. */
const installed = join(root, 'node_modules', '.package-lock.json');

const QUIET = ['--no-audit', '--no-fund', '--loglevel=error'];
/** Unless told otherwise: 10 s between two tries, so that an unreachable registry is known in half a minute. */
const PATIENCE = { npm_config_fetch_retry_maxtimeout: '10000' };

/** Runs `npm ci` when node_modules is absent or older than the lockfile. Uses nothing but Node and its npm. */
export function installWhatIsMissing() {
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs) return;
  process.stderr.write('Installing packages (about a minute, once) …\n');
  const { status, error } = spawnSync('npm', ['ci', '--include=dev', ...QUIET], {
    cwd: root,
    env: { ...PATIENCE, ...process.env },
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  process.stderr.write(`\nThe packages of ${root} could not be installed: ${reasonOf(error, status)}\n`);
  process.exit(1);
}

function reasonOf(error, status) {
  if (error?.code === 'ENOENT') return 'there is no npm on the PATH. Install Node with its npm, then try again.';
  const what = error ? error.message : `npm ci ended with code ${status}, for the reason above`;
  return `${what}.\nCheck the network, the npm registry and the right to write there, then try again.`;
}
