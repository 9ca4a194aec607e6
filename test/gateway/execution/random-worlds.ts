import fc from 'fast-check';
import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInterfaceType,
  isObjectType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { Value, World } from './world';

/** Draws from fast-check's own source, so that a failure shrinks. */
type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

interface FieldPlan {
  readonly name: string;
  readonly type: string;
  readonly named: string;
  readonly isList: boolean;
  readonly isNonNull: boolean;
  readonly owner: number;
  readonly requires: string | null;
  readonly argument: boolean;
}

interface TypePlan {
  readonly name: string;
  readonly fields: readonly FieldPlan[];
}

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@interfaceObject"])`;
const LEAVES = ['String', 'Int', 'Boolean', 'Color'] as const;

/** A random world: entities whose fields are spread over subgraphs, an interface and a union over them, value objects. */
export function drawWorld(draw: Draw, { strict }: { readonly strict: boolean }): World {
  const subgraphs = draw(fc.integer({ min: 2, max: 3 }));
  const names = ['A', 'B', 'C'].slice(0, draw(fc.integer({ min: 2, max: 3 })));
  const types = names.map((name) => drawType(draw, name, { names, subgraphs, strict }));
  const entities: Record<string, Record<string, Value>> = {};
  for (const type of types) {
    for (const id of ['1', '2']) entities[`${type.name}/${id}`] = drawEntity(draw, { type, id, names });
  }
  const added = draw(fc.boolean()) ? { added: ADDED } : {};
  return { subgraphs: { ...sdlOf(types, subgraphs), ...added }, entities, roots: drawRoots(draw, types) };
}

function drawEntity(
  draw: Draw,
  { type, id, names }: { readonly type: TypePlan; readonly id: string; readonly names: readonly string[] },
): Record<string, Value> {
  const entity: Record<string, Value> = {
    id: `${type.name}${id}`,
    label: `label ${type.name}${id}`,
    extra: draw(fc.constantFrom('more', null)),
  };
  for (const field of type.fields) entity[field.name] = drawValue(draw, field, names);
  for (const { name, named, isList, requires } of type.fields) {
    const [, from = '', given = ''] = /^(\w+)(.*)$/.exec(requires ?? '') ?? [];
    const isText = typeof entity[from] === 'string' || (entity[from] as { $text?: string } | null)?.$text !== undefined;
    if (named === 'String' && !isList && isText) {
      const isPlain = !type.fields.some((field) => field.name === from && field.argument);
      entity[name] = { $text: `made of {${from}${isPlain ? '' : GIVEN[given]}}` };
    }
  }
  return entity;
}

/** How a field shows the arguments that it is required with, its default included. */
const GIVEN: Readonly<Record<string, string>> = {
  '': '(times:2)',
  '(with: \\"r\\")': '(with:"r",times:2)',
  '(times: 7)': '(times:7)',
};

/** A subgraph that knows the interface as one object type, and gives more to all of its implementations. */
const ADDED = `${HEAD}
  type Query { addedAll: [Named] addedOne: Named }
  type Named @key(fields: "id") @interfaceObject { id: ID! extra(with: String, times: Int = 2): String }`;

function drawType(
  draw: Draw,
  name: string,
  { names, subgraphs, strict }: { names: readonly string[]; subgraphs: number; strict: boolean },
): TypePlan {
  const count = draw(fc.integer({ min: 2, max: 5 }));
  const fields: FieldPlan[] = [];
  for (let index = 0; index < count; index += 1) {
    const named = draw(fc.constantFrom<string>(...LEAVES, ...names, 'Named', 'Any', 'Box'));
    const isList = draw(fc.boolean());
    const isNonNull = strict && draw(fc.integer({ min: 0, max: 3 })) === 0;
    const owner = draw(fc.nat(subgraphs - 1));
    const earlier = fields.filter(
      (field) => field.owner !== owner && LEAVES.includes(field.named as 'Int') && !field.isNonNull,
    );
    const requires =
      earlier.length > 0 && draw(fc.boolean()) ? required(draw, draw(fc.constantFrom(...earlier))) : null;
    const argument = named === 'String' && draw(fc.boolean());
    const type = `${isList ? `[${named}]` : named}${isNonNull ? '!' : ''}`;
    fields.push({ name: `${name.toLowerCase()}${index}`, type, named, isList, isNonNull, owner, requires, argument });
  }
  return { name, fields };
}

/** A field set of one field, its arguments included. */
const required = (draw: Draw, { name, argument }: FieldPlan): string =>
  argument ? `${name}${draw(fc.constantFrom(...Object.keys(GIVEN)))}` : name;

function drawValue(draw: Draw, { named, isList, name }: FieldPlan, names: readonly string[]): Value {
  const chance = draw(fc.integer({ min: 0, max: 11 }));
  if (chance === 0) return null;
  if (chance === 1) return { $error: `failed ${name}` };
  const one = (): Value => {
    switch (named) {
      case 'String':
        return draw(fc.constantFrom('x', 'quote " and \\', 'é\u2028', ''));
      case 'Int':
        return draw(fc.integer({ min: -5, max: 2_147_483_647 }));
      case 'Boolean':
        return draw(fc.boolean());
      case 'Color':
        return draw(fc.constantFrom('RED', 'BLUE'));
      case 'Box':
        return { text: draw(fc.constantFrom('in a box', null)), inner: { $ref: draw(refTo(names)) } };
      case 'Named':
      case 'Any':
        return { $ref: draw(refTo(names)) };
      default:
        return { $ref: draw(refTo([named])) };
    }
  };
  if (!isList) return one();
  return Array.from({ length: draw(fc.nat(3)) }, () => (draw(fc.integer({ min: 0, max: 9 })) === 0 ? null : one()));
}

