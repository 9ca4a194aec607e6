import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import type { Door } from './doors';
import { MalformedRequest } from './malformed-request';

/** Documents that clients have sent once, so as to name them by their hash from then on. */
export interface PersistedQueries {
  /** The text of a hash at this door. Throws PERSISTED_QUERY_NOT_FOUND, upon which clients send it. */
  textOf(door: Door, hash: string): string;
  /** Keeps a text at this door; one used longest ago makes way. */
  keep(door: Door, hash: string, text: string): void;
}

const MOST_TEXTS = 1_000; // at one door
const MOST_CHARACTERS = 2_000_000; // at one door, some 4 MB
const LONGEST_TEXT = 20_000; // characters; a longer one is sent each time

/**
 * Keeps the texts of each door apart. A text says nothing of a viewer: whoever names it goes through every limit and
 * guard as if they had sent it.
 */
export function createPersistedQueries(): PersistedQueries {
  const kept = new Map<Door, Texts>();
  return {
    textOf(door, hash) {
      const text = kept.get(door)?.find(hash);
      if (text === undefined) throw new HubError('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound');
      return text;
    },
    keep(door, hash, text) {
      const texts = kept.get(door) ?? new Texts();
      kept.set(door, texts);
      texts.keep(hash, text);
    },
  };
}

/** Throws MalformedRequest unless a hash is that of its text, so that it never comes to mean another. */
export function checkHash(hash: string, text: string): void {
  if (digestOf(text) !== hash) throw new MalformedRequest('the hash is of another document than the query');
}

class Texts {
  readonly #texts = new Map<string, string>();
  #characters = 0;

  find(hash: string): string | undefined {
    const text = this.#texts.get(hash);
    if (text === undefined) return undefined;
    this.#texts.delete(hash);
    this.#texts.set(hash, text);
    return text;
  }

  keep(hash: string, text: string): void {
    if (text.length > LONGEST_TEXT || this.#texts.has(hash)) return;
    this.#texts.set(hash, text);
    this.#characters += text.length;
    for (const [oldest, { length }] of this.#texts) {
      if (this.#texts.size <= MOST_TEXTS && this.#characters <= MOST_CHARACTERS) return;
      this.#texts.delete(oldest);
      this.#characters -= length;
    }
  }
}
