import { spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sourceTree } from './source-tree';

const SCHEMA = `
type Query { claims(first: Int!): ClaimConnection account: PatientAccount }
type Claim @key(fields: "id") { id: ID! billedAmount: Money status: ClaimStatus serviceDate: CalendarDate }
enum ClaimStatus { PAID DENIED }
type ClaimConnection { nodes: [Claim!]! totalCount: Int! }
type PatientAccount @key(fields: "id", resolvable: false) { id: ID! }
type LineageEdge { depth: Int }
`;

const project = join(__dirname, '..');

/** Runs a script of the project on a source tree; the code generator's own packages do not load inside jest. */
const run = (script: string, root: string) =>
  spawnSync(process.execPath, ['--require', require.resolve('tsx/cjs'), join(project, script), root], {
    encoding: 'utf8',
  });

describe('codegen', () => {
  let root: string;
  let code: string;
  beforeAll(() => {
    root = sourceTree({
      'subgraphs/erp/schema.graphql': SCHEMA,
      'subgraphs/erp/domain.ts':
        'export interface Claim { readonly id: string }\nexport type PatientAccountish = string;',
    });
    const { stdout } = run('codegen.ts', root);
    expect(stdout.trim().split('\n')).toEqual(['subgraphs/erp/generated.ts', 'catalog/generated.ts']);
    code = readFileSync(join(root, 'subgraphs/erp/generated.ts'), 'utf8');
  });
  afterAll(() => rmSync(root, { recursive: true }));

  it.each([
    ['a domain type of the same name', "import type { Claim as ClaimModel } from './domain';"],
    ['the platform type of a value type', "import type { Money as MoneyModel } from '../../platform/domain/money';"],
    ['the platform type of a scalar', "import type { CalendarDate } from '../../platform/domain/calendar-date';"],
    ['the folder context', "import type { Context } from './loaders';"],
    ['a reference for an entity without a domain type', 'PatientAccount: ResolverTypeWrapper<{ readonly id: string }>'],
    ['a Relay connection', "import('../../platform/domain/connection').Connection<ResolversParentTypes['Claim']>"],
    ['enums as text', "| 'DENIED'"],
    ['reference resolvers', '__resolveReference?: ReferenceResolver<'],
  ])('uses %s', (_, text) => expect(code).toContain(text));

  it('does not take every name in Edge for a Relay edge', () => {
    expect(code).toContain('LineageEdge: ResolverTypeWrapper<LineageEdge>');
  });

  it('knows no any', () => {
    const outsideComments = code.replace(/\/\*[\s\S]*?\*\//g, '');
    expect(outsideComments).not.toMatch(/\bany\b/);
  });

  it('is fresh until a schema changes', () => {
    expect(run('hub/checks/codegen-fresh.ts', root)).toMatchObject({ status: 0, stderr: '' });
    appendFileSync(join(root, 'catalog/schema.graphql'), '\nextend type Query { more: Int }\n');
    expect(run('hub/checks/codegen-fresh.ts', root)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^catalog\/generated\.ts: stale/),
    });
  });
});
