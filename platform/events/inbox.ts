import { batchesOf } from '../domain/batches';
import { digestOf, idOf } from '../domain/ids';
import type { Clock, Instant } from '../domain/instant';
import { HubError } from '../domain/errors';
import type { Collection, FindOptions, Page, Store, StoredDocument } from '../store/port';
import { openRawMessages, type RawMessages } from './raw-messages';

/** A message as it came from outside. */
export interface IncomingMessage {
  /** Business key of the entrance: what makes it the same message when it comes again. */
  readonly key: string;
  /** What it is: `835`, `Patient`, `charge.succeeded`. */
  readonly kind: string;
  /** Its text, byte for byte. */
  readonly raw: string;
}

/** NEW: to be worked on. REPEATED: was here before, unchanged. CONFLICTING: same key, other text; set aside. */
export interface Receipt {
  readonly outcome: 'NEW' | 'REPEATED' | 'CONFLICTING';
  readonly messageId: string;
}

/** What the inbox knows of a message; its text is kept beside it. */
export interface InboxMessage extends StoredDocument {
  readonly _id: string;
  readonly system: string;
  readonly key: string;
  readonly kind: string;
  /** SHA-256 of the text, hex. */
  readonly digest: string;
  /** Characters of the text; absent for messages of earlier versions of the hub. */
  readonly length?: number;
  /** The key again for the first message of its key, null for one in conflict with it: unique per system. */
  readonly firstKey: string | null;
  readonly state: 'PENDING' | 'ACCEPTED' | 'SET_ASIDE';
  /** Why it was set aside, without PHI. */
  readonly reason: string | null;
  readonly receivedAt: Instant;
  readonly settledAt: Instant | null;
  readonly correlationId: string;
}

export interface Settlement {
  readonly messageId: string;
  readonly outcome: 'ACCEPTED' | 'SET_ASIDE';
  readonly reason?: string;
}

export interface Inbox {
  /** Returns when every message is on disk: only then may the sender be told that it arrived. */
  receive(
    messages: readonly IncomingMessage[],
    from: { readonly system: string; readonly correlationId: string },
  ): Promise<readonly Receipt[]>;
  /**
   * Messages not settled yet, of one system where it is named, oldest first, with their text; at most `limit` (100),
   * fewer where they are large.
   */
  pending(limit?: number, system?: string): Promise<readonly (InboxMessage & { readonly raw: string })[]>;
  settle(messageId: string, outcome: Settlement['outcome'], reason?: string): Promise<void>;
  /** Throws NOT_FOUND, and settles none, when one of the messages is not there. */
  settleMany(settlements: readonly Settlement[]): Promise<void>;
  get(messageId: string): Promise<(InboxMessage & { readonly raw: string }) | null>;
  /** What was set aside, oldest first, without texts. */
  setAside(options?: Omit<FindOptions, 'sort'>): Promise<Page<InboxMessage>>;
}

const READ_SIZE = 4_000_000; // characters of texts in memory at one time

const CONFLICT_REASON = 'another message with the same key and other content was received before';

/** The entrance of one subgraph: `${name}_inbox` holds what arrived, `${name}_inbox_raw` its text. */
export async function createInbox({
  store,
  name,
  clock,
}: {
  readonly store: Store;
  readonly name: string;
  readonly clock: Clock;
}): Promise<Inbox> {
  const messages = await store.collection<InboxMessage>({
    name: `${name}_inbox`,
    indexes: [{ fields: ['system', 'firstKey'], unique: true }, { fields: ['state', 'receivedAt'] }],
  });
  return new StoredInbox(messages, await openRawMessages(store, `${name}_inbox_raw`), clock);
}

class StoredInbox implements Inbox {
  readonly #messages: Collection<InboxMessage>;
  readonly #raw: RawMessages;
  readonly #clock: Clock;

  constructor(messages: Collection<InboxMessage>, raw: RawMessages, clock: Clock) {
    this.#messages = messages;
    this.#raw = raw;
    this.#clock = clock;
  }

