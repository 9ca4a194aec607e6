import { rmSync } from 'node:fs';
import { readShared, schemaFiles } from '../../catalog/schema-files';
import { sourceTree } from '../source-tree';

describe('schema files', () => {
  const root = sourceTree({ 'subgraphs/payer/schema.graphql': '', 'subgraphs/empty/README.md': '' });
  afterAll(() => rmSync(root, { recursive: true }));

  it('are those that exist', () => {
    expect(schemaFiles(root)).toEqual(['subgraphs/payer/schema.graphql', 'catalog/schema.graphql']);
  });

  it('stand behind the shared text', () => {
    expect(readShared(root)).toMatch(/directive @access[\s\S]*type Money/);
  });
});
