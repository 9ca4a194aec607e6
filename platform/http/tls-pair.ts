import { createPrivateKey, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HubError } from '../domain/errors';

/** A certificate, with those that vouch for it, and its private key: PEM (RFC 7468). */
export interface TlsPair {
  readonly cert: string;
  readonly key: string;
}

/** Files that hold a pair. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** Reads a pair. Throws BAD_INPUT, naming the file, unless both can be read and belong together. */
export async function readTlsPair(files: TlsFiles): Promise<TlsPair> {
  const [cert, key] = await Promise.all([textOf(files.cert, 'certificate'), textOf(files.key, 'private key')]);
  const certificate = parsed(() => new X509Certificate(cert), `${files.cert} is no certificate in PEM form`);
  const why = `${files.key} is no private key in PEM form, or needs a passphrase`;
  const privateKey = parsed(() => createPrivateKey(key), why);
  if (!certificate.checkPrivateKey(privateKey)) {
    throw new HubError('BAD_INPUT', `the key ${files.key} is not that of the certificate ${files.cert}`);
  }
  return { cert, key };
}

async function textOf(file: string, what: string): Promise<string> {
  return readFile(file, 'utf8').catch((cause: unknown) => {
    throw new HubError('BAD_INPUT', `the ${what} ${file} cannot be read`, { cause });
  });
}

function parsed<T>(read: () => T, why: string): T {
  try {
    return read();
  } catch (cause) {
    throw new HubError('BAD_INPUT', why, { cause });
  }
}