  async receive(
    incoming: readonly IncomingMessage[],
    from: { readonly system: string; readonly correlationId: string },
  ): Promise<readonly Receipt[]> {
    const arrived = incoming.map((message) => this.#arrived(message, from));
    const known = await this.#messages.getMany(arrived.map(({ _id }) => _id));
    const unknown = [
      ...new Map(arrived.flatMap((one, index) => (known[index] === null ? [[one._id, one]] : []))).values(),
    ];
    const raw = new Map(arrived.map(({ _id }, index) => [_id, incoming[index]?.raw ?? '']));
    await this.#raw.keep(unknown.map(({ _id }) => ({ id: _id, text: raw.get(_id) ?? '' })));
    const { duplicates } = await this.#messages.insertMany(unknown);
    const conflicting = await this.#keepConflicting(unknown, duplicates);
    const seen = new Set<string>();
    return arrived.map(({ _id }, index) => {
      const isFirstHere = known[index] === null && !seen.has(_id);
      seen.add(_id);
      const isConflicting = conflicting.has(_id) || known[index]?.firstKey === null;
      if (isConflicting) return { outcome: 'CONFLICTING', messageId: _id };
      const isNew = isFirstHere && !duplicates.includes(_id);
      return { outcome: isNew ? 'NEW' : 'REPEATED', messageId: _id };
    });
  }

  async pending(limit = 100, system?: string): Promise<readonly (InboxMessage & { readonly raw: string })[]> {
    const filter = { state: 'PENDING', ...(system !== undefined && { system }) };
    const { items } = await this.#messages.find(filter, { sort: [['receivedAt', 'asc']], limit });
    const [some = []] = batchesOf(items, { count: limit, size: READ_SIZE, sizeOf: ({ length = 0 }) => length });
    const texts = await this.#raw.read(some.map(({ _id }) => _id));
    return some.map((message, index) => ({ ...message, raw: texts[index] ?? '' }));
  }

  settle(messageId: string, outcome: Settlement['outcome'], reason?: string): Promise<void> {
    return this.settleMany([{ messageId, outcome, ...(reason === undefined ? {} : { reason }) }]);
  }

  async settleMany(settlements: readonly Settlement[]): Promise<void> {
    const stored = await this.#messages.getMany(settlements.map(({ messageId }) => messageId));
    const settled = settlements.map(({ outcome, reason = null }, index) => {
      const message = stored[index];
      if (message === null || message === undefined) throw new HubError('NOT_FOUND', 'there is no such message');
      return { ...message, state: outcome, reason, settledAt: this.#clock() };
    });
    await this.#messages.upsertMany(settled);
  }

  async get(messageId: string): Promise<(InboxMessage & { readonly raw: string }) | null> {
    const message = await this.#messages.get(messageId);
    if (message === null) return null;
    const [raw] = await this.#raw.read([messageId]);
    return { ...message, raw: raw ?? '' };
  }

  setAside(options: Omit<FindOptions, 'sort'> = {}): Promise<Page<InboxMessage>> {
    return this.#messages.find({ state: 'SET_ASIDE' }, { ...options, sort: [['receivedAt', 'asc']] });
  }

  #arrived(
    { key, kind, raw }: IncomingMessage,
    { system, correlationId }: { readonly system: string; readonly correlationId: string },
  ): InboxMessage {
    if (key === '') throw new HubError('BAD_INPUT', 'a message must have a key');
    const digest = digestOf(raw);
    return {
      _id: idOf('message', this.#messages.name, system, key, digest),
      ...{ system, key, kind, digest, length: raw.length, firstKey: key, correlationId, receivedAt: this.#clock() },
      ...{ state: 'PENDING', reason: null, settledAt: null },
    };
  }

  /**
   * A refused message has its own id taken (it arrived twice at once: repeated) or its key (other content: it is
   * kept and set aside). The ids of the latter.
   */
  async #keepConflicting(sent: readonly InboxMessage[], refused: readonly string[]): Promise<ReadonlySet<string>> {
    if (refused.length === 0) return new Set();
    const stored = await this.#messages.getMany(refused);
    const isStored = new Set(stored.flatMap((message) => (message === null ? [] : [message._id])));
    const ids = new Set(refused.filter((id) => !isStored.has(id)));
    const conflicts = sent.filter(({ _id }) => ids.has(_id));
    await this.#messages.insertMany(
      conflicts.map((message) => ({
        ...message,
        ...{ firstKey: null, state: 'SET_ASIDE', reason: CONFLICT_REASON, settledAt: message.receivedAt },
      })),
    );
    const others = stored.filter((message) => message?.firstKey === null).map((message) => message?._id ?? '');
    return new Set([...ids, ...others]);
  }
}
