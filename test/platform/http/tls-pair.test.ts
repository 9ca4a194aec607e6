import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTlsPair } from '../../../platform/http/tls-pair';
import { selfSigned, type SelfSigned } from './self-signed';

describe('a certificate and its key', () => {
  let folder: string;
  let one: SelfSigned;
  let other: SelfSigned;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-tls-'));
    [one, other] = [await selfSigned(folder, 'one'), await selfSigned(folder, 'other')];
    await writeFile(join(folder, 'text'), 'no PEM');
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('are read when they belong together', async () => {
    const { cert, key } = await readTlsPair(one);
    expect(cert).toContain('BEGIN CERTIFICATE');
    expect(key).toContain('PRIVATE KEY');
  });

  it('are refused in words when they do not, or are something else', async () => {
    const text = join(folder, 'text');
    const absent = join(folder, 'absent');
    const refusal = (files: SelfSigned) => readTlsPair(files).catch((error: Error) => error.message);
    expect(await refusal({ cert: one.cert, key: other.key })).toBe(`the key ${other.key} is not that of the certificate ${one.cert}`); // prettier-ignore
    expect(await refusal({ cert: absent, key: one.key })).toBe(`the certificate ${absent} cannot be read`);
    expect(await refusal({ cert: one.cert, key: absent })).toBe(`the private key ${absent} cannot be read`);
    expect(await refusal({ cert: text, key: one.key })).toBe(`${text} is no certificate in PEM form`);
    expect(await refusal({ cert: one.cert, key: text })).toBe(`${text} is no private key in PEM form, or needs a passphrase`); // prettier-ignore
    await expect(readTlsPair({ cert: absent, key: absent })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
