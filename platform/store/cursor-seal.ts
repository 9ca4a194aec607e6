import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { HubError } from '../domain/errors';

/** Makes places in a list unreadable to whoever is handed them, and reads them again. */
export interface CursorSeal {
  /** The place as opaque text; the same place in the same list always gives the same text. */
  seal(list: string, place: string): string;
  /** Throws BAD_INPUT for a text that was not sealed for this list, or was changed since. */
  open(list: string, cursor: string): string;
}

const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const BLOCK = 48; // bytes: lengths are rounded up, or they would tell how many digits a balance has

/**
 * A seal of AES-256-GCM under keys derived from `secret` (RFC 5869). The list is authenticated with the place, so that a
 * cursor is good for no other list. The nonce is a keyed digest of both, as in synthetic-IV modes (RFC 5297): it never
 * comes twice for different places, and equal places have equal cursors.
 */
export function createCursorSeal(secret: string): CursorSeal {
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, '', `accord cursor ${use}`, 32));
  const [encryption, digest] = [keyFor('encryption'), keyFor('nonce')];
  return {
    seal(list, place) {
      const nonce = createHmac('sha256', digest)
        .update(`${list.length}:${list}${place}`)
        .digest()
        .subarray(0, NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, encryption, nonce).setAAD(Buffer.from(list));
      const sealed = Buffer.concat([cipher.update(padded(place)), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
    },
    open(list, cursor) {
      const bytes = Buffer.from(cursor, 'base64url');
      const [nonce, rest] = [bytes.subarray(0, NONCE_BYTES), bytes.subarray(NONCE_BYTES)];
      try {
        // Base64 has spellings of the same bytes that differ; only the one that was given is taken.
        if (bytes.toString('base64url') !== cursor) throw new TypeError('another spelling');
        const decipher = createDecipheriv(CIPHER, encryption, nonce, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(list)).setAuthTag(rest.subarray(0, TAG_BYTES));
        const opened = Buffer.concat([decipher.update(rest.subarray(TAG_BYTES)), decipher.final()]);
        return opened.toString().trimEnd();
      } catch {
        throw new HubError('BAD_INPUT', 'the cursor does not belong to this list');
      }
    },
  };
}

/** Blanks behind JSON mean nothing. */
function padded(place: string): Buffer {
  const bytes = Buffer.from(place);
  return Buffer.concat([bytes, Buffer.alloc(BLOCK - (bytes.length % BLOCK), ' ')]);
}
