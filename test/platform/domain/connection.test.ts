import { connectionOf, MAX_PAGE_SIZE, pageSizeOf } from '../../../platform/domain/connection';
import { expectError } from '../../expect-error';

test('a page is between 1 and 200 long', () => {
  expect(pageSizeOf(1)).toBe(1);
  expect(pageSizeOf(MAX_PAGE_SIZE)).toBe(200);
  for (const bad of [0, -1, 201, 1.5, Number.NaN]) expectError(() => pageSizeOf(bad), 'BAD_INPUT');
});

test('edges carry nodes and cursors in order, and the last cursor ends the page', () => {
  const connection = connectionOf(
    { items: ['a', 'b'], cursorAt: (index) => ['1', '2'].at(index) ?? null, hasMore: true },
    async () => Promise.resolve(7),
  );
  expect(connection).toMatchObject({
    edges: [
      { node: 'a', cursor: '1' },
      { node: 'b', cursor: '2' },
    ],
    nodes: ['a', 'b'],
    pageInfo: { hasNextPage: true, endCursor: '2' },
  });
});

test('an empty page has no end', () => {
  const { edges, pageInfo } = connectionOf({ items: [], cursorAt: () => null, hasMore: false }, async () =>
    Promise.resolve(0),
  );
  expect(edges).toEqual([]);
  expect(pageInfo).toEqual({ hasNextPage: false, endCursor: null });
});

test('the total is counted only when asked for', async () => {
  let counted = 0;
  const connection = connectionOf({ items: [], cursorAt: () => null, hasMore: false }, async () =>
    Promise.resolve((counted += 1)),
  );
  expect(counted).toBe(0);
  await connection.totalCount();
  expect(counted).toBe(1);
});
