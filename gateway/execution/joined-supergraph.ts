import { Kind, parse, print, type ConstDirectiveNode, type DefinitionNode, type SelectionSetNode } from 'graphql';
import { argumentsOf } from '../../platform/access/access-document';
import { selectionOf } from '../../platform/access/rules/field-sets';
import { GraphParts } from './graph-parts';
import { isOfGraph, joinsOf, rejoined, withUses, type JoinedType, type JoinedTypes } from './joined-type';

const GRAPHS = 'join__Graph';

/** A field that a graph (as `join__Graph` calls a subgraph) makes of what others have. */
export interface Requirement {
  readonly type: string;
  readonly field: string;
  readonly graph: string;
  readonly set: SelectionSetNode;
}

/** A supergraph that is changed for the planner: fields are given graphs of their own. */
export class JoinedSupergraph {
  readonly #types: Map<string, JoinedType>;
  readonly #others: readonly DefinitionNode[];
  #added = 0;

  /** Throws GraphQL's syntax error. */
  constructor(sdl: string) {
    const { definitions } = parse(sdl, { noLocation: true });
    this.#types = new Map(definitions.filter(isType).map((node) => [node.name.value, node]));
    this.#others = definitions.filter((node) => !isType(node));
  }

  get types(): JoinedTypes {
    return this.#types;
  }

  sdl(): string {
    return print({ kind: Kind.DOCUMENT, definitions: [...this.#others, ...this.#types.values()] });
  }

  /** All of its fields that require others; what depends on its surroundings too is left where it is. */
  requirements(): readonly Requirement[] {
    return [...this.#types].flatMap(([type, { fields = [] }]) =>
      fields.flatMap((field) =>
        joinsOf(field, 'join__field').flatMap(({ graph, requires, contextArguments }): readonly Requirement[] => {
          const set = typeof requires === 'string' ? selectionOf(requires) : undefined;
          if (!set || contextArguments !== undefined) return [];
          return [{ type, field: field.name.value, graph: String(graph), set }];
        }),
      ),
    );
  }

  /** Changes a type, if there is one of that name. */
  change(name: string, to: (type: JoinedType) => JoinedType): void {
    const type = this.#types.get(name);
    if (type) this.#types.set(name, to(type));
  }

  /**
   * Moves a field to a graph of its own, which has what the field's values, arguments and requirements are made of, and
   * no more: `moved` says what that comes to. Entities of other types can only be pointed to there.
   */
  moveToOwnGraph({ type, field, graph, set }: Requirement): Moved {
    const parts = new GraphParts(this.#types, graph);
    parts.addField(type, field);
    parts.addKeys(type);
    parts.addSelected(type, set);
    parts.addType('Query');
    const moved = { graph: this.#addGraph(graph), subgraph: this.#subgraphOf(graph), fields: parts.addType(type) };
    const copy = { from: graph, to: moved.graph, parts: parts.found };
    for (const name of parts.found.keys()) {
      this.change(name, (node) => {
        const copied = withCopy(node, copy);
        return name === type ? withoutField(copied, field, graph) : pointingOnly(copied, moved.graph);
      });
    }
    return moved;
  }

  #addGraph(from: string): string {
    const to = `${from}_APART_${(this.#added += 1)}`;
    this.change(GRAPHS, (graphs) => {
      const values = (graphs.values ?? []).flatMap((value) => {
        if (value.name.value !== from) return [value];
        const directives = value.directives?.map((one) => rejoined(one, { name: to }));
        return [value, { ...value, name: { kind: Kind.NAME, value: to }, ...(directives ? { directives } : {}) }];
      });
      return { ...graphs, values } as JoinedType;
    });
    return to;
  }

  #subgraphOf(graph: string): string {
    const value = this.#types.get(GRAPHS)?.values?.find(({ name }) => name.value === graph);
    return String(joinsOf(value ?? {}, 'join__graph')[0]?.['name']);
  }
}

/** Where a field has been moved. */
export interface Moved {
  /** The graph's name, and that of its subgraph in plans. */
  readonly graph: string;
  /** The subgraph that is meant. */
  readonly subgraph: string;
  /** Names of what the graph has of the field's type. */
  readonly fields: ReadonlySet<string>;
}

const isType = (node: DefinitionNode): node is JoinedType => node.kind.endsWith('TypeDefinition');

interface Copy {
  readonly from: string;
  readonly to: string;
  readonly parts: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The type with its part in the other graph too. */
function withCopy(type: JoinedType, { from, to, parts }: Copy): JoinedType {
  const copied = (directives: readonly ConstDirectiveNode[] = []): readonly ConstDirectiveNode[] => {
    const copies = directives.filter((one) => isOfGraph(one, from) && isWithin(one, parts));
    return [...directives, ...copies.map((one) => rejoined(one, { graph: to }))];
  };
  const fields = parts.get(type.name.value);
  const copy = withUses(type, (uses, { name }) =>
    fields?.has(name.value)
      ? [...uses, ...uses.filter((use) => isOfGraph(use, from)).map((use) => rejoined(use, { graph: to }))]
      : uses,
  );
  const values = type.values?.map((value) => ({ ...value, directives: copied(value.directives) }));
  return { ...copy, directives: copied(type.directives), ...(values ? { values } : {}) };
}

/** Whether the interface that a directive names, if any, is among the parts. */
function isWithin(directive: ConstDirectiveNode, parts: Copy['parts']): boolean {
  const { interface: name } = argumentsOf(directive);
  return typeof name !== 'string' || parts.has(name);
}

const withoutField = (type: JoinedType, field: string, graph: string): JoinedType =>
  withUses(type, (uses, { name }) => (name.value === field ? uses.filter((use) => !isOfGraph(use, graph)) : uses));

const pointingOnly = (type: JoinedType, graph: string): JoinedType =>
  ({
    ...type,
    directives: type.directives?.map((one) => {
      const isKey = isOfGraph(one, graph) && argumentsOf(one)['key'] !== undefined;
      return isKey ? rejoined(one, { resolvable: false }) : one;
    }),
  }) as JoinedType;
