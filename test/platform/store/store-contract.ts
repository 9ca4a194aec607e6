import fc from 'fast-check';
import type { Filter, Store, StoredDocument } from '../../../platform/store/port';
import { failsWith, idsOf, type Doc } from './store-answers';
import { filters, holds, peopleOf, type Person } from './store-model';
import { describePaging } from './store-paging-contract';
import { describeSizes } from './store-size-contract';

/** What every adapter of the store port must do. `open` gives a store over an empty database each time it is called. */
export function describeStore(name: string, open: () => Promise<{ store: Store; done: () => Promise<void> }>): void {
  describe(`${name} keeps the store contract`, () => {
    let store: Store;
    let done: () => Promise<void>;
    let number = 0;
    const collection = <T extends StoredDocument = Doc>(indexes: { fields: string[]; unique?: boolean }[] = []) =>
      store.collection<T>({ name: `test_things_${(number += 1)}`, indexes });
    beforeAll(async () => ({ store, done } = await open()));
    afterAll(() => done());

    describe('documents', () => {
      it('come back exactly as they were stored', async () => {
        const things = await collection();
        const document = {
          _id: 'a/1@2',
          version: 3,
          largest: Number.MAX_SAFE_INTEGER,
          smallest: Number.MIN_SAFE_INTEGER,
          past32Bits: 4_294_967_297,
          fraction: 0.1,
          isTrue: true,
          nothing: null,
          text: 'Ærøskøbing \u0000 "quoted" \\ 漢字 🙂',
          nested: { list: [1, 'two', null, { deep: [] }], empty: {} },
          'key.with.dots': { 'a.b': 1, $price: 2, 'x．y': 3, '': 4 },
        };
        await things.insert(document);
        expect(await things.get('a/1@2')).toEqual(document);
      });

      it('are refused when the id is taken', async () => {
        const things = await collection();
        await things.insert({ _id: 'a', n: 1 });
        await failsWith('CONFLICT', () => things.insert({ _id: 'a', n: 2 }));
        expect(await things.get('a')).toEqual({ _id: 'a', n: 1 });
      });

      it('are refused without an id, or with a version that is not a whole number', async () => {
        const things = await collection();
        await failsWith('BAD_INPUT', () => things.insert({ _id: '' }));
        await failsWith('BAD_INPUT', () => things.insert({ _id: 'a', version: 1.5 }));
      });

      it('are null when there is none, one by one and in bulk, in the order asked for', async () => {
        const things = await collection();
        await things.insertMany([{ _id: 'a' }, { _id: 'b' }]);
        expect(await things.get('c')).toBeNull();
        expect(await things.getMany(['b', 'c', 'a', 'b'])).toEqual([{ _id: 'b' }, null, { _id: 'a' }, { _id: 'b' }]);
        expect(await things.getMany([])).toEqual([]);
      });
    });

    describe('inserting many', () => {
      it('stores what is new and names the rest', async () => {
        const things = await collection([{ fields: ['key'], unique: true }]);
        await things.insert({ _id: 'a', key: 'k1' });
        const result = await things.insertMany([
          { _id: 'b', key: 'k2' },
          { _id: 'a', key: 'k3' },
          { _id: 'c', key: 'k1' },
          { _id: 'd', key: 'k4' },
          { _id: 'd', key: 'k5' },
        ]);
        expect(result).toEqual({ inserted: 2, duplicates: ['a', 'c', 'd'] });
        expect(await idsOf(things, {})).toEqual(['a', 'b', 'd']);
        expect(await things.get('d')).toEqual({ _id: 'd', key: 'k4' });
      });

      it('stops at the first refused document when told to', async () => {
        const things = await collection();
        await things.insert({ _id: 'c' });
        const documents = ['a', 'b', 'c', 'd'].map((_id) => ({ _id }));
        const result = await things.insertMany(documents, { stopAtDuplicate: true });
        expect(result).toEqual({ inserted: 2, duplicates: ['c'] });
        expect(await things.get('d')).toBeNull();
      });

      it('of nothing does nothing', async () => {
        const things = await collection();
        expect(await things.insertMany([])).toEqual({ inserted: 0, duplicates: [] });
      });
    });

    describe('a unique index', () => {
      it('refuses the same values, on every way to write', async () => {
        const things = await collection([{ fields: ['owner', 'origin.id'], unique: true }]);
        await things.insert({ _id: 'a', version: 1, owner: 'x', origin: { id: 1 } });
        await things.insert({ _id: 'b', version: 1, owner: 'x', origin: { id: 2 } });
        const taken = { _id: 'c', version: 2, owner: 'x', origin: { id: 1 } };
        await failsWith('CONFLICT', () => things.insert(taken));
        await failsWith('CONFLICT', () => things.upsert(taken));
        await failsWith('CONFLICT', () => things.upsertNewer([taken]));
        await failsWith('CONFLICT', () => things.compareAndSet(taken, 0));
        await failsWith('CONFLICT', () => things.compareAndSet({ ...taken, _id: 'b' }, 1));
        expect(await idsOf(things, {})).toEqual(['a', 'b']);
      });

      it('leaves out documents in which a field is absent or null, and tells numbers from text', async () => {
        const things = await collection([{ fields: ['owner', 'key'], unique: true }]);
        const { duplicates } = await things.insertMany([
          { _id: 'a', owner: 'x' },
          { _id: 'b', owner: 'x' },
          { _id: 'c', owner: 'x', key: null },
          { _id: 'd', owner: 'x', key: null },
          { _id: 'e', key: 1 },
          { _id: 'f', key: 1 },
          { _id: 'g', owner: 'x', key: 1 },
          { _id: 'h', owner: 'x', key: '1' },
          { _id: 'i', owner: 'x', key: 1 },
        ]);
        expect(duplicates).toEqual(['i']);
      });

      it('frees the values of a document that is replaced or removed', async () => {
        const things = await collection([{ fields: ['key'], unique: true }]);
        await things.insert({ _id: 'a', key: 1 });
        await things.upsert({ _id: 'a', key: 2 });
        await things.insert({ _id: 'b', key: 1 });
        await things.remove({ _id: 'a' });
        await things.insert({ _id: 'c', key: 2 });
        expect(await idsOf(things, {})).toEqual(['b', 'c']);
      });
    });

    describe('compare and set', () => {
      it('writes only on the version it was told', async () => {
        const things = await collection();
        expect(await things.compareAndSet({ _id: 'a', version: 1, n: 1 }, 0)).toBe(true);
        expect(await things.compareAndSet({ _id: 'a', version: 1, n: 2 }, 0)).toBe(false);
        expect(await things.compareAndSet({ _id: 'a', version: 2, n: 3 }, 1)).toBe(true);
        expect(await things.compareAndSet({ _id: 'a', version: 3, n: 4 }, 1)).toBe(false);
        expect(await things.compareAndSet({ _id: 'b', version: 3, n: 4 }, 2)).toBe(false);
        expect(await things.get('a')).toEqual({ _id: 'a', version: 2, n: 3 });
        await failsWith('BAD_INPUT', () => things.compareAndSet({ _id: 'a', version: 2 }, 2));
      });

      it('lets one of many writers win each round, so that no count is lost', async () => {
        const things = await collection<{ _id: string; version: number; count: number }>();
        const addOne = async (): Promise<void> => {
          for (;;) {
            const last = (await things.get('sum')) ?? { _id: 'sum', version: 0, count: 0 };
            const next = { _id: 'sum', version: last.version + 1, count: last.count + 1 };
            if (await things.compareAndSet(next, last.version)) return;
          }
        };
        await Promise.all(Array.from({ length: 12 }, addOne));
        expect(await things.get('sum')).toEqual({ _id: 'sum', version: 12, count: 12 });
      });
    });

    describe('replacing', () => {
      it('upserts by id', async () => {
        const things = await collection();
        await things.upsertMany([
          { _id: 'a', version: 5, n: 1 },
          { _id: 'b', n: 1 },
        ]);
        await things.upsert({ _id: 'a', version: 2, m: 2 });
        expect(await things.getMany(['a', 'b'])).toEqual([
          { _id: 'a', version: 2, m: 2 },
          { _id: 'b', n: 1 },
        ]);
      });

      it('by newer versions leaves an equal or higher one', async () => {
        const things = await collection<{ _id: string; version: number; n: number }>();
        await things.upsertNewer([{ _id: 'a', version: 2, n: 2 }]);
        await things.upsertNewer([
          { _id: 'a', version: 1, n: 1 },
          { _id: 'a', version: 2, n: 22 },
          { _id: 'b', version: 1, n: 1 },
          { _id: 'b', version: 2, n: 2 },
        ]);
        const all = await things.getMany(['a', 'b']);
        expect(all.map((item) => item?.n)).toEqual([2, 2]);
        await things.upsertNewer([{ _id: 'a', version: 3, n: 3 }]);
        expect((await things.get('a'))?.n).toBe(3);
      });

      it('takes hundreds at once', async () => {
        const things = await collection();
        const ids = Array.from({ length: 300 }, (_, n) => `d${n}`);
        await things.upsertMany(ids.map((_id) => ({ _id, version: 1 })));
        await things.upsertNewer(ids.map((_id, n) => ({ _id, version: 1 + (n % 2), isNewer: true })));
        await things.patchMany(ids, { isPatched: true });
        expect(await things.count({ isPatched: true })).toBe(300);
        expect(await things.count({ isNewer: true, version: 2 })).toBe(150);
      }, 60_000);

      it('patches top-level fields of the documents that exist, and nothing else', async () => {
        const things = await collection([{ fields: ['isSent', 'n'] }, { fields: ['key'], unique: true }]);
        await things.insertMany([
          { _id: 'a', version: 1, isSent: false, n: Number.MAX_SAFE_INTEGER, deep: { x: [1] }, key: 'k' },
          { _id: 'b', isSent: false, n: 1.5 },
        ]);
        await things.patchMany(['a', 'nobody'], { isSent: true, note: { by: 'x' } });
        expect(await things.get('a')).toEqual({
          ...{ _id: 'a', version: 1, isSent: true, n: Number.MAX_SAFE_INTEGER, deep: { x: [1] }, key: 'k' },
          note: { by: 'x' },
        });
        expect(await things.get('nobody')).toBeNull();
        expect(await idsOf(things, { isSent: false })).toEqual(['b']);
        await failsWith('BAD_INPUT', () => things.patchMany(['a'], { version: 2 }));
        await failsWith('BAD_INPUT', () => things.patchMany(['a'], { 'deep.x': 2 }));
        await failsWith('BAD_INPUT', () => things.patchMany(['a'], { key: 'other' }));
      });
    });

    describe('finding', () => {
      it('tells null and absent, booleans and numbers, lists and text apart as the port says', async () => {
        const things = await collection([{ fields: ['v'] }]);
        const values: unknown[] = [
          undefined,
          null,
          0,
          1,
          5,
          true,
          false,
          '',
          'a',
          '1',
          '[1]',
          [1],
          ['a', null],
          { x: 1 },
        ];
        await things.insertMany(values.map((v, at) => ({ _id: `d${at + 10}`, ...(v === undefined ? {} : { v }) })));
        const found = async (filter: Filter): Promise<unknown[]> =>
          (await things.find(filter)).items.map((item) => item['v']);
        expect(await found({ v: null })).toEqual([undefined, null]);
        expect(await found({ v: 1 })).toEqual([1]);
        expect(await found({ v: true })).toEqual([true]);
        expect(await found({ v: '[1]' })).toEqual(['[1]']);
        expect(await found({ v: { in: [null, true, 0, 'a'] } })).toEqual([undefined, null, 0, true, 'a']);
        expect(await found({ v: { in: [] } })).toEqual([]);
        expect(await found({ v: { gt: 0 } })).toEqual([1, 5]);
        expect(await found({ v: { lt: 5 } })).toEqual([0, 1]);
        expect(await found({ v: { gte: '' } })).toEqual(['', 'a', '1', '[1]']);
        expect(await found({ v: { lte: 'a', gt: '1' } })).toEqual(['a', '[1]']);
        expect(await found({ v: { gte: null } })).toEqual([undefined, null]);
        expect(await found({ v: { lt: null } })).toEqual([]);
        expect(await found({ v: { gt: false } })).toEqual([true]);
        expect(await found({ v: { has: 1 } })).toEqual([[1]]);
        expect(await found({ v: { has: null } })).toEqual([['a', null]]);
        expect(await found({ v: { ne: 1 } })).toHaveLength(values.length - 1);
        expect(await found({ v: { notIn: [null, 'a', 1] } })).toHaveLength(values.length - 4);
        expect(await found({ 'v.x': 1 })).toEqual([{ x: 1 }]);
        expect(await found({ any: [] })).toEqual([]);
        expect(await found({ all: [] })).toHaveLength(values.length);
        expect(await found({ v: { ne: null }, any: [{ v: 5 }, { v: { has: 'a' } }] })).toEqual([5, ['a', null]]);
      });

      it('by the id and the version compares without converting', async () => {
        const things = await collection();
        await things.insertMany([{ _id: '5', version: 5 }, { _id: 'b', version: 6 }, { _id: 'c' }]);
        expect(await idsOf(things, { _id: 5 })).toEqual([]);
        expect(await idsOf(things, { version: '5' })).toEqual([]);
        expect(await idsOf(things, { version: { in: [5, '6', 6] } })).toEqual(['5', 'b']);
        expect(await idsOf(things, { version: null })).toEqual(['c']);
        expect(await idsOf(things, { _id: { gt: '5', lte: 'c' }, version: { ne: 6 } })).toEqual(['c']);
      });

      it('by the start of a text tells no upper from lower case', async () => {
        const things = await collection();
        const names = ['Østergaard', 'østlund', 'Oster', 'ab*c', 'AB*d', 'abxd', '^[x]', '^[X]y', '50%_', 5];
        await things.insertMany(names.map((name, at) => ({ _id: `n${at}`, name })));
        const starting = async (startsWith: string): Promise<unknown[]> =>
          (await things.find({ name: { startsWith } })).items.map((item) => item['name']);
        expect(await starting('øST')).toEqual(['Østergaard', 'østlund']);
        expect(await starting('Ab*')).toEqual(['ab*c', 'AB*d']);
        expect(await starting('^[x]')).toEqual(['^[x]', '^[X]y']);
        expect(await starting('50%')).toEqual(['50%_']);
        expect(await starting('5')).toEqual(['50%_']);
        expect(await starting('a.')).toEqual([]);
        expect(await starting('')).toHaveLength(names.length - 1);
      });

      it('refuses a filter that lost its value, a strange operator and a path with anything but words', async () => {
        const things = await collection();
        const broken = [
          { v: undefined },
          { v: {} },
          { v: { eq: undefined } },
          { v: { like: 'x' } },
          { v: { in: 'x' } },
          { v: Number.NaN },
          { any: undefined },
          { "v') OR 1=1 --": 1 },
          { 'v"': 1 },
          { 'a..b': 1 },
          { $where: '1' },
          { 'list.0': 1 },
        ];
        for (const filter of broken) await failsWith('BAD_INPUT', () => things.find(filter as unknown as Filter));
        await failsWith('BAD_INPUT', () => things.find({}, { sort: [["v'", 'asc']] }));
        await failsWith('BAD_INPUT', () => things.find({}, { limit: 0 }));
        await failsWith('BAD_INPUT', () => things.group({ by: ['a b'] }));
        await failsWith('BAD_INPUT', () => store.collection({ name: 'x"; DROP TABLE y' }));
        await failsWith('BAD_INPUT', () => store.collection({ name: 'test_broken', indexes: [{ fields: ["a'"] }] }));
      });

      it('answers as a plain evaluation in memory does, whatever the filter', async () => {
        const things = await collection<Person>([{ fields: ['name'] }, { fields: ['age', 'name'] }]);
        const people = peopleOf(60);
        await things.insertMany(people);
        await fc.assert(
          fc.asyncProperty(filters, async (filter) => {
            const found = (await things.find(filter)).items.map((item) => item._id);
            expect(found).toEqual(people.filter((person) => holds(person, filter)).map((person) => person._id));
            expect(await things.count(filter)).toBe(found.length);
          }),
          { numRuns: 150 },
        );
      }, 120_000);
    });

    describePaging(collection);
    describeSizes(collection);

    describe('counting, grouping, removing', () => {
      it('counts and adds up per group', async () => {
        const things = await collection();
        await things.insertMany([
          { _id: 'a', kind: 'x', isOpen: true, money: { minorUnits: 9_000_000_000_000 } },
          { _id: 'b', kind: 'x', isOpen: true, money: { minorUnits: 1 } },
          { _id: 'c', kind: 'x', isOpen: false },
          { _id: 'd', money: { minorUnits: -5 } },
          { _id: 'e', kind: null, money: { minorUnits: 7 } },
          { _id: 'f', kind: 1, isOpen: 1 },
        ]);
        const groups = await things.group({ by: ['kind', 'isOpen'], sum: ['money.minorUnits'] });
        const rows = groups.map(({ key, count, sums }) => [
          key['kind'],
          key['isOpen'],
          count,
          sums['money.minorUnits'],
        ]);
        expect(rows).toHaveLength(4);
        expect(rows).toEqual(
          expect.arrayContaining([
            ['x', true, 2, 9_000_000_000_001],
            ['x', false, 1, 0],
            [null, null, 2, 2],
            [1, 1, 1, 0],
          ]),
        );
      });

      it('makes one group of all without keys, and none of nothing', async () => {
        const things = await collection();
        await things.insertMany([
          { _id: 'a', n: 1 },
          { _id: 'b', n: 2 },
        ]);
        expect(await things.group({ by: [], sum: ['n'] })).toEqual([{ key: {}, count: 2, sums: { n: 3 } }]);
        expect(await things.group({ by: [], filter: { n: 9 } })).toEqual([]);
        expect(await things.group({ by: ['n'], filter: { n: { gt: 1 } } })).toEqual([
          { key: { n: 2 }, count: 1, sums: {} },
        ]);
      });

      it('removes the matches only', async () => {
        const things = await collection();
        await things.insertMany([{ _id: 'a', n: 1 }, { _id: 'b', n: 2 }, { _id: 'c' }]);
        expect(await things.remove({ n: { ne: 1 } })).toBe(2);
        expect(await things.remove({ n: 5 })).toBe(0);
        expect(await idsOf(things, {})).toEqual(['a']);
      });
    });

    describe('the store', () => {
      it('opens the same collection again, also at the same time', async () => {
        const spec = { name: 'test_again', indexes: [{ fields: ['k'], unique: true }, { fields: ['a', 'b'] }] };
        const opened = await Promise.all([1, 2, 3].map(() => store.collection<Doc>(spec)));
        await opened[0]?.insert({ _id: 'a', k: 1 });
        expect(await opened[2]?.get('a')).toEqual({ _id: 'a', k: 1 });
        expect(await opened[1]?.insertMany([{ _id: 'b', k: 1 }])).toEqual({ inserted: 0, duplicates: ['b'] });
      });

      it('answers while it is open, and says so when it is closed', async () => {
        await store.ping();
        const other = await open();
        const things = await other.store.collection<Doc>({ name: 'test_closed' });
        await other.store.close();
        await failsWith('SOURCE_UNAVAILABLE', () => other.store.ping());
        await failsWith('SOURCE_UNAVAILABLE', () => things.get('a'));
        await other.done();
      });
    });
  });
}
