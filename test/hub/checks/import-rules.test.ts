import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const project = join(__dirname, '..', '..', '..');

interface Case {
  readonly path: string;
  readonly code: string;
}

/** The rules that each text breaks, had it stood at its path. */
function rulesBrokenBy(cases: readonly Case[]): readonly (readonly string[])[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'lint-texts.mjs')], {
    cwd: project,
    input: JSON.stringify(cases),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as string[][];
}

const HOUSE_PLAN = 'boundaries/dependencies';

/** [path, what it says, the rule that must refuse it] */
const REFUSED: readonly (readonly [string, string, string])[] = [
  ['platform/domain/x.ts', "import { openStore as x } from '../store/open';", HOUSE_PLAN],
  ['platform/domain/x.ts', "import { decode as x } from '../x12/decode';", HOUSE_PLAN],
  ['platform/store/x.ts', "import { accountIdOf as x } from '../../subgraphs/billing/account-id';", HOUSE_PLAN],
  ['platform/store/x.ts', "import { createGateway as x } from '../../gateway/gateway';", HOUSE_PLAN],
  ['platform/store/x.ts', "import { createCatalog as x } from '../../catalog/index';", HOUSE_PLAN],
  ['subgraphs/ehr/x.ts', "import { y as x } from '../payer/domain';", HOUSE_PLAN],
  ['subgraphs/ehr/x.ts', "import { y as x } from '../payer/connectors/clearinghouse';", HOUSE_PLAN],
  ['subgraphs/ehr/connectors/x.ts', "import { y as x } from '../../payer/domain';", HOUSE_PLAN],
  ['subgraphs/ehr/x.ts', "import { createGateway as x } from '../../gateway/gateway';", HOUSE_PLAN],
  ['subgraphs/ehr/x.ts', "import { world as x } from '../../sandbox/world';", HOUSE_PLAN],
  ['subgraphs/ehr/x.ts', "import { startHub as x } from '../../hub/embedded';", HOUSE_PLAN],
  ['subgraphs/ehr/connectors/x.ts', "import { resolvers as x } from '../resolvers';", 'accord/not-from'],
  ['subgraphs/ehr/connectors/x.ts', "import { loaders as x } from '../loaders';", 'accord/not-from'],
  ['subgraphs/ehr/connectors/x.ts', "import { createEhrSubgraph as x } from '../index';", 'accord/not-from'],
  ['subgraphs/ehr/connectors/x.ts', "export const x = () => import('../resolvers');", 'accord/not-from'],
  ['gateway/x.ts', "import { y as x } from '../subgraphs/ehr/domain';", HOUSE_PLAN],
  ['gateway/x.ts', "import type { y as x } from '../subgraphs/ehr/domain';", HOUSE_PLAN],
  ['gateway/x.ts', "import { createCatalog as x } from '../catalog/index';", HOUSE_PLAN],
  ['gateway/x.ts', "import { environment as x } from '../hub/environment';", HOUSE_PLAN],
  ['gateway/x.ts', "export { y as x } from '../subgraphs/ehr/domain';", HOUSE_PLAN],
  ['gateway/x.ts', "export const x = () => import('../subgraphs/ehr/domain');", HOUSE_PLAN],
  ['gateway/x.ts', "export const x = require('../subgraphs/ehr/domain');", HOUSE_PLAN],
  ['gateway/x.ts', "import { sourceTree as x } from '../test/source-tree';", HOUSE_PLAN],
  ['gateway/x.ts', 'export const x = (name: string) => import(name);', 'accord/no-computed-import'],
  ['gateway/x.ts', 'export const x = import(`../hub/environment`);', 'accord/no-computed-import'],
  ['gateway/x.ts', "import x = require('../hub/environment');", '@typescript-eslint/no-require-imports'],
  ['gateway/x.ts', "export type X = import('../hub/environment').X;", '@typescript-eslint/consistent-type-imports'],
  ['catalog/x.ts', "import { y as x } from '../subgraphs/ehr/domain';", HOUSE_PLAN],
  ['catalog/x.ts', "import { createGateway as x } from '../gateway/gateway';", HOUSE_PLAN],
  ['sandbox/x.ts', "import { y as x } from '../subgraphs/ehr/domain';", HOUSE_PLAN],
  ['sandbox/ehr/x.ts', "import { openStore as x } from '../../platform/store/open';", HOUSE_PLAN],
  ['sandbox/ehr/x.ts', "import type { Store as x } from '../../platform/store/port';", HOUSE_PLAN],
  ['sandbox/ehr/x.ts', "import { startHub as x } from '../../hub/embedded';", HOUSE_PLAN],
  ['hub/x.ts', "import { createCatalog as x } from '../catalog';", 'accord/no-directory-import'],
  ['test/hub/x.ts', "import { createCatalog as x } from '../../catalog';", 'accord/no-directory-import'],
  ['hub/x.ts', "import { MongoClient as x } from 'mongodb';", 'accord/package-owners'],
  ['subgraphs/billing/x.ts', "export const x = () => import('libsql');", 'accord/package-owners'],
  ['subgraphs/payments/x.ts', "import { Stripe as x } from 'stripe';", 'accord/package-owners'],
  ['subgraphs/ehr/x.ts', "import { MedplumClient as x } from '@medplum/core';", 'accord/package-owners'],
  ['gateway/x.ts', 'export const x = process.env;', 'no-restricted-properties'],
  ['gateway/x.ts', 'export const { env: x } = process;', 'no-restricted-properties'],
  ['gateway/x.ts', "import { env as x } from 'node:process';", 'no-restricted-imports'],
  ['gateway/x.ts', 'export const x = globalThis.process;', 'no-restricted-syntax'],
  ['gateway/x.ts', 'export default 1;', 'no-restricted-syntax'],
  ['gateway/x.ts', "export * from './operations';", 'no-restricted-syntax'],
  ['gateway/x.ts', "export * as x from './operations';", 'no-restricted-syntax'],
  ['gateway/x.ts', '\n'.repeat(401), 'max-lines'],
  ['gateway/x.ts', `export function x() {\n${'  void 0;\n'.repeat(60)}}`, 'max-lines-per-function'],
];

