import { Kind, type DocumentNode, type FieldDefinitionNode } from 'graphql';
import { declaredFieldsOf, directiveUses, namedTypeOf } from '../platform/access/access-document';
import { fieldTagsOf, tagsOn, typeTagsOf } from '../platform/access/contract-tags';
import { CONTRACTS, isContract } from '../platform/access/contracts';
import type { RuleFault } from './rule-fault';
import { declaredTypes, type NamedDocument } from './schema-document';

/**
 * Tags that no contract can be made of as they were meant: of a contract that does not exist, differing between APIs
 * that declare one field, on a field whose type shows nothing there, or that cannot be asked without an argument from
 * outside. Composition unites differing tags without a word, and the gateway would leave such fields out.
 */
export function contractFaults(parts: readonly NamedDocument[]): readonly RuleFault[] {
  return [...parts.flatMap(faultsWithin), ...differingTags(parts), ...emptyTypes(parts)];
}

/** The faults that show in one API's schema alone: an entity may have more fields in others. */
export function contractFaultsOf(part: NamedDocument): readonly RuleFault[] {
  return [...faultsWithin(part), ...emptyTypes([part], (type) => !isEntity(part, type))];
}

const isEntity = ({ document }: NamedDocument, type: string): boolean =>
  (declaredTypes(document).get(type) ?? []).some((node) => directiveUses(node, 'key').length > 0);

const fault = (rule: string, coordinate: string, says: string, subgraphs: readonly string[]): RuleFault => ({
  rule,
  message: `${coordinate} ${says}`,
  coordinates: [coordinate],
  subgraphs,
});

function faultsWithin({ name, document }: NamedDocument): readonly RuleFault[] {
  const fields = [...declaredFieldsOf(document)];
  const tags = fieldTagsOf(document);
  return [
    ...placesOf(document).flatMap(
      ({ coordinate, tags: own }) =>
      own
        .filter((tag) => !isContract(tag))
        .map((tag) => fault('UNKNOWN_CONTRACT', coordinate, `is tagged ${tag}, which is no contract: there are ${CONTRACTS.join(', ')}`, [name])), // prettier-ignore
    ),
    ...fields.flatMap(([coordinate, { node }]) =>
      lackingArguments(node, tags.get(coordinate) ?? []).map(
        ([argument, tag]) =>
        fault('CONTRACT_LACKS_ARGUMENT', coordinate, `cannot be asked in ${tag} without ${argument}, which is outside`, [name]), // prettier-ignore
      ),
    ),
  ];
}

/** Whatever carries tags of its own. */
function placesOf(
  document: DocumentNode,
): readonly { readonly coordinate: string; readonly tags: readonly string[] }[] {
  const values = document.definitions.flatMap((node) =>
    node.kind === Kind.ENUM_TYPE_DEFINITION || node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION
      ? ((node.kind === Kind.ENUM_TYPE_DEFINITION ? node.values : node.fields) ?? []).map((value) => ({
          coordinate: `${node.name.value}.${value.name.value}`,
          tags: tagsOn(value),
        }))
      : [],
  );
  const types = [...typeTagsOf(document)].map(([coordinate, tags]) => ({ coordinate, tags }));
  const fields = [...declaredFieldsOf(document)].flatMap(([coordinate, { node }]) => [
    { coordinate, tags: tagsOn(node) },
    ...(node.arguments ?? []).map((argument) => ({ coordinate, tags: tagsOn(argument) })),
  ]);
  return [...types, ...fields, ...values];
}

const lackingArguments = (
  { arguments: args = [] }: FieldDefinitionNode,
  tags: readonly string[],
): readonly (readonly [argument: string, tag: string])[] =>
  args
    .filter(({ type, defaultValue }) => type.kind === Kind.NON_NULL_TYPE && !defaultValue)
    .flatMap((argument) => {
      const own = tagsOn(argument);
      return tags
        .filter((tag) => own.length > 0 && !own.includes(tag))
        .map((tag) => [argument.name.value, tag] as const);
    });

function differingTags(parts: readonly NamedDocument[]): readonly RuleFault[] {
  const first = new Map<string, { readonly api: string; readonly text: string }>();
  const faults: RuleFault[] = [];
  for (const { name: api, document } of parts) {
    for (const [coordinate, tags] of fieldTagsOf(document)) {
      const text = [...tags].sort().join(' ');
      const other = first.get(coordinate);
      if (text !== '' && !other) first.set(coordinate, { api, text });
      if (text === '' || !other || other.text === text) continue;
      const says = `is tagged differently: ${other.api} says ${other.text}, ${api} says ${text}`;
      faults.push(fault('TAGS_DIFFER', coordinate, says, [other.api, api]));
    }
  }
  return faults;
}

/** Fields of a contract that lead to a type of which nothing is in it. */
function emptyTypes(
  parts: readonly NamedDocument[],
  isWhole: (type: string) => boolean = () => true,
): readonly RuleFault[] {
  const shown = tagsByType(parts);
  return parts.flatMap(({ name, document }) => {
    const tags = fieldTagsOf(document);
    return [...declaredFieldsOf(document)].flatMap(([coordinate, { node }]) => {
      const type = namedTypeOf(node.type);
      const ofType = shown.get(type);
      if (!ofType || !isWhole(type)) return [];
      return (tags.get(coordinate) ?? [])
        .filter((tag) => isContract(tag) && !ofType.has(tag))
        .map((tag) => fault('CONTRACT_SHOWS_NOTHING', coordinate, `is in ${tag}, which shows nothing of ${type}`, [name])); // prettier-ignore
    });
  });
}

/** The tags of the fields of each object type and interface, whichever API declares them. */
function tagsByType(parts: readonly NamedDocument[]): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { document } of parts) {
    const tags = fieldTagsOf(document);
    for (const [coordinate, { type }] of declaredFieldsOf(document)) {
      const ofType = found.get(type) ?? new Set<string>();
      found.set(type, ofType);
      for (const tag of tags.get(coordinate) ?? []) ofType.add(tag);
    }
  }
  return found;
}
