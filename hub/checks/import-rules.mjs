import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

// ESLint rules about what an import may name, beside the house plan that eslint-plugin-boundaries holds. They see
// static and dynamic imports, re-exports and require alike.

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Calls `check(node, specifier)` for whatever names a module; `specifier` is null where it is computed. */
function onEachImport(check) {
  const textOf = (source) => (source?.type === 'Literal' && typeof source.value === 'string' ? source.value : null);
  const declared = (node) => node.source && check(node.source, textOf(node.source));
  return {
    ImportDeclaration: declared,
    ExportNamedDeclaration: declared,
    ExportAllDeclaration: declared,
    ImportExpression: declared,
    TSExternalModuleReference: (node) => check(node.expression, textOf(node.expression)),
    TSImportType: (node) => check(node, node.source?.value ?? node.argument?.literal?.value ?? null),
    'CallExpression[callee.name="require"], CallExpression[callee.property.name="createRequire"]': (node) =>
      check(node, textOf(node.arguments[0])),
  };
}

const isFolder = (path) => !existsSync(`${path}.ts`) && existsSync(path) && statSync(path).isDirectory();

/** A file is imported by its own name: `../catalog/index`, not `../catalog`. */
const noDirectoryImport = {
  meta: { type: 'suggestion', schema: [] },
  create: (context) =>
    onEachImport((node, specifier) => {
      if (!specifier?.startsWith('.')) return;
      if (isFolder(resolve(dirname(context.filename), specifier))) {
        context.report({ node, message: `Import the file, not the folder: '${specifier.replace(/\/$/, '')}/index'.` });
      }
    }),
};

/** What cannot be read from the text cannot be held to the house plan. */
const noComputedImport = {
  meta: { type: 'problem', schema: [] },
  create: (context) =>
    onEachImport((node, specifier) => {
      if (specifier === null) context.report({ node, message: 'Import by a name written out in quotes.' });
    }),
};

const isWithin = (file, folder) => file === folder || file.startsWith(`${folder}/`);

/** Packages that one folder stands in front of: `[{ packages, folder }]`. */
const packageOwners = {
  meta: { type: 'problem', schema: [{ type: 'array' }] },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/');
    return onEachImport((node, specifier) => {
      const owner = context.options[0].find(({ packages }) => packages.some((name) => isWithin(specifier ?? '', name)));
      if (owner && !isWithin(file, owner.folder)) {
        context.report({ node, message: `Only ${owner.folder} imports '${specifier}'.` });
      }
    });
  },
};

/** Names that no file of a folder may import: `{ pattern, message }`, a regular expression on the name as written. */
const notFrom = {
  meta: { type: 'problem', schema: [{ type: 'object' }] },
  create(context) {
    const { pattern, message } = context.options[0];
    const forbidden = new RegExp(pattern);
    return onEachImport((node, specifier) => {
      if (specifier !== null && forbidden.test(specifier)) context.report({ node, message });
    });
  },
};

export const importRules = {
  rules: {
    'no-directory-import': noDirectoryImport,
    'no-computed-import': noComputedImport,
    'package-owners': packageOwners,
    'not-from': notFrom,
  },
};
