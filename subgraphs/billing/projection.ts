import type { Commit, FeedEntry } from '../../platform/events/port';
import type { AccountDocument, BillingDocuments, ClaimIndexDocument, EntryDocument } from './documents';
import type { AccountFact, BillingFact, Books, CashFact, Entry } from './domain';
import { applyLegs, entryOf, receivableOf } from './ledger';
import { projectCases, projectUnidentified } from './projection-of-cash';

type AccountCommit = Commit<AccountFact>;

/**
 * Brings billing's views up to date with a batch of its feed. Every view carries the version it stands at, so a batch
 * that comes twice changes nothing.
 */
export async function project(documents: BillingDocuments, batch: readonly FeedEntry<BillingFact>[]): Promise<void> {
  const accounts = await projectAccounts(documents, batch);
  const entries = batch.flatMap((item) => accounts.entries.get(item.commit._id) ?? entriesOfNoAccount(item));
  await documents.entries.upsertMany(entries);
  await documents.claims.upsertMany(accounts.claims);
  await projectUnidentified(documents.unidentified, batch);
  await projectCases(documents.cases, batch);
  await projectJournalDays(documents, entries);
  // Last: an account at this version says that everything else of the batch is written.
  await documents.accounts.upsertNewer(accounts.changed);
}

interface ProjectedAccounts {
  readonly changed: readonly AccountDocument[];
  readonly claims: readonly ClaimIndexDocument[];
  /** By commit id. */
  readonly entries: ReadonlyMap<string, readonly EntryDocument[]>;
}

async function projectAccounts(
  documents: BillingDocuments,
  batch: readonly FeedEntry<BillingFact>[],
): Promise<ProjectedAccounts> {
  const commits = batch.filter(({ commit }) => commit.stream.startsWith('account/'));
  const ids = [...new Set(commits.map(({ commit }) => accountIdOf(commit)))];
  const views = new Map<string, AccountDocument>();
  for (const view of await documents.accounts.getMany(ids)) if (view) views.set(view._id, view);
  const entries = new Map<string, readonly EntryDocument[]>();
  const claims: ClaimIndexDocument[] = [];
  const changed = new Set<string>();
  for (const { commit, position } of commits) {
    const id = accountIdOf(commit);
    const before = views.get(id);
    if (before && before.version >= commit.version) continue;
    const view = openView(commit as AccountCommit, before);
    const applied = applyCommit(view, commit as AccountCommit, position);
    views.set(id, applied.view);
    entries.set(commit._id, applied.entries);
    claims.push(...claimsOf(applied.view, commit as AccountCommit));
    changed.add(id);
  }
  return { changed: [...changed].flatMap((id) => views.get(id) ?? []), claims, entries };
}

const accountIdOf = (commit: Commit): string => commit.stream.slice('account/'.length);

function openView(commit: AccountCommit, before: AccountDocument | undefined): AccountDocument {
  if (before) return before;
  const opened = commit.facts.find((fact) => fact.type === 'AccountOpened');
  if (!opened) throw new Error(`the first commit of ${commit.stream} does not open the account`);
  const { patientId, facilityId, legalEntityId, currency } = opened.data;
  return {
    _id: accountIdOf(commit),
    version: 0,
    patientId,
    facilityId,
    legalEntityId,
    guarantorId: null,
    currency,
    balance: 0,
    insuranceBalance: 0,
    patientBalance: 0,
    unapplied: 0,
    changedAt: commit.at,
  };
}

/** The view after a commit, and the documents of the entries in it. */
function applyCommit(view: AccountDocument, commit: AccountCommit, position: number) {
  const entries: EntryDocument[] = [];
  let next: AccountDocument = { ...view, version: commit.version, changedAt: commit.at };
  for (const fact of commit.facts) {
    if (fact.type === 'GuarantorNamed') next = { ...next, guarantorId: fact.data.guarantorId };
    const entry = entryOf(fact);
    if (!entry) continue;
    next = withEntry(next, entry);
    entries.push(entryDocument({ commit, entry, index: entries.length, position, owner: next, accountId: next._id }));
  }
  return { view: next, entries };
}

function withEntry(view: AccountDocument, entry: Entry): AccountDocument {
  const before = { insurance: view.insuranceBalance, patient: view.patientBalance, unapplied: view.unapplied };
  const { insurance, patient, unapplied } = applyLegs(before, entry.legs);
  return {
    ...view,
    insuranceBalance: insurance,
    patientBalance: patient,
    unapplied,
    balance: view.balance + receivableOf(entry.legs),
  };
}

interface EntryPlace {
  readonly commit: Commit;
  readonly entry: Entry;
  readonly index: number;
  readonly position: number;
  readonly owner: Books & { readonly patientId?: string; readonly balance?: number };
  readonly accountId: string | null;
}

const entryDocument = ({ commit, entry, index, position, owner, accountId }: EntryPlace): EntryDocument => ({
  ...entry,
  _id: `${commit._id}.${index + 1}`,
  accountId,
  patientId: owner.patientId ?? null,
  facilityId: owner.facilityId,
  legalEntityId: owner.legalEntityId,
  sequence: commit.version * 1_000 + index,
  position,
  balanceAfter: owner.balance ?? 0,
  commitId: commit._id,
  factKey: commit.factKey,
  correlationId: commit.trace.correlationId,
  recordedAt: commit.at,
});

/** The documents of entries on streams of no account: remittances, deposits, payouts. */
function entriesOfNoAccount({ commit, position }: FeedEntry<BillingFact>): readonly EntryDocument[] {
  if (commit.stream.startsWith('account/')) return [];
  return commit.facts.flatMap((fact, index) => {
    const entry = entryOf(fact);
    const owner = fact.data as Extract<CashFact, { data: Books }>['data'];
    return entry ? [entryDocument({ commit, entry, index, position, owner, accountId: null })] : [];
  });
}

const claimsOf = (view: AccountDocument, commit: AccountCommit): readonly ClaimIndexDocument[] =>
  commit.facts.flatMap((fact) => {
    if (fact.type !== 'ClaimRequested' && fact.type !== 'ClaimRegistered') return [];
    const { claimId, billedAmount } = fact.data;
    const request = fact.type === 'ClaimRequested' ? fact.data : null;
    return [{ _id: claimId, accountId: view._id, patientId: view.patientId, facilityId: view.facilityId, billedAmount, request }]; // prettier-ignore
  });

/** Marks the days whose books have entries that no journal covers yet. */
async function projectJournalDays({ journalDays }: BillingDocuments, entries: readonly EntryDocument[]): Promise<void> {
  const days = new Map(
    entries.map(({ legalEntityId, facilityId, postingDate, currency, position }) => {
      const _id = [legalEntityId, facilityId ?? '-', postingDate, currency].join('/');
      return [
        _id,
        { _id, version: position * 2, legalEntityId, facilityId, postingDate, currency, isPending: true },
      ] as const;
    }),
  );
  await journalDays.upsertNewer([...days.values()]);
}
