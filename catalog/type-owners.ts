import { Kind, visit, type DocumentNode } from 'graphql';
import { directiveUses, type FieldsNode } from '../platform/access/access-document';
import { declaredTypes, isStub, type NamedDocument } from './schema-document';

/** One API's declarations of a type. */
interface Candidate {
  readonly api: string;
  readonly declarations: readonly FieldsNode[];
}

/** The API that owns each type, by name of the type; null for a value type that several declare. Stubs own nothing. */
export function typeOwners(parts: readonly NamedDocument[]): ReadonlyMap<string, string | null> {
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

/**
 * The same schemas with the descriptions of a type taken off wherever another API owns it, so that the graph describes
 * it in its owner's words.
 */
export function inOwnersWords<Part extends NamedDocument>(parts: readonly Part[]): readonly Part[] {
  const owners = typeOwners(parts);
  const isOthers = (type: string, name: string): boolean => (owners.get(type) ?? name) !== name;
  return parts.map((part) => ({ ...part, document: undescribed(part.document, (type) => isOthers(type, part.name)) }));
}

function undescribed(document: DocumentNode, applies: (type: string) => boolean): DocumentNode {
  const strip = <Node extends { readonly name: { readonly value: string } }>(node: Node): Node | undefined =>
    applies(node.name.value) ? { ...node, description: undefined } : undefined;
  return visit(document, { [Kind.OBJECT_TYPE_DEFINITION]: strip, [Kind.INTERFACE_TYPE_DEFINITION]: strip });
}
