import { parse, print } from 'graphql';
import { withUsedVariables } from '../../../gateway/execution/used-variables';

const left = (text: string): string => print(withUsedVariables(parse(text))).replace(/\s+/g, ' ');

test('variables that nothing uses are defined no more', () => {
  expect(
    left('query ($a: Int, $b: [Int!] = [1], $c: Int) { x(a: $a) ...F } fragment F on T { y(c: { d: [$c] }) }'),
  ).toBe('query ($a: Int, $c: Int) { x(a: $a) ...F } fragment F on T { y(c: {d: [$c]}) }');
});

test('a use in a directive is a use', () => {
  expect(left('query ($a: Boolean!, $b: Int) { x @skip(if: $a) }')).toBe('query ($a: Boolean!) { x @skip(if: $a) }');
});
