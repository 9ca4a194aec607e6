import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Journal } from '../journal';
import type { Decision } from './decision';
import type { SubmittedClaim } from './submitted-claim';

/** A file for the provider to fetch. */
export interface OutgoingFile {
  readonly id: string;
  readonly name: string;
  /** A TA1 stands in the interchange of its 999. */
  readonly kind: '999' | '277CA' | '835';
  readonly createdAt: string;
  readonly body: string;
}

/** The first answer to a delivery, under its Idempotency-Key. */
export interface Receipt {
  readonly key: string;
  readonly digest: string;
  readonly fileId: string;
  readonly receivedAt: string;
}

/** The file a claim came in. */
export interface Submission {
  readonly fileId: string;
  /** ISA06 and GS02 of the file: where answers go. */
  readonly senderId: string;
  readonly groupSenderCode: string;
  /** BHT03. */
  readonly batchId: string;
  readonly submitter: { readonly name: string; readonly id: string };
  /** ISA15 = T: acknowledged, never paid. */
  readonly isTest: boolean;
}

/** One claim on its way. */
export interface ClaimRecord {
  readonly key: string;
  /** Names the claim's own stream of chance. */
  readonly stream: string;
  readonly claim: SubmittedClaim;
  /** Of the world; null when nobody knows the payer. */
  readonly payerId: string | null;
  readonly submission: Submission;
  readonly receivedOn: CalendarDate;
  /** The payer's number of it, CLP07. */
  readonly payerControlNumber: string;
  /** The same claim was received before. */
  readonly isDuplicate: boolean;
  readonly status: 'RECEIVED' | 'REJECTED' | 'ACCEPTED' | 'DECIDED' | 'REVISED';
  /** When it is decided, or decided again; null when nothing more is due. */
  readonly dueOn: CalendarDate | null;
  readonly decision: Decision | null;
  /** Cents of the member's deductible that it took. */
  readonly deductibleUsed: number;
}

/** What a provider owes a payer because a remittance came out below zero. */
export interface ForwardedBalance {
  /** Cents, above zero. */
  readonly amount: number;
  /** The remittance it comes from. */
  readonly reference: string;
}

/** An overpayment that will be taken off a later payment. */
export interface Recovery {
  readonly key: string;
  readonly account: string;
  readonly payerControlNumber: string;
  readonly amount: number;
  readonly dueOn: CalendarDate;
  readonly isDone: boolean;
}

/** Money sent to the bank for a remittance. */
export interface SentDeposit {
  readonly key: string;
  readonly legalEntityId: string;
  readonly amount: number;
  readonly valueDay: CalendarDate;
  readonly trace: string;
  readonly originatorId: string;
  readonly originatorName: string;
}

/** What the clearinghouse and the payers behind it keep. Files stand in the order in which they can be fetched. */
export interface Contents {
  files: OutgoingFile;
  receipts: Receipt;
  claims: ClaimRecord;
  /** Cents of deductible used, by payer, member and year. */
  deductibles: number;
  /** By payer and payee. */
  balances: ForwardedBalance | null;
  recoveries: Recovery;
  deposits: SentDeposit;
}
type TableName = keyof Contents;

interface Put {
  readonly table: TableName;
  readonly key: string;
  readonly value: unknown;
}

/** What a journal line of kind `change` holds: one delivery, or one day. */
interface Change {
  readonly puts: readonly Put[];
  readonly day: string | null;
}

/** Tables whose changes are seen at once and kept together by `commit`. */
export interface Tables {
  get<T extends TableName>(table: T, key: string): Contents[T] | undefined;
  /** In the order in which keys were first put. */
  all<T extends TableName>(table: T): readonly Contents[T][];
  put<T extends TableName>(table: T, key: string, value: Contents[T]): void;
  /** Writes everything put since the last commit as one line, with the day it completes if it does. */
  commit(day?: string): Promise<void>;
  count(table: TableName): number;
  readonly day: string | null;
}

/** Opens the tables as the journal left them. */
export async function openTables(journal: Journal): Promise<Tables> {
  const tables = new Map<TableName, Map<string, unknown>>();
  const tableOf = (table: TableName): Map<string, unknown> => {
    const there = tables.get(table) ?? new Map<string, unknown>();
    tables.set(table, there);
    return there;
  };
  let lastDay: string | null = null;
  let puts: Put[] = [];
  for await (const { kind, data } of journal.replay()) {
    if (kind !== 'change') continue;
    const change = data as Change;
    for (const { table, key, value } of change.puts) tableOf(table).set(key, value);
    lastDay = change.day ?? lastDay;
  }
  return {
    get: <T extends TableName>(table: T, key: string) => tableOf(table).get(key) as Contents[T] | undefined,
    all: <T extends TableName>(table: T) => [...tableOf(table).values()] as Contents[T][],
    put: (table, key, value) => {
      tableOf(table).set(key, value);
      puts.push({ table, key, value });
    },
    commit: async (day) => {
      const change: Change = { puts, day: day ?? null };
      puts = [];
      lastDay = day ?? lastDay;
      await journal.append('change', change);
    },
    count: (table) => tableOf(table).size,
    get day() {
      return lastDay;
    },
  };
}
