import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  buildASTSchema,
  execute,
  isObjectType,
  Kind,
  printSchema,
  parse,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLError,
  type GraphQLSchema,
} from 'graphql';
import { ApolloGateway, LocalGraphQLDataSource } from '@apollo/gateway';
import type { QueryPlan } from '@apollo/query-planner';
import { compileOperation } from '../../../gateway/execution/compile';
import { createPlanner } from '../../../gateway/execution/planning';
import { decideConditions, withoutEmptySelections } from '../../../gateway/execution/conditions';
import type { FetchAnswer, Fetcher } from '../../../gateway/execution/fetcher';
import { joinedNamesOf } from '../../../gateway/joined-names';
import { plannable } from '../../../gateway/plannable';
import { subgraphService, wholeService, type World } from './world';

/** One subgraph, executable. */
export interface Executable {
  readonly name: string;
  readonly schema: GraphQLSchema;
  /** What it answers to everything, or throws, instead of what the world says. */
  readonly answer?: () => FetchAnswer;
  /** Every fetch it got. */
  readonly fetches: { readonly text: string; readonly representations: number }[];
}

export const executables = (world: World): readonly Executable[] =>
  Object.entries(world.subgraphs).map(([name, sdl]) => ({ name, schema: schemaOf(world, name, sdl), fetches: [] }));

/** A subgraph's schema with its resolvers. */
function schemaOf(world: World, name: string, sdl: string): GraphQLSchema {
  const typeDefs = parse(sdl);
  const { resolve, lookUp } = subgraphService(world, name, typeDefs);
  const references = typeDefs.definitions.flatMap((node) =>
    'directives' in node && node.directives?.some((one) => one.name.value === 'key') && 'name' in node && node.name
      ? [[node.name.value, { __resolveReference: lookUp }] as const]
      : [],
  );
  const schema = buildSubgraphSchema({ typeDefs, resolvers: Object.fromEntries(references) });
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) field.resolve ??= resolve;
  }
  return schema;
}

/** The supergraph, each subgraph at an address. Throws composition's own words. */
export function supergraphOf({ subgraphs }: World, urlOf = (name: string): string => `local://${name}`): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({ name, url: urlOf(name), typeDefs: parse(sdl) })),
  );
  if (supergraphSdl === undefined) throw new Error(errors?.map(({ message }) => message).join('\n'));
  return supergraphSdl;
}

export interface Asked {
  readonly document: DocumentNode;
  readonly operationName?: string;
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
  const joined = joinedNamesOf(parse(supergraphSdl));
  const fetchers = new Map(parts.map((part) => [part.name, fetcherOf(part)]));
  return {
    schema,
    plan,
    async ask({ document: asked, variables = {} }) {
      const document = plannable(decideConditions(asked)(variables), schema, joined);
      const compiled = compileOperation<null>({
        plan: plan(withoutEmptySelections(document)),
        ...{ document, schema, supergraphSchema },
      });
      const { text, errors } = await compiled.run({ fetchers, call: null, variables });
      return { data: JSON.parse(text) as unknown, errors };
    },
  };
}

const fetcherOf = ({ schema, fetches, answer }: Executable): Fetcher<unknown> => ({
  async fetch({ operation: { document, text }, variables, representations }) {
    fetches.push({ text, representations: representations?.length ?? 0 });
    if (answer) return answer();
    const variableValues = {
      ...variables,
      ...(representations ? { representations: JSON.parse(`[${representations.join(',')}]`) as unknown } : {}),
    };
    return execute({ schema, document, variableValues });
  },
});

/** Stock @apollo/gateway over the same world. */
export async function stockGateway(world: World, supergraphSdl = supergraphOf(world)) {
  const parts = new Map(executables(world).map((part) => [part.name, part]));
  const gateway = new ApolloGateway({
    supergraphSdl,
    buildService: ({ name }) => {
      const { schema } = parts.get(name) as Executable;
      return new (class extends LocalGraphQLDataSource {
        override async process({ request, document }: never) {
          const { query, variables } = request as { query: string; variables: Record<string, unknown> };
          return execute({ schema, document: document ?? parse(query), variableValues: variables }) as never;
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
export function plainGraph(world: World, schema = createPlanner(supergraphOf(world)).apiSchema()) {
  const merged = buildASTSchema(parse(printSchema(schema)), { assumeValid: true });
  return async ({ document, operationName, variables = {} }: Asked): Promise<ExecutionResult> =>
    execute({
      ...{ schema: merged, document },
      ...(operationName === undefined ? {} : { operationName }),
      variableValues: variables,
      fieldResolver: wholeService(world).resolve,
    });
}
