import { print } from 'graphql';
import { declaredFieldsOf, directiveUses, type DeclaredField } from '../platform/access/access-document';
import type { Field } from './domain';
import { declaredTypes, isStub, type NamedDocument } from './schema-document';
import { typeOwners } from './type-owners';

/** One API's declaration of a field. */
interface Contribution extends DeclaredField {
  readonly api: string;
  readonly coordinate: string;
}

/**
 * Every output field of the graph by coordinate, in alphabetical order. Left out are what only points elsewhere (stubs
 * and external copies) and the gateway's own root fields, whose names start with an underscore.
 */
export function indexFields(parts: readonly NamedDocument[]): ReadonlyMap<string, Field> {
  const owners = typeOwners(parts);
  const byCoordinate = new Map<string, Contribution[]>();
  for (const contribution of parts.flatMap(contributionsOf)) {
    const { coordinate } = contribution;
    byCoordinate.set(coordinate, [...(byCoordinate.get(coordinate) ?? []), contribution]);
  }
  const sorted = [...byCoordinate].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(sorted.map(([coordinate, contributions]) => [coordinate, toField(contributions, owners)]));
}

function contributionsOf({ name: api, document }: NamedDocument): readonly Contribution[] {
  const types = declaredTypes(document);
  return [...declaredFieldsOf(document)]
    .map(([coordinate, field]) => ({ ...field, api, coordinate }))
    .filter(({ type, node }) => !isStub(types.get(type) ?? []) && directiveUses(node, 'external').length === 0)
    .filter(({ name }) => !name.startsWith('_'));
}

function toField(contributions: readonly Contribution[], owners: ReadonlyMap<string, string | null>): Field {
  const contributorNames = [...new Set(contributions.map(({ api }) => api))].sort();
  const [first] = contributions;
  if (first === undefined) throw new TypeError('a field has at least one contribution');
  const ownerName = contributorNames.length === 1 ? first.api : (owners.get(first.type) ?? null);
  const { access, coordinate, type, node } = contributions.find(({ api }) => api === ownerName) ?? first;
  const [deprecated] = contributions.flatMap((contribution) => directiveUses(contribution.node, 'deprecated'));
  return {
    class: access?.class ?? null,
    scopes: access?.scopes ?? [],
    mask: access?.mask ?? null,
    purposes: access?.purposes ?? [],
    coordinate,
    typeName: type,
    type: print(node.type),
    ownerName,
    contributorNames,
    description: node.description?.value ?? null,
    deprecationReason: deprecated === undefined ? null : reasonIn(deprecated),
  };
}

const reasonIn = ({ reason }: Readonly<Record<string, unknown>>): string =>
  typeof reason === 'string' ? reason : 'No longer supported';
