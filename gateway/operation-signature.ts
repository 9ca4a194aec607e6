import { usageReportingSignature } from '@apollo/utils.usagereporting';
import { type DocumentNode, getOperationAST, Kind, visit } from 'graphql';
import { digestOf } from '../platform/domain/ids';

const signatures = new WeakMap<DocumentNode, Map<string | null, string>>();

/**
 * SHA-256 of what an operation asks, worked out once: the same whatever its name, its aliases, the order of its fields
 * and the values in it, from none of which anybody can be guessed.
 */
export function operationSignature(document: DocumentNode, operationName: string | null): string {
  const ofDocument = signatures.get(document) ?? new Map<string | null, string>();
  signatures.set(document, ofDocument);
  const known = ofDocument.get(operationName) ?? digestOf(signatureText(document, operationName));
  ofDocument.set(operationName, known);
  return known;
}

function signatureText(document: DocumentNode, operationName: string | null): string {
  const name = getOperationAST(document, operationName)?.name?.value ?? '';
  const nameless = visit(document, {
    [Kind.OPERATION_DEFINITION]: (node) => (node.name?.value === name ? { ...node, name: undefined } : undefined),
  });
  return usageReportingSignature(nameless, '');
}
