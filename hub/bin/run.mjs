// `node hub/bin/run.mjs TOOL ARGS…`: installs what is missing, then runs a tool of node_modules or a TypeScript file.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { join } from 'node:path';
import { installWhatIsMissing, root } from './install.mjs';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(`Accord needs Node 20.19 or later; this is ${process.versions.node}.\n`);
  process.exit(1);
}
installWhatIsMissing();

const [tool = '', ...args] = process.argv.slice(2);
const binary = join(root, 'node_modules', '.bin', tool);
const { resolve } = createRequire(join(root, 'package.json'));
// What requests under way hold together outgrows the 16 MB of a young generation, and would be copied again and again; an
// old one is collected at twice what was in use after the last time, where V8 would let it grow to four times that.
const flags = JSON.parse(readFileSync(new URL('node-flags.json', import.meta.url), 'utf8'));
const command = tool.endsWith('.ts')
  ? [...flags, '--require', resolve('tsx/cjs'), join(root, tool), ...args]
  : existsSync(binary)
    ? [binary, ...args]
    : [tool, ...args];
// Packages that report home unless told not to.
const env = { ...process.env, APOLLO_TELEMETRY_DISABLED: '1', NODE_OPTIONS: process.env.NODE_OPTIONS ?? '' };
const child = spawn(process.execPath, command, { stdio: 'inherit', env });
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : (code ?? 1)));

// npm passes SIGTERM on to its shell, which ends without a word to us: under npm, its end is our signal.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 250).unref();
