import type { Decision } from '../rights';
import type { Accesses, FieldAccess } from './audit-record';
import { PlacesWriter, type Places } from './places';

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
    return { ...table.end(), accesses };
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

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false;
  return true;
}

/** One type's entities by id. */
interface TypeTable {
  readonly place: number;
  readonly entities: Map<string, number>;
}

/** Entities by type and id, each with the patient whom its document names. */
class EntityTable {
  readonly entities: string[] = [];
  readonly types: string[] = [];
  readonly patients: string[] = [];
  readonly #entityTypes = new PlacesWriter();
  readonly #owners = new PlacesWriter();
  readonly #wholes: ReadonlyMap<object, Whole>;
  readonly #tables = new Map<string, TypeTable>();
  readonly #patientPlaces = new Map<string, number>();
  /** For each entity the last list that named it. */
  readonly #listedIn: number[] = [];
  #lists = 0;

  constructor(wholes: ReadonlyMap<object, Whole>) {
    this.#wholes = wholes;
  }

  /** The whole table, as records have it. */
  end(): Omit<Accesses, 'accesses'> {
    const { entities, types, patients } = this;
    return { entities, types, entityTypes: this.#entityTypes.end(), patients, owners: this.#owners.end() };
  }

  /** Places of the entities that the sources are or belong to, each once. */
  placesOf(sources: readonly unknown[], type: string): Places {
    const places = new PlacesWriter();
    this.#lists += 1;
    for (const source of sources) {
      const place = isObject(source) ? this.#placeOf(source, type) : -1;
      if (place < 0 || this.#listedIn[place] === this.#lists) continue;
      this.#listedIn[place] = this.#lists;
      places.add(place);
    }
    return places.end();
  }

  #placeOf(given: object, givenType: string): number {
    const whole = this.#wholes.size === 0 ? undefined : this.#wholes.get(given);
    const { source, type } = whole ?? { source: given, type: givenType };
    const { id, _id } = source as { readonly id?: unknown; readonly _id?: unknown };
    const key = typeof id === 'string' ? id : _id;
    if (typeof key !== 'string') return -1;
    const table = this.#tableOf(type);
    const known = table.entities.get(key);
    if (known !== undefined) return known;
    const place = this.entities.push(key) - 1;
    table.entities.set(key, place);
    this.#entityTypes.add(table.place);
    this.#owners.add(this.#patientPlaceOf(patientOf(source, type, key)));
    return place;
  }

  #tableOf(type: string): TypeTable {
    const known = this.#tables.get(type);
    if (known) return known;
    const table = { place: this.types.push(type) - 1, entities: new Map<string, number>() };
    this.#tables.set(type, table);
    return table;
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
