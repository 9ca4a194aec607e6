import { valueFromASTUntyped, type ConstDirectiveNode } from 'graphql';
import { HubError } from '../domain/errors';
import { DATA_CLASSES, MASKS, PURPOSES_OF_USE, type DataClass, type Mask, type PurposeOfUse } from './viewer';

/** What one `@access` says: how sensitive a field is, and who may see it. */
export interface Access {
  readonly class: DataClass;
  /** Any one inner list must be held in full; empty: every authenticated viewer. */
  readonly scopes: readonly (readonly string[])[];
  /** What a viewer without the rights sees instead of an error; null: nothing. */
  readonly mask: Mask | null;
  /** Purposes of use that open the field; empty: every purpose. */
  readonly purposes: readonly PurposeOfUse[];
}

/** A node of a schema document that directives stand on. */
interface Annotated {
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** The `@access` that stands on a field or type itself, or undefined. Throws BAD_INPUT when it cannot be read. */
export function accessOn(node: Annotated | null | undefined): Access | undefined {
  const directive = node?.directives?.find(({ name }) => name.value === 'access');
  return directive && accessOf(directive);
}

/** Reads an `@access` directive. Throws BAD_INPUT for a class, mask or purpose that is not of the closed lists. */
export function accessOf(directive: ConstDirectiveNode): Access {
  const given = Object.fromEntries(
    (directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)]),
  );
  return {
    class: oneOf(DATA_CLASSES, given['class'], 'class'),
    scopes: listOf(given['scopes']).map((all) => listOf(all).map(String)),
    mask: given['mask'] == null ? null : oneOf(MASKS, given['mask'], 'mask'),
    purposes: listOf(given['purposes']).map((purpose) => oneOf(PURPOSES_OF_USE, purpose, 'purpose')),
  };
}

/** Whether some authenticated viewer may be refused the field. */
export const isGuarded = (access: Access): boolean =>
  access.scopes.length > 0 || access.purposes.length > 0 || access.class === 'SECRET';

/** Text that is equal for two uses of `@access` exactly when they mean the same. */
export function accessText({ class: dataClass, scopes, mask, purposes }: Access): string {
  const any = scopes.map((all) => [...all].sort().join('+')).sort();
  return `${dataClass} [${any.join(' | ')}] ${mask ?? '-'} [${[...purposes].sort().join(' ')}]`;
}

/** GraphQL coerces a single value where a list is expected. */
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);

function oneOf<T extends string>(known: readonly T[], value: unknown, what: string): T {
  const found = known.find((one) => one === value);
  if (found === undefined) throw new HubError('BAD_INPUT', `@access has no ${what} ${String(value)}`);
  return found;
}
