import fc from 'fast-check';
import { getNamedType, isCompositeType, isLeafType, isObjectType, type GraphQLCompositeType, type GraphQLField, type GraphQLSchema } from 'graphql'; // prettier-ignore

/** What random documents are made of. */
export interface DocumentSpec {
  readonly schema: GraphQLSchema;
  /** Fields never asked for: those that fail by themselves. */
  readonly without: ReadonlySet<string>;
  /** Argument text of the fields that need some: `(id: "p1")`. */
  readonly args: Readonly<Record<string, readonly string[]>>;
}

/** Aliases collide often, so that names meet at one place. */
const ALIASES = ['', '', '', 'a: ', 'b: ', 'name: '];
const CONDITIONS = ['', '', '', ' @skip(if: $off)', ' @include(if: $off)', ' @include(if: $on)', ' @skip(if: false)'];
const DEPTH = 4;

/**
 * Random queries with aliases, conditions, inline and named fragments over objects, interfaces and unions. Not all are
 * valid: fields of one name may not merge.
 */
export function documents(spec: DocumentSpec): fc.Arbitrary<string> {
  const { schema } = spec;
  const query = schema.getQueryType();
  if (!query) throw new TypeError('a schema has queries');
  const composites = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLCompositeType => isCompositeType(type) && !type.name.startsWith('_') && type !== query && type !== schema.getMutationType() && type !== schema.getSubscriptionType(), // prettier-ignore
  );
  const fragments = fc.tuple(...composites.map((type) => selections(type, 1, spec, [])));
  return fc.tuple(selections(query, DEPTH, spec, composites), fragments).map(([root, sets]) => {
    const texts = composites.map(({ name }, at) => `fragment F${name} on ${name} ${sets[at] ?? ''}`);
    const used = texts.filter((_, at) => root.includes(`...F${composites[at]?.name} `));
    return `query ($on: Boolean! = true, $off: Boolean! = false) ${root} ${used.join(' ')}`;
  });
}

function selections(
  type: GraphQLCompositeType,
  depth: number,
  spec: DocumentSpec,
  named: readonly GraphQLCompositeType[],
): fc.Arbitrary<string> {
  const { schema } = spec;
  const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
  const choices = [
    fc.constant('__typename '),
    ...fields.flatMap((field) => fieldOf(type, field, { depth, spec, named })),
    ...[type, ...overlapping(type, schema)]
      .map(
        (other) =>
      depth > 1 ? fc.tuple(selections(other, depth - 1, spec, named), fc.constantFrom(...CONDITIONS)).map(([set, condition]) => `... on ${other.name}${condition} ${set}`) : [], // prettier-ignore
      )
      .flat(),
    ...named.filter((other) => other === type || overlapping(type, schema).includes(other)).map(({ name }) => fc.constant(`...F${name} `)), // prettier-ignore
  ];
  return fc.array(fc.oneof(...choices), { minLength: 1, maxLength: 4 }).map((all) => `{ ${all.join('')}} `);
}

interface Within {
  readonly depth: number;
  readonly spec: DocumentSpec;
  readonly named: readonly GraphQLCompositeType[];
}

function fieldOf(
  type: GraphQLCompositeType,
  { name, type: fieldType }: GraphQLField<unknown, unknown>,
  { depth, spec, named }: Within,
): readonly fc.Arbitrary<string>[] {
  const coordinate = `${type.name}.${name}`;
  const inner = getNamedType(fieldType);
  if (spec.without.has(coordinate) || (!isLeafType(inner) && depth === 0)) return [];
  const below = isCompositeType(inner) ? (depth > 0 ? selections(inner, depth - 1, spec, named) : fc.constant('{ __typename } ')) : fc.constant(' '); // prettier-ignore
  const args = fc.constantFrom(...(spec.args[coordinate] ?? ['']));
  return [
    fc
      .tuple(fc.constantFrom(...ALIASES), args, fc.constantFrom(...CONDITIONS), below)
      .map(([alias, given, condition, set]) => `${alias}${name}${given}${condition} ${set}`),
  ];
}

/** Types that a value of `type` may also be. */
function overlapping(type: GraphQLCompositeType, schema: GraphQLSchema): readonly GraphQLCompositeType[] {
  const possible = (of: GraphQLCompositeType) => (isObjectType(of) ? [of] : schema.getPossibleTypes(of));
  const mine = possible(type);
  return Object.values(schema.getTypeMap()).filter(
    (other): other is GraphQLCompositeType => isCompositeType(other) && other !== type && !other.name.startsWith('_') && possible(other).some((one) => mine.includes(one)), // prettier-ignore
  );
}
