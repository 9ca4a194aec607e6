import { Kind, type SelectionSetNode } from 'graphql';
import { namedTypeOf } from '../../platform/access/access-document';
import { selectionOf } from '../../platform/access/rules/field-sets';
import { isInterfaceObjectIn, joinedField, joinsOf, type JoinedField, type JoinedTypes } from './joined-type';

/** A part of what one graph has, closed: whatever its fields give, or are asked with, belongs to it. */
export class GraphParts {
  /** Names of fields by type. */
  readonly found = new Map<string, Set<string>>();
  readonly #whole = new Set<string>();

  constructor(
    private readonly types: JoinedTypes,
    private readonly graph: string,
  ) {}

  addType(name: string): Set<string> {
    const fields = this.found.get(name) ?? new Set<string>();
    this.found.set(name, fields);
    return fields;
  }

  addField(type: string, name: string): void {
    const field = this.#noted(type, name);
    if (field) this.#addWhole(namedTypeOf(field.type));
  }

  /** The fields by which entities of a type are known. */
  addKeys(type: string): void {
    for (const key of this.#keysOf(type)) {
      const set = selectionOf(key);
      if (set) this.addSelected(type, set);
    }
  }

  addSelected(type: string, { selections }: SelectionSetNode): void {
    const node = this.types.get(type);
    if (node?.kind !== Kind.OBJECT_TYPE_DEFINITION && !(node && isInterfaceObjectIn(node, this.graph))) {
      return this.#addWhole(type);
    }
    for (const node of selections) {
      if (node.kind === Kind.INLINE_FRAGMENT) this.addSelected(type, node.selectionSet);
      if (node.kind !== Kind.FIELD) continue;
      const field = node.selectionSet ? this.#noted(type, node.name.value) : undefined;
      if (field && node.selectionSet) this.addSelected(namedTypeOf(field.type), node.selectionSet);
      else this.addField(type, node.name.value);
    }
  }

  #noted(type: string, name: string): JoinedField | undefined {
    this.addType(type).add(name);
    const field = joinedField(type, name, this.types);
    const args = field && 'arguments' in field ? (field.arguments ?? []) : [];
    for (const argument of args) this.#addWhole(namedTypeOf(argument.type));
    return field;
  }

  /** All that the graph has of a value's type; of an entity its keys, for the rest can be asked where it is. */
  #addWhole(name: string): void {
    const type = this.types.get(name);
    if (!type || this.#whole.has(name)) return;
    this.#whole.add(name);
    const fields = this.addType(name);
    this.addKeys(name);
    if (this.#keysOf(name).length === 0) {
      for (const field of type.fields ?? []) if (this.#isHere(field)) this.addField(name, field.name.value);
    }
    for (const { member } of joinsOf(type, 'join__unionMember', this.graph)) this.#addWhole(String(member));
    for (const [one, node] of this.types) {
      if (!joinsOf(node, 'join__implements', this.graph).some((use) => use['interface'] === name)) continue;
      this.#addWhole(one);
      for (const field of fields) this.addField(one, field);
    }
  }

  #isHere(field: JoinedField): boolean {
    const uses = joinsOf(field, 'join__field');
    return uses.length === 0 || uses.some(({ graph }) => graph === this.graph);
  }

  #keysOf(type: string): readonly string[] {
    const node = this.types.get(type) ?? {};
    return joinsOf(node, 'join__type', this.graph).flatMap(({ key }) => (typeof key === 'string' ? [key] : []));
  }
}
