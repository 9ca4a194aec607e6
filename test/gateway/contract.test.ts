import { buildSchema, GraphQLError, parse } from 'graphql';
import { createContracts, type Contracts } from '../../gateway/contract';
import { HubError } from '../../platform/domain/errors';
import { expectError } from '../expect-error';

const SDL = `
  type Query { a: Int @tag(name: "portal") party: Party @tag(name: "portal") b: Int @tag(name: "finance") }
  type Party { name: String! @tag(name: "portal") secret: Int kind: Kind! @tag(name: "portal") }
  enum Kind { ONE TWO @tag(name: "finance") }`;
let contracts: Contracts;
beforeAll(async () => {
  contracts = await createContracts(buildSchema(SDL, { assumeValidSDL: true }), parse(SDL));
});
const document = parse('{ party { name kind } }');

describe('the contracts of a graph', () => {
  it('are those that a query belongs to, and the whole graph', () => {
    expect(Object.keys(contracts.named(null).schema.getQueryType()?.getFields() ?? {})).toEqual(['a', 'party', 'b']);
    expect(Object.keys(contracts.named('portal').schema.getQueryType()?.getFields() ?? {})).toEqual(['a', 'party']);
    expect(contracts.named('portal')).toBe(contracts.named('portal'));
    const missing = expectError(() => contracts.named('governance'), 'NOT_FOUND');
    expect(missing.message).toBe('nothing in this graph belongs to the contract governance');
  });

  it('answer with what the graph answers, and with no data where it has none', async () => {
    const refused = new GraphQLError('no', { path: ['party'] });
    const portal = contracts.named('portal');
    expect(await portal.answer({ document }, { data: null, errors: [refused] })).toEqual({
      data: null,
      errors: [refused],
    });
    expect(await portal.answer({ document }, { errors: [refused] })).toEqual({ errors: [refused] });
    const data = { party: { name: 'x', kind: 'ONE' } };
    expect(await portal.answer({ document }, { data })).toEqual({ data });
    expect(await contracts.named(null).answer({ document }, { data })).toEqual({ data });
  });

  it('say of what had to become null only that it is absent', async () => {
    const result = await contracts
      .named('portal')
      .answer({ document }, { data: { party: { name: 'x', kind: 'TWO' } } });
    expect(JSON.parse(JSON.stringify(result))).toEqual({
      data: { party: null },
      errors: [{ message: 'what belongs here is absent, or not visible to you', path: ['party', 'kind'] }],
    });
  });

  it('never name a field outside in a refusal, nor its place', async () => {
    const refusalOf = (field: string, path: string[]) => {
      const originalError = new HubError('FORBIDDEN', `${field} needs a right that you do not hold`, {
        details: { field },
      });
      return new GraphQLError(originalError.message, { path, originalError });
    };
    const errors = [refusalOf('Party.secret', ['party', 'secret']), refusalOf('Party.name', ['party', 'name'])];
    const result = await contracts.named('portal').answer({ document }, { data: { party: null }, errors });
    expect(result.errors?.map(({ message, path }) => [message, path])).toEqual([
      ['what belongs here is absent, or not visible to you', ['party']],
      ['Party.name needs a right that you do not hold', ['party', 'name']],
    ]);
  });
});
