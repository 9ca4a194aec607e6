import {
  Kind,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  type NamedTypeNode,
} from 'graphql';
import { argumentsOf, directiveUses, type Directed } from '../../platform/access/access-document';

/** A type of a supergraph, whatever its kind, with the directives that say what of it each graph (subgraph) has. */
export type JoinedType = DefinitionNode & {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[];
  readonly fields?: readonly JoinedField[];
  readonly values?: readonly EnumValueDefinitionNode[];
  readonly interfaces?: readonly NamedTypeNode[];
};
export type JoinedField = FieldDefinitionNode | InputValueDefinitionNode;

/** Types of a supergraph by name. */
export type JoinedTypes = ReadonlyMap<string, JoinedType>;

/** Arguments of a directive of the join specification where it stands; of one graph, when that is given. */
export const joinsOf = (node: Directed, name: string, graph?: string): readonly Readonly<Record<string, unknown>>[] =>
  directiveUses(node, name).filter((use) => graph === undefined || use['graph'] === graph);

export const joinedField = (type: string, name: string, types: JoinedTypes): JoinedField | undefined =>
  types.get(type)?.fields?.find((field) => field.name.value === name);

/** Whether a graph knows an interface as an object type (`@interfaceObject`). */
export const isInterfaceObjectIn = (type: JoinedType, graph: string): boolean =>
  joinsOf(type, 'join__type', graph).some(({ isInterfaceObject }) => isInterfaceObject === true);

/** What each graph has of a field: one that says of none belongs to each that has its type. */
export function usesOf(type: JoinedType, field: JoinedField): readonly ConstDirectiveNode[] {
  const joins = (field.directives ?? []).filter(isJoin);
  if (joins.length > 0) return joins;
  const graphs = new Set(joinsOf(type, 'join__type').map(({ graph }) => String(graph)));
  return [...graphs].map((graph) => join('join__field', { graph }));
}

/** The type with what each graph has of its fields said anew. */
export const withUses = (
  type: JoinedType,
  change: (uses: readonly ConstDirectiveNode[], field: JoinedField) => readonly ConstDirectiveNode[],
): JoinedType => {
  const fields = type.fields?.map((field) => ({
    ...field,
    directives: [...(field.directives ?? []).filter((one) => !isJoin(one)), ...change(usesOf(type, field), field)],
  }));
  return fields ? ({ ...type, fields } as JoinedType) : type;
};

const isJoin = ({ name }: ConstDirectiveNode): boolean => name.value === 'join__field';

export const isOfGraph = (use: ConstDirectiveNode, graph: string): boolean => argumentsOf(use)['graph'] === graph;

/** A directive of the join specification; `graph` and flags are names, all else is text. */
export const join = (name: string, given: Readonly<Record<string, string | boolean>>): ConstDirectiveNode => ({
  kind: Kind.DIRECTIVE,
  name: { kind: Kind.NAME, value: name },
  arguments: Object.entries(given).map(([argument, value]): ConstArgumentNode => {
    const node = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: argument } } as const;
    if (typeof value === 'boolean') return { ...node, value: { kind: Kind.BOOLEAN, value } };
    return { ...node, value: { kind: argument === 'graph' ? Kind.ENUM : Kind.STRING, value } };
  }),
});

/** The same directive with some arguments replaced. */
export function rejoined(
  use: ConstDirectiveNode,
  given: Readonly<Record<string, string | boolean>>,
): ConstDirectiveNode {
  const kept = (use.arguments ?? []).filter(({ name }) => !(name.value in given));
  return { ...use, arguments: [...(join(use.name.value, given).arguments ?? []), ...kept] };
}
