import {
  getNamedType,
  GraphQLError,
  isCompositeType,
  isListType,
  isNonNullType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { refusal } from '../platform/access/guards';

/** The response places of a document that lead to refused fields. */
interface Place {
  /** Coordinate of the refused field; undefined for a place on the way to one. */
  readonly refused: string | undefined;
  /** Name under which `__typename` stands in for it. */
  readonly marker: string;
  readonly type: GraphQLOutputType;
  readonly below: Map<string, Place>;
}

/** Where an operation's refused fields lie. */
export interface DenialTree {
  readonly places: ReadonlyMap<string, Place>;
  /** Coordinates of all that is refused. */
  readonly coordinates: readonly string[];
  /** The name that stands in for a refused selection; undefined for a selection that stays. */
  markerOf(node: FieldNode): string | undefined;
}

const responseNameOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/** The graph that a document is answered by. */
interface Graph {
  readonly schema: GraphQLSchema;
  /** Names of fields that the planner may select by itself. */
  readonly joined: ReadonlySet<string>;
}

/** Maps the refused selections of a document with one operation to their places in its answer. */
export function denialTree(document: DocumentNode, denied: ReadonlyMap<FieldNode, string>, graph: Graph): DenialTree {
  const walk = new Walk(document, denied, graph);
  const plain = walk.places('');
  // One name may be refused on one type and open on another, or be selected by the planner too: then the stand-ins need
  // names of their own.
  const prefix = walk.hasConflict ? unusedPrefix(walk.names) : '';
  return {
    places: prefix === '' ? plain : new Walk(document, denied, graph).places(prefix),
    coordinates: [...new Set(denied.values())],
    markerOf: (node) => (denied.has(node) ? `${prefix}${responseNameOf(node)}` : undefined),
  };
}

function unusedPrefix(names: ReadonlySet<string>): string {
  let prefix = 'refused_';
  while ([...names].some((name) => name.startsWith(prefix))) prefix = `x${prefix}`;
  return prefix;
}

class Walk {
  hasConflict = false;
  readonly names = new Set<string>();
  private readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  private readonly seen = new Map<Map<string, Place>, Set<string>>();
  private prefix = '';

  constructor(
    private readonly document: DocumentNode,
    private readonly denied: ReadonlyMap<FieldNode, string>,
    private readonly graph: Graph,
  ) {
    this.fragments = new Map(
      document.definitions.flatMap((node) =>
        node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [],
      ),
    );
  }

  places(prefix: string): Map<string, Place> {
    this.prefix = prefix;
    const places = new Map<string, Place>();
    for (const node of this.document.definitions) {
      if (node.kind !== Kind.OPERATION_DEFINITION) continue;
      this.select(node.selectionSet, this.graph.schema.getRootType(node.operation) ?? undefined, places);
    }
    prune(places);
    return places;
  }

  private select(set: SelectionSetNode, parent: unknown, into: Map<string, Place>): void {
    for (const selection of set.selections) {
      if (selection.kind === Kind.FIELD) {
        this.field(selection, parent, into);
        continue;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      if (!fragment) continue;
      const condition = fragment.typeCondition;
      this.select(fragment.selectionSet, condition ? typeFromAST(this.graph.schema, condition) : parent, into);
    }
  }

  private field(node: FieldNode, parent: unknown, into: Map<string, Place>): void {
    const type = fieldTypeOf(parent, node.name.value);
    if (!type) return this.note(into, responseNameOf(node), false);
    const name = responseNameOf(node);
    const refused = this.denied.get(node);
    this.note(into, name, refused !== undefined);
    const known = into.get(name);
    const place = {
      refused: known?.refused ?? refused,
      marker: `${this.prefix}${name}`,
      type: refused === undefined ? (known?.type ?? type) : type,
      below: known?.below ?? new Map<string, Place>(),
    };
    into.set(name, place);
    if (refused === undefined && node.selectionSet) this.select(node.selectionSet, getNamedType(type), place.below);
  }

  /** Remembers whether a name was refused and open at one place. */
  private note(into: Map<string, Place>, name: string, isRefused: boolean): void {
    this.names.add(name);
    const states = this.seen.get(into) ?? new Set<string>();
    this.seen.set(into, states);
    if (states.has(`${name} ${!isRefused}`) || (isRefused && this.graph.joined.has(name))) this.hasConflict = true;
    states.add(`${name} ${isRefused}`);
  }
}

function fieldTypeOf(parent: unknown, name: string): GraphQLOutputType | undefined {
  if (!isCompositeType(parent) || !('getFields' in parent)) return undefined;
  return parent.getFields()[name]?.type;
}

/** Keeps only the places that are refused or lead to one that is. */
function prune(places: Map<string, Place>): void {
  for (const [name, place] of places) {
    prune(place.below);
    if (place.refused === undefined && place.below.size === 0) places.delete(name);
  }
}

type Data = Record<string, unknown>;

/** A refused field that cannot be null takes its parent with it, as in any GraphQL answer. */
const BUBBLE = Symbol('bubble');

/**
 * Puts null in the place of each refused field of an answer, which it changes, and gives one error for each refused
 * selection that has a place in it, with the path of the first. Returns the data, null when a null reached the root.
 */
export function finishDenials(
  data: Data | null | undefined,
  { places }: DenialTree,
): { readonly data: Data | null | undefined; readonly errors: readonly GraphQLError[] } {
  if (!data) return { data, errors: [] };
  const errors = new Map<Place, GraphQLError>();
  const result = finishObject(data, places, [], errors);
  return { data: result === BUBBLE ? null : data, errors: [...errors.values()] };
}

/** Where the walk is; grown and shrunk in place, since a thousand rows have no path of their own to tell. */
type Path = (string | number)[];
type Errors = Map<Place, GraphQLError>;

function finishObject(object: Data, places: ReadonlyMap<string, Place>, path: Path, errors: Errors): unknown {
  let result: unknown = object;
  for (const [name, place] of places) {
    if (place.refused !== undefined && Object.hasOwn(object, place.marker)) {
      if (place.marker !== name) delete object[place.marker];
      object[name] = null;
      if (!errors.has(place)) errors.set(place, refusalAt(place.refused, [...path, name]));
      if (isNonNullType(place.type)) result = BUBBLE;
    } else if (place.below.size > 0 && object[name] != null) {
      path.push(name);
      const value = finishValue(object[name], place.type, { place, path, errors });
      path.pop();
      object[name] = value === BUBBLE ? null : value;
      if (value === BUBBLE) result = BUBBLE;
    }
  }
  return result;
}

interface Spot {
  readonly place: Place;
  readonly path: Path;
  readonly errors: Errors;
}

/** The value with its nulls, or BUBBLE when it would be null where its type does not let it. */
function finishValue(value: unknown, type: GraphQLOutputType, spot: Spot): unknown {
  if (isNonNullType(type)) {
    const inner = finishValue(value, type.ofType, spot);
    return inner === null && value !== null ? BUBBLE : inner;
  }
  if (value === null || value === undefined) return value;
  if (isListType(type)) return Array.isArray(value) ? finishItems(value, type.ofType, spot) : value;
  const result = finishObject(value as Data, spot.place.below, spot.path, spot.errors);
  return result === BUBBLE ? null : result;
}

function finishItems(items: readonly unknown[], type: GraphQLOutputType, spot: Spot): unknown {
  const finished = items.map((item, index) => {
    spot.path.push(index);
    const value = finishValue(item, type, spot);
    spot.path.pop();
    return value;
  });
  return finished.includes(BUBBLE) ? null : finished;
}

function refusalAt(coordinate: string, path: readonly (string | number)[]): GraphQLError {
  const originalError = refusal(coordinate);
  return new GraphQLError(originalError.message, { path, originalError });
}
