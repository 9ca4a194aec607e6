import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';
import { importRules } from './hub/checks/import-rules.mjs';

const ROOMS = ['hub/**', 'gateway/**', 'subgraphs/**', 'catalog/**', 'platform/**', 'sandbox/**'];

const room = (type, pattern) => ({ type, pattern });

/** The house plan as lint: one room may import these others. */
const mayImport = (from, ...rooms) => ({
  from: { element: { type: from } },
  allow: rooms.map((type) => ({ to: { element: { type } } })),
});

/** A subgraph is made of its own files alone, whatever folder they stand in. */
const ownSubgraph = (from) => ({
  from: { element: { type: from } },
  allow: ['subgraph', 'connector'].map((type) => ({
    to: { element: { type, captured: { subgraph: '{{from.captured.subgraph}}' } } },
  })),
});

const HOUSE_PLAN = [
  mayImport('domain', 'domain'),
  mayImport('x12', 'domain', 'platform', 'x12'),
  mayImport('platform', 'domain', 'platform', 'x12'),
  mayImport('subgraph', 'domain', 'platform', 'x12'),
  mayImport('connector', 'domain', 'platform', 'x12'),
  ownSubgraph('subgraph'),
  ownSubgraph('connector'),
  mayImport('gateway', 'domain', 'platform', 'gateway'),
  mayImport('catalog', 'domain', 'platform', 'catalog'),
  mayImport('sandbox', 'domain', 'x12', 'sandbox'),
  mayImport('hub', 'domain', 'platform', 'x12', 'subgraph', 'connector', 'gateway', 'catalog', 'sandbox', 'hub'),
];

/** Packages that only their adapter knows. */
const PACKAGE_OWNERS = [
  { folder: 'platform/store', packages: ['mongodb', 'libsql'] },
  { folder: 'platform/connect', packages: ['undici', 'cockatiel'] },
  { folder: 'platform/access', packages: ['jose', 'graphql-shield', 'graphql-middleware', '@apollo/subgraph'] },
  { folder: 'platform/events', packages: ['cloudevents'] },
  { folder: 'platform/telemetry', packages: ['pino', '@opentelemetry'] },
  { folder: 'subgraphs/payments/connectors', packages: ['stripe'] },
  { folder: 'sandbox/ehr', packages: ['@medplum'] },
  { folder: 'catalog', packages: ['@apollo/composition'] },
  {
    folder: 'gateway',
    packages: [
      '@apollo/gateway',
      '@apollo/query-planner',
      '@apollo/federation-internals',
      '@apollo/server',
      'compression',
      '@apollo/utils.usagereporting',
      'graphql-ws',
      'ws',
      'prom-client',
    ],
  },
  { folder: 'hub', packages: ['commander', 'cli-progress', 'cli-table3'] },
];

/** What a connector must not know: the files through which a subgraph is asked. */
const ASKED_THROUGH = {
  pattern: '(^|/)(resolvers|loaders|index|generated)(/|$)|^[./]+$',
  message: 'A connector knows the domain and its mapping, not who asks.',
};

/** What the conformance suite must not know, which asks any gateway from outside: the rooms of this house. */
const FROM_INSIDE = {
  pattern: '(^|/)(hub|gateway|subgraphs|catalog|platform|sandbox)/',
  message: 'The suite asks from outside: only an adapter knows this project.',
};

const ENVIRONMENT = 'Only environment.ts reads the environment.';

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'coverage/**', 'data/**'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { accord: importRules },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/require-await': 'off',
      'accord/no-directory-import': 'error',
      'max-depth': ['error', 3],
      'max-lines': ['error', { max: 400 }],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Export by name.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
        { selector: 'TSExportAssignment', message: 'Export by name.' },
        { selector: 'MemberExpression[object.name="globalThis"][property.name="process"]', message: 'Say process.' },
      ],
    },
  },
  {
    files: ROOMS.map((folder) => `${folder}/*.ts`),
    plugins: { boundaries },
    settings: {
      'boundaries/include': [...ROOMS, 'test/**', 'bench/**', 'codegen.ts'],
      'boundaries/elements': [
        room('domain', 'platform/domain'),
        room('x12', 'platform/x12'),
        room('platform', 'platform/*'),
        { type: 'connector', pattern: 'subgraphs/*/connectors', capture: ['subgraph'] },
        { type: 'subgraph', pattern: 'subgraphs/*', capture: ['subgraph'] },
        room('gateway', 'gateway'),
        room('catalog', 'catalog'),
        room('sandbox', 'sandbox'),
        room('hub', 'hub'),
        room('test', 'test'),
        room('bench', 'bench'),
      ],
      'boundaries/dependency-nodes': ['import', 'export', 'dynamic-import', 'require'],
      'import/resolver': { node: { extensions: ['.ts'] } },
    },
    rules: {
      'accord/no-computed-import': 'error',
      'accord/package-owners': ['error', PACKAGE_OWNERS],
      'boundaries/dependencies': ['error', { default: 'disallow', policies: HOUSE_PLAN }],
      'boundaries/no-unknown-files': 'error',
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', { max: 4 }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: ENVIRONMENT }],
      'no-restricted-imports': [
        'error',
        { paths: ['process', 'node:process'].map((name) => ({ name, message: ENVIRONMENT })) },
      ],
    },
  },
  {
    files: ['subgraphs/*/connectors/**/*.ts'],
    rules: { 'accord/not-from': ['error', ASKED_THROUGH] },
  },
  {
    // What codegen writes keeps the house plan, and is as long as the schema and as its plugins write it.
    files: ['**/generated.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off', 'max-lines': 'off', 'max-params': 'off' },
  },
  { files: ['**/environment.ts', 'hub/checks/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  {
    files: [
      'test/conformance/*.ts',
      'test/conformance/harness/**/*.ts',
      'test/conformance/adapters/{adapter,unguarded}.ts',
    ],
    rules: { 'accord/not-from': ['error', FROM_INSIDE] },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
