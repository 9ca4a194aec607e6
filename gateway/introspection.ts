import {
  execute,
  getOperationAST,
  Kind,
  separateOperations,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { HubError } from '../platform/domain/errors';
import { fieldsIn, fragmentsOf } from './execution/fragments';
import { withUsedVariables } from './execution/used-variables';

/** An operation that asks of the schema itself (GraphQL specification 4.2), divided. */
export interface Introspection {
  /** The operation with what it asks of the schema, and of types by `__typename`. */
  readonly ofSchema: DocumentNode;
  /** The operation with what else it asks; null when that is nothing. */
  readonly ofData: DocumentNode | null;
  /** Names in the answer, in the order in which both were asked. */
  readonly names: readonly string[];
}

/** Whether a field asks of the schema: no type of a service's own has a field of these names. */
export const isOfSchema = (name: string): boolean => name === '__schema' || name === '__type';

const known = new WeakMap<DocumentNode, Introspection | null>();

/**
 * Divides a document of one operation, its conditions decided; null when it asks nothing of the schema. Done once for
 * each. Throws BAD_INPUT where the schema is asked for deeper than at the root.
 */
export function introspectionIn(document: DocumentNode): Introspection | null {
  const found = known.get(document);
  if (found !== undefined) return found;
  const made = divided(document);
  known.set(document, made);
  return made;
}

/** The schema's answer to its part. */
export async function askSchema(
  { ofSchema }: Introspection,
  schema: GraphQLSchema,
  variables: Readonly<Record<string, unknown>>,
): Promise<ExecutionResult> {
  return execute({ schema, document: ofSchema, rootValue: {}, variableValues: variables });
}

/** The answers to both parts as one; a null that reached the root leaves nothing beside it. */
export function together(
  { names }: Introspection,
  ofSchema: ExecutionResult,
  ofData: ExecutionResult,
): ExecutionResult {
  const errors = [...(ofSchema.errors ?? []), ...(ofData.errors ?? [])];
  const all = { ...ofSchema.data, ...ofData.data };
  const data =
    ofSchema.data && ofData.data
      ? Object.fromEntries(names.filter((name) => Object.hasOwn(all, name)).map((name) => [name, all[name]]))
      : null;
  return { ...(errors.length > 0 ? { errors } : {}), data };
}

function divided(document: DocumentNode): Introspection | null {
  const ofData = visit(document, { Field: ({ name }) => (isOfSchema(name.value) ? null : undefined) });
  const operation = getOperationAST(document);
  if (ofData === document || !operation) return null;
  const fragments = fragmentsOf(document);
  const fieldsOf = (set: SelectionSetNode | undefined): readonly FieldNode[] => fieldsIn(set, fragments);
  const roots = fieldsOf(operation.selectionSet);
  const others = roots.filter(({ name }) => !name.value.startsWith('__'));
  for (let below = others; below.length > 0; below = below.flatMap(({ selectionSet }) => fieldsOf(selectionSet))) {
    if (below.some(({ name }) => isOfSchema(name.value))) {
      throw new HubError('BAD_INPUT', 'ask for the schema at the root of an operation, and nowhere else');
    }
  }
  const selections = roots.filter((field) => !others.includes(field));
  const ofSchema = { ...operation, selectionSet: { kind: Kind.SELECTION_SET, selections } as const };
  return {
    ofSchema: reached({
      ...document,
      definitions: document.definitions.map((one) => (one === operation ? ofSchema : one)),
    }),
    ofData: others.length === 0 ? null : reached(ofData),
    names: roots.map(({ alias, name }) => (alias ?? name).value),
  };
}

/** Without the fragments and variables that nothing uses any more. */
function reached(document: DocumentNode): DocumentNode {
  const [alone = document] = Object.values(separateOperations(document));
  return withUsedVariables(alone);
}
