import Database from 'libsql';
import type { Balances, BillingFact, ClaimRequest, Entry } from '../../subgraphs/billing/domain';

/** One posted entry and where its commit stands. */
export interface Posted {
  readonly stream: string;
  readonly entry: Entry;
  readonly legalEntityId: string;
  readonly facilityId: string | null;
}

/** An account as its own commits make it, folded here and not by the hub's code. */
export interface FoldedAccount extends Balances {
  readonly version: number;
  /** The balances that its last commit claims. */
  readonly told: Balances | null;
}

interface AccountView {
  readonly _id: string;
  readonly version: number;
  readonly insuranceBalance: number;
  readonly patientBalance: number;
  readonly unapplied: number;
  readonly balance: number;
}

interface JournalView {
  readonly _id: string;
  readonly status: string;
  readonly rejectionReason: string | null;
  readonly postingDate: string;
}

/** What the hub's file holds, read past the hub itself. */
export interface HubTruth {
  readonly posted: readonly Posted[];
  readonly accounts: ReadonlyMap<string, FoldedAccount>;
  readonly views: ReadonlyMap<string, AccountView>;
  readonly claimRequests: ReadonlyMap<string, ClaimRequest & { readonly accountId: string }>;
  readonly denied: ReadonlySet<string>;
  readonly journals: readonly JournalView[];
  readonly cases: readonly { readonly kind: string; readonly status: string; readonly reason: string }[];
  readonly businessDay: string | null;
  readonly deadLetters: readonly { readonly feed: string; readonly reason: string; readonly status: string }[];
  /** Deliveries that are not settled, by work list. */
  readonly undelivered: Readonly<Record<string, number>>;
  /** Inbox messages by room and state. */
  readonly inboxes: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Ids of messages that were set aside and whose text, or whose case for a person, is not there. */
  readonly forgotten: readonly string[];
  /** Commits per log that the feed lacks, and entries that the consumer has yet to read. */
  readonly behind: Readonly<Record<string, number>>;
  readonly entryDocuments: number;
}

const LOGS = ['ehr', 'payer', 'payments', 'erp', 'billing'] as const;
const ROOMS = ['ehr', 'payer', 'payments', 'erp', 'hub'] as const;
const WORK_LISTS = ['payer', 'payments', 'erp', 'hub_bill'] as const;

/** Reads the hub's SQLite file, whether the hub runs or not. */
export function readHub(path: string): HubTruth {
  const db = new Database(path, { readonly: true, timeout: 10_000 });
  try {
    return new Reader(db).read();
  } finally {
    db.close();
  }
}

interface StoredCommit {
  readonly stream: string;
  readonly version: number;
  readonly facts: readonly BillingFact[];
}

class Reader {
  readonly #db: Database.Database;

  constructor(db: Database.Database) {
    this.#db = db;
  }

  read(): HubTruth {
    const commits = this.#all<StoredCommit>('billing_commits', 'ORDER BY rowid');
    const ordered = [...commits].sort((a, b) => (a.stream === b.stream ? a.version - b.version : a.stream < b.stream ? -1 : 1)); // prettier-ignore
    return {
      ...fold(ordered),
      views: new Map(this.#all<AccountView>('billing_accounts').map((view) => [view._id, view])),
      journals: this.#all<JournalView>('erp_journal_entries').filter(({ _id }) => _id.startsWith('J')),
      cases: this.#all('billing_cases'),
      businessDay: this.#all<{ day: string }>('hub_business_day')[0]?.day ?? null,
      deadLetters: this.#all('dead_letters'),
      undelivered: Object.fromEntries(WORK_LISTS.map((name) => [name, this.#pending(name)])),
      inboxes: Object.fromEntries(ROOMS.map((name) => [name, this.#states(name)])),
      forgotten: ROOMS.flatMap((name) => this.#forgotten(name)),
      behind: Object.fromEntries(LOGS.map((name) => [name, this.#behind(name)])),
      entryDocuments: this.#number('SELECT count(*) FROM billing_entries'),
    };
  }

  #all<T>(table: string, tail = ''): T[] {
    if (!this.#has(table)) return [];
    const rows = this.#db.prepare(`SELECT doc FROM "${table}" ${tail}`).all() as { doc: string }[];
    return rows.map(({ doc }) => JSON.parse(doc) as T);
  }

  #has(table: string): boolean {
    return this.#db.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?').get(table) !== undefined;
  }

  #number(sql: string): number {
    return Number(Object.values(this.#db.prepare(sql).get() as object)[0] ?? 0);
  }

  #pending(name: string): number {
    return this.#all<{ status: string }>(`${name}_deliveries`).filter(({ status }) => status === 'PENDING').length;
  }

  #states(name: string): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const { state } of this.#all<{ state: string }>(`${name}_inbox`)) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }

  #forgotten(name: string): readonly string[] {
    const texts = new Set(this.#all<{ _id: string }>(`${name}_inbox_raw`).map(({ _id }) => _id));
    const cases = new Set(this.#all<{ messageId: string | null }>('billing_cases').map(({ messageId }) => messageId));
    return this.#all<{ _id: string; state: string }>(`${name}_inbox`)
      .filter(({ _id, state }) => state === 'SET_ASIDE' && !(texts.has(`${_id}#0`) && cases.has(_id)))
      .map(({ _id }) => `${name} ${_id}`);
  }

  #behind(name: string): number {
    const commits = this.#number(`SELECT count(*) FROM "${name}_commits"`);
    const point = this.#all<{ _id: string; position: number }>('checkpoints').find(
      ({ _id }) => _id === `${name}/house`,
    );
    return commits - (point?.position ?? 0);
  }
}

function fold(commits: readonly StoredCommit[]) {
  const posted: Posted[] = [];
  const accounts = new Map<string, FoldedAccount>();
  const books = new Map<string, { legalEntityId: string; facilityId: string | null }>();
  const claimRequests = new Map<string, ClaimRequest & { accountId: string }>();
  const denied = new Set<string>();
  for (const { stream, version, facts } of commits) {
    const id = stream.slice(stream.indexOf('/') + 1);
    for (const fact of facts) {
      if (fact.type === 'AccountOpened') books.set(stream, fact.data);
      if (fact.type === 'ClaimRequested') claimRequests.set(fact.data.claimId, { ...fact.data, accountId: id });
      if (fact.type === 'DenialRecorded') denied.add(fact.data.claimId);
      const { entry } = fact.data as { entry?: Entry };
      if (!entry) continue;
      const own = fact.data as { legalEntityId?: string; facilityId?: string | null };
      const { legalEntityId = '', facilityId = null } = books.get(stream) ?? own;
      posted.push({ stream, entry, legalEntityId, facilityId });
    }
    if (stream.startsWith('account/')) accounts.set(id, folded(accounts.get(id), version, facts));
  }
  return { posted, accounts, claimRequests, denied };
}

function folded(before: FoldedAccount | undefined, version: number, facts: readonly BillingFact[]): FoldedAccount {
  let { insurance, patient, unapplied, told } = before ?? { insurance: 0, patient: 0, unapplied: 0, told: null };
  for (const fact of facts) {
    if (fact.type === 'BalanceChanged') told = fact.data;
    const legs = (fact.data as { entry?: Entry }).entry?.legs ?? {};
    insurance += legs.INSURANCE_RECEIVABLE ?? 0;
    patient += legs.PATIENT_RECEIVABLE ?? 0;
    unapplied -= legs.UNAPPLIED_PATIENT_CASH ?? 0;
  }
  return { insurance, patient, unapplied, told, version };
}
