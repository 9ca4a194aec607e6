import { GraphQLError, Kind, type DocumentNode, type GraphQLFieldResolver, type SelectionSetNode } from 'graphql';
import { Declared } from './declared';

/**
 * A value of a world: JSON, or one of
 * `{"$ref": "Claim/1"}`, that entity; `{"$error": "text"}`, thrown; `{"$in": {"erp": 1, "ehr": 2}}`, what each subgraph says;
 * `{"$text": "made of {size} and {plan.tier}"}`, of what the object has; `{"$args": "name"}`, an argument;
 * `{"$set": {"Claim/1": {…}}, "$then": …}`, the second once the first is written; `{"$with": "plan.tier", "$then": …}`, the
 * second where the object has the first.
 * A text is told with the arguments that it was asked with, so that mixed up ones show: `price(in:"EUR")`.
 */
export type Value = unknown;

/** By `Type/handle`. `$unknownTo` names the subgraphs that have no such record, `$failsIn` those that cannot read it. */
export type Entities = Record<string, Record<string, Value>>;

/** Everything there is, whichever subgraph serves it. */
export interface World {
  /** SDL of each subgraph. */
  readonly subgraphs: Readonly<Record<string, string>>;
  entities: Entities;
  /** Values of root fields, by `Query.field`. */
  readonly roots: Readonly<Record<string, Value>>;
}

export type Source = Record<string, unknown>;

/** Answers from a world. */
export interface Service {
  readonly resolve: GraphQLFieldResolver<Source, unknown>;
  /** The entity that a reference means, or null. */
  readonly lookUp: (reference: Source) => unknown;
}

/** One service that holds all of a world. */
export const wholeService = (world: World): Service => new Services(world, null);

/** One subgraph of a world. It knows what it declares; what others own it has only where it is given or provided. */
export const subgraphService = (world: World, name: string, typeDefs: DocumentNode): Service =>
  new Services(world, { name, declared: new Declared(typeDefs) });

interface Surroundings {
  readonly source: Source;
  readonly args: Readonly<Record<string, unknown>>;
}

class Services implements Service {
  constructor(
    private readonly world: World,
    private readonly subgraph: { readonly name: string; readonly declared: Declared } | null,
  ) {}

  readonly resolve: GraphQLFieldResolver<Source, unknown> = (
    source,
    args,
    _context,
    { parentType, fieldName, schema },
  ) => {
    const root = [schema.getQueryType(), schema.getMutationType()].indexOf(parentType);
    const held = root < 0 ? source[fieldName] : this.world.roots[`${ROOTS[root]}.${fieldName}`];
    const provided = this.subgraph?.declared.provided(parentType.name, fieldName);
    return this.#valueOf(provided ? this.#providing(held, provided) : held, { source, args });
  };

  readonly lookUp = (reference: Source): unknown => {
    const type = String(reference['__typename']);
    const { declared } = this.subgraph ?? {};
    const keys = declared?.keysOf(type) ?? [];
    const found = Object.keys(this.world.entities).find(
      (handle) =>
        declared?.isOf(typeOf(handle), type) && keys.some((key) => this.#fits({ $ref: handle }, reference, key)),
    );
    const failing = found !== undefined && (this.world.entities[found]?.['$failsIn'] as readonly string[] | undefined);
    if (failing && failing.includes(this.subgraph?.name ?? '')) {
      return Promise.reject(new GraphQLError(`cannot read ${found}`));
    }
    const known = found === undefined ? null : this.#view(found, {});
    return known && { ...reference, ...known };
  };

  /** Whether a reference holds a whole key, and it is the value's. */
  #fits(value: Value, reference: unknown, key: SelectionSetNode): boolean {
    const object = this.#valueOf(value, NOTHING_AROUND);
    if (!isObject(object) || !isObject(reference)) return object === reference;
    return key.selections.every((node) => {
      if (node.kind !== Kind.FIELD) return true;
      const [own, said] = [this.#valueOf(object[node.name.value], NOTHING_AROUND), reference[node.name.value]];
      if (said === undefined || said === null) return false;
      const { selectionSet } = node;
      if (!selectionSet) return own === said;
      if (!Array.isArray(own) || !Array.isArray(said)) return this.#fits(own, said, selectionSet);
      return own.length === said.length && own.every((one, at) => this.#fits(one, said[at], selectionSet));
    });
  }

  /** An entity as this service knows it, with what it is given of it. */
  #view(handle: string, given: Source): Source | null {
    const entity = this.world.entities[handle];
    const { name = '', declared } = this.subgraph ?? {};
    if (!entity || (entity['$unknownTo'] as readonly string[] | undefined)?.includes(name)) return null;
    const type = typeOf(handle);
    const known = Object.entries(entity).filter(([field]) => !declared || declared.knows(type, field));
    return { __typename: type, ...Object.fromEntries(known), ...given };
  }

  #valueOf(value: Value, around: Surroundings): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#itemOf(item, around));
    if (typeof value === 'string') return `${value}${told(around.args)}`;
    if (!isObject(value)) return value;
    if ('$ref' in value) return this.#view(String(value['$ref']), (value['$given'] ?? {}) as Source);
    if ('$error' in value) throw new GraphQLError(String(value['$error']));
    if ('$in' in value) return this.#valueOf(this.#saidHere(value['$in'] as Source), around);
    if ('$text' in value) return `${this.#written(String(value['$text']), around.source)}${told(around.args)}`;
    if ('$with' in value) return this.#with(String(value['$with']), value['$then'], around);
    if ('$args' in value) return around.args[String(value['$args'])];
    if ('$set' in value) return this.#set(value['$set'] as Entities, value['$then'], around);
    return value;
  }

