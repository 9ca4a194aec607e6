import {
  Kind,
  type ConstArgumentNode,
  type ConstDirectiveNode,
  type DefinitionNode,
  type EnumValueDefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
} from 'graphql';
import { argumentsOf, directiveUses, type Directed } from '../../platform/access/access-document';

/** A type of a supergraph, whatever its kind, with the directives that say what of it each graph (subgraph) has. */
export type JoinedType = DefinitionNode & {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[];
  readonly fields?: readonly JoinedField[];
  readonly values?: readonly EnumValueDefinitionNode[];
};
export type JoinedField = FieldDefinitionNode | InputValueDefinitionNode;

/** Arguments of a directive of the join specification where it stands; of one graph, when that is given. */
export const joinsOf = (node: Directed, name: string, graph?: string): readonly Readonly<Record<string, unknown>>[] =>
  directiveUses(node, name).filter((use) => graph === undefined || use['graph'] === graph);

/** A part of what one graph has, which another is to have too. */
export interface Copy {
  readonly from: string;
  readonly to: string;
  /** Names of fields by type. */
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>;
  /** The one field that the first shall have no more. Entities of its type alone can be read in the other. */
  readonly moved: { readonly type: string; readonly field: string };
}

/** The type with its part in the other graph. */
export function withCopy(type: JoinedType, copy: Copy): JoinedType {
  const graphs = new Set(joinsOf(type, 'join__type').map(({ graph }) => String(graph)));
  const { directives, values, fields } = type;
  return {
    ...type,
    directives: copied(directives, type, copy),
    ...(values && { values: values.map((one) => ({ ...one, directives: copied(one.directives, type, copy) })) }),
    ...(fields && { fields: fields.map((field) => withCopiedField(field, { type, graphs, copy })) }),
  } as JoinedType;
}

function copied(
  directives: readonly ConstDirectiveNode[] = [],
  { name }: JoinedType,
  { from, to, parts, moved }: Copy,
): readonly ConstDirectiveNode[] {
  const copies = directives.flatMap((one) => {
    const use = argumentsOf(one);
    if (use['graph'] !== from || (typeof use['interface'] === 'string' && !parts.has(use['interface']))) return [];
    return use['key'] !== undefined && name.value !== moved.type ? [inGraph(one, to, UNREADABLE)] : [inGraph(one, to)];
  });
  return [...directives, ...copies];
}

/** A field that says of no graph belongs to each that has its type: then it has to say so. */
function withCopiedField(
  field: JoinedField,
  { type, graphs, copy }: { readonly type: JoinedType; readonly graphs: ReadonlySet<string>; readonly copy: Copy },
): JoinedField {
  const { from, to, parts, moved } = copy;
  const name = field.name.value;
  const joins = (field.directives ?? []).filter(isJoin);
  const uses = joins.length > 0 ? joins : [...graphs].map((graph) => inGraph(BARE, graph));
  const here = uses.filter((use) => argumentsOf(use)['graph'] === from);
  const isMoved = moved.type === type.name.value && moved.field === name;
  const stay = isMoved ? uses.filter((use) => !here.includes(use)) : uses;
  const copies = parts.get(type.name.value)?.has(name) ? here.map((use) => inGraph(use, to)) : [];
  const others = (field.directives ?? []).filter((one) => !isJoin(one));
  return { ...field, directives: [...others, ...stay, ...copies] };
}

const isJoin = ({ name }: ConstDirectiveNode): boolean => name.value === 'join__field';

const argument = (name: string, value: ConstArgumentNode['value']): ConstArgumentNode => ({
  kind: Kind.ARGUMENT,
  name: { kind: Kind.NAME, value: name },
  value,
});

const BARE: ConstDirectiveNode = { kind: Kind.DIRECTIVE, name: { kind: Kind.NAME, value: 'join__field' } };
const UNREADABLE = argument('resolvable', { kind: Kind.BOOLEAN, value: false });

/** The directive for a graph, other arguments replaced. */
function inGraph(use: ConstDirectiveNode, graph: string, ...more: readonly ConstArgumentNode[]): ConstDirectiveNode {
  const given = [argument('graph', { kind: Kind.ENUM, value: graph }), ...more];
  const kept = (use.arguments ?? []).filter(({ name }) => !given.some((one) => one.name.value === name.value));
  return { ...use, arguments: [...given, ...kept] };
}
