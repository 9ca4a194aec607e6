import type { IncomingMessage } from 'node:http';
import { HubError } from '../../domain/errors';

const LARGEST = 32 * 1024 * 1024; // 32 MiB: references of some hundred thousand entities

/** The whole body as it was sent. Throws BAD_INPUT for one above `most` bytes, without reading the rest. */
export async function readBody(request: IncomingMessage, most = LARGEST): Promise<Buffer> {
  const tooLarge = new HubError('BAD_INPUT', `a call may have at most ${most} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > most) throw tooLarge;
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > most) throw tooLarge;
    parts.push(part);
  }
  return Buffer.concat(parts, length);
}
