import type { Clock } from '../../platform/domain/instant';
import type { FeedEntry } from '../../platform/events/port';
import type { Billing } from '../../subgraphs/billing/index';
import type { ErpFact, JournalRejectionReason } from '../../subgraphs/erp/domain';

/** What a person is to do about each way in which an ERP turns a journal down. */
const ADVICE: Readonly<Record<JournalRejectionReason, string>> = {
  PERIOD_CLOSED: 'its fiscal period is closed. Open the period, or have the entries posted in a later one',
  UNBALANCED: 'it does not balance in the ERP. Compare its lines with the trial balance',
  KEY_REUSED: 'the ERP holds another journal under the same key. Find out who posted it',
  INVALID: 'the ERP does not know its legal entity, facility or one of its accounts. Complete the chart of accounts',
};

/** A journal that the ERP turns down becomes a case. Safe to repeat. */
export const createFromErp =
  ({ billing, clock }: { readonly billing: Pick<Billing, 'raiseException'>; readonly clock: Clock }) =>
  async (batch: readonly FeedEntry<ErpFact>[]): Promise<void> => {
    for (const { commit } of batch) {
      for (const fact of commit.facts) {
        if (fact.type !== 'JournalEntryRejected') continue;
        const { id, rejectionReason, facilityId, origin } = fact.data.entry;
        const reason = `Journal ${id} was not taken: ${ADVICE[rejectionReason ?? 'INVALID']}.`;
        const { system, messageId } = origin;
        const exception = { kind: 'JOURNAL_REJECTED', reason, system, messageId, accountId: null, facilityId } as const;
        const trace = { correlationId: commit.trace.correlationId, causationId: commit._id };
        await billing.raiseException(id, exception, { at: clock(), trace });
      }
    }
  };
