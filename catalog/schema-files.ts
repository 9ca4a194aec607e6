import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const SHARED_FILES = ['platform/access/access.graphql', 'platform/domain/value-types.graphql'];

/** The text that stands in front of every subgraph's schema. */
export const readShared = (root: string): string =>
  SHARED_FILES.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

/** Paths of every subgraph's schema file in a source tree, relative to `root`. */
export function schemaFiles(root: string): readonly string[] {
  const folders = existsSync(join(root, 'subgraphs')) ? readdirSync(join(root, 'subgraphs')).sort() : [];
  const files = [...folders.map((folder) => `subgraphs/${folder}/schema.graphql`), 'catalog/schema.graphql'];
  return files.filter((file) => existsSync(join(root, file)));
}
