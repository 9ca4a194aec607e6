import { randomUUID } from 'node:crypto';
import { MongoClient } from 'mongodb';
import { openMongoStore } from '../../../platform/store/mongodb';
import { describeStore } from './store-contract';

const url = process.env['MONGODB_TEST_URL'];
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );

if (url === undefined) {
  describe('MongoDB keeps the store contract', () => {
    it.skip('is skipped: set MONGODB_TEST_URL to the address of a MongoDB server to run it', () => undefined);
  });
} else {
  const database = `accord_test_${randomUUID().replaceAll('-', '')}`;
  const address = new URL(database, url).href;

  describeStore('MongoDB', async () => {
    const store = await openMongoStore({ url: address });
    return { store, done: () => store.close() };
  });

  it('MongoDB reads the cursors that another process on the same database gave', async () => {
    const [one, two] = await Promise.all([openMongoStore({ url: address }), openMongoStore({ url: address })]);
    const spec = { name: 'test_cursors' };
    const [things, same] = await Promise.all([one.collection(spec), two.collection(spec)]);
    await things.insertMany([{ _id: 'a' }, { _id: 'b' }]);
    const after = (await things.find({}, { limit: 1 })).cursorAt(0);
    expect((await same.find({}, { after })).items).toEqual([{ _id: 'b' }]);
    await Promise.all([one.close(), two.close()]);
  });

  afterAll(async () => {
    const client = new MongoClient(url);
    await client.db(database).dropDatabase();
    await client.close();
  });
}

describe('opening a MongoDB store', () => {
  it('names a server that does not answer, without the credentials of its address', async () => {
    const error = await failure(openMongoStore({ url: 'mongodb://me:secret@127.0.0.1:1/accord', timeout: 200 }));
    expect(error).toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringContaining('127.0.0.1:1/accord') });
    expect((error as Error).message).not.toContain('secret');
  });

  it('names a malformed address', async () => {
    expect(await failure(openMongoStore({ url: 'mongodb://' }))).toMatchObject({ code: 'BAD_INPUT' });
    expect(await failure(openMongoStore({ url: 'mongodb://host/?nonsense=1' }))).toMatchObject({ code: 'BAD_INPUT' });
  });
});
