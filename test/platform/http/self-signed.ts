import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

/** Files of a certificate for 127.0.0.1 that nobody vouches for, and of its key. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

/** Makes one in a folder, for a year from now. */
export async function selfSigned(folder: string, name = 'tls'): Promise<SelfSigned> {
  const made = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...{ keyType: 'ec', algorithm: 'sha256' },
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' }, // type 7: an address, RFC 5280, 4.2.1.6
          { type: 2, value: 'localhost' }, // type 2: a name
        ],
      },
    ],
  });
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  await writeFile(files.cert, made.cert);
  await writeFile(files.key, made.private);
  return files;
}
