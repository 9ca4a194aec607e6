import {
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { complete } from './completion';
import type { Data, Fetcher } from './fetcher';
import { compilePlan, usesContext } from './plan';
import { compileProjector } from './projector';
import type { QueryPlan } from './query-plan';
import type { Run } from './run';
import { withUntypedObjects } from './untyped-objects';

/** An operation and its plan. */
export interface ToCompile {
  readonly plan: QueryPlan;
  /** What the client asked of data, one operation and its fragments, its conditions decided: the answer has its form. */
  readonly document: DocumentNode;
  /** Selections of the document that are not planned for and null in the answer. */
  readonly refused?: ReadonlySet<FieldNode>;
  /** What the answer is held against. */
  readonly schema: GraphQLSchema;
  /** The whole supergraph's, hidden types included. */
  readonly supergraphSchema: GraphQLSchema;
}

/** One request that runs an operation. */
export interface ToRun<Call> {
  readonly fetchers: ReadonlyMap<string, Fetcher<Call>>;
  readonly call: Call;
  /** As the client sent them, valid. */
  readonly variables: Readonly<Data>;
}

/** An answer whose data is JSON already. */
export interface Answer {
  readonly text: string;
  readonly errors: readonly GraphQLError[];
}

/** An operation ready to be run any number of times. */
export interface CompiledOperation<Call> {
  /** Never throws: what went wrong is among the errors. */
  run(request: ToRun<Call>): Promise<Answer>;
}

const NONE: ReadonlySet<FieldNode> = new Set();

/** Compiles an operation. */
export function compileOperation<Call>(to: ToCompile): CompiledOperation<Call> {
  const { plan, document, supergraphSchema, refused = NONE } = to;
  const schema = withUntypedObjects(to.schema, supergraphSchema);
  const operation = operationIn(document);
  const step = compilePlan<Call>(plan, supergraphSchema);
  const project = compileProjector({ schema, operation, refused, fragments: fragmentsIn(document) });
  const shares = !usesContext(plan.node);
  const isMutation = operation.operation === OperationTypeNode.MUTATION;
  return {
    async run({ fetchers, call, variables }) {
      const run: Run<Call> = {
        fetchers,
        call,
        variables,
        root: {},
        errors: [],
        shares,
        hasShared: false,
        read: isMutation ? null : new Map(),
      };
      await step(run);
      const { root, hasShared } = run;
      const errors = onceEach(run.errors);
      const text = project(root, hasShared);
      if (typeof text === 'string') return { text: inOnePiece(text), errors };
      const completed = complete(root, { schema, supergraphSchema, document, variables, refused });
      return {
        text: JSON.stringify(completed.data),
        errors: [...errors, ...unexplained(completed.errors, errors)],
      };
    },
  };
}

/**
 * The same text. V8 keeps what was put together of ten thousand pieces as a tree of them until it is read; while the
 * answer waits to be put on record, the garbage collector would copy that tree again and again.
 */
function inOnePiece(text: string): string {
  Number(text);
  return text;
}

function operationIn({ definitions }: DocumentNode): OperationDefinitionNode {
  const operation = definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (!operation) throw new TypeError('the document has no operation');
  return operation;
}

const fragmentsIn = ({ definitions }: DocumentNode): ReadonlyMap<string, FragmentDefinitionNode> =>
  new Map(
    definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );

/** A field that two fetches have asked for fails in both, and is told of once. */
function onceEach(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  if (errors.length < 2) return errors;
  const told = new Map(
    errors.map((error) => [error.path ? JSON.stringify([error.path, error.message]) : error, error]),
  );
  return [...told.values()];
}

/** What became null for a reason that no subgraph has told already. */
function unexplained(nulls: readonly GraphQLError[], told: readonly GraphQLError[]): readonly GraphQLError[] {
  if (told.length === 0) return nulls;
  return nulls.filter(({ path }) => !told.some((error) => !error.path || !path || isAlong(error.path, path)));
}

/** Whether one path leads through the other. */
const isAlong = (a: readonly (string | number)[], b: readonly (string | number)[]): boolean => {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  return short.every((part, index) => part === long[index]);
};
