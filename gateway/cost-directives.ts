import { Kind, type ConstDirectiveNode, type DefinitionNode, type DocumentNode } from 'graphql';
import { argumentsOf } from '../platform/access/access-document';

/** What `@listSize` says of a field. Cost directives specification (ibm.github.io/graphql-specs/cost-spec.html), 3.2. */
export interface ListSize {
  /** How many items, where no slicing argument tells. */
  readonly assumedSize: number | null;
  /** Arguments that say how many items are returned at most. */
  readonly slicingArguments: readonly string[];
  /** Fields of the result that hold the items; none: the field itself is the list. */
  readonly sizedFields: readonly string[];
}

/** The cost directives of a whole supergraph. Weights are by coordinate; undefined where none stands. */
export interface CostRules {
  /** `@cost` of a field (`Query.claims`), argument (`Query.claims(status:)`), input field, or type (`Money`). */
  weightOf(coordinate: string): number | undefined;
  listSizeOf(field: string): ListSize | undefined;
}

interface Annotated {
  readonly name: { readonly value: string };
  readonly directives?: readonly ConstDirectiveNode[] | undefined;
}

/** Reads `@cost` and `@listSize` from a supergraph, under whatever names its `@link` gives them. */
export function readCostRules(supergraph: DocumentNode): CostRules {
  const names = linkedNames(supergraph);
  const weights = new Map<string, number>();
  const listSizes = new Map<string, ListSize>();
  const note = (coordinate: string, { directives = [] }: Annotated): void => {
    for (const directive of directives) {
      const given = argumentsOf(directive);
      if (directive.name.value === names.cost && typeof given['weight'] === 'number') {
        weights.set(coordinate, given['weight']);
      }
      if (directive.name.value === names.listSize) listSizes.set(coordinate, listSizeFrom(given));
    }
  };
  for (const definition of supergraph.definitions) noteDefinition(definition, note);
  return { weightOf: (coordinate) => weights.get(coordinate), listSizeOf: (field) => listSizes.get(field) };
}

function noteDefinition(node: DefinitionNode, note: (coordinate: string, node: Annotated) => void): void {
  switch (node.kind) {
    case Kind.SCALAR_TYPE_DEFINITION:
    case Kind.ENUM_TYPE_DEFINITION:
      return note(node.name.value, node);
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      note(node.name.value, node);
      for (const field of node.fields ?? []) {
        const coordinate = `${node.name.value}.${field.name.value}`;
        note(coordinate, field);
        for (const argument of field.arguments ?? []) note(`${coordinate}(${argument.name.value}:)`, argument);
      }
      return;
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      for (const field of node.fields ?? []) note(`${node.name.value}.${field.name.value}`, field);
      return;
    default:
  }
}

const listSizeFrom = (given: Readonly<Record<string, unknown>>): ListSize => ({
  assumedSize: typeof given['assumedSize'] === 'number' ? given['assumedSize'] : null,
  slicingArguments: textsOf(given['slicingArguments']),
  sizedFields: textsOf(given['sizedFields']),
});

const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** Names of the two directives in a document, as the core schemas specification (`@link`) gives them. */
function linkedNames(document: DocumentNode): { readonly cost: string; readonly listSize: string } {
  const links = document.definitions.flatMap((node) =>
    node.kind === Kind.SCHEMA_DEFINITION || node.kind === Kind.SCHEMA_EXTENSION ? (node.directives ?? []) : [],
  );
  const link = links.map(argumentsOf).find(({ url }) => /\/cost\/v[\d.]+$/.test(String(url))) ?? {};
  const prefix = typeof link['as'] === 'string' ? link['as'] : 'cost';
  const imports = new Map(
    (Array.isArray(link['import']) ? (link['import'] as unknown[]) : []).map((one) => {
      const { name = '', as = name } = typeof one === 'string' ? { name: one } : (one as Record<string, string>);
      return [name, as] as const;
    }),
  );
  const nameOf = (name: string): string =>
    imports.get(`@${name}`)?.slice(1) ?? (name === 'cost' ? prefix : `${prefix}__${name}`);
  return { cost: nameOf('cost'), listSize: nameOf('listSize') };
}
