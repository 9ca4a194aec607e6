import {
  baseType,
  federationMetadata,
  isCompositeType,
  SelectionSet,
  type CompositeType,
  type Selection,
} from '@apollo/federation-internals';

/**
 * The planner asks of selections whether a subgraph's type has their fields, and means whether the subgraph can be asked
 * for them: not for what is `@external` there, which is what the subgraph itself waits for. Puts that question right.
 */
export function repairPlanner(): void {
  const hasFields = original(SelectionSet.prototype, 'canRebaseOn');
  SelectionSet.prototype.canRebaseOn = function (type) {
    return hasFields.call(this, type) && !this.selections().some((selection) => isExternal(selection, type));
  };
}

/** A method as the library has it. */
const original = <Of extends object, Name extends keyof Of>(prototype: Of, name: Name): Of[Name] => prototype[name];

/** Whether a selection on a subgraph's type, or one below it, is of a field that the subgraph must be given. */
function isExternal(selection: Selection, type: CompositeType): boolean {
  const below = selection.selectionSet?.selections() ?? [];
  if (selection.kind === 'FragmentSelection') {
    const condition = selection.element.typeCondition && type.schema().type(selection.element.typeCondition.name);
    const on = condition && isCompositeType(condition) ? condition : type;
    return below.some((one) => isExternal(one, on));
  }
  const field = type.field(selection.element.name);
  if (!field?.type) return false;
  if (federationMetadata(type.schema())?.isFieldExternal(field)) return true;
  const inner = baseType(field.type);
  return isCompositeType(inner) && below.some((one) => isExternal(one, inner));
}
