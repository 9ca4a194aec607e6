import { parse } from 'graphql';
import { readCostRules } from '../../gateway/cost-directives';

const SCHEMA = (cost: string, listSize: string) => `
  type Query {
    claims(first: Int, status: S @${cost}(weight: 3)): [Claim] @${listSize}(slicingArguments: ["first"], assumedSize: 7)
    page(first: Int): Page @${listSize}(slicingArguments: ["first"], sizedFields: ["items"]) @${cost}(weight: 5)
  }
  type Claim @${cost}(weight: 2) { id: ID }
  type Page { items: [Claim] }
  input In { a: Int @${cost}(weight: 4) }
  enum S @${cost}(weight: 6) { A }`;

const LINK = (more: string) => `schema @link(url: "https://specs.apollo.dev/cost/v0.1"${more}) { query: Query }`;

describe('the cost directives of a supergraph', () => {
  it.each([
    ['as composition writes them', LINK(''), 'cost', 'cost__listSize'],
    ['imported', LINK(', import: ["@cost", "@listSize"]'), 'cost', 'listSize'],
    ['renamed', LINK(', import: [{ name: "@cost", as: "@weight" }, "@listSize"]'), 'weight', 'listSize'],
    ['under another prefix', LINK(', as: "price"'), 'price', 'price__listSize'],
  ])('are read %s', (_case, link, cost, listSize) => {
    const rules = readCostRules(parse(`${link} ${SCHEMA(cost, listSize)}`));
    const weights = ['Query.claims(status:)', 'Query.page', 'Claim', 'In.a', 'S', 'Query.claims'].map((coordinate) =>
      rules.weightOf(coordinate),
    );
    expect(weights).toEqual([3, 5, 2, 4, 6, undefined]);
    expect(rules.listSizeOf('Query.claims')).toEqual({
      assumedSize: 7,
      slicingArguments: ['first'],
      sizedFields: [],
    });
    expect(rules.listSizeOf('Query.page')?.sizedFields).toEqual(['items']);
    expect(rules.listSizeOf('Page.items')).toBeUndefined();
  });
});
