import { createHash } from 'node:crypto';
import {
  getOperationAST,
  isCompositeType,
  Kind,
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
import { denialTree, type DenialTree } from './denials';
import { withUsedVariables } from './execution/used-variables';
import { plannable } from './plannable';
import type { Rulebook, SupergraphAccess } from './supergraph-access';

/** A client's operation without what its viewer may not see: the document that is planned and run. */
export interface FilteredOperation {
  readonly document: DocumentNode;
  /** SHA-256 of the filtered text: what plans are kept by, so that no viewer gets another's plan. */
  readonly hash: string;
  /** Where nulls and errors belong in the answer; null when nothing was refused. */
  readonly denials: DenialTree | null;
  /** Whether response names were changed for the planner: `inClientNames` puts them back, before denials are finished. */
  readonly isRenamed: boolean;
}

/** Filters the operations of one supergraph. */
export interface AccessFilter {
  /** Throws BAD_INPUT when the document has no such operation. */
  filter(document: DocumentNode, operationName: string | null | undefined, rights: Rights): FilteredOperation;
}

const MOST_PER_DOCUMENT = 64; // kinds of viewers

/**
 * Takes every selection that the viewer can never see out of a document before it is planned. `__typename` under the
 * selection's own name stands in for it, so that its place in the answer is found again, whatever lists, fragments,
 * interfaces and conditions lie on the way; `finishDenials` puts the nulls and errors there. `joined`: see `plannable`.
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
  if (denied.size === 0) return planned(alone, null, graph);
  const denials = denialTree(alone, denied, graph);
  const filtered = visit(alone, {
    Field(node) {
      const marker = denials.markerOf(node);
      return marker === undefined ? undefined : { ...standIn(node, marker) };
    },
  });
  const [operationAlone] = Object.values(separateOperations(filtered));
  return planned(withUsedVariables(operationAlone ?? filtered), denials, graph);
}

function planned(filtered: DocumentNode, denials: DenialTree | null, { schema, joined }: Graph): FilteredOperation {
  const { document, isRenamed } = plannable(filtered, schema, joined);
  return { document, hash: hashOf(document), denials, isRenamed };
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

/** `__typename` under another name, with the conditions (`@skip`, `@include`) of the selection that it stands in for. */
const standIn = ({ directives }: FieldNode, alias: string): FieldNode => ({
  kind: Kind.FIELD,
  alias: { kind: Kind.NAME, value: alias },
  name: { kind: Kind.NAME, value: '__typename' },
  ...(directives ? { directives } : {}),
});

const hashOf = (document: DocumentNode): string => createHash('sha256').update(print(document)).digest('hex');
