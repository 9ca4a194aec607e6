import { cpSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const project = join(__dirname, '..');
const COPIED = ['platform/access/access.graphql', 'platform/domain/value-types.graphql', 'catalog/schema.graphql'];

/** A source tree of its own with the shared schema text, the catalog's schema and `files`; the caller removes it. */
export function sourceTree(files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'source-'));
  for (const file of COPIED) cpSync(join(project, file), join(root, file));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  }
  return root;
}
