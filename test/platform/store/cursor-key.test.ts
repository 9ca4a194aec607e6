import { noCursors, openCursorSeal, SECRETS_COLLECTION, type StoredSecret } from '../../../platform/store/cursor-key';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { expectError } from '../../expect-error';

describe('the key of the cursors', () => {
  it('is made once and kept in the store', async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    const secrets = await store.collection<StoredSecret>({ name: SECRETS_COLLECTION });
    const [kept, ...more] = (await secrets.find({})).items;
    expect(more).toEqual([]);
    expect(Buffer.from(kept?.value ?? '', 'base64url')).toHaveLength(32);
    const [one, two] = [await openCursorSeal(secrets), await openCursorSeal(secrets)];
    expect(two.open('list', one.seal('list', '[1]'))).toBe('[1]');
    await store.close();
  });

  it('is the one of whoever was first', async () => {
    const store = await openSqliteStore({ path: ':memory:' });
    const secrets = await store.collection<StoredSecret>({ name: 'test_secrets' });
    const late = { ...secrets, get: jest.fn().mockResolvedValueOnce(null).mockImplementation((id: string) => secrets.get(id)), insert: secrets.insert.bind(secrets) }; // prettier-ignore
    const first = await openCursorSeal(secrets);
    const second = await openCursorSeal(late);
    expect(first.open('list', second.seal('list', '[1]'))).toBe('[1]');
    await store.close();
  });

  it('is none for a collection that is never paged', () => {
    expectError(() => noCursors.seal('list', '[1]'), 'INTERNAL');
    expectError(() => noCursors.open('list', 'x'), 'INTERNAL');
  });
});
