import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHashKey } from '../../../platform/access/hash-key';

describe('the key of the HASH mask', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-hash-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is made once, whoever comes first, and only its owner can read it', async () => {
    const data = join(folder, 'data');
    const keys = await Promise.all(Array.from({ length: 5 }, () => openHashKey({ folder: data })));
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[\w-]{43}$/);
    expect(await openHashKey({ folder: data })).toBe(keys[0]);
    expect(readdirSync(data)).toEqual(['hash-key']);
    expect(statSync(join(data, 'hash-key')).mode & 0o777).toBe(0o600);
  });

  it('says where it cannot be kept', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(openHashKey({ folder: file })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
