import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GraphQLError } from 'graphql';
import { readShared, schemaFiles } from './schema-files';
import { lintSchema, type LintFault } from './schema-lint';

/** One line for each fault of every schema file: `path:line coordinate: message`. */
export function lintSchemaFiles(root: string): readonly string[] {
  const shared = readShared(root);
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
