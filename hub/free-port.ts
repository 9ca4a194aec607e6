import { createServer } from 'node:net';
import { HubError } from '../platform/domain/errors';

/**
 * Says at once, before anything is started, that a port of this machine cannot be had. Port 0 is always free.
 * Throws BAD_INPUT, naming the port and what to do.
 */
export async function requireFreePort(port: number, host = '127.0.0.1'): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  }).catch((cause: NodeJS.ErrnoException) => {
    const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be opened (${cause.code ?? 'unknown fault'})`;
    throw new HubError('BAD_INPUT', `port ${port} ${why}; choose another with --port`, { cause });
  });
  await new Promise((resolve) => server.close(resolve));
}
