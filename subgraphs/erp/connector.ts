import type { DeliverConnector, PullConnector } from '../../platform/connect/port';
import type { FiscalPeriod, JournalEntryState, LedgerAccount, LegalEntity, PostJournalCommand } from './domain';

/** What one message of the ERP tells; of a list, every record as it now stands. */
export type ErpNews =
  | { readonly kind: 'JOURNAL_ENTRY'; readonly entry: JournalEntryState }
  | { readonly kind: 'LEGAL_ENTITIES'; readonly legalEntities: readonly Omit<LegalEntity, 'origin'>[] }
  | { readonly kind: 'LEDGER_ACCOUNTS'; readonly ledgerAccounts: readonly Omit<LedgerAccount, 'origin'>[] }
  | { readonly kind: 'FISCAL_PERIODS'; readonly fiscalPeriods: readonly Omit<FiscalPeriod, 'origin'>[] };

/**
 * All the hub asks of an ERP. `deliver` answers with the entry as the ERP then has it; the same idempotency key never
 * makes a second one. Throws SOURCE_UNAVAILABLE (retry), SOURCE_REJECTED with `details.sourceCode` one of
 * JournalRejectionReason, SOURCE_MALFORMED.
 */
export interface ErpConnector extends PullConnector<ErpNews>, DeliverConnector<PostJournalCommand, JournalEntryState> {
  /** Reads a raw message again by its kind. Throws SOURCE_MALFORMED. */
  read(kind: string, raw: string): ErpNews;
}
