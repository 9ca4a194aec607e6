import { Kind, type ConstDirectiveNode, type EnumTypeDefinitionNode, type InputObjectTypeDefinitionNode, type InputValueDefinitionNode } from 'graphql'; // prettier-ignore
import { directiveUses, fieldsNodesOf, namedTypeOf } from '../access-document';
import { accessText } from '../access-directive';
import { isAtLeastAsStrict } from '../strictness';
import type { AccessFault, Declaration, Declarations } from './declarations';
import { coordinatesIn } from './field-sets';

/**
 * An argument that filters, sorts or searches says by which fields (`@selectsBy`), and the field that takes it is at
 * least as strict as each of these: what an answer holds tells what it was chosen by. Nothing is to be said of the
 * arguments of mutations, of paging, of an entity's own key, and of roots that no client can ask (`_name`).
 * `whole`: the schemas are all there are, so that a field which none of them has is a fault.
 */
export function argumentFaults(declared: Declarations, whole: boolean): readonly AccessFault[] {
  const inputs = inputTypesOf(declared);
  return declared.all
    .filter(({ type, name }) => type !== 'Mutation' && !name.startsWith('_'))
    .flatMap((field) =>
      (field.node.arguments ?? [])
        .filter((argument) => !isPaging(argument) && !isKey(field, argument, declared))
        .flatMap((argument) => choicesOf(argument, argumentPlace(field, argument), inputs))
        .flatMap((choice) => choiceFaults(field, choice, { declared, whole })),
    );
}

const argumentPlace = ({ coordinate }: Declaration, { name }: InputValueDefinitionNode): string =>
  `${coordinate}(${name.value}:)`;

const PAGING: Readonly<Record<string, string>> = { first: 'Int', last: 'Int', after: 'String', before: 'String' };

const isPaging = ({ name, type }: InputValueDefinitionNode): boolean => PAGING[name.value] === namedTypeOf(type);

/** Keys are never guarded, so an entity found by its own key tells nothing of what is. */
function isKey({ node }: Declaration, { name }: InputValueDefinitionNode, declared: Declarations): boolean {
  const found = namedTypeOf(node.type);
  return declared.schemas
    .flatMap(({ document }) => fieldsNodesOf(document).filter((type) => type.name.value === found))
    .flatMap((type) => directiveUses(type, 'key'))
    .some(({ fields }) => coordinatesIn(fields, found, declared).includes(`${found}.${name.value}`));
}

/** Something a client can choose records by, and the fields it is said to stand for; null when nothing is said. */
interface Choice {
  readonly place: string;
  readonly fields: readonly string[] | null;
}

type InputType = InputObjectTypeDefinitionNode | EnumTypeDefinitionNode;

const inputTypesOf = ({ schemas }: Declarations): ReadonlyMap<string, InputType> =>
  new Map(
    schemas.flatMap(({ document }) =>
      document.definitions
        .filter((node) => node.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION || node.kind === Kind.ENUM_TYPE_DEFINITION)
        .map((node) => [node.name.value, node] as const),
    ),
  );

/** The choices in an argument: its own, or those of the fields of its input type or of the values of its enum. */
function choicesOf(
  node: InputValueDefinitionNode,
  place: string,
  inputs: ReadonlyMap<string, InputType>,
  within: readonly string[] = [],
): readonly Choice[] {
  const fields = selectedBy(node);
  const name = namedTypeOf(node.type);
  const type = inputs.get(name);
  if (fields !== null || !type || within.includes(name)) return within.includes(name) ? [] : [{ place, fields }];
  if (type.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION) {
    return (type.fields ?? []).flatMap((field) =>
      choicesOf(field, `${place.replace(/:\)$/, '')}.${field.name.value}:)`, inputs, [...within, name]),
    );
  }
  const values = (type.values ?? []).map((value) => ({ place: `${place} ${name}.${value.name.value}`, fields: selectedBy(value) })); // prettier-ignore
  return values.some((value) => value.fields !== null) ? values : [{ place, fields }];
}

/** The coordinates that a node's `@selectsBy` names; null when it has none. */
function selectedBy(node: { readonly directives?: readonly ConstDirectiveNode[] }): readonly string[] | null {
  const uses = directiveUses(node, 'selectsBy');
  return uses.length === 0
    ? null
    : uses.flatMap(({ fields }) => (Array.isArray(fields) ? fields : [fields]).map(String));
}

interface Graph {
  readonly declared: Declarations;
  readonly whole: boolean;
}

function choiceFaults(field: Declaration, { place, fields }: Choice, graph: Graph): readonly AccessFault[] {
  const fault = (rule: string, what: string, others: readonly string[] = []): AccessFault => ({
    rule,
    message: `${place} ${what}`,
    coordinates: [field.coordinate, ...others],
    subgraphs: [field.subgraph],
  });
  if (fields === null) {
    return [fault('ARGUMENT_UNDECLARED', 'does not say what it selects by: put @selectsBy(fields: "Type.field") on it, or fields: [] when it chooses no records')]; // prettier-ignore
  }
  return fields.flatMap((coordinate) => {
    const read = graph.declared.of(coordinate);
    if (read.length === 0) return graph.whole ? [fault('ARGUMENT_UNKNOWN', `selects by ${coordinate}, which the graph does not have`)] : []; // prettier-ignore
    const stricter = read.find(({ access }) => access && !isAtLeastAsStrict(field.access, access));
    if (!stricter?.access) return [];
    const what = `selects by ${coordinate}, which not everyone who can ask ${field.coordinate} may see: guard ${field.coordinate} at least as ${accessText(stricter.access)}, or take the argument to a field of its own`; // prettier-ignore
    return [fault('ARGUMENT_WEAKER', what, [coordinate])];
  });
}
