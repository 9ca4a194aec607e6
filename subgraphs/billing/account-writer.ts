import { HubError, isHubError } from '../../platform/domain/errors';
import type { AppendRequest, CommitLog } from '../../platform/events/port';
import type { Collection } from '../../platform/store/port';
import { EMPTY_ACCOUNT, evolveCommit, type AccountState } from './account-state';
import { decide } from './decide';
import type { AccountCommand, AccountFact, BillingFact } from './domain';

/** A kept state, so that a decision need not read its whole stream. */
export interface AccountSnapshot {
  readonly _id: string;
  readonly version: number;
  readonly state: AccountState;
}

export type CommandOutcome =
  | { readonly outcome: 'POSTED'; readonly version: number }
  /** The account's stream holds this fact key already. */
  | { readonly outcome: 'REPEATED' }
  /** The command changes nothing. */
  | { readonly outcome: 'NOTHING' }
  /** A billing rule forbids it; the reason is in the error. */
  | { readonly outcome: 'REFUSED'; readonly error: HubError };

export interface AccountWriter {
  /** Runs commands in order, one store transaction for all their commits; one outcome each. Safe to repeat. */
  run(commands: readonly AccountCommand[]): Promise<readonly CommandOutcome[]>;
}

/** Writers that lose a race this often in a row are in a fault, not in a race. */
const MAX_ATTEMPTS = 20;

export const accountStream = (accountId: string): string => `account/${accountId}`;

/** Decides commands on account streams. Several writers may run at once: the log's versions keep them apart. */
// eslint-disable-next-line max-lines-per-function -- closures over one set of dependencies, each short
export function createAccountWriter({
  log,
  snapshots,
}: {
  readonly log: CommitLog<BillingFact>;
  readonly snapshots: Collection<AccountSnapshot>;
}): AccountWriter {
  return {
    async run(commands) {
      const outcomes = new Map<AccountCommand, CommandOutcome>();
      let open = commands;
      for (let attempt = 0; open.length > 0; attempt += 1) {
        if (attempt === MAX_ATTEMPTS) throw new HubError('CONFLICT', 'accounts kept changing while they were written');
        open = await attemptAll(open, outcomes);
      }
      return commands.map((command) => outcomes.get(command) ?? { outcome: 'NOTHING' });
    },
  };

  /** Decides and appends; returns the commands that another writer overtook. */
  async function attemptAll(commands: readonly AccountCommand[], outcomes: Map<AccountCommand, CommandOutcome>) {
    const held = await log.holds(
      commands.map(({ accountId, factKey }) => ({ stream: accountStream(accountId), factKey })),
    );
    const fresh = withoutRepeats(commands, held, outcomes);
    const states = await loadStates([...new Set(fresh.map(({ accountId }) => accountId))]);
    const decided = fresh.flatMap((command) => {
      const request = decideOne(command, states, outcomes);
      return request ? [{ command, request }] : [];
    });
    const results = await log.appendMany(decided.map(({ request }) => request));
    const overtaken = new Set<string>();
    results.forEach((result, index) => {
      const { command, request } = decided[index] as (typeof decided)[number];
      if (result.outcome === 'COMMITTED')
        outcomes.set(command, { outcome: 'POSTED', version: request.expectedVersion + 1 });
      else overtaken.add(command.accountId);
    });
    await saveSnapshots(states, decided.map(({ command }) => command.accountId), overtaken); // prettier-ignore
    return fresh.filter((command) => overtaken.has(command.accountId) && outcomes.get(command)?.outcome !== 'POSTED');
  }

  async function loadStates(accountIds: readonly string[]): Promise<Map<string, AccountState>> {
    const kept = await snapshots.getMany(accountIds);
    const known = accountIds.map((id, index) => [id, kept[index]?.state ?? EMPTY_ACCOUNT] as const);
    const grown = await log.grown(known.map(([id, { version }]) => ({ stream: accountStream(id), version })));
    const states = await Promise.all(
      known.map(async ([id, state]) => {
        const stream = accountStream(id);
        return [id, grown.has(stream) ? await catchUp(state, stream) : state] as const;
      }),
    );
    return new Map(states);
  }

  async function catchUp(from: AccountState, stream: string): Promise<AccountState> {
    let state = from;
    for (;;) {
      const commits = await log.read(stream, state.version);
      if (commits.length === 0) return state;
      for (const { facts, version } of commits) state = evolveCommit(state, facts as readonly AccountFact[], version);
    }
  }

  async function saveSnapshots(
    states: Map<string, AccountState>,
    touched: readonly string[],
    not: ReadonlySet<string>,
  ) {
    const ids = [...new Set(touched)].filter((id) => !not.has(id));
    const documents = ids.flatMap((id) => {
      const state = states.get(id);
      return state ? [{ _id: id, version: state.version, state }] : [];
    });
    if (documents.length > 0) await snapshots.upsertNewer(documents);
  }
}

/** Settles commands whose fact key is taken, in the log or earlier in this same run. */
function withoutRepeats(
  commands: readonly AccountCommand[],
  held: readonly boolean[],
  outcomes: Map<AccountCommand, CommandOutcome>,
): readonly AccountCommand[] {
  const seen = new Set<string>();
  return commands.filter((command, index) => {
    const key = `${command.accountId} ${command.factKey}`;
    const repeated = held[index] === true || seen.has(key);
    if (repeated) outcomes.set(command, { outcome: 'REPEATED' });
    seen.add(key);
    return !repeated;
  });
}

/** The commit that one command asks for, its state moved on; null when it changes nothing or is refused. */
function decideOne(
  command: AccountCommand,
  states: Map<string, AccountState>,
  outcomes: Map<AccountCommand, CommandOutcome>,
): AppendRequest<BillingFact> | null {
  const { accountId, factKey, at, origin, trace } = command;
  const state = states.get(accountId) ?? EMPTY_ACCOUNT;
  const facts = decideOrRefuse(command, state, outcomes);
  if (facts.length === 0) return null;
  states.set(accountId, evolveCommit(state, facts, state.version + 1));
  return { stream: accountStream(accountId), expectedVersion: state.version, factKey, facts, at, origin, trace };
}

function decideOrRefuse(
  command: AccountCommand,
  state: AccountState,
  outcomes: Map<AccountCommand, CommandOutcome>,
): readonly AccountFact[] {
  try {
    const facts = decide(command.action, state);
    if (facts.length === 0) outcomes.set(command, { outcome: 'NOTHING' });
    return facts;
  } catch (error) {
    if (!isHubError(error, 'RULE_BROKEN')) throw error;
    outcomes.set(command, { outcome: 'REFUSED', error });
    return [];
  }
}
