import {
  type Kind,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type DocumentNode,
  type FieldDefinitionNode,
  type NamedTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { selectionOf } from '../../../platform/access/rules/field-sets';

interface TypeNode {
  readonly kind: Kind;
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[];
  readonly fields?: readonly FieldDefinitionNode[];
  readonly interfaces?: readonly NamedTypeNode[];
  readonly types?: readonly NamedTypeNode[];
}

/** What a subgraph's schema says of who knows which field. */
export class Declared {
  readonly #types = new Map<string, readonly TypeNode[]>();

  constructor({ definitions }: DocumentNode) {
    for (const node of definitions) {
      if (!/^(?:Object|Interface|Union)Type/.test(node.kind)) continue;
      const type = node as TypeNode;
      this.#types.set(type.name.value, [...this.#partsOf(type.name.value), type]);
    }
  }

  /** Whether the type is, or belongs to, the other: any does that is told apart elsewhere alone (`@interfaceObject`). */
  isOf(type: string, other: string): boolean {
    return (
      type === other ||
      (this.#partsOf(type).length === 0 && this.#partsOf(other).some(isInterfaceObject)) ||
      this.#partsOf(type).some(({ interfaces = [] }) => interfaces.some(({ name }) => name.value === other)) ||
      this.#partsOf(other).some(({ types = [] }) => types.some(({ name }) => name.value === type))
    );
  }

  /** The keys by which entities of the type can be read here. */
  keysOf(type: string): readonly SelectionSetNode[] {
    return this.#partsOf(type)
      .flatMap(({ directives = [] }) => usesOf(directives, 'key'))
      .filter(({ resolvable }) => resolvable !== false)
      .flatMap(({ fields }) => selectionOf(String(fields)) ?? []);
  }

  /** Whether a field of an entity is the subgraph's own, or part of how it knows the entity. */
  knows(type: string, field: string): boolean {
    const own = this.#partsOf(type);
    const parts = own.length > 0 ? own : [...this.#types.values()].flat().filter(isInterfaceObject);
    const keys = parts.flatMap(({ directives = [] }) => usesOf(directives, 'key').map(({ fields }) => String(fields)));
    if (keys.some((key) => new RegExp(`\\b${field}\\b`).test(key))) return true;
    return !parts.some(
      ({ directives = [], fields = [] }) =>
        fields.some((node) => node.name.value === field && usesOf(node.directives ?? [], 'external').length > 0) ||
        (usesOf(directives, 'external').length > 0 && fields.some(({ name }) => name.value === field)),
    );
  }

  /** What a field's place provides of the entities that it leads to. */
  provided(type: string, field: string): SelectionSetNode | undefined {
    const [use] = this.#partsOf(type)
      .flatMap(({ fields = [] }) => fields)
      .filter(({ name }) => name.value === field)
      .flatMap(({ directives = [] }) => usesOf(directives, 'provides'));
    return use && selectionOf(String(use['fields']));
  }

  #partsOf(type: string): readonly TypeNode[] {
    return this.#types.get(type) ?? [];
  }
}

const isInterfaceObject = ({ directives = [] }: TypeNode): boolean => usesOf(directives, 'interfaceObject').length > 0;

const usesOf = (directives: readonly ConstDirectiveNode[], name: string): readonly Record<string, unknown>[] =>
  directives
    .filter((one) => one.name.value === name)
    .map(({ arguments: args = [] }) =>
      Object.fromEntries(args.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
    );
