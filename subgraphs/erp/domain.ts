import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Instant } from '../../platform/domain/instant';
import type { Money } from '../../platform/domain/money';
import type { Origin } from '../../platform/domain/origin';
import type { Fact } from '../../platform/events/port';

export const LEDGER_ACCOUNT_TYPES = ['ASSET', 'LIABILITY', 'EQUITY', 'REVENUE', 'CONTRA_REVENUE', 'EXPENSE', 'OTHER'] as const; // prettier-ignore
export type LedgerAccountType = (typeof LEDGER_ACCOUNT_TYPES)[number];

/** Whether text can be the id of a journal: 1 to 200 printable characters without spaces and `@`. */
export const isJournalId = (text: string): boolean => /^[\x21-\x3f\x41-\x7e]{1,200}$/.test(text);

/** What the hub asked for, and what the ERP made of it. */
export type JournalEntryStatus = 'REQUESTED' | 'DRAFT' | 'POSTED' | 'REVERSED' | 'REJECTED';
export type JournalRejectionReason = 'PERIOD_CLOSED' | 'UNBALANCED' | 'KEY_REUSED' | 'INVALID';

export interface LegalEntity {
  readonly id: string;
  readonly name: string;
  readonly taxId: string | null;
  readonly currency: string;
  readonly origin: Origin;
}

export interface LedgerAccount {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly type: LedgerAccountType;
  readonly isActive: boolean;
  readonly origin: Origin;
}

export interface FiscalPeriod {
  readonly id: string;
  readonly fiscalYear: number;
  readonly startDate: CalendarDate;
  readonly endDate: CalendarDate;
  readonly status: 'OPEN' | 'CLOSED';
  readonly origin: Origin;
}

/** One of the two amounts is zero. */
export interface JournalEntryLine {
  /** The ERP's account code. */
  readonly ledgerAccountId: string;
  readonly debitAmount: Money;
  readonly creditAmount: Money;
  readonly memo: string | null;
}

/** A journal entry as the ERP tells it. `id` is its external id, or the ERP's own where it has none. */
export interface JournalEntryState {
  readonly id: string;
  /** The ERP's own id. */
  readonly sourceId: string;
  /** Counts up with each change in the ERP. */
  readonly sourceVersion: number;
  readonly legalEntityId: string;
  readonly facilityId: string | null;
  readonly postingDate: CalendarDate;
  readonly fiscalPeriodId: string | null;
  readonly status: Exclude<JournalEntryStatus, 'REQUESTED' | 'REJECTED'>;
  readonly lines: readonly JournalEntryLine[];
  readonly totalAmount: Money;
  readonly sourceKey: string;
  /** The ERP's own id of the entry that this one takes back. */
  readonly reversalOfSourceId: string | null;
}

/** A canonical journal entry. */
export interface JournalEntry extends Omit<JournalEntryState, 'sourceId' | 'sourceVersion' | 'status'> {
  readonly status: JournalEntryStatus;
  readonly rejectionReason: JournalRejectionReason | null;
  /** When the hub asked for it; null for entries made in the ERP. */
  readonly requestedAt: Instant | null;
  readonly origin: Origin;
}

/** What the hub asks of the ERP. Accounts are the ERP's codes. */
export interface PostJournalCommand {
  readonly id: string;
  readonly legalEntityId: string;
  readonly facilityId: string | null;
  readonly postingDate: CalendarDate;
  readonly currency: string;
  readonly lines: readonly JournalEntryLine[];
}

/** What the ERP log says. Each fact carries the whole record as it then stands. */
export type ErpFact =
  | Fact<'JournalEntryRequested', { readonly entry: JournalEntry; readonly command: PostJournalCommand }>
  | Fact<'JournalEntryDrafted', { readonly entry: JournalEntry }>
  | Fact<'JournalEntryPosted', { readonly entry: JournalEntry }>
  | Fact<'JournalEntryReversed', { readonly entry: JournalEntry }>
  | Fact<'JournalEntryRejected', { readonly entry: JournalEntry }>
  | Fact<'LegalEntityChanged', { readonly legalEntity: LegalEntity }>
  | Fact<'LedgerAccountChanged', { readonly ledgerAccount: LedgerAccount }>
  | Fact<'FiscalPeriodChanged', { readonly fiscalPeriod: FiscalPeriod }>;
