import { Kind } from 'graphql';
import { accessText, isGuarded } from '../access-directive';
import { directiveUses, fieldsNodesOf, namedTypeOf } from '../access-document';
import { MASKABLE_TYPES } from '../masks';
import { isAtLeastAsStrict } from '../strictness';
import { faultOf, type AccessFault, type Declaration, type Declarations } from './declarations';
import { coordinatesIn } from './field-sets';

/** Each field is classified; a guarded one can be null; a mask fits its type and has a guard; a secret names scopes. */
export const fieldFaults = ({ all }: Declarations): readonly AccessFault[] => all.flatMap(faultsOfField);

function faultsOfField(field: Declaration): readonly AccessFault[] {
  const { access, node } = field;
  if (!access) {
    return [faultOf('CLASS_MISSING', field, 'has no @access class: put @access(class: …) on the field or on its type')];
  }
  const named = namedTypeOf(node.type);
  const faults: AccessFault[] = [];
  if (isGuarded(access) && node.type.kind === Kind.NON_NULL_TYPE) {
    faults.push(faultOf('GUARDED_NON_NULL', field, 'is guarded, so a refusal must be able to make it null: take the outer ! off')); // prettier-ignore
  }
  if (access.mask && !MASKABLE_TYPES[access.mask].includes(named)) {
    faults.push(faultOf('MASK_MISFIT', field, `is ${named}, which mask ${access.mask} does not fit: it fits ${MASKABLE_TYPES[access.mask].join(' and ')}`)); // prettier-ignore
  }
  if (access.mask && !isGuarded(access)) {
    faults.push(faultOf('MASK_UNGUARDED', field, 'has a mask but no scopes or purposes, so nobody would ever see it masked: name them, or drop the mask')); // prettier-ignore
  }
  if (access.class === 'SECRET' && access.scopes.length === 0) {
    faults.push(faultOf('SECRET_OPEN', field, 'is SECRET and so must name the scopes that open it'));
  }
  return faults;
}

/** No guarded field is part of a key: keys are how subgraphs find each other's entities, for every viewer. */
export function keyFaults(declared: Declarations): readonly AccessFault[] {
  const faults = declared.schemas.flatMap(({ name, document }) =>
    fieldsNodesOf(document).flatMap(
      (node) =>
      directiveUses(node, 'key')
        .flatMap(({ fields }) => coordinatesIn(fields, node.name.value, declared))
        .flatMap((coordinate) => declared.of(coordinate).filter(({ access }) => access && isGuarded(access)))
        .map((field) => ({ ...faultOf('GUARDED_KEY', field, 'is part of a key and so must not be guarded: key the type by another field, or guard what leads to it'), subgraphs: [...new Set([field.subgraph, name])] })), // prettier-ignore
    ),
  );
  return [...new Map(faults.map((fault) => [fault.message, fault])).values()];
}

/**
 * A field that several subgraphs declare is guarded alike in all of them: composition keeps one of differing guards with
 * no more than a hint, so the weaker one could win.
 */
export function sharedFieldFaults(declared: Declarations): readonly AccessFault[] {
  return declared.all.flatMap((field) => {
    const [first = field] = declared.of(field.coordinate);
    const [ours, theirs] = [textOf(field), textOf(first)];
    if (ours === theirs) return [];
    const what = `is guarded differently: ${first.subgraph} says ${theirs}, ${field.subgraph} says ${ours}. Write the same @access in both`; // prettier-ignore
    return [{ ...faultOf('GUARDS_DIFFER', field, what), subgraphs: [first.subgraph, field.subgraph] }];
  });
}

const textOf = ({ access }: Declaration): string => (access === undefined ? 'nothing' : accessText(access));

/** An interface field answers for every type behind it, so it is at least as strict as each of theirs. */
export function interfaceFaults(declared: Declarations): readonly AccessFault[] {
  const faults = declared.schemas.flatMap(({ document }) =>
    fieldsNodesOf(document).flatMap((node) =>
      (node.interfaces ?? []).flatMap(({ name }) => weakerThan(name.value, node.name.value, declared)),
    ),
  );
  return [...new Map(faults.map((fault) => [fault.message, fault])).values()];
}

function weakerThan(abstract: string, concrete: string, declared: Declarations): readonly AccessFault[] {
  return declared.all
    .filter(({ type }) => type === abstract)
    .flatMap((field) =>
      declared
        .of(`${concrete}.${field.name}`)
        .filter(({ access }) => access && field.access && !isAtLeastAsStrict(field.access, access))
        .map(({ coordinate, access, subgraph }) => ({
          rule: 'INTERFACE_WEAKER',
          message: `${field.coordinate} is weaker than ${coordinate}, which it answers for: guard it at least as ${access ? accessText(access) : ''}`, // prettier-ignore
          coordinates: [field.coordinate, coordinate],
          subgraphs: [...new Set([field.subgraph, subgraph])],
        })),
    );
}
