import type { Filter } from '../store/port';
import type { Compartment, Viewer } from './viewer';

/** Where documents of one collection say whose they are: field paths, dots reaching into objects. */
export interface CompartmentPaths {
  /** Holds the patient's id; `_id` for patients themselves. */
  readonly patient?: string;
  /** Holds the id of the one facility. */
  readonly facility?: string;
  /** Holds an array of facility ids. */
  readonly facilities?: string;
}

/** Paths under which the house's documents say whose they are. */
export const USUAL_PATHS: CompartmentPaths = {
  patient: 'patientId',
  facility: 'facilityId',
  facilities: 'facilityIds',
};

/**
 * Whose records of care a viewer may see: while the glass is broken, those of every facility instead of their own.
 * Records of money stay in the viewer's own compartment.
 */
export function careCompartmentOf({ compartment, glass }: Pick<Viewer, 'compartment' | 'glass'>): Compartment {
  return glass && compartment.kind === 'FACILITY' ? { kind: 'NETWORK' } : compartment;
}

const NOTHING: Filter = { any: [] };
const EVERYTHING: Filter = {};

/**
 * The records of a compartment as a store filter, so that lists are narrowed in the store. A collection that does not
 * say whose its records are has none for a patient or a facility.
 */
export function compartmentFilter(compartment: Compartment, paths: CompartmentPaths): Filter {
  switch (compartment.kind) {
    case 'NETWORK':
      return EVERYTHING;
    case 'NONE':
      return NOTHING;
    case 'PATIENT':
      return paths.patient === undefined ? NOTHING : { [paths.patient]: { in: compartment.patientIds } };
    case 'FACILITY':
      return facilityFilter(compartment.facilityIds, paths);
  }
}

function facilityFilter(ids: readonly string[], { facility, facilities }: CompartmentPaths): Filter {
  const any: Filter[] = [];
  if (facility !== undefined) any.push({ [facility]: { in: ids } });
  if (facilities !== undefined) any.push(...ids.map((id): Filter => ({ [facilities]: { has: id } })));
  return any.length === 1 && any[0] ? any[0] : { any };
}

/** The same rule asked of one record at hand; true exactly when `compartmentFilter` would find it. */
export function allows(compartment: Compartment, record: object, paths: CompartmentPaths): boolean {
  switch (compartment.kind) {
    case 'NETWORK':
      return true;
    case 'NONE':
      return false;
    case 'PATIENT':
      return holds(compartment.patientIds, valueAt(record, paths.patient));
    case 'FACILITY':
      return (
        holds(compartment.facilityIds, valueAt(record, paths.facility)) ||
        holdsOneOf(compartment.facilityIds, valueAt(record, paths.facilities))
      );
  }
}

const holds = (ids: readonly string[], value: unknown): boolean => typeof value === 'string' && ids.includes(value);

const holdsOneOf = (ids: readonly string[], values: unknown): boolean =>
  Array.isArray(values) && values.some((value) => holds(ids, value));

function valueAt(record: object, path: string | undefined): unknown {
  if (path === undefined) return undefined;
  let at: unknown = record;
  for (const name of path.split('.')) at = (at as Record<string, unknown> | null | undefined)?.[name];
  return at;
}
