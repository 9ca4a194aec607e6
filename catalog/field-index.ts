import { print } from 'graphql';
import { declaredFieldsOf, type DeclaredField, type FieldsNode } from '../platform/access/access-document';
import type { Field } from './domain';
import { declaredTypes, directiveUses, isStub, type NamedDocument } from './schema-document';

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
    deprecationReason: deprecated === undefined ? null : String(deprecated.reason ?? 'No longer supported'),
  };
}

/** One API's declarations of a type. */
interface Candidate {
  readonly api: string;
  readonly declarations: readonly FieldsNode[];
}

/** The owner of each type; null for a value type that several APIs declare. */
function typeOwners(parts: readonly NamedDocument[]): ReadonlyMap<string, string | null> {
  const candidates = new Map<string, Candidate[]>();
  for (const { name: api, document } of parts) {
    for (const [type, declarations] of declaredTypes(document)) {
      if (!isStub(declarations)) candidates.set(type, [...(candidates.get(type) ?? []), { api, declarations }]);
    }
  }
  return new Map([...candidates].map(([type, ofType]) => [type, ownerAmong(ofType)]));
}

/**
 * The API that a description of the type names (`Owner: billing.`), else, for an entity, the one that declares the most
 * fields: who contributes to an entity brings a few, its owner the rest.
 */
function ownerAmong(candidates: readonly Candidate[]): string | null {
  const owners = new Set(
    candidates.flatMap(({ declarations }) => declarations.map((node) => ownerIn(descriptionOf(node)))),
  );
  const named = candidates.find(({ api }) => owners.has(api));
  if (named) return named.api;
  const isEntity = candidates.some(({ declarations }) =>
    declarations.some((node) => directiveUses(node, 'key').length > 0),
  );
  if (!isEntity && candidates.length > 1) return null;
  const [largest] = [...candidates].sort((a, b) => fieldCount(b) - fieldCount(a));
  return largest?.api ?? null;
}

const descriptionOf = (node: FieldsNode): string => ('description' in node ? (node.description?.value ?? '') : '');

const fieldCount = ({ declarations }: Candidate): number =>
  declarations.reduce((count, node) => count + (node.fields?.length ?? 0), 0);

const ownerIn = (description: string): string | undefined => /Owner: ([a-z][a-z0-9-]*)/.exec(description)?.[1];
