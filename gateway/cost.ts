import {
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isCompositeType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  typeFromAST,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';
import { HubError } from '../platform/domain/errors';
import { fragmentsOf, type Fragments } from './execution/fragments';
import type { CostRules, ListSize } from './cost-directives';
import { isOfSchema } from './introspection';
import { introspectionSizes } from './introspection-sizes';

/** What an operation comes to before it runs. */
export interface CostFormula {
  /** Whether it asks of the schema itself. */
  readonly isIntrospection: boolean;
  /** Throws BAD_INPUT for a list that is asked to be longer than `longestList`. */
  costOf(variables: Readonly<Record<string, unknown>>, longestList: number): Cost;
}

/** How many objects an answer may have, arguments and fields of a weight of their own added. */
export interface Cost {
  readonly ofData: number;
  readonly ofSchema: number;
}

/** What costs are reckoned from. */
export interface CostBasis {
  readonly schema: GraphQLSchema;
  readonly rules: CostRules;
}

const ASSUMED_SIZE = 10; // items of a list that nothing tells the size of
const MUTATION_WEIGHT = 10;

/** One selected field with all below it. */
interface Term {
  readonly name: string;
  /** Of one item: its type's weight, or the field's own. */
  readonly weight: number;
  /** Of its arguments: paid once, however many items. */
  readonly fixed: number;
  readonly isList: boolean;
  readonly listSize: ListSize;
  readonly slicing: readonly Slice[];
  readonly below: readonly Term[];
}

/** A slicing argument as it was given. */
interface Slice {
  readonly argument: string;
  readonly value: number | { readonly variable: string } | null;
}

/**
 * Reckons an operation that is valid in the schema, by the cost directives specification. What carries no directive is
 * bounded all the same: an object weighs 1, a leaf nothing, a mutation 10; a connection is as long as its `first`, any
 * other list 10.
 */
export function compileCost(document: DocumentNode, operation: OperationDefinitionNode, basis: CostBasis): CostFormula {
  const compiler = new Compiler(document, basis);
  const root = basis.schema.getRootType(operation.operation);
  const terms = root ? compiler.termsIn(operation.selectionSet, root) : [];
  const sum = (some: readonly Term[], given: Given): number =>
    some.reduce((total, term) => total + evaluate(term, given, null), 0);
  const ofSchema = terms.filter(({ name }) => isOfSchema(name));
  const ofData = terms.filter(({ name }) => !isOfSchema(name));
  return {
    isIntrospection: asksSchema(terms),
    costOf: (variables, longestList) => {
      const given = { variables, longestList };
      return { ofData: sum(ofData, given), ofSchema: sum(ofSchema, given) };
    },
  };
}

const asksSchema = (terms: readonly Term[]): boolean =>
  terms.some(({ name, below }) => isOfSchema(name) || asksSchema(below));

class Compiler {
  private readonly fragments: Fragments;

  constructor(
    document: DocumentNode,
    private readonly basis: CostBasis,
  ) {
    this.fragments = fragmentsOf(document);
  }

  termsIn(set: SelectionSetNode, parent: GraphQLCompositeType): readonly Term[] {
    const { schema } = this.basis;
    return set.selections.flatMap((selection): readonly Term[] => {
      if (selection.kind === Kind.FIELD) return this.term(selection, parent);
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      const condition = fragment?.typeCondition && typeFromAST(schema, fragment.typeCondition);
      return fragment ? this.termsIn(fragment.selectionSet, isCompositeType(condition) ? condition : parent) : [];
    });
  }

  private term(node: FieldNode, parent: GraphQLCompositeType): readonly Term[] {
    const field = fieldOf(this.basis.schema, parent, node.name.value);
    if (!field) return [];
    const coordinate = `${parent.name}.${field.name}`;
    const listSize = this.listSizeOf(coordinate, field);
    const type = getNamedType(field.type);
    return [
      {
        name: field.name,
        weight: this.weightOf(coordinate, parent, field),
        fixed: this.weightOfArguments(coordinate, node, field),
        isList: isListType(getNullableType(field.type)),
        listSize,
        slicing: slicesOf(node, field, listSize),
        below: node.selectionSet && isCompositeType(type) ? this.termsIn(node.selectionSet, type) : [],
      },
    ];
  }

  private weightOf(coordinate: string, parent: GraphQLCompositeType, field: Field): number {
    const { schema, rules } = this.basis;
    const type = getNamedType(field.type);
    const ofType = rules.weightOf(type.name) ?? (isCompositeType(type) ? 1 : 0);
    const base = parent === schema.getMutationType() ? MUTATION_WEIGHT : 0;
    return rules.weightOf(coordinate) ?? base + ofType;
  }

  private weightOfArguments(coordinate: string, { arguments: args = [] }: FieldNode, field: Field): number {
    const { rules } = this.basis;
    return args.reduce((sum, { name, value }) => {
      const type = getNamedType(field.args.find((one) => one.name === name.value)?.type);
      const own = rules.weightOf(`${coordinate}(${name.value}:)`) ?? 0;
      return sum + own + (isInputObjectType(type) ? weightOfInput(value, type.name, rules) : 0);
    }, 0);
  }

  private listSizeOf(coordinate: string, field: Field): ListSize {
    const { schema, rules } = this.basis;
    const stated = rules.listSizeOf(coordinate);
    if (stated) return stated;
    if (coordinate.startsWith('__')) {
      return { ...UNSIZED, assumedSize: introspectionSizes(schema).get(coordinate) ?? 1 };
    }
    const slicing = field.args.map(({ name }) => name).filter((name) => name === 'first' || name === 'last');
    return slicing.length > 0 ? { ...UNSIZED, slicingArguments: slicing, sizedFields: itemsOf(field) } : UNSIZED;
  }
}

type Field = GraphQLField<unknown, unknown>;

const UNSIZED: ListSize = { assumedSize: null, slicingArguments: [], sizedFields: [] };

/** The lists of a Relay connection. */
function itemsOf(field: Field): readonly string[] {
  const type = getNamedType(field.type);
  return isObjectType(type) ? ['edges', 'nodes'].filter((name) => name in type.getFields()) : [];
}

function fieldOf(schema: GraphQLSchema, parent: GraphQLCompositeType, name: string): Field | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return 'getFields' in parent ? parent.getFields()[name] : undefined;
}

