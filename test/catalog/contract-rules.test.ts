import { parse } from 'graphql';
import { contractFaults, contractFaultsOf } from '../../catalog/contract-rules';

const NAMES = ['ehr', 'billing', 'payer'];
const partsOf = (sdls: readonly string[]) =>
  sdls.map((sdl, index) => {
    const text = sdl.replaceAll('@p', '@tag(name: "portal")').replaceAll('@f', '@tag(name: "finance")');
    return { name: NAMES[index] ?? '', document: parse(text) };
  });
const faults = (...sdls: string[]) => contractFaults(partsOf(sdls)).map(({ rule, message }) => `${rule} ${message}`);

describe('the tags of a graph', () => {
  it('are right where every contract can be made of them', () => {
    const owner =
      'type Query { a(first: Int!, after: String @f): A @p @f } type A @key(fields: "id") @p { id: ID! x: Int @f }';
    expect(faults(owner, 'type A @key(fields: "id") { id: ID! b: Int @f } enum E { ONE @p TWO }')).toEqual([]);
  });

  it('name contracts that exist, on types, fields, arguments and enum values', () => {
    const unknown = '@tag(name: "x")';
    const sdl = `type A ${unknown} { a: Int @p b(c: Int ${unknown}): Int } enum E { ONE ${unknown} }`;
    expect(faults(sdl)).toEqual(
      ['A', 'A.b', 'E.ONE'].map((at) => `UNKNOWN_CONTRACT ${at} is tagged x, which is no contract: there are portal, analytics, finance, governance`), // prettier-ignore
    );
  });

  it('are said by one API, or by several alike', () => {
    expect(faults('type A { a: Int @p @f }', 'type A @f @p { a: Int }', 'type A { a: Int }')).toEqual([]);
    expect(faults('type A { a: Int @p }', 'type A { a: Int }', 'type A @f { a: Int }')).toEqual([
      'TAGS_DIFFER A.a is tagged differently: ehr says portal, payer says finance',
    ]);
  });

  it('leave something of every type that a contract leads to, whichever API shows it', () => {
    const query = 'type Query { all: Page @p one: A @p @f } type Page { total: Int @f } type A @key(fields: "id", resolvable: false) { id: ID! }'; // prettier-ignore
    expect(faults(query)).toEqual([
      'CONTRACT_SHOWS_NOTHING Query.all is in portal, which shows nothing of Page',
      'CONTRACT_SHOWS_NOTHING Query.one is in portal, which shows nothing of A',
      'CONTRACT_SHOWS_NOTHING Query.one is in finance, which shows nothing of A',
    ]);
    expect(faults(query, 'type A @key(fields: "id") @p { id: ID! }')).toEqual([
      'CONTRACT_SHOWS_NOTHING Query.all is in portal, which shows nothing of Page',
      'CONTRACT_SHOWS_NOTHING Query.one is in finance, which shows nothing of A',
    ]);
  });

  it('are judged in one schema alone but for its entities, of which others may show more', () => {
    const [part] = partsOf(['type Query { all: Page @p one: A @p } type Page { total: Int } type A @key(fields: "id") { id: ID! }']); // prettier-ignore
    if (!part) throw new Error('there is one part');
    expect(contractFaultsOf(part).map(({ coordinates }) => coordinates)).toEqual([['Query.all']]);
  });

  it('leave a field the arguments that it cannot be asked without', () => {
    expect(faults('type Query { a(key: ID! @f, kind: Int! = 1 @f): Int @p @f }')).toEqual([
      'CONTRACT_LACKS_ARGUMENT Query.a cannot be asked in portal without key, which is outside',
    ]);
  });
});
