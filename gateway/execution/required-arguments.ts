import {
  Kind,
  parse,
  print,
  valueFromASTUntyped,
  visit,
  type ArgumentNode,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type FieldNode,
  type InterfaceTypeDefinitionNode,
  type ObjectTypeDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { namedTypeOf } from '../../platform/access/access-document';
import { selectionOf } from '../../platform/access/rules/field-sets';
import { digestOf } from '../../platform/domain/ids';

/** A field that takes arguments as some `@requires` reads it: with its own or none, whatever the client asks it with. */
export interface RequiredField {
  readonly type: string;
  readonly name: string;
  readonly arguments: readonly ArgumentNode[];
}

/** A supergraph in which each required field that takes arguments stands once more, under a name for just those given. */
export interface PlannedSupergraph {
  readonly sdl: string;
  /** By the name that plans hold. */
  readonly required: ReadonlyMap<string, RequiredField>;
  /** For `Type.field`: the names in its `@requires`. */
  readonly requiredBy: ReadonlyMap<string, readonly string[]>;
}

/**
 * Prepares a supergraph for a planner that takes a required field for the client's own of that name and loses the
 * arguments of one of them. Throws GraphQL's syntax error.
 */
export function withRequiredArguments(supergraphSdl: string): PlannedSupergraph {
  const document = parse(supergraphSdl, { noLocation: true });
  const finder = new Finder(document);
  const rewritten = visit(document, {
    ObjectTypeDefinition: (node) => finder.rewrite(node),
  });
  const { required, requiredBy } = finder;
  if (required.size === 0) return { sdl: supergraphSdl, required, requiredBy };
  const extended = visit(rewritten, {
    ObjectTypeDefinition: (node) => finder.extended(node),
    InterfaceTypeDefinition: (node) => finder.extended(node),
  });
  const sdl = print(extended);
  return { sdl, required, requiredBy };
}

type FieldsNode = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode;

class Finder {
  readonly required = new Map<string, RequiredField>();
  readonly requiredBy = new Map<string, readonly string[]>();
  readonly #types: ReadonlyMap<string, FieldsNode>;

  constructor({ definitions }: DocumentNode) {
    this.#types = new Map(
      definitions.flatMap((node) =>
        node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.INTERFACE_TYPE_DEFINITION
          ? [[node.name.value, node] as const]
          : [],
      ),
    );
  }

  /** The type with the field sets of its `@requires` in the planner's names. */
  rewrite(type: ObjectTypeDefinitionNode): ObjectTypeDefinitionNode | undefined {
    let isChanged = false;
    const fields = type.fields?.map((field): FieldDefinitionNode => {
      const names: string[] = [];
      const directives = field.directives?.map((directive) => this.#directive(directive, type.name.value, names));
      if (names.length === 0) return field;
      isChanged = true;
      this.requiredBy.set(`${type.name.value}.${field.name.value}`, names);
      return { ...field, ...(directives ? { directives } : {}) };
    });
    return isChanged && fields ? { ...type, fields } : undefined;
  }

  /** The type with the fields that stand for its own as others require them, of it or of an interface that it has. */
  extended<Node extends FieldsNode>(type: Node): Node | undefined {
    const names = [type, ...(type.interfaces ?? [])].map(({ name }) => name.value);
    const added = [...this.required]
      .filter(([, field]) => names.includes(field.type))
      .flatMap(([planned, { name }]): readonly FieldDefinitionNode[] => {
        const field = type.fields?.find((one) => one.name.value === name);
        return field ? [{ ...field, name: { kind: Kind.NAME, value: planned }, arguments: [] }] : [];
      });
    return added.length > 0 ? { ...type, fields: [...(type.fields ?? []), ...added] } : undefined;
  }

  #directive(directive: ConstDirectiveNode, type: string, names: string[]): ConstDirectiveNode {
    if (directive.name.value !== 'join__field') return directive;
    const args = directive.arguments?.map((argument) => {
      if (argument.name.value !== 'requires') return argument;
      const set = selectionOf(String(valueFromASTUntyped(argument.value)));
      if (!set) return argument;
      const value = setText(this.#selections(set, type, names));
      return { ...argument, value: { kind: Kind.STRING, value } as const };
    });
    return { ...directive, ...(args ? { arguments: args } : {}) };
  }

  #selections({ selections }: SelectionSetNode, type: string, names: string[]): SelectionSetNode {
    return {
      kind: Kind.SELECTION_SET,
      selections: selections.map((selection): SelectionNode => {
        if (selection.kind === Kind.FRAGMENT_SPREAD) return selection;
        if (selection.kind === Kind.INLINE_FRAGMENT) {
          const on = selection.typeCondition?.name.value ?? type;
          return { ...selection, selectionSet: this.#selections(selection.selectionSet, on, names) };
        }
        return this.#field(selection, type, names);
      }),
    };
  }

  #field(field: FieldNode, type: string, names: string[]): FieldNode {
    const declared = this.#types.get(type)?.fields?.find(({ name }) => name.value === field.name.value);
    const set =
      field.selectionSet && declared && this.#selections(field.selectionSet, namedTypeOf(declared.type), names);
    const below = set ? { ...field, selectionSet: set } : field;
    if (!declared || (declared.arguments ?? []).length === 0) return below;
    const planned = plannedName(type, field);
    names.push(planned);
    this.required.set(planned, { type, name: field.name.value, arguments: field.arguments ?? [] });
    return { ...below, name: { kind: Kind.NAME, value: planned }, arguments: [] };
  }
}

/** One name for a type's field with just these arguments, in whatever order they are written. */
function plannedName(type: string, { name, arguments: args = [] }: FieldNode): string {
  const given = args.map((argument) => print(argument)).sort();
  return `${name.value}__with_${digestOf([type, ...given].join()).slice(0, 12)}`;
}

const setText = (set: SelectionSetNode): string => print(set).slice(1, -1).trim();
