import { parse, print } from 'graphql';
import { decideConditions, withoutEmptySelections } from '../../../gateway/execution/conditions';

const decided = (text: string, variables: Record<string, unknown> = {}): string =>
  print(decideConditions(parse(text))(variables)).replace(/\s+/g, ' ');

test('what is left out is gone, with the fragments and variables that only it used', () => {
  const text =
    'query ($a: Boolean!, $n: Int) { x @include(if: $a) y(first: $n) @skip(if: $a) ...F @skip(if: $a) } fragment F on Query { z }';
  expect(decided(text, { a: true, n: 1 })).toBe('{ x }');
  expect(decided(text, { a: false, n: 1 })).toBe('query ($n: Int) { y(first: $n) ...F } fragment F on Query { z }');
});

test('both conditions must let a selection in', () => {
  const text = 'query ($a: Boolean!, $b: Boolean!) { x @include(if: $a) @skip(if: $b) y }';
  expect(decided(text, { a: true, b: true })).toBe('{ y }');
  expect(decided(text, { a: true, b: false })).toBe('{ x y }');
  expect(decided(text, { a: false, b: false })).toBe('{ y }');
});

test('a variable that is not given has its default, and one that is given has its value', () => {
  const text = 'query ($a: Boolean! = true) { x @include(if: $a) y }';
  expect(decided(text)).toBe('{ x y }');
  expect(decided(text, { a: false })).toBe('{ y }');
});

test('literals are decided too, other directives stay', () => {
  expect(decided('{ x @skip(if: true) y @include(if: true) @other }')).toBe('{ y @other }');
});

test('a document without conditions is the same one, and each combination is worked out once', () => {
  const plain = parse('{ x }');
  expect(decideConditions(plain)({})).toBe(plain);
  const decide = decideConditions(parse('query ($a: Boolean!) { x @include(if: $a) y }'));
  expect(decide({ a: true })).toBe(decide({ a: true }));
  expect(decide({ a: true })).not.toBe(decide({ a: false }));
});

test('an empty selection is planned as __typename', () => {
  const empty = decideConditions(parse('{ x { y @skip(if: true) } }'))({});
  expect(print(withoutEmptySelections(empty)).replace(/\s+/g, ' ')).toBe('{ x { __typename } }');
});
