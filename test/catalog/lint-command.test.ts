import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lintSchemaFiles, schemaFiles } from '../../catalog/lint-command';

const project = join(__dirname, '..', '..');

describe('the lint command', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'lint-'));
    for (const folder of ['platform/access', 'platform/domain', 'subgraphs/payer', 'subgraphs/empty', 'catalog']) {
      mkdirSync(join(root, folder), { recursive: true });
    }
    for (const file of [
      'platform/access/access.graphql',
      'platform/domain/value-types.graphql',
      'catalog/schema.graphql',
    ]) {
      cpSync(join(project, file), join(root, file));
    }
  });
  afterEach(() => rmSync(root, { recursive: true }));

  it('finds the schemas that exist', () => {
    writeFileSync(join(root, 'subgraphs/payer/schema.graphql'), '');
    expect(schemaFiles(root)).toEqual(['subgraphs/payer/schema.graphql', 'catalog/schema.graphql']);
  });

  it('has nothing against the catalog itself', () => {
    expect(lintSchemaFiles(root)).toEqual([]);
  });

  it('prints path, line and coordinate, also of a file that cannot be read', () => {
    writeFileSync(join(root, 'subgraphs/payer/schema.graphql'), 'type Query {\n"x"\na: }');
    expect(lintSchemaFiles(root)).toEqual([
      expect.stringMatching(/^subgraphs\/payer\/schema\.graphql:3 schema: Syntax Error/),
    ]);
  });
});
