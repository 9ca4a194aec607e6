import { readDeclarations } from '../../../../platform/access/rules/declarations';
import { coordinatesIn } from '../../../../platform/access/rules/field-sets';
import { schemasOf } from './schemas-of';

const declared = readDeclarations(schemasOf(['type A { id: ID, b: B! } type B { n: Int }', 'type B { c: [A] }']));

it.each([
  ['id', ['A.id']],
  ['id b { n }', ['A.id', 'A.b', 'B.n']],
  ['b { c { id } }', ['A.b', 'B.c', 'A.id']],
  ['b { ... on C { n } }', ['A.b', 'C.n']],
  ['nothing { n }', ['A.nothing']],
  ['{', []],
  ['', []],
])('the field set %s names %j', (text, coordinates) => {
  expect(coordinatesIn(text, 'A', declared)).toEqual(coordinates);
});