const refTo = (names: readonly string[]) => fc.constantFrom(...names.flatMap((name) => [`${name}/1`, `${name}/2`]));

function drawRoots(draw: Draw, types: readonly TypePlan[]): Record<string, Value> {
  const names = types.map(({ name }) => name);
  return Object.fromEntries([
    ...types.map(({ name }) => [`Query.all${name}`, [{ $ref: `${name}/1` }, { $ref: `${name}/2` }, null]] as const),
    ['Query.named', [{ $ref: draw(refTo(names)) }, { $ref: draw(refTo(names)) }]] as const,
    ['Query.addedAll', [{ $ref: draw(refTo(names)) }, { $ref: draw(refTo(names)) }]] as const,
    ['Query.addedOne', { $ref: draw(refTo(names)) }] as const,
    ['Query.any', { $ref: draw(refTo(names)) }] as const,
  ]);
}

function sdlOf(types: readonly TypePlan[], count: number): Record<string, string> {
  const names = types.map(({ name }) => name);
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const roots = [
        ...names.flatMap((name, at) => (at % count === index ? [`all${name}: [${name}]`] : [])),
        ...(index === 0 ? ['named: [Named]', 'any: Any'] : []),
      ];
      const bodies = types.map(
        ({ name, fields }) =>
          `type ${name} implements Named @key(fields: "id") { id: ID! ${labelIn(index)} ${fields.flatMap((field) => fieldIn(field, index, fields)).join(' ')} }`,
      );
      return [
        `s${index}`,
        [
          HEAD,
          `type Query { ${roots.length > 0 ? roots.join(' ') : 'unused: Int'} }`,
          ...bodies,
          'interface Named @key(fields: "id") { id: ID! label: String }',
          `union Any = ${names.join(' | ')}`,
          `type Box @shareable { text: String inner: Named }`,
          'enum Color { RED BLUE }',
        ].join('\n'),
      ];
    }),
  );
}

const labelIn = (index: number): string => `label: String ${index === 0 ? '@shareable' : '@shareable'}`;

function fieldIn(
  { name, type, owner, requires, argument }: FieldPlan,
  index: number,
  fields: readonly FieldPlan[],
): readonly string[] {
  const needed = fields.some(
    (field) => field.owner === index && field.requires !== null && /^\w+/.exec(field.requires)?.[0] === name,
  );
  const declared = `${name}${argument ? '(with: String, times: Int = 2)' : ''}: ${type}`;
  if (owner !== index) return needed ? [`${declared} @external`] : [];
  return [`${declared}${requires === null ? '' : ` @requires(fields: "${requires}")`}`];
}

/** A random operation on a schema, valid: aliases are never used twice in one place. */
export function drawQuery(draw: Draw, schema: GraphQLSchema): string {
  let aliases = 0;
  const select = (type: GraphQLCompositeType, depth: number): string => {
    const parts: string[] = [];
    const fields = 'getFields' in type ? Object.values(type.getFields()) : [];
    const leaves = fields.filter((field) => !isCompositeType(getNamedType(field.type)));
    const chosen = fields.filter(
      (field) => (depth > 0 || leaves.includes(field)) && draw(fc.integer({ min: 0, max: 3 })) > 0,
    );
    for (const field of chosen) parts.push(one(field, depth));
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type))
        if (draw(fc.boolean())) parts.push(`... on ${possible.name}${condition()} { ${select(possible, depth - 1)} }`);
    }
    if (isObjectType(type) && type.getInterfaces().length > 0 && draw(fc.integer({ min: 0, max: 4 })) === 0)
      parts.push('... on Named { label }');
    if (parts.length === 0 || draw(fc.integer({ min: 0, max: 3 })) === 0) parts.push('__typename');
    return parts.join(' ');
  };
  const condition = (): string =>
    draw(
      fc.constantFrom(
        '',
        '',
        '',
        ' @include(if: $yes)',
        ' @skip(if: $yes)',
        ' @include(if: $no)',
        ' @skip(if: $default)',
      ),
    );
  const one = (field: GraphQLField<unknown, unknown>, depth: number): string => {
    const named = getNamedType(field.type);
    aliases += 1;
    const alias = draw(fc.integer({ min: 0, max: 2 })) === 0 ? `x${aliases}: ` : '';
    const args = field.args.length > 0 ? draw(fc.constantFrom('', '(with: "w")', '(with: $text)', '(times: 3)')) : '';
    // Without an alias the same field may come twice, by a fragment: its arguments would then have to be equal.
    const safeAlias = args === '' && field.args.length === 0 ? alias : `x${aliases}: `;
    const below = isCompositeType(named) ? ` { ${select(named, depth - 1)} }` : '';
    const shown = isInterfaceType(named) || isEnumType(named) || isObjectType(named) || below === '' || true;
    return shown ? `${below === '' ? safeAlias : `x${aliases}: `}${field.name}${args}${condition()}${below}` : '';
  };
  const query = schema.getQueryType();
  if (!query) throw new Error('no Query');
  return `query ($yes: Boolean!, $no: Boolean!, $default: Boolean = true, $text: String) { ${select(query, 4)} }`;
}

export const VARIABLES = { yes: true, no: false, text: 't' };
