import { connectionOf, pageSizeOf } from '../../platform/domain/connection';
import { HubError } from '../../platform/domain/errors';
import type { Filter } from '../../platform/store/port';
import type { Resolvers } from './generated';

function found<T>(value: T | null, what: string): T {
  if (value === null) throw new HubError('NOT_FOUND', `there is no such ${what}`);
  return value;
}

/** The graph of the general ledger, thin: one call each. */
export const resolvers: Resolvers = {
  Query: {
    journalEntry: async (_, { id }, { loaders }) => found(await loaders.journalEntry.load(id), 'journal entry'),
    journalEntries: async (_, { first, after, status, legalEntityId }, { loaders: { documents, visible } }) => {
      const filter: Filter = {
        all: [visible, status ? { status } : {}, legalEntityId ? { legalEntityId } : {}],
      };
      const limit = pageSizeOf(first);
      const page = await documents.entries.find(filter, {
        sort: [['postingDate', 'desc']],
        limit,
        after: after ?? null,
      });
      return connectionOf(page, () => documents.entries.count(filter));
    },
    fiscalPeriods: async (_, { status }, { loaders: { documents } }) => {
      const filter: Filter = status ? { status } : {};
      return (await documents.fiscalPeriods.find(filter, { sort: [['startDate', 'asc']] })).items;
    },
    legalEntities: async (_, __, { loaders: { documents } }) =>
      (await documents.legalEntities.find({}, { sort: [['_id', 'asc']] })).items,
    ledgerAccounts: async (_, __, { loaders: { documents } }) =>
      (await documents.ledgerAccounts.find({}, { sort: [['code', 'asc']] })).items,
  },
  LegalEntity: {
    __resolveReference: ({ id }, { loaders }) => loaders.legalEntity.load(id),
  },
  LedgerAccount: {
    __resolveReference: ({ id }, { loaders }) => loaders.ledgerAccount.load(id),
  },
  FiscalPeriod: {
    __resolveReference: ({ id }, { loaders }) => loaders.fiscalPeriod.load(id),
  },
  JournalEntry: {
    __resolveReference: ({ id }, { loaders }) => loaders.journalEntry.load(id),
    legalEntity: ({ legalEntityId }, _, { loaders }) => loaders.legalEntity.load(legalEntityId),
    facility: ({ facilityId }) => (facilityId === null ? null : { id: facilityId }),
    fiscalPeriod: ({ fiscalPeriodId }, _, { loaders }) =>
      fiscalPeriodId === null ? null : loaders.fiscalPeriod.load(fiscalPeriodId),
    reversalOf: ({ reversalOfSourceId: id }, _, { loaders }) =>
      id === null ? null : loaders.journalEntryBySourceId.load(id),
  },
  JournalEntryLine: {
    ledgerAccount: ({ ledgerAccountId }, _, { loaders }) => loaders.ledgerAccount.load(ledgerAccountId),
  },
};
