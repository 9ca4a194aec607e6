import { readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { composeParts, type Composition, type Part } from './compose-parts';
import { readShared, schemaFiles } from './schema-files';

/** Composes the schema files of a source tree, as they would be published from it. */
export function composeSchemaFiles(root: string): Composition {
  const shared = readShared(root);
  const parts = schemaFiles(root).map((file): Part => {
    const name = basename(dirname(file));
    return { name, url: `local://${name}`, sdl: `${shared}\n${readFileSync(join(root, file), 'utf8')}` };
  });
  return composeParts(parts);
}

/** `npx tsx catalog/compose-command.ts [FILE]`: prints faults and remarks, writes the supergraph to FILE. */
if (require.main === module) {
  const { supergraphSdl, hints, errors } = composeSchemaFiles(join(__dirname, '..'));
  for (const { rule, message } of errors) process.stderr.write(`${rule} ${message}\n`);
  for (const { rule, message } of hints) process.stdout.write(`remark ${rule} ${message}\n`);
  const [, , file] = process.argv;
  if (supergraphSdl !== null && file !== undefined) writeFileSync(file, supergraphSdl);
  process.stdout.write(supergraphSdl === null ? `${errors.length} faults\n` : 'the graph composes\n');
  process.exitCode = supergraphSdl === null ? 1 : 0;
}
