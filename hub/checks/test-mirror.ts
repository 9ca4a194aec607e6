import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

const root = join(__dirname, '..', '..');

/** `test/` mirrors these. */
const ROOMS = ['platform', 'gateway', 'subgraphs', 'catalog', 'sandbox', 'hub'] as const;

/** What a test would have nothing to assert of: made by a tool, or run as a process by the end-to-end tests. */
const EXEMPT = [
  /[\\/]generated\.ts$/,
  /^hub[\\/]checks[\\/]/,
  /[\\/]main\.ts$/,
  /[\\/]worker\.ts$/,
  /-worker\.ts$/,
  /-command\.ts$/,
];

/** Every TypeScript file below a folder, by path relative to the root. */
function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

const mirrorOf = (file: string): string => join('test', file.replace(/\.ts$/, '.test.ts'));

const hasMirror = (file: string): boolean => existsSync(join(root, mirrorOf(file)));

/** A file of nothing but types has no behaviour. */
const hasBehaviour = (file: string): boolean =>
  /^(export )?(async )?(function|class|const|let)\b/m.test(readFileSync(join(root, file), 'utf8'));

/** The files of the same room that a file imports. */
function importsOf(file: string, known: ReadonlySet<string>): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(/from '(\.[^']*)'/g)]
    .map(([, path = '']) => `${relative(root, join(root, dirname(file), path))}.ts`)
    .filter((path) => known.has(path) && roomOf(path) === roomOf(file));
}

/** The part that is tested as one: `platform/store`, `subgraphs/payer`, `gateway`. */
const roomOf = (file: string): string =>
  file
    .split(sep)
    .slice(0, /^(platform|subgraphs|sandbox)/.test(file) ? 2 : 1)
    .join('/');

/** Files whose behaviour a mirrored test reaches: its own, or that of a file of the same room that imports it. */
function reached(files: readonly string[]): ReadonlySet<string> {
  const known = new Set(files);
  const seen = new Set<string>();
  const open = files.filter(hasMirror);
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue;
    seen.add(file);
    open.push(...importsOf(file, known));
  }
  return seen;
}

const files = ROOMS.filter((room) => existsSync(join(root, room))).flatMap(filesBelow);
const tested = reached(files);
const missing = files.filter(
  (file) => !tested.has(file) && !EXEMPT.some((rule) => rule.test(file)) && hasBehaviour(file),
);
for (const file of missing)
  process.stderr.write(`${file}: no ${mirrorOf(file)}, nor a tested file of its room that imports it\n`);
process.exitCode = missing.length === 0 ? 0 : 1;
