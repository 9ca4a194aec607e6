import { buildSchema, parse, print } from 'graphql';
import { subscriptionRoot, twinQuery } from '../../gateway/twin-query';

const schema = buildSchema(`
  type Query { _onTick(id: ID!, after: String): Tick }
  type Subscription { tick(id: ID!, after: String): Tick }
  type Tick { n: Int next: Tick }
`);
const document = parse(`
  subscription S($id: ID!, $after: String = "0") { ...Root }
  fragment Root on Subscription { ... on Subscription { mine: tick(id: $id, after: $after) { ...T } } }
  fragment T on Tick { n next { n } }
  query Other { _onTick(id: "1") { n } }
`);

describe('the twin of a subscription', () => {
  it("is the same selection on the hidden query field, under the client's names", () => {
    expect(print(twinQuery(document, 'S'))).toBe(
      print(
        parse(`
          query S($id: ID!, $after: String = "0") { ...Root }
          fragment Root on Query { ... on Query { mine: _onTick(id: $id, after: $after) { ...T } } }
          fragment T on Tick { n next { n } }`),
      ),
    );
    expect(print(twinQuery(parse('subscription { tick(id: "1") { n } }'), null))).toContain('tick: _onTick(id: "1")');
  });

  it('is made once per document', () => expect(twinQuery(document, 'S')).toBe(twinQuery(document, 'S')));

  it('needs an operation', () => expect(() => twinQuery(document, 'None')).toThrow('name the one operation'));
});

describe('the root of a subscription', () => {
  it('is its field with its arguments, variables and defaults filled in', () => {
    const of = (variables: Record<string, unknown>) =>
      subscriptionRoot(schema, document, { operationName: 'S', variables });
    expect(of({ id: 7 })).toEqual({ field: 'tick', args: { id: '7', after: '0' } });
    expect(of({ id: 'a', after: null })).toEqual({ field: 'tick', args: { id: 'a', after: null } });
    expect(() => of({})).toThrow('Variable "$id"');
  });

  it('has no conditions, by which another field than the first would be the one that runs', () => {
    const variables = { operationName: null, variables: {} };
    for (const text of [
      'subscription { tick(id: "1") @skip(if: true) { n } other: tick(id: "2") { n } }',
      'subscription { tick(id: "1") { n } ...F @include(if: true) } fragment F on Subscription { tick(id: "1") { n } }',
      'subscription { ... on Subscription { ... @skip(if: true) { tick(id: "1") { n } } } }',
    ]) {
      expect(() => subscriptionRoot(schema, parse(text), variables)).toThrow('takes no @skip and no @include');
    }
    const below = 'subscription { tick(id: "1") { n @skip(if: true) } }';
    expect(subscriptionRoot(schema, parse(below), variables).field).toBe('tick');
  });
});
