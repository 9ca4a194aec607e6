import fc from 'fast-check';
import type { Value, World } from './world';

/** Draws from fast-check's own source, so that a failure shrinks. */
export type Draw = <T>(arbitrary: fc.Arbitrary<T>) => T;

interface FieldPlan {
  readonly name: string;
  readonly type: string;
  readonly named: string;
  readonly isList: boolean;
  readonly isNonNull: boolean;
  readonly owner: number;
  /** Fields that it is made of, each with the arguments that it is asked with. */
  readonly requires: readonly string[];
  readonly argument: boolean;
}

interface TypePlan {
  readonly name: string;
  readonly fields: readonly FieldPlan[];
  /** A field that another subgraph gives where its root leads to the type. */
  readonly provided: { readonly by: number; readonly name: string } | null;
}

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject"])`;
const LEAVES = ['String', 'Int', 'Boolean', 'Color'] as const;

/**
 * A random world: entities whose fields are spread over subgraphs, one of them (`D`) known by other keys in each, an
 * interface and a union over the others, value objects, and requirements, on one another too.
 */
export function drawWorld(draw: Draw, { strict }: { readonly strict: boolean }): World {
  const subgraphs = draw(fc.integer({ min: 2, max: 3 }));
  const names = ['A', 'B', 'C'].slice(0, draw(fc.integer({ min: 2, max: 3 })));
  const types = [...names, 'D'].map((name) => drawType(draw, name, { names, subgraphs, strict }));
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
    code: `code ${type.name}${id}`,
    label: `label ${type.name}${id}`,
    extra: draw(fc.constantFrom('more', null)),
    stamp: { $text: 'stamped {label}' },
  };
  for (const field of type.fields) entity[field.name] = drawValue(draw, field, names);
  const isText = (value: Value): boolean =>
    typeof value === 'string' || (value as { $text?: string } | null)?.$text !== undefined;
  for (const { name, named, isList, requires } of type.fields) {
    const needs = requires.map((one) => /^\w+/.exec(one)?.[0] ?? '');
    if (named !== 'String' || isList || needs.length === 0 || !needs.every((one) => isText(entity[one]))) continue;
    entity[name] = { $text: `made of ${requires.map((one) => textOf(one, type)).join(' and ')}` };
  }
  return entity;
}

/** A required field as it shows in what is made of it: with the arguments that it is asked with, its default included. */
function textOf(required: string, { fields }: TypePlan): string {
  const [, name = '', given = ''] = /^(\w+)(.*)$/.exec(required) ?? [];
  return `{${name}${fields.some((field) => field.name === name && field.argument) ? GIVEN[given] : ''}}`;
}

const GIVEN: Readonly<Record<string, string>> = {
  '': '(times:2)',
  '(with: \\"r\\")': '(with:"r",times:2)',
  '(times: 7)': '(times:7)',
};

/** A subgraph that knows the interface as one object type, and gives more to all of its implementations. */
const ADDED = `${HEAD}
  type Query { addedAll: [Named] addedOne: Named }
  type Named @key(fields: "id") @interfaceObject {
    id: ID! label: String @external extra(with: String, times: Int = 2): String stamp: String @requires(fields: "label") }`;

function drawType(
  draw: Draw,
  name: string,
  { names, subgraphs, strict }: { names: readonly string[]; subgraphs: number; strict: boolean },
): TypePlan {
  const count = draw(fc.integer({ min: 2, max: 5 }));
  const fields: FieldPlan[] = [];
  for (let index = 0; index < count; index += 1) {
    const named = draw(fc.constantFrom<string>(...LEAVES, ...names, 'D', 'Named', 'Any', 'Box'));
    const isList = draw(fc.boolean());
    const isNonNull = strict && draw(fc.integer({ min: 0, max: 3 })) === 0;
    const owner = draw(fc.nat(subgraphs - 1));
    const earlier = fields.filter((field) => field.owner !== owner && isLeaf(field) && !field.isNonNull);
    const requires = earlier.length > 0 && draw(fc.boolean()) ? drawRequires(draw, earlier) : [];
    const argument = named === 'String' && draw(fc.boolean());
    const type = `${isList ? `[${named}]` : named}${isNonNull ? '!' : ''}`;
    fields.push({ name: `${name.toLowerCase()}${index}`, type, named, isList, isNonNull, owner, requires, argument });
  }
  const [given] = fields.filter((field) => isLeaf(field) && field.requires.length === 0 && !field.argument);
  const by = draw(fc.nat(subgraphs - 1));
  return { name, fields, provided: given && given.owner !== by ? { by, name: given.name } : null };
}

