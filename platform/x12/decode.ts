import { Buffer, isAscii, isUtf8 } from 'node:buffer';

/** Bytes of a character that a chunk may have been cut in: UTF-8 uses at most four. */
const LONGEST_CHARACTER = 4;

/**
 * Turns byte chunks into text: UTF-8 across chunk boundaries, and ISO 8859-1 for a chunk that is not UTF-8 (older
 * senders). The last call has no chunk and gives what is left.
 */
export function createDecoder(): (chunk: Uint8Array | null) => string {
  let carried: Uint8Array = new Uint8Array(0);
  return (chunk) => {
    const bytes = chunk === null ? carried : carried.length === 0 ? chunk : Buffer.concat([carried, chunk]);
    const cut = chunk === null ? bytes.length : completeLength(bytes);
    carried = bytes.slice(cut);
    return textOf(bytes.subarray(0, cut));
  };
}

function textOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return buffer.toString(isAscii(bytes) || !isUtf8(bytes) ? 'latin1' : 'utf8');
}

/** How many of the bytes end with a whole UTF-8 character. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(LONGEST_CHARACTER, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) return lengthByLead(byte) > back ? bytes.length - back : bytes.length;
  }
  return bytes.length;
}

function lengthByLead(byte: number): number {
  if (byte >= 0xf0) return 4;
  return byte >= 0xe0 ? 3 : 2;
}
