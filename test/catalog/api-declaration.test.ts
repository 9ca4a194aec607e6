import { parse } from 'graphql';
import { apiDeclarationOf } from '../../catalog/api-declaration';

const read = (sdl: string) => apiDeclarationOf(parse(sdl));
const API = '@api(team: "t", domain: "d", version: "1.0.0", layer: "system", systems: ["b", "a", "b"])';

describe('the @api declaration', () => {
  it('is read from an extension of the schema, systems sorted and once each', () => {
    expect(read(`extend schema ${API} type Query { a: Int }`)).toEqual({
      team: 't', domain: 'd', version: '1.0.0', layer: 'system', systems: ['a', 'b'],
    }); // prettier-ignore
  });

  it.each([
    ['absent', 'type Query { a: Int }'],
    ['said twice', `extend schema ${API} extend schema ${API}`],
    ['incomplete', 'extend schema @api(team: "t")'],
    ['empty', `extend schema ${API.replace('"t"', '""')}`],
  ])('is refused when %s', (_, sdl) =>
    expect(() => read(sdl)).toThrow(expect.objectContaining({ code: 'RULE_BROKEN' })),
  );
});
