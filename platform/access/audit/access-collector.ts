import type { Decision } from '../rights';
import type { Accesses, FieldAccess } from './audit-record';

/** A field whose accesses are recorded. One object for each field of a schema: it is known by its identity. */
export interface WatchedField {
  readonly type: string;
  readonly coordinate: string;
}

/** The parents on which one field was asked for, by decision, in order and as often as it was. */
export type Sightings = Readonly<Record<Decision, unknown[]>>;

interface Whole {
  readonly source: object;
  readonly type: string;
}

/**
 * Takes note, while one request runs in one subgraph, of each PII and PHI field and the record that it was read from.
 * Noting is one push onto a list; keys are read and equal lists joined only when all is done.
 */
export class AccessCollector {
  readonly #sightings = new Map<WatchedField, Sightings>();
  readonly #wholes = new Map<object, Whole>();

  /** The lists that a field's guard adds to; the same ones for as long as the collector lives. */
  sightingsOf(field: WatchedField): Sightings {
    const known = this.#sightings.get(field) ?? { ALLOW: [], MASK: [], DENY: [] };
    this.#sightings.set(field, known);
    return known;
  }

  /** Remembers whose part a value without an id of its own is, such as a patient's name; each item of a list. */
  addPart(part: unknown, source: unknown, type: string): void {
    if (Array.isArray(part)) {
      for (const item of part) this.addPart(item, source, type);
    } else if (isObject(part) && isObject(source)) {
      this.#wholes.set(part, this.#wholes.get(source) ?? { source, type });
    }
  }

  /** All that was noted, and forgets it; null when that is nothing. */
  take(): Accesses | null {
    const groups: Group[] = [];
    for (const [field, sightings] of this.#sightings) addTo(groups, field, sightings);
    if (groups.length === 0) return null;
    const table = new EntityTable(this.#wholes);
    const accesses = groups.map(({ decision, fields, type, sources }): FieldAccess => ({
      decision,
      fields,
      entities: table.placesOf(sources, type),
    }));
    this.#wholes.clear();
    for (const lists of this.#sightings.values()) for (const list of Object.values(lists)) list.length = 0;
    return { entities: table.entities, patients: table.patients, owners: table.owners, accesses };
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

interface Group {
  readonly decision: Decision;
  readonly type: string;
  readonly fields: string[];
  readonly sources: readonly unknown[];
}

const DECISIONS: readonly Decision[] = ['ALLOW', 'MASK', 'DENY'];

/** Fields of a list of records were asked for on the same parents in the same order: they share one group. */
function addTo(groups: Group[], { type, coordinate }: WatchedField, sightings: Sightings): void {
  for (const decision of DECISIONS) {
    const seen = sightings[decision];
    if (seen.length === 0) continue;
    const alike = groups.find(
      (group) => group.decision === decision && group.type === type && isSame(group.sources, seen),
    );
    if (alike) alike.fields.push(coordinate);
    else groups.push({ decision, type, fields: [coordinate], sources: seen.slice() });
  }
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean =>
  a.length === b.length && a.every((one, index) => one === b[index]);

/** Entities by key, each with the patient whom its document names. */
class EntityTable {
  readonly entities: string[] = [];
  readonly patients: string[] = [];
  readonly owners: number[] = [];
  readonly #wholes: ReadonlyMap<object, Whole>;
  readonly #places = new Map<string, number>();
  readonly #patientPlaces = new Map<string, number>();

  constructor(wholes: ReadonlyMap<object, Whole>) {
    this.#wholes = wholes;
  }

  placesOf(sources: readonly unknown[], type: string): readonly number[] {
    const places = new Set<number>();
    for (const source of sources) {
      const place = isObject(source) ? this.#placeOf(source, type) : -1;
      if (place >= 0) places.add(place);
    }
    return [...places];
  }

  #placeOf(given: object, givenType: string): number {
    const { source, type } = this.#wholes.get(given) ?? { source: given, type: givenType };
    const { id, _id } = source as { readonly id?: unknown; readonly _id?: unknown };
    const key = typeof id === 'string' ? id : _id;
    if (typeof key !== 'string') return -1;
    const entity = `${type}/${key}`;
    const known = this.#places.get(entity);
    if (known !== undefined) return known;
    const place = this.entities.push(entity) - 1;
    this.#places.set(entity, place);
    this.owners.push(this.#patientPlaceOf(patientOf(source, type, key)));
    return place;
  }

  #patientPlaceOf(patient: string | null): number {
    if (patient === null) return -1;
    const known = this.#patientPlaces.get(patient);
    if (known !== undefined) return known;
    const place = this.patients.push(patient) - 1;
    this.#patientPlaces.set(patient, place);
    return place;
  }
}

/** Every document about a patient names them as `patientId`; a Patient is one. */
function patientOf(source: object, type: string, key: string): string | null {
  const { patientId } = source as { readonly patientId?: unknown };
  if (typeof patientId === 'string') return patientId;
  return type === 'Patient' ? key : null;
}
