import { HubError } from '../domain/errors';
import type { Clock, Instant } from '../domain/instant';
import type { Bus } from '../events/port';
import type { Store, StoredDocument } from '../store/port';

/** Where gateways hear at once that the list has changed. */
export const REVOCATIONS_TOPIC = 'access/revocations';

/** Whose rights end: everything of a subject, tokens issued later too, or one token. */
export type Revoked =
  { readonly kind: 'SUBJECT'; readonly id: string } | { readonly kind: 'TOKEN'; readonly id: string };

/** One entry of the list. */
export interface Revocation extends StoredDocument {
  readonly version: number;
  readonly kind: Revoked['kind'];
  /** Token claim `sub` or `jti`. */
  readonly revokedId: string;
  /** When it ends by itself; null: when it is undone. */
  readonly until: Instant | null;
  readonly isUndone: boolean;
  readonly changedAt: Instant;
  /** Subject of the operator who changed it last. */
  readonly changedBy: string;
}

/** What an operator asks for. */
export interface RevocationRequest {
  readonly of: Revoked;
  readonly until?: Instant | null;
  /** Gives the rights back: tokens that have not ended are good again. */
  readonly undo?: boolean;
  readonly by: string;
}

/** The revocations of a deployment, in its store. */
export interface RevocationList {
  /** Throws BAD_INPUT for a moment that has passed, NOT_FOUND when there is nothing to undo. */
  change(request: RevocationRequest): Promise<Revocation>;
  /** Entries changed at or after a moment; all of them without one. */
  changedSince(at: Instant | null): Promise<readonly Revocation[]>;
}

/** Opens `access_revocations`. With a bus, gateways hear of each change. */
export async function openRevocationList({
  store,
  clock,
  bus,
}: {
  readonly store: Store;
  readonly clock: Clock;
  readonly bus?: Pick<Bus, 'publish'>;
}): Promise<RevocationList> {
  const entries = await store.collection<Revocation>({
    name: 'access_revocations',
    indexes: [{ fields: ['changedAt'] }],
  });
  return {
    async change({ of, until = null, undo = false, by }) {
      const now = clock();
      if (of.id === '') throw new HubError('BAD_INPUT', 'say whose rights end');
      if (until !== null && until <= now) throw new HubError('BAD_INPUT', 'a revocation must end in the future');
      const _id = `${of.kind}/${of.id}`;
      const known = await entries.get(_id);
      if (undo && (!known || known.isUndone)) throw new HubError('NOT_FOUND', 'there is no such revocation to undo');
      const version = (known?.version ?? 0) + 1;
      const entry = {
        _id,
        version,
        kind: of.kind,
        revokedId: of.id,
        until,
        isUndone: undo,
        changedAt: now,
        changedBy: by,
      };
      if (!(await entries.compareAndSet(entry, version - 1))) {
        throw new HubError('CONFLICT', 'somebody else changed this revocation just now; look, then try again');
      }
      await bus?.publish([noticeOf(entry)]);
      return entry;
    },
    async changedSince(at) {
      const found: Revocation[] = [];
      for await (const entry of entries.iterate(at === null ? {} : { changedAt: { gte: at } })) found.push(entry);
      return found;
    },
  };
}

/** A nudge to look at the list: it names nobody. */
const noticeOf = ({ version, changedAt, isUndone }: Revocation) => ({
  topic: REVOCATIONS_TOPIC,
  stream: 'revocations/all',
  version,
  position: 0,
  type: isUndone ? 'RightsReinstated' : 'RightsRevoked',
  at: changedAt,
  trace: { correlationId: 'revocations', causationId: null },
});
