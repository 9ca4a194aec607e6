import {
  execute,
  getNamedType,
  isAbstractType,
  isEnumType,
  isListType,
  isNonNullType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLOutputType,
} from 'graphql';
import type { ContractSchema } from './contract-schema';

type Data = Record<string, unknown>;

/** Puts answers of the whole graph in a contract's terms. */
export interface ContractAnswers {
  /** The document to run for a client's: it also asks what type each value of an abstract type has. Made once for each. */
  documentFor(document: DocumentNode): DocumentNode;
  /** Whether an answer may come across what lies outside the contract: else it is passed on as it is. */
  meetsOutside(document: DocumentNode): boolean;
  /** Nulls what the contract does not know, with an error only where null may not stand. `data` is left as it is. */
  complete(asked: AskedOfContract, data: Data): Promise<Pick<ExecutionResult, 'data' | 'errors'>>;
}

/** What a client asked, valid in the contract's schema. */
export interface AskedOfContract {
  readonly document: DocumentNode;
  readonly operationName?: string | null | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | null | undefined;
}

/**
 * Answers in a contract's terms: a value whose type, or an enum value, is outside the contract is null, and where null
 * may not stand its parent is, as the specification of GraphQL has it (6.4.4).
 */
export function createContractAnswers({ schema, narrowed }: ContractSchema): ContractAnswers {
  const known = new WeakMap<DocumentNode, { readonly document: DocumentNode; readonly mark: string | null }>();
  const markedOf = (document: DocumentNode) => {
    const found = known.get(document) ?? marked(document, { schema, narrowed });
    known.set(document, found);
    return found;
  };
  return {
    documentFor: (document) => markedOf(document).document,
    meetsOutside: (document) => markedOf(document).mark !== null,
    async complete({ document, operationName, variables }, data) {
      const { mark } = markedOf(document);
      if (mark === null) return { data };
      const typeOf = (value: unknown): string => String((value as Data)[mark]);
      return execute({
        schema,
        document,
        rootValue: data,
        fieldResolver: (source: Data, _args, _context, { path, returnType }) =>
          within(source[path.key], returnType, (type, value) =>
            isAbstractType(type)
              ? schema.getPossibleTypes(type).some(({ name }) => name === typeOf(value))
              : !isEnumType(type) || type.getValue(String(value)) != null,
          ),
        typeResolver: typeOf,
        ...(operationName == null ? {} : { operationName }),
        ...(variables ? { variableValues: variables } : {}),
      });
    },
  };
}

/** The value, or the items of a list, with null for what is not known. */
function within(
  value: unknown,
  type: GraphQLOutputType,
  isKnown: (type: GraphQLOutputType, value: unknown) => boolean,
): unknown {
  if (isNonNullType(type)) return within(value, type.ofType, isKnown);
  if (value == null) return null;
  if (isListType(type)) return (value as unknown[]).map((item) => within(item, type.ofType, isKnown));
  return isKnown(type, value) ? value : null;
}

/** The document with `__typename` under a name of its own in each abstract place; without, when it can meet nothing unknown. */
function marked(
  document: DocumentNode,
  { schema, narrowed }: ContractSchema,
): { readonly document: DocumentNode; readonly mark: string | null } {
  const names = new Set<string>();
  let meets = false;
  const types = new TypeInfo(schema);
  const inTypes = (enter: (node: FieldNode) => FieldNode | undefined): DocumentNode =>
    visit(document, visitWithTypeInfo(types, { Field: { enter } }));
  inTypes(({ name, alias }) => {
    names.add((alias ?? name).value);
    meets ||= narrowed.has(getNamedType(types.getType())?.name ?? '');
    return undefined;
  });
  if (!meets) return { document, mark: null };
  let mark = 'typeOfThis';
  while (names.has(mark)) mark = `${mark}_`;
  const typename: FieldNode = {
    kind: Kind.FIELD,
    alias: { kind: Kind.NAME, value: mark },
    name: { kind: Kind.NAME, value: '__typename' },
  };
  const withMarks = visit(
    document,
    visitWithTypeInfo(types, {
      Field: {
        leave(node) {
          if (!node.selectionSet || !isAbstractType(getNamedType(types.getType()))) return undefined;
          const { selections } = node.selectionSet;
          return { ...node, selectionSet: { ...node.selectionSet, selections: [...selections, typename] } };
        },
      },
    }),
  );
  return { document: withMarks, mark };
}
