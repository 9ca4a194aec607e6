import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError } from 'graphql';
import { lintSchema, type LintFault } from './schema-lint';

const SHARED_FILES = ['platform/access/access.graphql', 'platform/domain/value-types.graphql'];

/** Paths of every subgraph's schema file, relative to `root`. */
export function schemaFiles(root: string): readonly string[] {
  const folders = existsSync(join(root, 'subgraphs')) ? readdirSync(join(root, 'subgraphs')).sort() : [];
  const files = [...folders.map((folder) => `subgraphs/${folder}/schema.graphql`), 'catalog/schema.graphql'];
  return files.filter((file) => existsSync(join(root, file)));
}

/** One line for each fault of every schema file: `path:line coordinate: message`. */
export function lintSchemaFiles(root: string): readonly string[] {
  const shared = SHARED_FILES.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');
  return schemaFiles(root).flatMap((file) =>
    faultsIn(readFileSync(join(root, file), 'utf8'), shared).map(
      ({ line, coordinate, message }) => `${file}:${line} ${coordinate}: ${message}`,
    ),
  );
}

/** A file that is no schema at all is one fault, at the place where reading it stopped. */
function faultsIn(sdl: string, shared: string): readonly LintFault[] {
  try {
    return lintSchema(sdl, shared);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return [{ line: error.locations?.[0]?.line ?? 1, coordinate: 'schema', message: error.message }];
  }
}

if (require.main === module) {
  const root = join(__dirname, '..');
  const faults = lintSchemaFiles(root);
  for (const fault of faults) process.stderr.write(`${fault}\n`);
  process.stdout.write(`${schemaFiles(root).length} schemas, ${faults.length} faults\n`);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
