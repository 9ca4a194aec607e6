import { buildSchema, parse, printSchema } from 'graphql';
import { contractSchema } from '../../gateway/contract-schema';
import { readSupergraphTags } from '../../gateway/supergraph-tags';
import { expectError } from '../expect-error';

const HEAD =
  'directive @tag(name: String!) repeatable on FIELD_DEFINITION | ARGUMENT_DEFINITION | ENUM_VALUE | INPUT_FIELD_DEFINITION | OBJECT';

/** The portal's schema of a graph; in its text, `@p` and `@f` stand for the tags. */
function portalOf(text: string) {
  const sdl = text.replaceAll('@p', '@tag(name: "portal")').replaceAll('@f', '@tag(name: "finance")');
  const whole = buildSchema(`${HEAD}\n${sdl}`);
  return contractSchema(whole, readSupergraphTags(parse(sdl))('portal'));
}
const shown = (text: string): string =>
  printSchema(portalOf(text)?.schema ?? buildSchema('type Query { nothing: Int }'));
const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

describe('the schema of a contract', () => {
  it('has the fields with its tag and no other, as they are described', () => {
    const text = `type Query { "What it is." a: Int @p @f b: Int @f c: Int d: Int @deprecated(reason: "use a") @p }`;
    expect(flat(shown(text))).toBe('type Query { """What it is.""" a: Int d: Int @deprecated(reason: "use a") }');
  });

  it('is none where no query has its tag', () => {
    expect(portalOf('type Query { a: Int @f }')).toBeNull();
    expect(portalOf('type Query { a: A @p } type A { b: Int @f }')).toBeNull();
    expect(portalOf('type Query { a: Int } type Mutation { b: Int @p }')).toBeNull();
  });

  it('takes no type for tagged because of a tag on the type: its fields may be those of others', () => {
    expect(portalOf('type Query @p { a: Int }')).toBeNull();
  });

  it('is without types that nothing leads to, and without fields of types of which nothing is shown', () => {
    const text = `
      type Query { a: A @p lost: B @p count: Int @p other: C }
      type A { x: Int @p loop: A @p lost: [B!]! @p }
      type B { y: Int c: C @p }
      type C { d: D }
      type D { z: Int @f }
      type E { z: Int @p }
      enum Unused { ONE }`;
    expect(flat(shown(text))).toBe('type Query { a: A count: Int } type A { x: Int loop: A }');
  });

  it('has the mutations and subscriptions with its tag, and neither when there is none', () => {
    const text = 'type Query { a: Int @p } type Mutation { b: Int @f } type Subscription { c: Int @p }';
    const schema = portalOf(text)?.schema;
    expect([schema?.getMutationType(), schema?.getSubscriptionType()?.name]).toEqual([undefined, 'Subscription']);
  });

  it('takes an argument along with its field, unless its own tags are those of other contracts', () => {
    const text = `type Query {
      a(first: Int!, after: String @f, status: Status @p): Int @p
      b(key: ID! @f): Int @p
      c(kind: Kind): Int @p
    } enum Status { OPEN } enum Kind { ONE @f }`;
    expect(flat(shown(text))).toBe('type Query { a(first: Int!, status: Status): Int c: Int } enum Status { OPEN }');
  });

  it('takes input types along, and those that need what is gone not', () => {
    const text = `type Query { a(by: By, to: To, of: Of): Int @p } enum Gone { ONE @f } enum Kept { ONE }
      input By { kept: Kept gone: Gone x: Int @f } input To { gone: Gone! } input Of { y: Int z: Int! @f }`;
    expect(flat(shown(text))).toBe('type Query { a(by: By): Int } input By { kept: Kept } enum Kept { ONE }');
  });

  it('knows which enums and abstract types have less in it than in the whole graph', () => {
    const text = `
      type Query { status: Status @p kind: Kind @p any: Any @p all: All @p party: Party @p }
      enum Status { OPEN CLOSED @f } enum Kind { ONE TWO @p }
      union Any = A | B union All = A
      interface Party { name: String @p }
      type A implements Party { x: Int @p name: String @p }
      type B implements Party { y: Int @f name: String @f }`;
    const portal = portalOf(text);
    expect([...(portal?.narrowed ?? [])].sort()).toEqual(['Any', 'Party', 'Status']);
    expect(flat(printSchema(portal?.schema ?? buildSchema('type Query { x: Int }')))).toContain(
      'enum Status { OPEN } enum Kind { ONE TWO } union Any = A type A implements Party { x: Int name: String } interface Party { name: String } union All = A',
    );
  });

  it('has a type that lacks a field of its interface, but not as one of its possible types', () => {
    const text = `
      type Query { party: Party @p b: B @p }
      interface Party { name: String @p }
      type A implements Party { name: String @p }
      type B implements Party { name: String @f y: Int @p }`;
    const schema = portalOf(text)?.schema;
    const party = schema?.getType('Party');
    expect(party && 'getFields' in party && schema?.getPossibleTypes(party as never).map(({ name }) => name)).toEqual([
      'A',
    ]);
    expect(flat(shown(text))).toContain('type B { y: Int }');
    expect(flat(shown(text.replace('name: String @p }\n      type B', 'name: String @f }\n      type B')))).toBe('type Query { b: B } type B { y: Int }'); // prettier-ignore
  });

  it('is refused where the tags leave no valid one', () => {
    const text = `type Query { party: Party @p }
      interface Named { name: String @p }
      interface Party implements Named { name: String @p }
      type A implements Party & Named { name(as: String! = "x"): String @p }`;
    const broken = text.replace('name: String @p }\n      type', 'name: String @p x: Int @p }\n      type');
    expect(portalOf(text)).not.toBeNull();
    expect(portalOf(broken)).toBeNull();
    expectError(() => portalOf('type Query { __a: Int @p }'), 'RULE_BROKEN');
  });
});
