import fc from 'fast-check';
import { failsWith, idsOf, type OpenCollection } from './store-answers';
import { inOrder, peopleOf, type Person } from './store-model';

/** The part of the store contract about order, pages and iteration. */
export function describePaging(collection: OpenCollection): void {
  describe('sorting and paging', () => {
    it('puts null before numbers before text, and ties by the id in the last direction', async () => {
      const things = await collection([{ fields: ['v'] }]);
      const values = [null, 2, 'b', undefined, -1, 'a', 2, 'é', 'z', 10.5];
      await things.insertMany(values.map((v, at) => ({ _id: `d${at}`, ...(v === undefined ? {} : { v }) })));
      const up = ['d0', 'd3', 'd4', 'd1', 'd6', 'd9', 'd5', 'd2', 'd8', 'd7'];
      expect(await idsOf(things, {}, [['v', 'asc']])).toEqual(up);
      expect(await idsOf(things, {}, [['v', 'desc']])).toEqual([...up].reverse());
    });

    it('pages through everything once, forwards, under any sort', async () => {
      const things = await collection<Person>([{ fields: ['age', 'name'] }]);
      const people = peopleOf(40);
      await things.insertMany(people);
      const direction = fc.constantFrom('asc' as const, 'desc' as const);
      const path = fc.constantFrom('age', 'name', 'home.city', 'version', '_id', 'isActive');
      const sizes = fc.option(fc.integer({ min: 1, max: 2_000 }), { nil: undefined });
      const sorts = fc.uniqueArray(fc.tuple(path, direction), { maxLength: 3, selector: ([field]) => field });
      await fc.assert(
        fc.asyncProperty(sorts, fc.integer({ min: 1, max: 17 }), sizes, async (sort, limit, bytes) => {
          const seen: string[] = [];
          for (let after: string | null = null; ;) {
            const page = await things.find({}, { sort, limit, after, ...(bytes !== undefined && { bytes }) });
            seen.push(...page.items.map((item) => item._id));
            if (!page.hasMore) break;
            after = page.cursorAt(-1);
          }
          expect(seen).toEqual(inOrder(people, sort).map((person) => person._id));
        }),
        { numRuns: 40 },
      );
    }, 120_000);

    it('reads no further than so many bytes, but one document at least', async () => {
      const things = await collection();
      const text = 'x'.repeat(10_000);
      await things.insertMany(['a', 'b', 'c', 'd', 'e'].map((_id) => ({ _id, text })));
      const pageOf = async (bytes: number, limit = 5) => {
        const { items, hasMore } = await things.find({}, { bytes, limit });
        return [items.length, hasMore];
      };
      expect(await pageOf(25_000)).toEqual([2, true]);
      expect(await pageOf(25_000, 1)).toEqual([1, true]);
      expect(await pageOf(1)).toEqual([1, true]);
      expect(await pageOf(1_000_000)).toEqual([5, false]);
    });

    it('goes on from the middle of a page, past documents removed since', async () => {
      const things = await collection();
      await things.insertMany(['a', 'b', 'c', 'd', 'e'].map((_id) => ({ _id, v: 1 })));
      const page = await things.find({}, { sort: [['v', 'asc']], limit: 3 });
      await things.remove({ _id: { in: ['b', 'c'] } });
      const rest = await things.find({}, { sort: [['v', 'asc']], after: page.cursorAt(1) });
      expect(rest.items.map((item) => item._id)).toEqual(['d', 'e']);
      expect(rest.hasMore).toBe(false);
    });

    it('refuses a cursor of another sort, or no cursor at all', async () => {
      const things = await collection();
      await things.insertMany([{ _id: 'a', v: 1 }]);
      const after = (await things.find({}, { sort: [['v', 'asc']] })).cursorAt(0);
      expect(after).not.toBeNull();
      await failsWith('BAD_INPUT', () => things.find({}, { sort: [['v', 'desc']], after }));
      await failsWith('BAD_INPUT', () => things.find({}, { after }));
      const others = ['{}', '[]', '[1]', 'null'].map((text) => Buffer.from(text).toString('base64url'));
      for (const wrong of ['', 'x', '%', ...others]) {
        await failsWith('BAD_INPUT', () => things.find({}, { after: wrong }));
      }
    });

    it('gives cursors that tell nothing of what they hold, whoever reads them, nor how long it is', async () => {
      const things = await collection();
      await things.insertMany([
        { _id: 'a', balance: 1_234_567, name: 'Quill' },
        { _id: 'b', balance: 5, name: 'Q' },
      ]);
      const page = await things.find({}, { sort: [['balance', 'asc'], ['name', 'asc']] }); // prettier-ignore
      const bytes = [0, 1].map((index) => Buffer.from(page.cursorAt(index) ?? '', 'base64url').toString('latin1'));
      for (const text of bytes) expect(text).not.toMatch(/1234567|Quill|[[\]]{2}/);
      expect(bytes[0]).toHaveLength(bytes[1]?.length ?? 0);
    });

    it('refuses a cursor that was changed in any place, or that is of another collection', async () => {
      const [things, others] = [await collection(), await collection()];
      for (const one of [things, others]) await one.insertMany([{ _id: 'a' }, { _id: 'b' }]);
      const after = (await things.find({}, { limit: 1 })).cursorAt(0) ?? '';
      expect((await things.find({}, { after })).items).toHaveLength(1);
      await failsWith('BAD_INPUT', () => others.find({}, { after }));
      for (const at of [...after].keys()) {
        const changed = `${after.slice(0, at)}${after[at] === 'A' ? 'B' : 'A'}${after.slice(at + 1)}`;
        await failsWith('BAD_INPUT', () => things.find({}, { after: changed }));
      }
      await failsWith('BAD_INPUT', () => things.find({}, { after: `${after}=` }));
    });

    it('refuses to sort or group by what is not one value', async () => {
      const things = await collection();
      await things.insertMany([
        { _id: 'a', v: { x: 1 } },
        { _id: 'b', v: { x: 2 } },
      ]);
      await failsWith('BAD_INPUT', async () => (await things.find({}, { sort: [['v', 'asc']] })).cursorAt(0));
      await failsWith('BAD_INPUT', () => things.group({ by: ['v'] }));
    });
  });

  describe('iterating', () => {
    it('reads every match in order, whatever the batch', async () => {
      const things = await collection();
      await things.insertMany(Array.from({ length: 25 }, (_, n) => ({ _id: `d${n}`, n, isOdd: n % 2 === 1 })));
      const seen: unknown[] = [];
      for await (const item of things.iterate({ isOdd: true }, { sort: [['n', 'desc']], batch: 5 }))
        seen.push(item['n']);
      expect(seen).toEqual([23, 21, 19, 17, 15, 13, 11, 9, 7, 5, 3, 1]);
    });

    it('can be left early, and documents removed on the way', async () => {
      const things = await collection();
      await things.insertMany(Array.from({ length: 12 }, (_, n) => ({ _id: `d${n + 10}` })));
      const seen: string[] = [];
      for await (const item of things.iterate({}, { batch: 3 })) {
        seen.push(item._id);
        await things.remove({ _id: item._id });
        if (seen.length === 8) break;
      }
      expect(seen).toEqual(['d10', 'd11', 'd12', 'd13', 'd14', 'd15', 'd16', 'd17']);
      expect(await things.count({})).toBe(4);
    });
  });
}
