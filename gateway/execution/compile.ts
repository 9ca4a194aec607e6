import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { atClientPlaces } from './client-places';
import { complete } from './completion';
import type { Data, Fetcher } from './fetcher';
import { fragmentsOf } from './fragments';
import { compilePlan, usesContext } from './plan';
import { compileProjector } from './projector';
import type { QueryPlan } from './query-plan';
import type { Refusal } from './refused-fields';
import { clientName, inClientNames } from './response-names';
import type { Run } from './run';
import { withUntypedObjects } from './untyped-objects';

/** An operation and its plan. */
export interface ToCompile {
  readonly plan: QueryPlan;
  /** What the client asked of data, one operation and its fragments, its conditions decided: the answer has its form. */
  readonly document: DocumentNode;
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

/** An answer whose data is JSON already, in the client's names. */
export interface Answer {
  /** Emptied by whoever has sent it. */
  text: string;
  readonly errors: readonly GraphQLError[];
  /** Once for each refused selection that has a place in the answer. */
  readonly refusals: readonly Refusal[];
}

/** An operation ready to be run any number of times. */
export interface CompiledOperation<Call> {
  /** Never throws: what went wrong is among the errors. */
  run(request: ToRun<Call>): Promise<Answer>;
}

/** Compiles an operation. */
export function compileOperation<Call>(to: ToCompile): CompiledOperation<Call> {
  const { plan, document, supergraphSchema } = to;
  const schema = withUntypedObjects(to.schema, supergraphSchema);
  const operation = operationIn(document);
  const step = compilePlan<Call>(plan, supergraphSchema);
  const fragments = fragmentsOf(document);
  const project = compileProjector({ schema, operation, fragments });
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
      const errors = atClientPlaces(onceEach(run.errors), operation, fragments).map(inClientsPath);
      const projected = project(root, hasShared);
      if (projected) return { text: inOnePiece(projected.text), errors, refusals: projected.refusals };
      const completed = complete(root, { schema, supergraphSchema, document, variables });
      return {
        text: JSON.stringify(inClientNames(completed.data)),
        errors: [...errors, ...unexplained(completed.errors.map(inClientsPath), errors)],
        refusals: completed.refusals.map((one) => ({ ...one, path: one.path.map(clientName) })),
      };
    },
  };
}

function inClientsPath(error: GraphQLError): GraphQLError {
  const { message, path, originalError, extensions } = error;
  if (!path?.some((step) => clientName(step) !== step)) return error;
  return new GraphQLError(message, { path: path.map(clientName), originalError, extensions });
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
