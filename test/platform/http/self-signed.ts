import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Files of a certificate for 127.0.0.1 that nobody vouches for, and of its key. */
export interface SelfSigned {
  readonly cert: string;
  readonly key: string;
}

/** Makes one in a folder, by `openssl`. */
export function selfSigned(folder: string, name = 'tls'): SelfSigned {
  const files = { cert: join(folder, `${name}.crt`), key: join(folder, `${name}.key`) };
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1,DNS:localhost'];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...made, ...subject, '-keyout', files.key, '-out', files.cert], {
    stdio: 'ignore',
  });
  return files;
}
