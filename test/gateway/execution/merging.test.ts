import { parse } from 'graphql';
import { compileMerge, copyAlong, renamedShape, shapeOf, type Shape } from '../../../gateway/execution/merging';

const shape = (text: string) => shapeOf(parse(text), { ofEntities: false });
const mergeOf = (of: Shape) => compileMerge(of, new Set(['Media']));

test('leaves are replaced, objects merged, lists item by item', () => {
  const target = { a: 1, o: { x: 1 }, l: [{ x: 1 }, null, { x: 3 }] };
  mergeOf(shape('{ a o { y } l { y } n { z } }'))(target, {
    a: 2,
    o: { y: 2 },
    l: [{ y: 1 }, { y: 2 }, null],
    n: { z: 0 },
  });
  expect(target).toEqual({ a: 2, o: { x: 1, y: 2 }, l: [{ x: 1, y: 1 }, { y: 2 }, { x: 3 }], n: { z: 0 } });
});

test('a null takes nothing that is there, and what was not selected is not copied', () => {
  const target = { o: { x: 1 } };
  mergeOf(shape('{ o { x } a }'))(target, { o: null, evil: 1 });
  expect(target).toEqual({ o: { x: 1 } });
});

test('the type of an object is not taken back by who knows no more than its interface', () => {
  const merge = mergeOf(shape('{ o { __typename stars } }'));
  const target = { o: { __typename: 'Media' } };
  merge(target, { o: { __typename: 'Book' } });
  merge(target, { o: { __typename: 'Media', stars: 5 } });
  expect(target).toEqual({ o: { __typename: 'Book', stars: 5 } });
});

test('a scalar that is an object is replaced and never written into', () => {
  const frozen = Object.freeze({ any: 'json' });
  const target = { j: frozen };
  mergeOf(shape('{ j }'))(target, { j: { other: 1 } });
  expect(target.j).toEqual({ other: 1 });
  expect(frozen).toEqual({ any: 'json' });
});

test('fragments of all types make one shape, entities have their own', () => {
  const document = parse(
    'query ($r: [X!]!) { _entities(representations: $r) { ... on A { id x: b { c } } ...F } } fragment F on B { x: b { d } }',
  );
  expect(
    [...shapeOf(document, { ofEntities: true })].map(([name, below]) => [name, below && [...below.keys()]]),
  ).toEqual([
    ['id', null],
    ['x', ['c', 'd']],
  ]);
});

test('keys are those that a rename leaves', () => {
  const renamed = renamedShape(shape('{ a__1 { x } a { y } }'), new Map([['a__1', 'a']]));
  expect([...renamed.keys()]).toEqual(['a']);
  expect([...(renamed.get('a')?.keys() ?? [])].sort()).toEqual(['x', 'y']);
});

test('a copy holds what the shape selects, and shares no object', () => {
  const value = { o: { x: 1, merged: 'by another' }, l: [{ x: 1 }, null] };
  const copy = copyAlong(shape('{ o { x } l { x } }'), value) as typeof value;
  expect(copy).toEqual({ o: { x: 1 }, l: [{ x: 1 }, null] });
  expect(copy.o).not.toBe(value.o);
});
