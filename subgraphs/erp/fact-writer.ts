import { HubError } from '../../platform/domain/errors';
import type { Clock } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { CommitLog } from '../../platform/events/port';
import type { ErpNews } from './connector';
import type {
  ErpFact,
  FiscalPeriod,
  JournalEntry,
  JournalEntryState,
  JournalRejectionReason,
  LedgerAccount,
  LegalEntity,
} from './domain';

const ATTEMPTS = 10; // times a decision is made again because another writer came first

/** What brought the news: its key makes a repetition known to the log itself. */
export interface Source {
  readonly factKey: string;
  readonly origin: Omit<Origin, 'sourceId' | 'sourceVersion'>;
  readonly trace: Trace;
}

/** The facts that news leads to, given the last fact of its stream; none when it tells nothing new. */
type Decide = (last: ErpFact | null) => readonly ErpFact[];

/** Writes what was learnt into the log. Each call may be repeated: nothing is recorded twice. */
export interface FactWriter {
  news(news: ErpNews, source: Source): Promise<void>;
  /** Decides on the last fact of a stream and appends. */
  decide(stream: string, decide: Decide, source: Omit<Source, 'origin'> & { origin: Origin | null }): Promise<void>;
}

export function createFactWriter({
  log,
  clock,
}: {
  readonly log: CommitLog<ErpFact>;
  readonly clock: Clock;
}): FactWriter {
  const decide: FactWriter['decide'] = async (stream, decision, source) => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const expectedVersion = (await log.versions([stream])).get(stream) ?? 0;
      const last = expectedVersion === 0 ? [] : await log.read(stream, expectedVersion - 1, 1);
      const facts = decision(last.at(-1)?.facts.at(-1) ?? null);
      if (facts.length === 0) return;
      const result = await log.append({ stream, expectedVersion, facts, at: clock(), ...source });
      if (result.outcome !== 'STALE') return;
    }
    throw new HubError('CONFLICT', `${stream} is being written by too many at once`);
  };
  return {
    decide,
    async news(news, source) {
      for (const { stream, sourceId, sourceVersion, decision } of targetsOf(news, source)) {
        await decide(stream, decision, { ...source, origin: { ...source.origin, sourceId, sourceVersion } });
      }
    },
  };
}

interface Target {
  readonly stream: string;
  readonly sourceId: string;
  readonly sourceVersion: string | null;
  readonly decision: Decide;
}

function targetsOf(news: ErpNews, { origin }: Source): readonly Target[] {
  const unversioned = (sourceId: string): Origin => ({ ...origin, sourceId, sourceVersion: null });
  switch (news.kind) {
    case 'JOURNAL_ENTRY':
      return [entryTarget(news.entry, origin)];
    case 'LEGAL_ENTITIES':
      return news.legalEntities.map((told) => {
        const legalEntity: LegalEntity = { ...told, origin: unversioned(told.id) };
        return whenChanged(`legal-entity/${told.id}`, { type: 'LegalEntityChanged', data: { legalEntity } });
      });
    case 'LEDGER_ACCOUNTS':
      return news.ledgerAccounts.map((told) => {
        const ledgerAccount: LedgerAccount = { ...told, origin: unversioned(told.id) };
        return whenChanged(`ledger-account/${told.id}`, { type: 'LedgerAccountChanged', data: { ledgerAccount } });
      });
    case 'FISCAL_PERIODS':
      return news.fiscalPeriods.map((told) => {
        const fiscalPeriod: FiscalPeriod = { ...told, origin: unversioned(told.id) };
        return whenChanged(`fiscal-period/${told.id}`, { type: 'FiscalPeriodChanged', data: { fiscalPeriod } });
      });
  }
}

/** A fact about a record of a list, unless the last one says the same. */
function whenChanged(stream: string, fact: ErpFact): Target {
  const content = contentOf(fact);
  return {
    stream,
    sourceId: stream.slice(stream.indexOf('/') + 1),
    sourceVersion: null,
    decision: (last) => (last && contentOf(last) === content ? [] : [fact]),
  };
}

/** What a fact says, without where it was learnt. */
const contentOf = ({ data }: ErpFact): string =>
  JSON.stringify(data, (key, value: unknown) => (key === 'origin' ? undefined : value));

const TYPES = { DRAFT: 'JournalEntryDrafted', POSTED: 'JournalEntryPosted', REVERSED: 'JournalEntryReversed' } as const;

/** The ERP's own version decides which of two tellings is newer; a request and a refusal of ours give way to either. */
function entryTarget(state: JournalEntryState, origin: Source['origin']): Target {
  const { sourceId, sourceVersion, ...told } = state;
  const decision: Decide = (last) => {
    const current = entryOf(last);
    if (Number(current?.origin.sourceVersion ?? 0) >= sourceVersion) return [];
    const entry: JournalEntry = {
      ...told,
      rejectionReason: null,
      requestedAt: current?.requestedAt ?? null,
      origin: { ...origin, sourceId, sourceVersion: String(sourceVersion) },
    };
    return [{ type: TYPES[state.status], data: { entry } }];
  };
  return { stream: `journal/${state.id}`, sourceId, sourceVersion: String(sourceVersion), decision };
}

/** The entry that a fact of its stream speaks of; null for other facts. */
export const entryOf = (fact: ErpFact | null): JournalEntry | null =>
  fact && 'entry' in fact.data ? fact.data.entry : null;

/** The fact that the ERP refuses what the hub asked for; none when the ERP has the entry after all. */
export function rejected(last: ErpFact | null, reason: JournalRejectionReason): readonly ErpFact[] {
  if (last?.type !== 'JournalEntryRequested') return [];
  const entry: JournalEntry = { ...last.data.entry, status: 'REJECTED', rejectionReason: reason };
  return [{ type: 'JournalEntryRejected', data: { entry } }];
}
