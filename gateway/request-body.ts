import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import { MOST_BYTES } from './limits';
import { MalformedRequest } from './malformed-request';

type Decompress = (compressed: Buffer, options: { readonly maxOutputLength: number }) => Promise<Buffer>;

const DECOMPRESS: Readonly<Record<string, Decompress | undefined>> = {
  gzip: promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  'x-gzip': promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip),
  deflate: promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate),
  br: promisify<Buffer, { maxOutputLength: number }, Buffer>(brotliDecompress),
};

/**
 * Reads the JSON body of a POST: UTF-8, at most 1 MiB, compressed or not; undefined without one. Throws
 * MalformedRequest: 415 for another media type, 413 for more, announced or sent, 400 for what is no JSON.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  checkType(request);
  const decompress = decompressionOf(request);
  if (Number(request.headers['content-length']) > MOST_BYTES) throw tooLarge();
  const sent = await bytesOf(request);
  if (sent.length === 0) return undefined;
  const bytes = decompress ? await decompressed(sent, decompress) : sent;
  if (!isUtf8(bytes)) throw new MalformedRequest('the body of the request is not UTF-8');
  const text = bytes.toString('utf8');
  try {
    return JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text) as unknown;
  } catch {
    throw new MalformedRequest('the body of the request is not JSON that can be read');
  }
}

const JSON_TYPE = /^application\/json\s*(?:;\s*(?:charset="?utf-?8"?)?\s*)*$/i;

function checkType({ headers }: IncomingMessage): void {
  if (headers['content-type'] === 'application/json' || JSON_TYPE.test(headers['content-type'] ?? '')) return;
  throw new MalformedRequest('send content-type: application/json, in UTF-8', 415);
}

function decompressionOf({ headers }: IncomingMessage): Decompress | undefined {
  const encoding = (headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === 'identity') return undefined;
  const decompress = Object.hasOwn(DECOMPRESS, encoding) ? DECOMPRESS[encoding] : undefined;
  if (!decompress) throw new MalformedRequest('the body may be compressed by gzip, br or deflate', 415);
  return decompress;
}

const tooLarge = (): MalformedRequest => new MalformedRequest(`a request may have at most ${MOST_BYTES} bytes`, 413);

function bytesOf(request: IncomingMessage): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const onData = (chunk: Buffer): void => {
      length += chunk.length;
      if (length <= MOST_BYTES) return void chunks.push(chunk);
      // What still comes is passed over: who is cut off while sending does not get to read the answer.
      request.off('data', onData);
      request.resume();
      reject(tooLarge());
    };
    // A request closes after its end too, and an error that nobody sees costs as much as one that somebody does.
    const onCut = (): void => {
      if (!request.readableEnded) reject(new MalformedRequest('the request ended before its body did'));
    };
    request.on('data', onData);
    request.once('end', () => resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks)));
    request.once('error', onCut);
    request.once('close', onCut);
  });
}

async function decompressed(sent: Buffer, decompress: Decompress): Promise<Buffer> {
  try {
    return await decompress(sent, { maxOutputLength: MOST_BYTES });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new MalformedRequest('the body of the request is not compressed as it says');
  }
}
