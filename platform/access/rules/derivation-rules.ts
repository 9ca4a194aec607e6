import type { LineageRow } from '../../mapping/lineage';
import { accessText, isGuarded } from '../access-directive';
import { directiveUses } from '../access-document';
import { isAtLeastAsStrict, isAtLeastAsStrictAsInput } from '../strictness';
import { faultOf, type AccessFault, type Declaration, type Declarations } from './declarations';
import { coordinatesIn } from './field-sets';

/**
 * A field that is worked out from others, by a lineage row or by `@requires`, is not weaker than any of them: it would
 * tell what they keep. What `@requires` reads is not masked either, or the subgraph would work with the mask.
 */
export const derivationFaults = (declared: Declarations): readonly AccessFault[] => [
  ...declared.schemas.flatMap(({ lineage = [] }) =>
    lineage.flatMap((row) => row.sources.flatMap((source) => weakerThanInput(row, source, declared))),
  ),
  ...declared.all.flatMap((field) => requiresFaults(field, declared)),
];

/**
 * Sources that are paths in a standard, and fields that the graph does not have, guard nothing. An aggregate tells of
 * nobody, and so has only to be guarded where its input is.
 */
function weakerThanInput(
  { target, isAggregate }: LineageRow,
  source: string,
  declared: Declarations,
): readonly AccessFault[] {
  const [derived] = declared.of(target);
  const [input] = declared.of(source);
  if (!derived?.access || !input?.access || isAtLeastAsStrictAsInput(derived.access, input.access)) return [];
  if (isAggregate && isGuarded(derived.access)) return [];
  return [weaker('DERIVED_WEAKER', derived, input, 'is derived from')];
}

function requiresFaults(field: Declaration, declared: Declarations): readonly AccessFault[] {
  return directiveUses(field.node, 'requires')
    .flatMap(({ fields }) => coordinatesIn(fields, field.type, declared))
    .flatMap((coordinate) => {
      const inputs = declared.of(coordinate);
      const masked = inputs.find(({ access }) => access?.mask);
      if (masked) return [maskedInput(field, masked)];
      const stricter = inputs.find(({ access }) => access && !isAtLeastAsStrict(field.access, access));
      return stricter ? [weaker('REQUIRES_STRICTER', field, stricter, 'requires')] : [];
    });
}

const maskedInput = (field: Declaration, { coordinate, subgraph }: Declaration): AccessFault => ({
  ...faultOf('REQUIRES_MASKED', field, `requires ${coordinate}, which can be masked: require another field, or drop the mask`), // prettier-ignore
  coordinates: [field.coordinate, coordinate],
  subgraphs: [...new Set([field.subgraph, subgraph])],
});

const weaker = (rule: string, field: Declaration, input: Declaration, how: string): AccessFault => ({
  rule,
  message: `${field.coordinate} ${how} ${input.coordinate} and is weaker than it: it says ${textOf(field)}, the input says ${textOf(input)}`, // prettier-ignore
  coordinates: [field.coordinate, input.coordinate],
  subgraphs: [...new Set([field.subgraph, input.subgraph])],
});

const textOf = ({ access }: Declaration): string => (access ? accessText(access) : 'nothing');
