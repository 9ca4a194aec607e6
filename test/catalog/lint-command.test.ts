import { rmSync } from 'node:fs';
import { lintSchemaFiles } from '../../catalog/lint-command';
import { sourceTree } from '../source-tree';

function lint(files: Record<string, string> = {}): readonly string[] {
  const root = sourceTree(files);
  try {
    return lintSchemaFiles(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the lint command', () => {
  it('has nothing against the catalog itself', () => {
    expect(lint()).toEqual([]);
  });

  it('prints path, line and coordinate of each fault', () => {
    expect(lint({ 'subgraphs/payer/schema.graphql': 'type Query {\n"x"\na: Int @access(class: PUBLIC) }' })).toEqual([
      'subgraphs/payer/schema.graphql:1 schema: a schema declares its API by one extend schema @api(...)',
    ]);
  });

  it('prints where reading stopped in a file that is no schema', () => {
    expect(lint({ 'subgraphs/payer/schema.graphql': 'type Query {\n"x"\na: }' })).toEqual([
      expect.stringMatching(/^subgraphs\/payer\/schema\.graphql:3 schema: Syntax Error/),
    ]);
  });
});
