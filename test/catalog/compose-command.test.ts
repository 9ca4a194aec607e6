import { rmSync } from 'node:fs';
import { composeSchemaFiles } from '../../catalog/compose-command';
import type { Composition } from '../../catalog/compose-parts';
import { sourceTree } from '../source-tree';
import { BILLING_BODY, PAYER_BODY } from './stub-subgraphs';

function compose(files: Record<string, string>): Composition {
  const root = sourceTree(files);
  try {
    return composeSchemaFiles(root);
  } finally {
    rmSync(root, { recursive: true });
  }
}

describe('the compose command', () => {
  it('composes the schema files of a source tree', () => {
    const { supergraphSdl, errors } = compose({
      'subgraphs/payer/schema.graphql': PAYER_BODY,
      'subgraphs/billing/schema.graphql': BILLING_BODY,
    });
    expect(errors).toEqual([]);
    expect(supergraphSdl).toMatch(/graph: BILLING[\s\S]*graph: PAYER/);
  });

  it('tells why they do not compose', () => {
    const { supergraphSdl, errors } = compose({ 'subgraphs/payer/schema.graphql': 'type Query { a: Int }' });
    expect(supergraphSdl).toBeNull();
    expect(errors).toMatchObject([{ rule: 'CLASS_MISSING', subgraphs: ['payer'] }]);
  });
});
