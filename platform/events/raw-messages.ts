import type { Store, StoredDocument } from '../store/port';

const PART = 1_000_000; // characters: at most 4 MB of UTF-8, well under any store's limit for one document

interface RawPart extends StoredDocument {
  /** `message#number`, from 0. */
  readonly _id: string;
  readonly text: string;
  /** How many parts follow this one. */
  readonly following: number;
}

/** Texts of messages of any length, kept in parts. */
export interface RawMessages {
  /** Keeps the texts; keeping the same again changes nothing. */
  keep(messages: readonly { readonly id: string; readonly text: string }[]): Promise<void>;
  /** In the order of `ids`; null where a text is not there as a whole. */
  read(ids: readonly string[]): Promise<readonly (string | null)[]>;
}

export async function openRawMessages(store: Store, name: string): Promise<RawMessages> {
  const parts = await store.collection<RawPart>({ name });
  const partId = (id: string, number: number): string => `${id}#${number}`;
  const rest = async (id: string, first: RawPart): Promise<string | null> => {
    const ids = Array.from({ length: first.following }, (_, index) => partId(id, index + 1));
    const found = ids.length === 0 ? [] : await parts.getMany(ids);
    return found.includes(null) ? null : [first, ...found].map((part) => part?.text).join('');
  };
  return {
    keep: (messages) =>
      parts.upsertMany(
        messages.flatMap(({ id, text }) => {
          const texts = inParts(text);
          return texts.map((part, at) => ({ _id: partId(id, at), text: part, following: texts.length - 1 - at }));
        }),
      ),
    async read(ids) {
      const firsts = await parts.getMany(ids.map((id) => partId(id, 0)));
      return Promise.all(ids.map(async (id, at) => (firsts[at] ? rest(id, firsts[at]) : null)));
    },
  };
}

/** Cuts between characters, never inside a surrogate pair. */
function inParts(text: string): string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length || start === 0;) {
    const isPairCut = /[\uD800-\uDBFF]/.test(text.charAt(start + PART - 1));
    const end = start + PART - (isPairCut ? 1 : 0);
    parts.push(text.slice(start, end));
    start = end;
  }
  return parts;
}
