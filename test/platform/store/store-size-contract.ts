import { failsWith, type OpenCollection } from './store-answers';

/** The part of the store contract about how large a document may be. */
export function describeSizes(collection: OpenCollection): void {
  describe('documents by size', () => {
    it('are refused when MongoDB could not hold them, whatever the way, and nothing is stored', async () => {
      const things = await collection();
      // Text is as long as BSON as in JSON; small numbers become six times as long.
      const tooLong = { _id: 'a', version: 2, text: 'x'.repeat(17_000_000) };
      const tooMany = { _id: 'b', version: 2, numbers: Array.from({ length: 1_500_000 }, () => 1) };
      for (const document of [tooLong, tooMany]) {
        await failsWith('BAD_INPUT', () => things.insert(document));
        await failsWith('BAD_INPUT', () => things.insertMany([document]));
        await failsWith('BAD_INPUT', () => things.upsert(document));
        await failsWith('BAD_INPUT', () => things.upsertNewer([document]));
        await failsWith('BAD_INPUT', () => things.compareAndSet(document, 1));
      }
      expect(await things.count({})).toBe(0);
    });

    it('come back whole when they are nearly as large as that', async () => {
      const things = await collection();
      await things.insert({ _id: 'a', text: 'ü'.repeat(7_500_000) });
      const found = (await things.get('a')) as unknown as { readonly text: string };
      expect(found.text).toHaveLength(7_500_000);
    });
  });
}
