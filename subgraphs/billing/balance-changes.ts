import { HubError } from '../../platform/domain/errors';
import type { Instant } from '../../platform/domain/instant';
import { compartmentFilter } from '../../platform/access/compartment';
import type { SubscriptionSource } from '../../platform/access/subgraph';
import type { Bus, Commit, CommitLog } from '../../platform/events/port';
import { createStreamSource } from '../../platform/events/stream-source';
import { accountStream } from './account-writer';
import { ACCOUNT_PATHS, type BillingDocuments } from './documents';
import type { AccountFact, Balances, BillingFact, Entry } from './domain';
import { entryOf, receivableOf } from './ledger';

/** An entry as its commit recorded it, before any view. */
export interface RecordedEntry extends Entry {
  readonly _id: string;
  readonly balanceAfter: number;
  readonly commitId: string;
  readonly factKey: string;
  readonly correlationId: string;
  readonly recordedAt: Instant;
}

/** Payload of `accountBalanceChanged`, all of it from one commit. */
export interface BalanceChange {
  readonly accountId: string;
  readonly cursor: string;
  readonly balances: Balances;
  readonly currency: string;
  readonly entries: readonly RecordedEntry[];
  readonly changedAt: Instant;
  readonly correlationId: string;
}

/** The change that a commit made to its account's balance, or null when it moved no money. */
export function balanceChangeOf(commit: Commit<BillingFact>): BalanceChange | null {
  const changed = commit.facts.find((fact) => fact.type === 'BalanceChanged');
  const entries = commit.facts.map(entryOf).filter((entry) => entry !== null);
  if (!changed || entries.length === 0) return null;
  return {
    accountId: commit.stream.slice('account/'.length),
    cursor: cursorOf(commit.version),
    balances: changed.data,
    currency: entries[0]?.currency ?? 'USD',
    entries: recorded(commit as Commit<AccountFact>, entries, changed.data),
    changedAt: commit.at,
    correlationId: commit.trace.correlationId,
  };
}

/** The entries with the balance after each, counted back from the balance they led to. */
function recorded(commit: Commit<AccountFact>, entries: readonly Entry[], after: Balances): readonly RecordedEntry[] {
  let balance = after.insurance + after.patient - entries.reduce((sum, { legs }) => sum + receivableOf(legs), 0);
  return entries.map((entry, index) => {
    balance += receivableOf(entry.legs);
    return {
      ...entry,
      _id: `${commit._id}.${index + 1}`,
      balanceAfter: balance,
      commitId: commit._id,
      factKey: commit.factKey,
      correlationId: commit.trace.correlationId,
      recordedAt: commit.at,
    };
  });
}

/** A change's cursor is its version in the account's stream. */
export const cursorOf = (version: number): string => `v${version}`;

function versionOf(cursor: string): number {
  const version = /^v(\d{1,15})$/.exec(cursor)?.[1];
  if (version === undefined) throw new HubError('BAD_INPUT', 'this is not a cursor of accountBalanceChanged');
  return Number(version);
}

/** The source of `accountBalanceChanged(accountId:, after:)`: the account's own stream, from the cursor on. */
export function createBalanceChanges({
  log,
  bus,
  documents,
}: {
  readonly log: CommitLog<BillingFact>;
  readonly bus: Bus;
  readonly documents: Pick<BillingDocuments, 'accounts'>;
}): SubscriptionSource {
  return {
    async authorize(args, { compartment }) {
      if (typeof args.after === 'string') versionOf(args.after);
      const visible = compartmentFilter(compartment, ACCOUNT_PATHS);
      const seen = await documents.accounts.count({ all: [visible, { _id: String(args.accountId) }] });
      if (seen === 0) throw new HubError('NOT_FOUND', 'there is no such account');
    },
    subscribe(args) {
      const stream = accountStream(String(args.accountId));
      const after = typeof args.after === 'string' ? versionOf(args.after) : null;
      return createStreamSource({ log, bus, stream, after, select: balanceChangeOf });
    },
  };
}
