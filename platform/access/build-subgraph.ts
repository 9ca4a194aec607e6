import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { print, type DocumentNode, type GraphQLSchema } from 'graphql';
import { HubError } from '../domain/errors';
import { systemClock, type Clock } from '../domain/instant';
import { SCALAR_RESOLVERS } from '../domain/scalars';
import type { LineageRow } from '../mapping/lineage';
import { AccessCollector } from './audit/access-collector';
import { documentOf, spreadTypeAccess } from './access-document';
import { spreadTypeTags } from './contract-tags';
import { withGuards } from './guards';
import { accessFaults } from './rules/access-faults';
import { withShield, type ObjectRules } from './shield';
import type { Subgraph, SubgraphCall, SubgraphContext, SubscriptionSource } from './subgraph';

/** What a subgraph package gives to become a `Subgraph`. */
export interface SubgraphSpec {
  readonly name: string;
  /** Path of its `schema.graphql`, without the shared header and value types. */
  readonly schemaFile: string;
  /** Resolvers by type and field, `__resolveReference` included; the value types' scalars are added. */
  readonly resolvers: object;
  /** graphql-shield rules beyond those that every subgraph has. */
  readonly rules?: ObjectRules;
  readonly lineage: readonly LineageRow[];
  readonly subscriptions?: Readonly<Record<string, SubscriptionSource>>;
  /** Fresh loaders and whatever else the resolvers need, for one request. */
  contextFor(call: SubgraphCall): SubgraphContext<unknown>;
  /** Secret that the HASH mask is keyed by; unless given, random, and so good for one process only. */
  readonly hashKey?: string | undefined;
  /** Tells the YEAR_ONLY mask what year it is; the system's unless given. */
  readonly clock?: Clock | undefined;
}

/** The shared head of every subgraph's schema: federation, `@access`, `@api` and the value types. */
const SHARED_FILES = [join(__dirname, 'access.graphql'), join(__dirname, '../domain/value-types.graphql')];

const processHashKey = randomBytes(32).toString('base64url');

/**
 * Builds a subgraph: its whole SDL, with each type's `@access` spread onto its fields, and the executable schema behind
 * the guards that this SDL asks for. Throws RULE_BROKEN when the schema breaks an access rule, naming each breach.
 */
export function buildSubgraph(spec: SubgraphSpec): Subgraph {
  const typeDefs = subgraphDocument(readFileSync(spec.schemaFile, 'utf8'));
  const sdl = print(typeDefs);
  const faults = accessFaults([{ name: spec.name, document: typeDefs, lineage: spec.lineage }]);
  if (faults.length > 0) {
    throw new HubError(
      'RULE_BROKEN',
      `the schema of ${spec.name} breaks the access rules: ${faults.map(({ message }) => message).join('; ')}`,
    );
  }
  return {
    name: spec.name,
    sdl,
    schema: guardedSchema(typeDefs, spec),
    lineage: spec.lineage,
    subscriptions: spec.subscriptions ?? {},
    contextFor: (call) => Object.assign({}, spec.contextFor(call), call, { audit: new AccessCollector() }),
  };
}

/** The shared head and a subgraph's own schema text as one document, access and tags spread. Throws GraphQL's syntax error. */
export function subgraphDocument(schemaText: string): DocumentNode {
  const shared = SHARED_FILES.map((file) => readFileSync(file, 'utf8'));
  return spreadTypeTags(spreadTypeAccess(documentOf([...shared, schemaText].join('\n'))));
}

function guardedSchema(
  typeDefs: DocumentNode,
  { resolvers, rules, hashKey = processHashKey, clock = systemClock }: SubgraphSpec,
): GraphQLSchema {
  // The typings ask for a map of resolver functions, which is what a generated `Resolvers` type is.
  const all = { ...SCALAR_RESOLVERS, ...resolvers };
  const bare = buildSubgraphSchema({ typeDefs, resolvers: all });
  return withGuards(withShield(bare, rules), { hashKey, clock });
}
