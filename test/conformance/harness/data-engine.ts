import {
  Kind,
  parse,
  valueFromASTUntyped,
  type DocumentNode,
  type InterfaceTypeDefinitionNode,
  type InterfaceTypeExtensionNode,
  type ObjectTypeDefinitionNode,
  type ObjectTypeExtensionNode,
} from 'graphql';
import type { Json, SubgraphText } from './scenario';
import { evaluate, isRecord, isSeen, keyOf, StubFault, type StubRecord, type Surroundings } from './stub-values';

/** One field that a stub subgraph was asked for. */
export interface StubCall {
  readonly subgraph: string;
  /** `Type.field`; `Type.__resolveReference` for an entity read by its key. */
  readonly coordinate: string;
  /** `Type/id` of the record that it was asked of; null at the root. */
  readonly entity: string | null;
}

/** What the stubs of one way to run them know of the request: the adapter's part. */
export interface StubHooks {
  /** Who asks; null when the request does not say. */
  readonly subjectOf: (context: unknown) => string | null;
  /** The fault as this kind of subgraph throws it. */
  readonly thrown: (fault: StubFault) => unknown;
}

type FieldResolver = (source: unknown, args: Record<string, unknown>, context: unknown) => unknown;
type ReferenceResolver = (reference: Record<string, unknown>, context: unknown) => unknown;

/** Resolvers by type and field, as `@apollo/subgraph` takes them. */
export type StubResolvers = Record<string, Record<string, FieldResolver | ReferenceResolver>>;

/** The data of one scenario's stub subgraphs, and what was asked of it. */
export interface DataEngine {
  readonly calls: StubCall[];
  /** Puts every record back as the file has it, and forgets the calls. */
  reset(): void;
  resolversFor(subgraph: SubgraphText, hooks: StubHooks): StubResolvers;
}

interface SubgraphData {
  readonly entities: Record<string, StubRecord[]>;
  /** Values of root fields, and of fields that every record of a type computes alike, by coordinate. */
  readonly fields: Record<string, Json>;
}

/** An engine over the parsed `data.json` of a scenario: subgraph → `entities` and `fields`. */
export function createDataEngine(data: Json): DataEngine {
  const calls: StubCall[] = [];
  let live = structuredClone(data) as unknown as Record<string, Partial<SubgraphData>>;
  const dataOf = (name: string): SubgraphData => ({ entities: {}, fields: {}, ...live[name] });
  return {
    calls,
    reset() {
      live = structuredClone(data) as typeof live;
      calls.length = 0;
    },
    resolversFor: ({ name, text }, hooks) => {
      const note = (coordinate: string, source: unknown, type: string): void => {
        calls.push({ subgraph: name, coordinate, entity: isRecord(source) ? keyOf(type, source) : null });
      };
      const around = (source: unknown, args: Record<string, unknown>, context: unknown): Surroundings => ({
        entities: dataOf(name).entities,
        record: isRecord(source) ? source : {},
        args,
        subject: hooks.subjectOf(context),
      });
      const orThrow = <T>(work: () => T): T => {
        try {
          return work();
        } catch (error) {
          throw error instanceof StubFault ? hooks.thrown(error) : error;
        }
      };
      return resolversByType(parse(text), {
        field: (type, field) => (source, args, context) => {
          const coordinate = `${type}.${field}`;
          note(coordinate, source, type);
          const value = dataOf(name).fields[coordinate] ?? (isRecord(source) ? source[field] : undefined);
          return orThrow(() => evaluate(value, around(source, args, context)));
        },
        reference: (type, keys) => (reference, context) => {
          note(`${type}.__resolveReference`, reference, type);
          return orThrow(() => readReference({ type, keys, reference }, around({}, {}, context)));
        },
      });
    },
  };
}

interface Reference {
  readonly type: string;
  /** Names of the fields by which the type's entities are known. */
  readonly keys: readonly string[];
  readonly reference: Record<string, unknown>;
}

/** The record that a reference means, with what the reference itself carries (`@requires`, `@provides`). */
function readReference({ type, keys, reference }: Reference, { entities, subject }: Surroundings): unknown {
  const records = entities[type];
  if (!records) return { ...reference, __typename: type };
  const given = keys.filter((key) => key in reference);
  const found = records.find((record) => given.every((key) => holds(record[key], reference[key])));
  if (!found || !isSeen(found, subject)) return null;
  return { ...reference, ...found, __typename: found['__typename'] ?? type };
}

/** Whether a value is what a key says, as far as the key goes. */
const holds = (value: unknown, key: unknown): boolean =>
  isRecord(key)
    ? isRecord(value) && Object.entries(key).every(([name, part]) => name === '__typename' || holds(value[name], part))
    : value === key;

interface Makers {
  readonly field: (type: string, field: string) => FieldResolver;
  readonly reference: (type: string, keys: readonly string[]) => ReferenceResolver;
}

type TypeNode =
  ObjectTypeDefinitionNode | ObjectTypeExtensionNode | InterfaceTypeDefinitionNode | InterfaceTypeExtensionNode;

function resolversByType({ definitions }: DocumentNode, { field, reference }: Makers): StubResolvers {
  const resolvers: StubResolvers = {};
  for (const node of definitions) {
    if (!isFieldsNode(node) || node.name.value === 'Subscription') continue;
    const type = node.name.value;
    const keys = keysOf(node);
    const fields = isInterface(node)
      ? []
      : (node.fields ?? []).map(({ name }) => [name.value, field(type, name.value)] as const);
    const made = {
      ...Object.fromEntries(fields),
      ...(keys.length > 0 ? { __resolveReference: reference(type, keys) } : {}),
    };
    if (Object.keys(made).length > 0) resolvers[type] = { ...resolvers[type], ...made };
  }
  return resolvers;
}

const isFieldsNode = (node: { readonly kind: string }): node is TypeNode =>
  /^(?:Object|Interface)Type(?:Definition|Extension)$/.test(node.kind);

const isInterface = ({ kind }: TypeNode): boolean =>
  kind === Kind.INTERFACE_TYPE_DEFINITION || kind === Kind.INTERFACE_TYPE_EXTENSION;

/** Names in the keys by which entities of the type can be read here. */
function keysOf({ directives }: TypeNode): readonly string[] {
  return (directives ?? [])
    .filter(({ name }) => name.value === 'key')
    .map(({ arguments: args = [] }) =>
      Object.fromEntries(args.map(({ name, value }) => [name.value, valueFromASTUntyped(value)])),
    )
    .filter(({ resolvable }) => resolvable !== false)
    .flatMap(({ fields }) => String(fields).match(/\w+/g) ?? []);
}
