import { HubError } from '../platform/domain/errors';
import { auditQueries, auditTypes } from './audit-resolvers';
import { referenceOf } from './catalog-store';
import type { CatalogState } from './catalog-state';
import type { Api, Domain, Field, System, Team } from './domain';
import type { Resolvers } from './generated';
import { pageOf, type Context } from './loaders';
import { parseReference, printReference, type ReferenceKind } from './reference';

const stateOf = (context: Context): CatalogState => context.loaders.state;
const apisOf = (context: Context): readonly Api[] => [...stateOf(context).apis.values()];
const named = (names: Iterable<string>): readonly { readonly name: string }[] =>
  [...new Set(names)].sort().map((name) => ({ name }));
const apisNamed = (names: readonly string[], context: Context): readonly Api[] =>
  names.flatMap((name) => stateOf(context).apis.get(name) ?? []);

/** Throws NOT_FOUND, naming what was asked for, which is never secret here. */
function found<T>(thing: T | undefined, what: string): T {
  if (thing === undefined) throw new HubError('NOT_FOUND', `the catalog has no ${what}`);
  return thing;
}

/** The name inside a reference of this kind; undefined for a reference of another kind. */
function nameIn(reference: string, kind: ReferenceKind): string | undefined {
  const parsed = parseReference(reference);
  return parsed.kind === kind ? parsed.name : undefined;
}

const byName = <Kind extends 'system' | 'team' | 'domain'>(kind: Kind, namesOf: (api: Api) => readonly string[]) => ({
  __resolveReference: ({ id }: { readonly id: string }, context: Context) => {
    const name = nameIn(id, kind);
    return apisOf(context).some((api) => name !== undefined && namesOf(api).includes(name))
      ? { name: name ?? '' }
      : null;
  },
  id: ({ name }: { readonly name: string }) => printReference({ kind, name }),
  apis: ({ name }: { readonly name: string }, _: unknown, context: Context) =>
    apisOf(context).filter((api) => namesOf(api).includes(name)),
});

const matches = (field: Field, { type, class: dataClass }: FieldFilter): boolean =>
  (type == null || field.typeName === type) && (dataClass == null || field.class === dataClass);

interface FieldFilter {
  readonly type?: string | null;
  readonly class?: string | null;
}

/** The catalog's resolvers: every answer comes from one state of the graph, except the lists of versions. */
export const resolvers: Resolvers = {
  Query: {
    apis: (_, page, context) => pageOf(apisOf(context), (api) => api.name, page),
    api: (_, { name }, context) => found(stateOf(context).apis.get(name), `API ${name}`),
    versions: (_, { api, ...page }, context) => context.loaders.versions(api, page),
    fields: (_, { first, after, ...filter }, context) => {
      const fields = [...stateOf(context).fields.values()].filter((field) => matches(field, filter));
      return pageOf(fields, (field) => field.coordinate, { first, after: after ?? null });
    },
    field: (_, { coordinate }, context) => found(stateOf(context).fields.get(coordinate), `field ${coordinate}`),
    teams: (_, _args, context): readonly Team[] => named(apisOf(context).map((api) => api.team)),
    domains: (_, _args, context): readonly Domain[] => named(apisOf(context).map((api) => api.domain)),
    systems: (_, _args, context): readonly System[] => named(apisOf(context).flatMap((api) => api.systems)),
    lineage: (_, { field, depth }, context) => {
      const { fields, lineage } = stateOf(context);
      return lineage.upstream(found(fields.get(field), `field ${field}`).coordinate, depth);
    },
    supergraph: (_, _args, context) => stateOf(context).supergraph,
    ...auditQueries,
  },
  ...auditTypes,
  Api: {
    __resolveReference: ({ id }, context) => stateOf(context).apis.get(nameIn(id, 'api') ?? '') ?? null,
    id: ({ name }) => printReference({ kind: 'api', name }),
    team: ({ team }) => ({ name: team }),
    domain: ({ domain }) => ({ name: domain }),
    systems: ({ systems }) => named(systems),
    fields: ({ name }, page, context) => {
      const fields = [...stateOf(context).fields.values()].filter((field) => field.contributorNames.includes(name));
      return pageOf(fields, (field) => field.coordinate, page);
    },
  },
  ApiVersion: {
    __resolveReference: ({ id }, context) =>
      apisOf(context).find(({ currentVersion }) => referenceOf(currentVersion) === id)?.currentVersion ?? null,
    id: (version) => referenceOf(version),
    api: ({ apiName }, _, context) => stateOf(context).apis.get(apiName) ?? null,
    isCurrent: ({ apiName, hash }, _, context) => stateOf(context).apis.get(apiName)?.currentVersion.hash === hash,
  },
  Field: {
    __resolveReference: ({ coordinate }, context) => stateOf(context).fields.get(coordinate) ?? null,
    reference: ({ coordinate }) => printReference({ kind: 'field', name: coordinate }),
    owner: ({ ownerName }, _, context) => stateOf(context).apis.get(ownerName ?? '') ?? null,
    contributors: ({ contributorNames }, _, context) => apisNamed(contributorNames, context),
    sources: ({ coordinate }, _, context) => stateOf(context).lineage.upstream(coordinate, 1),
  },
  System: byName('system', (api) => api.systems),
  Team: byName('team', (api) => [api.team]),
  Domain: byName('domain', (api) => [api.domain]),
  LineageEdge: {
    sourceField: ({ source }, _, context) => stateOf(context).fields.get(source) ?? null,
    api: ({ apiName }, _, context) => stateOf(context).apis.get(apiName) ?? null,
  },
  Supergraph: {
    parts: ({ parts }, _, context) =>
      apisNamed(parts.map(({ api }) => api), context).map(({ currentVersion }) => currentVersion), // prettier-ignore
  },
};