/** Weights of the fields that an input literal gives; what a variable gives is bounded by the limit on values. */
const weightOfInput = (value: ValueNode, type: string, rules: CostRules): number =>
  value.kind === Kind.OBJECT
    ? value.fields.reduce((sum, { name }) => sum + (rules.weightOf(`${type}.${name.value}`) ?? 0), 0)
    : 0;

const slicesOf = (node: FieldNode, field: Field, { slicingArguments }: ListSize): readonly Slice[] =>
  slicingArguments.flatMap((argument): readonly Slice[] => {
    const given = node.arguments?.find(({ name }) => name.value === argument)?.value;
    const standard = field.args.find(({ name }) => name === argument)?.defaultValue;
    if (given?.kind === Kind.VARIABLE) return [{ argument, value: { variable: given.name.value } }];
    if (given?.kind === Kind.INT) return [{ argument, value: Number(given.value) }];
    return typeof standard === 'number' ? [{ argument, value: standard }] : [];
  });

interface Given {
  readonly variables: Readonly<Record<string, unknown>>;
  readonly longestList: number;
}

/** `sized`: how many items this field holds by what its parent was asked for; null where the parent does not say. */
function evaluate(term: Term, given: Given, sized: number | null): number {
  const sliced = sliceOf(term, given);
  const { sizedFields, assumedSize } = term.listSize;
  const own = sliced ?? assumedSize;
  const ofChildren = sizedFields.length > 0 ? (own ?? ASSUMED_SIZE) : null;
  const items = term.isList ? (sized ?? (sizedFields.length > 0 ? null : own) ?? ASSUMED_SIZE) : 1;
  const below = term.below.reduce(
    (sum, child) => sum + evaluate(child, given, sizedFields.includes(child.name) ? ofChildren : null),
    0,
  );
  return term.fixed + items * (term.weight + below);
}

/** The longest that the slicing arguments ask for; null when none is given. */
function sliceOf({ slicing }: Term, { variables, longestList }: Given): number | null {
  const asked = slicing.flatMap(({ argument, value }) => {
    const size = typeof value === 'object' && value !== null ? variables[value.variable] : value;
    if (typeof size !== 'number') return [];
    if (size > longestList) {
      throw new HubError('BAD_INPUT', `${argument} must be between 1 and ${longestList}`, {
        details: { limit: 'longestList', most: longestList },
      });
    }
    return [Math.max(size, 1)];
  });
  return asked.length > 0 ? Math.max(...asked) : null;
}
