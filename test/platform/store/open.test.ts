import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../platform/store/open';

describe('the address of a store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-open-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is a path, alone or after file:', async () => {
    for (const [name, address] of [
      ['a.db', join(folder, 'a.db')],
      ['b.db', `file:${join(folder, 'b.db')}`],
      ['c.db', `file://${join(folder, 'c.db')}`],
    ] as const) {
      const store = await openStore(address);
      await store.ping();
      await store.close();
      expect(existsSync(join(folder, name))).toBe(true);
    }
  });

  it('is a MongoDB address', async () => {
    await expect(openStore('mongodb://127.0.0.1:1/accord?serverSelectionTimeoutMS=200')).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  }, 20_000);

  it('is nothing else', async () => {
    for (const address of ['', 'postgres://localhost', 'http://x/y', 'redis:x']) {
      await expect(openStore(address)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    }
  });
});
