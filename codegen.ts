import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generate, type CodegenConfig } from '@graphql-codegen/cli';
import { Kind, parse, type DocumentNode, type ObjectTypeDefinitionNode } from 'graphql';

/**
 * Typed resolvers for each folder with a schema.graphql, written beside it as generated.ts.
 *
 * What a resolver gets and returns (its mapper) is found by four rules, the first that fits:
 *  1. the tables below;
 *  2. a type, interface or class of the same name exported by the folder's `domain.ts`;
 *  3. `XConnection` and `XEdge` are `Connection` and `Edge` (platform/domain/connection.ts) of what X is;
 *  4. an entity with none of these is a reference: only its key fields.
 * Every other type is what the schema says. The context is the type `Context` of the folder's `loaders.ts`.
 */

/** Folders that may hold a schema.graphql; one without is passed over. */
export const SCHEMA_FOLDERS: readonly string[] = [
  'subgraphs/ehr',
  'subgraphs/payer',
  'subgraphs/erp',
  'subgraphs/payments',
  'subgraphs/billing',
  'catalog',
];

/** Types whose domain type stands in platform/domain, by its file there. */
const PLATFORM_MAPPERS: Readonly<Record<string, string>> = { Money: 'money', Origin: 'origin' };

/** Types whose domain type is not the type of the same name in the folder's domain.ts. */
const MAPPERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'subgraphs/billing': {
    PatientAccount: './documents#AccountDocument',
    LedgerEntry: './documents#EntryDocument',
    ExceptionCase: './documents#CaseDocument',
    UnidentifiedCash: './documents#UnidentifiedDocument',
    AccountBalanceChanged: './balance-changes#BalanceChange',
    ExceptionRaised: './raised-exceptions#RaisedCase',
    Payer: '{ readonly id: string }', // in domain.ts, who pays a charge first
    Metric: './metrics/answers#MetricAnswer',
    MetricCell: './metrics/answers#MetricCellAnswer',
  },
  'subgraphs/payer': {
    Claim: './documents#ClaimDocument',
    RemittanceAdvice: './documents#RemittanceDocument',
    RemittanceClaim: './documents#RemittanceClaimDocument',
    RemittanceImbalance: './domain#Imbalance',
    RemittanceAdjustment: './domain#Adjustment',
    Denial: './documents#DenialDocument',
    TransactionSet: './documents#TransactionDocument',
  },
};

/** The input and the output type of each scalar of platform/domain/value-types.graphql. */
const SCALARS: Readonly<Record<string, string>> = { MinorUnits: 'number', Currency: 'string', _FieldSet: 'string' };

const SHARED_SDL = ['platform/access/access.graphql', 'platform/domain/value-types.graphql'];

const BANNER = '// Generated from schema.graphql by `npm run codegen`. Do not edit.\n';

/** Writes nothing: the generated file of each folder that has a schema, by path relative to `root`. */
export async function generateResolverTypes(root: string): Promise<ReadonlyMap<string, string>> {
  const folders = SCHEMA_FOLDERS.filter((folder) => existsSync(join(root, folder, 'schema.graphql')));
  const outputs = folders.map((folder) => [`${folder}/generated.ts`, outputOf(root, folder)] as const);
  const config: CodegenConfig = {
    silent: true,
    errorsOnly: true,
    cwd: __dirname,
    generates: Object.fromEntries(outputs),
  };
  const files = (await generate({ ...config, overwrite: true }, false)) as { filename: string; content: string }[];
  return new Map(files.map(({ filename, content }) => [filename, BANNER + withoutAny(content)]));
}

/** The plugins' own boilerplate says `any` in places; what stands outside comments becomes `unknown`. */
const withoutAny = (code: string): string =>
  code.replace(/\(\.\.\.args: any\[\]\)/g, '(...args: never[])').replace(/(?<=[<,] ?)any(?=[>,])/g, 'unknown');

function outputOf(root: string, folder: string): CodegenConfig['generates'][string] {
  const up = folder.split('/').map(() => '..').join('/'); // prettier-ignore
  const scalars = { ...SCALARS, CalendarDate: `${up}/platform/domain/calendar-date#CalendarDate`, Instant: `${up}/platform/domain/instant#Instant` }; // prettier-ignore
  return {
    schema: sdlOf(root, folder),
    plugins: ['typescript', 'typescript-resolvers'],
    config: {
      federation: true,
      contextType: './loaders#Context',
      mappers: mappersOf(root, folder, up),
      scalars,
      defaultScalarType: 'unknown',
      strictScalars: true,
      enumsAsTypes: true,
      useTypeImports: true,
      immutableTypes: true,
      makeResolverTypeCallable: false,
      resolverTypeWrapperSignature: 'Promise<T> | T',
      showUnusedMappers: false,
    },
  };
}

const sdlOf = (root: string, folder: string): string =>
  [...SHARED_SDL, `${folder}/schema.graphql`].map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

function mappersOf(root: string, folder: string, up: string): Record<string, string> {
  const document = parse(sdlOf(root, folder));
  const domain = exportedTypes(join(root, folder, 'domain.ts'));
  const mappers: Record<string, string> = {};
  const types = objectTypesOf(document);
  const names = new Set(types.map((type) => type.name.value));
  for (const type of types) {
    const mapper = domain.has(type.name.value)
      ? `./domain#${type.name.value} as ${type.name.value}Model`
      : (connectionMapper(type.name.value, names, up) ?? referenceMapper(type));
    if (mapper !== undefined) mappers[type.name.value] = mapper;
  }
  for (const [type, file] of Object.entries(PLATFORM_MAPPERS)) {
    mappers[type] = `${up}/platform/domain/${file}#${type} as ${type}Model`;
  }
  return { ...mappers, ...MAPPERS[folder] };
}

function connectionMapper(name: string, names: ReadonlySet<string>, up: string): string | undefined {
  const [, item = '', shape] = /^(\w+)(Connection|Edge)$/.exec(name) ?? [];
  if (shape === undefined || !names.has(item) || !names.has(`${item}Connection`)) return undefined;
  return `import('${up}/platform/domain/connection').${shape}<ResolversParentTypes['${item}']>`;
}

/** An entity as its key fields alone; none for a type without a flat key. */
function referenceMapper(type: ObjectTypeDefinitionNode): string | undefined {
  const key = type.directives?.find((directive) => directive.name.value === 'key')?.arguments;
  const fields = key?.find((argument) => argument.name.value === 'fields')?.value;
  if (fields?.kind !== Kind.STRING || !/^\w+( \w+)*$/.test(fields.value)) return undefined;
  const members = fields.value.split(' ').map((field) => `readonly ${field}: string`);
  return `{ ${members.join('; ')} }`;
}

const objectTypesOf = (document: DocumentNode): readonly ObjectTypeDefinitionNode[] =>
  document.definitions.filter((definition) => definition.kind === Kind.OBJECT_TYPE_DEFINITION);

/** Names of the types that a TypeScript file exports by `export interface|type|class`; none when it does not exist. */
function exportedTypes(path: string): ReadonlySet<string> {
  if (!existsSync(path)) return new Set();
  const text = readFileSync(path, 'utf8');
  return new Set([...text.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map((match) => match[1] ?? ''));
}

/** `npx tsx codegen.ts [ROOT]`: writes the generated files and prints their paths. */
async function main(root = __dirname): Promise<void> {
  const files = await generateResolverTypes(root);
  for (const [path, content] of files) writeFileSync(join(root, path), content);
  process.stdout.write(`${[...files.keys()].join('\n')}\n`);
}

if (require.main === module) void main(process.argv[2]);
