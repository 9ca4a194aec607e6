import type { Filter } from '../store/port';
import { belongingsOf, EVERY, filterOf, type Belonging, type CompartmentPaths } from './compartment-rules';
import type { Compartment, Viewer } from './viewer';

/** Paths under which the house's documents say whose they are. */
export const USUAL_PATHS = {
  patient: 'patientId',
  facility: 'facilityId',
  facilities: 'facilityIds',
} as const satisfies CompartmentPaths;

/**
 * Whose records of care a viewer may see: while the glass is broken, those of every facility instead of their own.
 * Records of money stay in the viewer's own compartment.
 */
export function careCompartmentOf({ compartment, glass }: Pick<Viewer, 'compartment' | 'glass'>): Compartment {
  return glass && compartment.kind === 'FACILITY' ? { kind: 'NETWORK' } : compartment;
}

/** Patients who are the viewer, or whose bills the viewer answers for. */
export const ownPatientIdsOf = (compartment: Compartment): readonly string[] =>
  compartment.kind === 'PATIENT' ? [...compartment.patientIds, ...(compartment.guaranteed?.patientIds ?? [])] : [];

const EVERYTHING: Filter = {};

/**
 * The records of a compartment as a store filter, so that lists are narrowed in the store. A collection that does not
 * say whose its records are has none for anybody but the network.
 */
export function compartmentFilter(compartment: Compartment, paths: CompartmentPaths): Filter {
  const belongings = belongingsOf(compartment, paths);
  if (belongings === EVERY) return EVERYTHING;
  const any = belongings.flatMap(filterOf);
  return any.length === 1 && any[0] ? any[0] : { any };
}

/** The same rule asked of one record at hand; true exactly when `compartmentFilter` would find it. */
export function allows(compartment: Compartment, record: object, paths: CompartmentPaths): boolean {
  const belongings = belongingsOf(compartment, paths);
  return belongings === EVERY || belongings.some((belonging) => isOf(record, belonging));
}

function isOf(record: object, belonging: Belonging): boolean {
  const value = valueAt(record, belonging.path);
  if ('among' in belonging) return isAmong(value, belonging.among);
  return Array.isArray(value) && value.some((one) => isAmong(one, belonging.holds));
}

const isAmong = (value: unknown, ids: readonly string[]): boolean => typeof value === 'string' && ids.includes(value);

/** The value at a path, which reaches into objects and not into lists, as the store's does. */
function valueAt(record: object, path: string): unknown {
  let at: unknown = record;
  for (const name of path.split('.')) {
    if (typeof at !== 'object' || at === null || Array.isArray(at)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}