const ALLOWED: readonly (readonly [string, string])[] = [
  ['platform/store/x.ts', "import { idOf as x } from '../domain/ids';"],
  ['platform/store/x.ts', "import { MongoClient as x } from 'mongodb';"],
  ['subgraphs/ehr/x.ts', "import { idOf as x } from '../../platform/domain/ids';"],
  ['subgraphs/ehr/x.ts', "import { FhirEhrConnector as x } from './connectors/fhir';"],
  ['subgraphs/ehr/connectors/x.ts', "import { createClientPolicy as x } from '../../../platform/connect/policy';"],
  ['subgraphs/ehr/connectors/x.ts', "import { y as x } from '../mapping/fhir';"],
  ['subgraphs/payments/connectors/x.ts', "import { Stripe as x } from 'stripe';"],
  ['gateway/x.ts', "import { verify as x } from '../platform/access/tokens';"],
  ['catalog/x.ts', "import { openStore as x } from '../platform/store/open';"],
  ['sandbox/ehr/x.ts', "import { decode as x } from '../../platform/x12/decode';"],
  ['hub/x.ts', "import { createCatalog as x } from '../catalog/index';"],
  ['hub/x.ts', "import { createEhrSubgraph as x } from '../subgraphs/ehr/index';"],
  ['hub/environment.ts', 'export const x = process.env;'],
];

/** An import is used, so that nothing but the import itself can be wrong. */
const usedIn = (code: string): string => (/^import\b/.test(code) ? `${code}\nexport { x };` : code);

describe('the house plan', () => {
  const cases = [...REFUSED, ...ALLOWED].map(([path, code]) => ({ path, code: usedIn(code) }));
  let broken: readonly (readonly string[])[] = [];
  beforeAll(() => {
    broken = rulesBrokenBy(cases);
  }, 60_000);

  it.each(REFUSED.map((row, at) => [...row, at] as const))('in %s refuses %j (%s)', (_path, _code, rule, at) => {
    expect(broken[at]).toContain(rule);
  });

  it.each(ALLOWED.map((row, at) => [...row, REFUSED.length + at] as const))('in %s allows %s', (_path, _code, at) => {
    expect(broken[at]).toEqual([]);
  });
});
