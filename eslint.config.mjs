import boundaries from 'eslint-plugin-boundaries';
import tseslint from 'typescript-eslint';

const room = (type, pattern) => ({ type, pattern });

/** The house plan as lint: one room may import these others. */
const mayImport = (from, ...rooms) => ({
  from: { element: { type: from } },
  allow: rooms.map((type) => ({ to: { element: { type } } })),
});

export default tseslint.config(
  { ignores: ['node_modules/**', 'dist/**', 'coverage/**', 'data/**', '**/generated.ts'] },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { boundaries },
    settings: {
      'boundaries/include': ['hub/**', 'gateway/**', 'subgraphs/**', 'catalog/**', 'platform/**', 'sandbox/**'],
      'boundaries/elements': [
        room('domain', 'platform/domain'),
        room('x12', 'platform/x12'),
        { type: 'platform', pattern: 'platform/*' },
        { type: 'subgraph', pattern: 'subgraphs/*', capture: ['name'] },
        room('gateway', 'gateway'),
        room('catalog', 'catalog'),
        room('sandbox', 'sandbox'),
        room('hub', 'hub'),
      ],
      'import/resolver': { node: { extensions: ['.ts'] } },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/require-await': 'off',
      'max-depth': ['error', 3],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportAllDeclaration', message: 'Export by name.' },
        { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only environment.ts reads the environment.' },
      ],
      'boundaries/dependencies': [
        'error',
        {
          default: 'disallow',
          policies: [
            mayImport('domain', 'domain'),
            mayImport('x12', 'domain', 'platform', 'x12'),
            mayImport('platform', 'domain', 'platform', 'x12'),
            mayImport('subgraph', 'domain', 'platform', 'x12'),
            {
              from: { element: { type: 'subgraph' } },
              allow: [{ to: { element: { type: 'subgraph', captured: { name: '{{from.captured.name}}' } } } }],
            },
            mayImport('gateway', 'domain', 'platform', 'gateway'),
            mayImport('catalog', 'domain', 'platform', 'catalog'),
            mayImport('sandbox', 'domain', 'x12', 'sandbox'),
            mayImport('hub', 'domain', 'platform', 'x12', 'subgraph', 'gateway', 'catalog', 'hub'),
          ],
        },
      ],
    },
  },
  {
    files: ['**/environment.ts', 'test/**/*.ts', 'hub/checks/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-restricted-properties': 'off' },
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
