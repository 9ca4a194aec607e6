import type { GraphQLSchema } from 'graphql';
import { applyMiddleware, type IMiddleware } from 'graphql-middleware';
import { allow, deny, rule, shield } from 'graphql-shield';
import { HubError } from '../domain/errors';
import type { SubgraphCall } from './subgraph';

/** A graphql-shield rule. */
export type ObjectRule = ReturnType<ReturnType<typeof rule>>;

/** graphql-shield rules by type, or by type and field (`'*'`: each field that is not named). */
export type ObjectRules = Readonly<Record<string, ObjectRule | Readonly<Record<string, ObjectRule>>>>;

const signedIn = rule({ cache: 'no_cache' })((_parent, _args, context: Partial<SubgraphCall> | undefined) =>
  context?.viewer ? true : new HubError('UNAUTHENTICATED', 'this needs a viewer'),
);

/** Roots that the federation protocol itself asks for. */
const FEDERATION_ROOTS = { _service: allow, _entities: signedIn };

/**
 * Puts graphql-shield onto the root fields and the types that `rules` names, and nowhere else: the library by itself
 * wraps every field, which costs six times the query. A resolver's own error passes as it is; a broken rule is FORBIDDEN.
 */
export function withShield(schema: GraphQLSchema, rules: ObjectRules = {}): GraphQLSchema {
  const all = { ...rules, ...rootRules(schema, rules) };
  const middleware = shield(all, {
    fallbackRule: deny,
    allowExternalErrors: true,
    fallbackError: (thrown) =>
      thrown instanceof Error ? thrown : new HubError('FORBIDDEN', 'a rule of this graph does not let you do this'),
  });
  // The typings of graphql-middleware hide that a generator gives resolvers by type and field.
  const generated = (middleware as unknown as { generate(of: GraphQLSchema): Generated }).generate(schema);
  return applyMiddleware(schema, pruned(generated, all) as IMiddleware);
}

type Generated = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Every root field needs a viewer, whatever else its own rule asks. */
function rootRules(schema: GraphQLSchema, rules: ObjectRules): Record<string, Record<string, ObjectRule>> {
  const roots = [schema.getQueryType(), schema.getMutationType()].filter((type) => type != null);
  return Object.fromEntries(
    roots.map((type) => {
      const given = rules[type.name];
      const federation = Object.entries(FEDERATION_ROOTS).filter(([root]) => root in type.getFields());
      return [
        type.name,
        { '*': signedIn, ...Object.fromEntries(federation), ...(isRule(given) ? { '*': given } : given) },
      ];
    }),
  );
}

function pruned(generated: Generated, rules: ObjectRules): Generated {
  return Object.fromEntries(
    Object.entries(generated).flatMap(([type, fields]) => {
      const given = rules[type];
      if (!given) return [];
      const named = Object.entries(fields).filter(([field]) => isRule(given) || '*' in given || field in given);
      return [[type, Object.fromEntries(named)]];
    }),
  );
}

const isRule = (given: ObjectRules[string] | undefined): given is ObjectRule =>
  typeof (given as { resolve?: unknown } | undefined)?.resolve === 'function';
