import { parse } from 'graphql';
import { executables, ourGraph } from './federated-world';
import type { World } from './world';

const HEAD = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [
  "@key", "@shareable", "@external", "@requires", "@provides", "@interfaceObject", "@context", "@fromContext", "@override"])`;

const world = (subgraphs: Record<string, string>, rest: Omit<World, 'subgraphs'>): World => ({
  subgraphs: Object.fromEntries(Object.entries(subgraphs).map(([name, sdl]) => [name, `${HEAD}\n${sdl}`])),
  ...rest,
});

/** A subgraph that knows no entity. */
const NOBODY = { data: { _entities: [null, null] } };

async function ask(of: World, query: string, variables: Record<string, unknown> = {}) {
  const parts = executables(of);
  const { data, errors } = await ourGraph(of, parts).ask({ document: parse(query), variables });
  const told = errors.map(({ message, path }) => `${path?.join('.') ?? 'nowhere'}: ${message}`);
  return {
    data,
    errors: told,
    fetches: parts.flatMap(({ name, fetches }) => fetches.map((fetch) => ({ name, ...fetch }))),
  };
}

const SHOP = world(
  {
    products:
      'type Query { top: [Product] one: Product } type Product @key(fields: "id") @key(fields: "sku") { id: ID! sku: String! name: String }',
    stock: 'type Product @key(fields: "sku") { sku: String! left: Int! }',
    reviews: `type Product @key(fields: "id") { id: ID! reviews: [Review!] } type Review { text: String author: User }
      type User @key(fields: "id") { id: ID! }`,
    users: 'type User @key(fields: "id") { id: ID! nick: String email: String! }',
  },
  {
    entities: {
      'Product/p1': {
        id: 'p1',
        sku: 's1',
        name: 'Ink',
        left: 3,
        reviews: [
          { text: 'a', author: { $ref: 'User/u1' } },
          { text: 'b', author: { $ref: 'User/u1' } },
        ],
      },
      'Product/p2': {
        id: 'p2',
        sku: 's2',
        name: 'Nib',
        left: { $error: 'no count' },
        reviews: [{ text: 'c', author: { $ref: 'User/u2' } }],
      },
      'User/u1': { id: 'u1', nick: 'ada', email: 'ada@example.org' },
      'User/u2': { id: 'u2', nick: null, email: { $error: 'no address' } },
    },
    roots: { 'Query.top': [{ $ref: 'Product/p1' }, null, { $ref: 'Product/p2' }], 'Query.one': { $ref: 'Product/p1' } },
  },
);

describe('entities', () => {
  test('each is read once, however often it stands in the answer', async () => {
    const { data, fetches } = await ask(SHOP, '{ top { name reviews { text author { nick } } } }');
    expect(data).toEqual({
      top: [
        {
          name: 'Ink',
          reviews: [
            { text: 'a', author: { nick: 'ada' } },
            { text: 'b', author: { nick: 'ada' } },
          ],
        },
        null,
        { name: 'Nib', reviews: [{ text: 'c', author: { nick: null } }] },
      ],
    });
    expect(fetches.map(({ name, representations }) => [name, representations])).toEqual([
      ['products', 0],
      ['reviews', 2],
      ['users', 2],
    ]);
  });

  test('what one place has read is not read again for another', async () => {
    const { data, fetches } = await ask(
      SHOP,
      '{ a: one { reviews { author { nick } } } b: top { reviews { author { nick } } } }',
    );
    expect(
      fetches.filter(({ name }) => name === 'users').reduce((sum, { representations }) => sum + representations, 0),
    ).toBe(2);
    expect(data).toMatchObject({
      a: { reviews: [{ author: { nick: 'ada' } }, {}] },
      b: [{}, null, { reviews: [{ author: { nick: null } }] }],
    });
  });

  test('a second key leads to a subgraph that does not know the first', async () => {
    expect(await ask(SHOP, '{ one { left } }')).toMatchObject({ data: { one: { left: 3 } }, errors: [] });
  });

  test('an error stands at each place of its entity, and a null goes up to where one may be', async () => {
    const { data, errors } = await ask(SHOP, '{ top { name left } one { reviews { author { email } } } }');
    expect(data).toEqual({
      top: [{ name: 'Ink', left: 3 }, null, null],
      one: { reviews: [{ author: { email: 'ada@example.org' } }, { author: { email: 'ada@example.org' } }] },
    });
    expect(errors).toEqual(['top.2.left: no count']);
  });

  test('a subgraph that is away costs its own fields and nothing else', async () => {
    const parts = executables(SHOP);
    const away = parts.map((part) =>
      part.name === 'users'
        ? {
            ...part,
            answer: () => {
              throw new Error('away');
            },
          }
        : part,
    );
    const { data } = await ourGraph(SHOP, away).ask({
      document: parse('{ one { name reviews { text author { id nick } } } }'),
    });
    expect(data).toEqual({
      one: { name: 'Ink', reviews: ['a', 'b'].map((text) => ({ text, author: { id: 'u1', nick: null } })) },
    });
  });
});

test('conditions hold, and what is skipped takes nothing else with it', async () => {
  const query =
    'query ($with: Boolean = false, $not: Boolean!) { one { name left @include(if: $with) reviews @skip(if: $not) { text } ... @include(if: $not) { sku } } }';
  expect(await ask(SHOP, query, { not: true })).toMatchObject({
    data: { one: { name: 'Ink', sku: 's1' } },
    errors: [],
  });
  expect((await ask(SHOP, query, { not: false, with: true })).data).toEqual({
    one: { name: 'Ink', left: 3, reviews: [{ text: 'a' }, { text: 'b' }] },
  });
  expect((await ask(SHOP, '{ one { name @skip(if: true) } }')).data).toEqual({ one: {} });
});

test('a requirement that is skipped leaves the rest of its entity', async () => {
  const conditional = world(
    {
      a: 'type Query { all: [B] } type B @key(fields: "id") { id: ID! size: Int }',
      b: 'type B @key(fields: "id") { id: ID! note: String size: Int @external cost: String @requires(fields: "size") }',
    },
    {
      entities: { 'B/1': { id: '1', size: 4, note: 'n', cost: { $text: 'made of {size}' } } },
      roots: { 'Query.all': [{ $ref: 'B/1' }] },
    },
  );
  const query = 'query ($cost: Boolean!) { all { note cost @include(if: $cost) } }';
  expect((await ask(conditional, query, { cost: false })).data).toEqual({ all: [{ note: 'n' }] });
  expect((await ask(conditional, query, { cost: true })).data).toEqual({ all: [{ note: 'n', cost: 'made of 4' }] });
});

describe('required fields with arguments', () => {
  const prices = world(
    {
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! price(in: String): String }',
      b: `type P @key(fields: "id") { id: ID! price(in: String): String @external pad: String
        eur: String @requires(fields: "price(in: \\"EUR\\")") usd: String @requires(fields: "price(in: \\"USD\\")")
        own: String @requires(fields: "price") }`,
    },
    {
      entities: {
        'P/1': {
          id: '1',
          price: 'p',
          pad: 'x',
          eur: { $text: 'made of {price}' },
          usd: { $text: 'made of {price}' },
          own: { $text: 'made of {price}' },
        },
      },
      roots: { 'Query.p': { $ref: 'P/1' } },
    },
  );

  test('are asked with those arguments, whatever the client asks them with', async () => {
    expect((await ask(prices, '{ p { price(in: "X") eur } }')).data).toEqual({
      p: { price: 'p(in:"X")', eur: 'made of p(in:"EUR")' },
    });
  });

  test('do not collide with one another, nor with one without', async () => {
    expect((await ask(prices, '{ p { own eur price(in: "X") } }')).data).toEqual({
      p: { own: 'made of p', eur: 'made of p(in:"EUR")', price: 'p(in:"X")' },
    });
    expect((await ask(prices, '{ p { usd pad eur } }')).data).toEqual({
      p: { usd: 'made of p(in:"USD")', pad: 'x', eur: 'made of p(in:"EUR")' },
    });
  });
});

describe('interfaces', () => {
  const media = world(
    {
      a: `type Query { all: [Media] any: [Any] } interface Media @key(fields: "id") { id: ID! title: String }
        type Book implements Media @key(fields: "id") { id: ID! title: String pages: Int }
        type Film implements Media @key(fields: "id") { id: ID! title: String minutes: Int }
        union Any = Book | Film`,
      b: 'type Query { rated: [Media] } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int }',
    },
    {
      entities: {
        'Book/1': { id: '1', title: 'Ledgers', pages: 90, stars: 5 },
        'Film/2': { id: '2', title: 'Audit', minutes: 80, stars: 4 },
      },
      roots: {
        'Query.all': [{ $ref: 'Book/1' }, { $ref: 'Film/2' }],
        'Query.any': [{ $ref: 'Film/2' }, { $ref: 'Book/1' }],
        'Query.rated': [{ $ref: 'Film/2' }, { $ref: 'Book/1' }],
      },
    },
  );

  test('fields that an interface object adds reach every implementation', async () => {
    const { data } = await ask(
      media,
      '{ all { id stars ... on Book { pages } } any { __typename ... on Film { minutes stars } } }',
    );
    expect(data).toEqual({
      all: [
        { id: '1', stars: 5, pages: 90 },
        { id: '2', stars: 4 },
      ],
      any: [{ __typename: 'Film', minutes: 80, stars: 4 }, { __typename: 'Book' }],
    });
  });

  test('an interface object is of the type that its owner says', async () => {
    expect((await ask(media, '{ rated { __typename stars title ... on Book { pages } } }')).data).toEqual({
      rated: [
        { __typename: 'Film', stars: 4, title: 'Audit' },
        { __typename: 'Book', stars: 5, title: 'Ledgers', pages: 90 },
      ],
    });
  });

  test('who asks for nothing but fields of the interface needs no type', async () => {
    const { data, errors, fetches } = await ask(media, '{ rated { id stars ... on Media { rank: stars } } }');
    expect(data).toEqual({
      rated: [
        { id: '2', stars: 4, rank: 4 },
        { id: '1', stars: 5, rank: 5 },
      ],
    });
    expect(errors).toEqual([]);
    expect(fetches.map(({ name }) => name)).toEqual(['b']);
  });

  test('without a type, a null goes no further up than the interface says', async () => {
    const strict = world(
      {
        a: `interface Media @key(fields: "id") { id: ID! title: String must: String }
          type Book implements Media @key(fields: "id") { id: ID! title: String must: String! }`,
        b: 'type Query { rated: [Media] } type Media @key(fields: "id") @interfaceObject { id: ID! stars: Int tale: String! }',
      },
      {
        entities: { 'Book/1': { id: '1', title: 't', stars: null, tale: null, must: 'm' } },
        roots: { 'Query.rated': [{ $ref: 'Book/1' }] },
      },
    );
    expect((await ask(strict, '{ rated { id stars } }')).data).toEqual({ rated: [{ id: '1', stars: null }] });
    expect((await ask(strict, '{ rated { id tale } }')).data).toEqual({ rated: [null] });
  });

  test.each(['__typename stars', 'stars ... on Book { pages }'])(
    'an object of which nobody says the type is null where it matters: %s',
    async (selected) => {
      const parts = executables(media).map((part) => (part.name === 'a' ? { ...part, answer: () => NOBODY } : part));
      const ofType = await ourGraph(media, parts).ask({ document: parse(`{ rated { ${selected} } }`) });
      expect(ofType.data).toEqual({ rated: [null, null] });
      expect(ofType.errors.map(({ path }) => path?.join('.'))).toEqual(['rated.0', 'rated.1']);
    },
  );

  test('one response name may be different fields of different types', async () => {
    expect(
      (await ask(media, '{ all { ... on Book { length: pages } ... on Film { length: minutes } } }')).data,
    ).toEqual({
      all: [{ length: 90 }, { length: 80 }],
    });
  });
});

test('arguments from the context are those of what an entity stands in, one entity or not', async () => {
  const contexts = world(
    {
      a: 'type Query { users: [U] } type U @key(fields: "id") { id: ID! currency: String }',
      c: 'type T @key(fields: "id") { id: ID! kind: String }',
      b: `type U @key(fields: "id") @context(name: "user") { id: ID! currency: String @external trades: [T] }
        type T @key(fields: "id") { id: ID! amount(in: String @fromContext(field: "$user { currency }")): String }`,
    },
    {
      entities: {
        'U/1': { id: '1', currency: 'EUR', trades: [{ $ref: 'T/1' }, { $ref: 'T/2' }] },
        'U/2': { id: '2', currency: 'USD', trades: [{ $ref: 'T/1' }] },
        'T/1': { id: '1', amount: 'one', kind: 'k1' },
        'T/2': { id: '2', amount: 'two', kind: 'k2' },
      },
      roots: { 'Query.users': [{ $ref: 'U/1' }, { $ref: 'U/2' }] },
    },
  );
  expect((await ask(contexts, '{ users { trades { kind amount } } }')).data).toEqual({
    users: [
      {
        trades: [
          { kind: 'k1', amount: 'one(in:"EUR")' },
          { kind: 'k2', amount: 'two(in:"EUR")' },
        ],
      },
      { trades: [{ kind: 'k1', amount: 'one(in:"USD")' }] },
    ],
  });
});

test('what is provided is taken from where it is provided', async () => {
  const provided = world(
    {
      a: 'type Query { p: P } type P @key(fields: "id") { id: ID! name: String @shareable }',
      b: 'type Query { best: P @provides(fields: "name") } type P @key(fields: "id") { id: ID! name: String @external }',
    },
    { entities: { 'P/1': { id: '1', name: 'n' } }, roots: { 'Query.best': { $ref: 'P/1' } } },
  );
  const { data, fetches } = await ask(provided, '{ best { name } }');
  expect(data).toEqual({ best: { name: 'n' } });
  expect(fetches.map(({ name }) => name)).toEqual(['b']);
});

test('mutations run one after another and read nothing from before', async () => {
  const counter = world(
    {
      a: 'type Query { c: C } type Mutation { become(value: Int): C } type C @key(fields: "id") { id: ID! }',
      b: 'type C @key(fields: "id") { id: ID! value: Int }',
    },
    {
      entities: { 'C/1': { id: '1', value: 0 } },
      roots: { 'Mutation.become': { $set: { 'C/1': { value: { $args: 'value' } } }, $then: { $ref: 'C/1' } } },
    },
  );
  const { data } = await ask(counter, 'mutation { a: become(value: 1) { value } b: become(value: 2) { value } }');
  expect(data).toEqual({ a: { value: 1 }, b: { value: 2 } });
});

test('names that every JavaScript object answers to are fields like others', async () => {
  const odd = world(
    {
      a: 'type Query { o: O } type O @key(fields: "id") { id: ID! constructor: String }',
      b: 'type O @key(fields: "id") { id: ID! toString: String valueOf: [String!] }',
    },
    {
      entities: { 'O/1': { id: '1', constructor: 'c', toString: 't', valueOf: null } },
      roots: { 'Query.o': { $ref: 'O/1' } },
    },
  );
  expect((await ask(odd, '{ o { constructor toString valueOf hasOwnProperty: id } }')).data).toEqual({
    o: { constructor: 'c', toString: 't', valueOf: null, hasOwnProperty: '1' },
  });
});

test('a value that does not fit its type becomes null with an error that repeats nothing of it', async () => {
  const wrong = world(
    { a: 'type Query { n: Int c: Color } enum Color { RED }', b: 'type Query { other: String }' },
    { entities: {}, roots: { 'Query.other': 'x' } },
  );
  const parts = executables(wrong);
  const ours = ourGraph(
    wrong,
    parts.map((part) => (part.name === 'a' ? { ...part, answer: () => ({ data: { n: 'secret', c: 'BLUE' } }) } : part)),
  );
  const { data, errors } = await ours.ask({ document: parse('{ n c other }') });
  expect(data).toEqual({ n: null, c: null, other: 'x' });
  expect(errors.map(({ path }) => path)).toEqual([['n'], ['c']]);
  expect(JSON.stringify(errors)).not.toMatch(/secret|BLUE/);
});