  #itemOf(item: Value, around: Surroundings): unknown {
    return isObject(item) && '$error' in item ? new GraphQLError(String(item['$error'])) : this.#valueOf(item, around);
  }

  #saidHere(values: Source): Value {
    return this.subgraph ? values[this.subgraph.name] : Object.values(values)[0];
  }

  #set(entities: Entities, then: Value, around: Surroundings): unknown {
    for (const [handle, fields] of Object.entries(entities)) {
      const written = Object.entries(fields).map(([name, value]) => [name, this.#valueOf(value, around)] as const);
      this.world.entities[handle] = { ...this.world.entities[handle], ...Object.fromEntries(written) };
    }
    return this.#valueOf(then, around);
  }

  #with(path: string, then: Value, around: Surroundings): unknown {
    const has = path.split('.').reduce((at, name) => this.#partOf(at, name), around.source as unknown);
    if (has === undefined) throw new GraphQLError(`${path} was not given`);
    return this.#valueOf(then, around);
  }

  /** `{price(in:"EUR")}`: a subgraph has been given the price that was asked so; one that holds all asks itself. */
  #written(text: string, source: Source): string {
    return text.replace(/\{([\w.]+)(\([^{}]*\))?\}/g, (_, path: string, args = '') => {
      const value = path.split('.').reduce((at, name) => this.#partOf(at, name), source as unknown);
      return `${String(value)}${this.subgraph ? '' : String(args)}`;
    });
  }

  #partOf(value: unknown, name: string): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#partOf(item, name));
    return isObject(value) ? this.#valueOf(value[name], { source: value, args: {} }) : undefined;
  }

  /** The value with what its place provides of entities that others own. */
  #providing(value: Value, set: SelectionSetNode): Value {
    if (Array.isArray(value)) return value.map((item) => this.#providing(item, set));
    if (!isObject(value) || !('$ref' in value)) return value;
    const handle = String(value['$ref']);
    return { ...value, $given: this.#provided(typeOf(handle), this.world.entities[handle] ?? {}, set) };
  }

  #provided(type: string, entity: Source, { selections }: SelectionSetNode): Source {
    const parts = selections.map((node): Source => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return {};
      if (node.kind === Kind.FIELD) {
        const value = entity[node.name.value];
        return { [node.name.value]: node.selectionSet ? this.#providing(value, node.selectionSet) : value };
      }
      const on = node.typeCondition?.name.value ?? type;
      return this.subgraph?.declared.isOf(type, on) ? this.#provided(type, entity, node.selectionSet) : {};
    });
    return Object.assign({}, ...parts) as Source;
  }
}

const ROOTS = ['Query', 'Mutation'];
const NOTHING_AROUND: Surroundings = { source: {}, args: {} };

const typeOf = (handle: string): string => handle.slice(0, handle.indexOf('/'));

const isObject = (value: unknown): value is Source =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function told(args: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(args);
  return given.length > 0 ? `(${given.map(([name, one]) => `${name}:${JSON.stringify(one)}`).join()})` : '';
}