const isLeaf = ({ named }: FieldPlan): boolean => LEAVES.includes(named as 'Int');

/** One field or two, their arguments included. */
const drawRequires = (draw: Draw, fields: readonly FieldPlan[]): readonly string[] =>
  draw(fc.uniqueArray(fc.constantFrom(...fields), { minLength: 1, maxLength: 2 })).map(({ name, argument }) =>
    argument ? `${name}${draw(fc.constantFrom(...Object.keys(GIVEN)))}` : name,
  );

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
  const names = types.map(({ name }) => name).filter((name) => name !== 'D');
  const named = () => ({ $ref: draw(refTo(names)) });
  return Object.fromEntries([
    ...types.flatMap(({ name }) => [
      [`Query.all${name}`, [{ $ref: `${name}/1` }, { $ref: `${name}/2` }, null]] as const,
      [`Query.given${name}`, [{ $ref: `${name}/2` }]] as const,
    ]),
    ['Query.named', [named(), named()]] as const,
    ['Query.addedAll', [named(), named()]] as const,
    ['Query.addedOne', named()] as const,
    ['Query.any', named()] as const,
  ]);
}

function sdlOf(types: readonly TypePlan[], count: number): Record<string, string> {
  const names = types.map(({ name }) => name).filter((name) => name !== 'D');
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => {
      const roots = [
        ...types.flatMap(({ name }, at) => (at % count === index ? [`all${name}: [${name}]`] : [])),
        ...types.flatMap(({ name, provided }) => provided?.by === index ? [`given${name}: [${name}] @provides(fields: "${provided.name}")`] : []), // prettier-ignore
        ...(index === 0 ? ['named: [Named]', 'any: Any'] : []),
      ];
      return [
        `s${index}`,
        [
          HEAD,
          `type Query { ${roots.length > 0 ? roots.join(' ') : 'unused: Int'} }`,
          ...types.map((type) => bodyOf(type, index)),
          'interface Named @key(fields: "id") { id: ID! label: String }',
          `union Any = ${names.join(' | ')}`,
          `type Box @shareable { text: String inner: Named }`,
          'enum Color { RED BLUE }',
        ].join('\n'),
      ];
    }),
  );
}

/** The first subgraph knows `D` by its id, the second also by its code, the third by nothing else. */
const KEYS_OF_D = ['@key(fields: "id") { id: ID!', '@key(fields: "id") @key(fields: "code") { id: ID! code: String!', '@key(fields: "code") { code: String!']; // prettier-ignore

function bodyOf({ name, fields, provided }: TypePlan, index: number): string {
  const head =
    name === 'D' ? KEYS_OF_D[index] : 'implements Named @key(fields: "id") { id: ID! label: String @shareable';
  return `type ${name} ${head} ${fields.flatMap((field) => fieldIn(field, { index, fields, provided })).join(' ')} }`;
}

interface Within extends Pick<TypePlan, 'fields' | 'provided'> {
  readonly index: number;
}

function fieldIn(
  { name, type, owner, requires, argument }: FieldPlan,
  { index, fields, provided }: Within,
): readonly string[] {
  const isProvided = provided?.name === name;
  const needs = (field: FieldPlan): boolean => field.requires.some((one) => /^\w+/.exec(one)?.[0] === name);
  const isNeeded = fields.some((field) => field.owner === index && needs(field));
  const declared = `${name}${argument ? '(with: String, times: Int = 2)' : ''}: ${type}`;
  if (owner !== index) return isNeeded || (isProvided && provided.by === index) ? [`${declared} @external`] : [];
  const made = requires.length === 0 ? '' : ` @requires(fields: "${requires.join(' ')}")`;
  return [`${declared}${made}${isProvided ? ' @shareable' : ''}`];
}
