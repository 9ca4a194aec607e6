import type { Decision } from '../rights';
import type { Accesses, FieldAccess } from './audit-record';
import { PlacesWriter, type Places } from './places';
import { Sightings, type Sighting } from './sightings';

interface Whole {
  readonly source: object;
  readonly type: string;
}

/**
 * Takes note, while one request runs in one subgraph, of each PII and PHI field and the record that it was read from.
 * Noting is a step or two; keys are read and equal lists joined only when all is done.
 */
export class AccessCollector {
  readonly #sightings = new Map<string, Sightings>();
  readonly #wholes = new Map<object, Whole>();

  /** Where fields of a type are noted; the same for as long as the collector lives. */
  sightingsOf(type: string): Sightings {
    const known = this.#sightings.get(type) ?? new Sightings();
    this.#sightings.set(type, known);
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
    const table = new EntityTable(this.#wholes);
    const accesses = new AccessList();
    for (const [type, sightings] of this.#sightings) {
      for (const { steps, parents } of sightings.take()) accesses.add(steps, table.placesOf(parents, type));
    }
    this.#wholes.clear();
    return accesses.isEmpty ? null : { accesses: accesses.end(), ...table.end() };
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Fields by decision and entities: those that met the same decision on the same ones stand together. */
class AccessList {
  readonly #groups = new Map<string, { decision: Decision; fields: Set<string>; entities: Places }>();

  get isEmpty(): boolean {
    return this.#groups.size === 0;
  }

  add(steps: Sighting['steps'], entities: Places): void {
    const runs = entities.join();
    for (const { field, decision } of steps) {
      const key = `${decision} ${runs}`;
      const group = this.#groups.get(key) ?? { decision, fields: new Set<string>(), entities };
      this.#groups.set(key, group);
      group.fields.add(field.coordinate);
    }
  }

  end(): readonly FieldAccess[] {
    return [...this.#groups.values()].map(({ decision, fields, entities }) => ({
      decision,
      fields: [...fields],
      entities,
    }));
  }
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
