import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildASTSchema,
  execute,
  GraphQLError,
  Kind,
  printSchema,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { compileOperation } from '../../../gateway/execution/compile';
import { createPlanner } from '../../../gateway/execution/planning';
import { decideConditions, withoutEmptySelections } from '../../../gateway/execution/conditions';
import type { FetchAnswer, Fetcher } from '../../../gateway/execution/fetcher';

/** A value in the world: leaf, list, value object, `{ ref: 'Type:id' }`, or `{ error: 'text' }`. */
export type Value = unknown;
export type Entities = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** Everything there is, whichever subgraph serves it: entities by `Type:id`, and the values of root fields. */
export interface World {
  /** SDL of each subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  readonly entities: Entities;
  /** By `Query.field`. */
  readonly roots: Readonly<Record<string, Value>>;
}

type Source = Record<string, unknown>;

const isRef = (value: unknown): value is { readonly ref: string } =>
  typeof value === 'object' && value !== null && 'ref' in value;
const isError = (value: unknown): value is { readonly error: string } =>
  typeof value === 'object' && value !== null && 'error' in value;

/** The value as resolvers give it: references looked up, errors thrown. */
function resolved({ entities }: World, value: Value): unknown {
  if (Array.isArray(value))
    return value.map((item) => (isError(item) ? new GraphQLError(item.error) : resolved({ entities } as World, item)));
  if (isError(value)) throw new GraphQLError(value.error);
  if (!isRef(value)) return value;
  const entity = entities[value.ref];
  return entity && { __typename: value.ref.split(':')[0], ...entity };
}

/** A field with arguments answers with them, so that mixed up arguments show. */
const resolverOf =
  (world: World, { isWhole = false } = {}): GraphQLFieldResolver<Source, unknown> =>
  (source, args, _context, { parentType, fieldName }) => {
    const isRoot = parentType.name === 'Query' || parentType.name === 'Mutation';
    const value = resolved(world, isRoot ? world.roots[`${parentType.name}.${fieldName}`] : source?.[fieldName]);
    // What is made of a required field shows how it came.
    if (typeof value === 'object' && value !== null && 'from' in value)
      return `made of ${String(source[String(value.from)])}${isWhole && 'given' in value ? String(value.given) : ''}`;
    const given = Object.entries(args).filter(([name]) => name !== 'representations');
    return given.length > 0 && typeof value === 'string'
      ? `${value}(${given.map(([name, one]) => `${name}:${JSON.stringify(one)}`).join()})`
      : value;
  };

/** One subgraph, executable. */
export interface Executable {
  readonly name: string;
  readonly schema: GraphQLSchema;
  readonly resolve: GraphQLFieldResolver<Source, unknown>;
  /** What it answers to everything, instead of what the world says. */
  readonly answer?: FetchAnswer;
  /** Every fetch it got. */
  readonly fetches: { readonly text: string; readonly representations: number }[];
}

export function executables(world: World): readonly Executable[] {
  return Object.entries(world.subgraphs).map(([name, sdl]) => {
    const typeDefs = parse(sdl);
    const references = Object.fromEntries(
      typeDefs.definitions.flatMap((node) =>
        (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION) &&
        /@key/.test(JSON.stringify(node.directives?.map((d) => `@${d.name.value}`)))
          ? [[node.name.value, { __resolveReference: referenceResolver(world) }]]
          : [],
      ),
    );
    const schema = buildSubgraphSchema({ typeDefs, resolvers: references });
    return { name, schema, resolve: resolverOf(world), fetches: [] };
  });
}

/** What a subgraph requires comes with the reference and wins over what the world says. */
const referenceResolver =
  (world: World) =>
  (reference: Source & { __typename: string }): unknown => {
    const found = Object.entries(world.entities).filter(([, entity]) =>
      KEYS.some((key) => reference[key] !== undefined && entity[key] === reference[key]),
    );
    const [entity] = found.filter(([key]) => key.startsWith(`${reference.__typename}:`)).concat(found);
    return entity ? { ...entity[1], ...reference, __typename: entity[0].split(':')[0] } : null;
  };

const KEYS = ['id', 'sku'];

export function supergraphOf(world: World): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(world.subgraphs).map(([name, sdl]) => ({ name, url: `local://${name}`, typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

export interface Asked {
  readonly document: DocumentNode;
  readonly variables?: Readonly<Record<string, unknown>>;
}

export interface OurGraph {
  readonly schema: GraphQLSchema;
  plan(document: DocumentNode): QueryPlan;
  ask(asked: Asked): Promise<{ readonly data: unknown; readonly errors: readonly GraphQLError[] }>;
}

/** The executor over the world. */
export function ourGraph(world: World, parts = executables(world), supergraphSdl = supergraphOf(world)): OurGraph {
  const planner = createPlanner(supergraphSdl);
  const [schema, supergraphSchema] = [planner.apiSchema(), planner.supergraphSchema()];
  const plan = (document: DocumentNode): QueryPlan => planner.plan(document);
  const fetchers = new Map(parts.map((part) => [part.name, fetcherOf(part)]));
  return {
    schema,
    plan,
    async ask({ document, variables = {} }) {
      const decided = decideConditions(document)(variables);
      const compiled = compileOperation<null>({
        plan: plan(withoutEmptySelections(decided)),
        document: decided,
        schema,
        supergraphSchema,
      });
      const { text, errors } = await compiled.run({ fetchers, call: null, variables });
      return { data: JSON.parse(text) as unknown, errors };
    },
  };
}

export const fetcherOf = ({ schema, resolve, fetches, answer }: Executable): Fetcher<unknown> => ({
  async fetch({ operation: { document, text }, variables, representations }) {
    fetches.push({ text, representations: representations?.length ?? 0 });
    if (answer) return answer;
    const variableValues = {
      ...variables,
      ...(representations ? { representations: JSON.parse(`[${representations.join(',')}]`) as unknown } : {}),
    };
    return execute({ schema, document, variableValues, fieldResolver: resolve });
  },
});

/** Stock @apollo/gateway over the same world. */
export async function stockGateway(world: World, supergraphSdl = supergraphOf(world)) {
  const parts = new Map(executables(world).map((part) => [part.name, part]));
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const { schema, resolve } = parts.get(name) as Executable;
      return new (class extends LocalGraphQLDataSource {
        override async process({ request, document }: never) {
          const { query, variables } = request as { query: string; variables: Record<string, unknown> };
          return execute({
            schema,
            document: document ?? parse(query),
            variableValues: variables,
            fieldResolver: resolve,
          }) as never;
        }
      })(schema);
    },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
  });
  const { executor } = await gateway.load();
  return async ({ document, variables = {} }: Asked): Promise<ExecutionResult> => {
    const operation = document.definitions.find((node) => node.kind === Kind.OPERATION_DEFINITION);
    const request = {
      request: { variables },
      document,
      operation,
      queryHash: JSON.stringify(document.loc?.source.body),
      source: '',
      context: {},
      metrics: {},
      cache: undefined,
    };
    return (await executor(request as never)) as ExecutionResult;
  };
}

/** Plain graphql-js over the graph as if one service held it all. */
export function plainGraph(world: World, schema: GraphQLSchema) {
  const merged = buildASTSchema(parse(printSchema(schema)), { assumeValid: true });
  return async ({ document, variables = {} }: Asked): Promise<ExecutionResult> =>
    execute({
      schema: merged,
      document,
      variableValues: variables,
      fieldResolver: resolverOf(world, { isWhole: true }),
    });
}
