import { createHash, randomUUID } from 'node:crypto';

/** A new surrogate id, random and unordered. */
export const newId = (): string => randomUUID();

/**
 * A surrogate id that the same parts always give: the first 128 bits of SHA-256 over the parts, as 22 base64url
 * characters. Parts are length-prefixed, so ('ab','c') and ('a','bc') differ.
 */
export function idOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part}`);
  return hash.digest().subarray(0, 16).toString('base64url');
}

/** SHA-256 of text or bytes as lower-case hex: the digest of a raw message. */
export const digestOf = (body: string | Uint8Array): string => createHash('sha256').update(body).digest('hex');
