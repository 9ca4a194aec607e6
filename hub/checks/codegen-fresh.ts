import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateResolverTypes } from '../../codegen';

/** Paths (relative to `root`) of generated files that are absent or differ from what codegen would write now. */
export async function staleGeneratedFiles(root: string): Promise<readonly string[]> {
  const files = await generateResolverTypes(root);
  return [...files].filter(([path, content]) => textOf(join(root, path)) !== content).map(([path]) => path);
}

const textOf = (path: string): string | null => (existsSync(path) ? readFileSync(path, 'utf8') : null);

/** `npx tsx hub/checks/codegen-fresh.ts [ROOT]`: names the stale files and fails when there are any. */
async function main(root = join(__dirname, '..', '..')): Promise<void> {
  const stale = await staleGeneratedFiles(root);
  for (const path of stale) process.stderr.write(`${path}: stale; run npm run codegen\n`);
  process.exitCode = stale.length === 0 ? 0 : 1;
}

if (require.main === module) void main(process.argv[2]);
