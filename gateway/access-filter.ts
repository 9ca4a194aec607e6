import { createHash } from 'node:crypto';
import {
  getOperationAST,
  isCompositeType,
  print,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
} from 'graphql';
import { rightsKeyOf, type Rights } from '../platform/access/rights';
import { HubError } from '../platform/domain/errors';
import { refusedField } from './execution/refused-fields';
import { withUsedVariables } from './execution/used-variables';
import { plannable } from './plannable';
import type { Rulebook, SupergraphAccess } from './supergraph-access';

/** A client's operation as its viewer may have it: what they may not see is marked in it (`refusedField`), and not planned. */
export interface FilteredOperation {
  readonly document: DocumentNode;
  /** SHA-256 of the filtered text: what plans are kept by, so that no viewer gets another's plan. */
  readonly hash: string;
  /** Coordinates of all that is refused. */
  readonly denied: readonly string[];
}

/** Filters the operations of one supergraph. */
export interface AccessFilter {
  /** Takes a document without conditions. Throws BAD_INPUT when it has no such operation. */
  filter(document: DocumentNode, operationName: string | null | undefined, rights: Rights): FilteredOperation;
}

const MOST_PER_DOCUMENT = 64; // kinds of viewers

/**
 * Refuses every selection that the viewer can never see before a document is planned: with its arguments and all below it,
 * it leaves nothing but its place in the answer. `joined`: see `plannable`.
 */
export function createAccessFilter(
  schema: GraphQLSchema,
  access: SupergraphAccess,
  joined: ReadonlySet<string>,
): AccessFilter {
  const known = new WeakMap<DocumentNode, Map<string, FilteredOperation>>();
  return {
    filter(document, operationName, rights) {
      const ofDocument = known.get(document) ?? new Map<string, FilteredOperation>();
      known.set(document, ofDocument);
      const key = `${operationName ?? ''} ${rightsKeyOf(rights)}`;
      const found =
        ofDocument.get(key) ??
        filterOperation(document, operationName, { schema, joined, rules: access.rulebookFor(rights) });
      if (!ofDocument.has(key) && ofDocument.size >= MOST_PER_DOCUMENT) ofDocument.clear();
      ofDocument.set(key, found);
      return found;
    },
  };
}

interface Graph {
  readonly schema: GraphQLSchema;
  readonly joined: ReadonlySet<string>;
  readonly rules: Rulebook;
}

function filterOperation(document: DocumentNode, name: string | null | undefined, graph: Graph): FilteredOperation {
  const operation = getOperationAST(document, name);
  if (!operation) throw new HubError('BAD_INPUT', 'name the one operation of the document to run');
  const alone = separateOperations(document)[operation.name?.value ?? ''] ?? document;
  const denied = deniedIn(alone, graph);
  const filtered = denied.size === 0 ? alone : withRefused(alone, denied);
  const written = plannable(filtered, graph.schema, graph.joined);
  return { document: written, hash: hashOf(written), denied: [...new Set(denied.values())] };
}

function withRefused(document: DocumentNode, denied: ReadonlyMap<FieldNode, string>): DocumentNode {
  const marked = visit(document, {
    Field(node) {
      const coordinate = denied.get(node);
      return coordinate === undefined ? undefined : refusedField(node, coordinate);
    },
  });
  // Fragments and variables that only a refused field used.
  const [alone = marked] = Object.values(separateOperations(marked));
  return withUsedVariables(alone);
}

/** Fields to refuse, with their coordinates. */
function deniedIn(document: DocumentNode, { schema, rules }: Graph): ReadonlyMap<FieldNode, string> {
  const denied = new Map<FieldNode, string>();
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        if (!isCompositeType(parent) || rules.decide(parent, node.name.value) !== 'DENY') return undefined;
        denied.set(node, `${parent.name}.${node.name.value}`);
        return false;
      },
    }),
  );
  return denied;
}

const hashOf = (document: DocumentNode): string => createHash('sha256').update(print(document)).digest('hex');
