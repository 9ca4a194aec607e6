import { HubError } from '../../platform/domain/errors';
import { connectionOf, pageSizeOf, type Connection } from '../../platform/domain/connection';
import { money, sumMoney, type Money } from '../../platform/domain/money';
import type { Collection, Filter, Sort, StoredDocument } from '../../platform/store/port';
import type { BalanceChange } from './balance-changes';
import type { EntryDocument } from './documents';
import { LEDGER_ACCOUNT_CODES, type LedgerAccountCode } from './domain';
import { isVisibleCase } from './exceptions';
import type { Resolvers } from './generated';
import { receivableOf } from './ledger';
import { metricResolvers } from './metrics/metric-resolvers';
import type { Context } from './loaders';
import type { RaisedCase } from './raised-exceptions';

const reference = (id: string | null | undefined): { readonly id: string } | null => (id ? { id } : null);

const found = <T>(value: T | null, what: string): T => {
  if (value === null) throw new HubError('NOT_FOUND', `there is no such ${what}`);
  return value;
};

/** The event that is being pushed. Throws FORBIDDEN where there is none. */
function pushed<T>(event: unknown): T {
  if (!event) throw new HubError('FORBIDDEN', 'this field answers only inside a running subscription');
  return event as T;
}

interface Listing<T extends StoredDocument> {
  readonly collection: Collection<T>;
  readonly filter: Filter;
  readonly sort: Sort;
}

/** One page of a collection as a Relay connection, counted only when asked. */
async function listed<T extends StoredDocument>(
  { collection, filter, sort }: Listing<T>,
  args: { readonly first: number; readonly after?: string | null },
): Promise<Connection<T>> {
  const page = await collection.find(filter, { sort, limit: pageSizeOf(args.first), after: args.after ?? null });
  return connectionOf(page, () => collection.count(filter));
}

/** Sums every leg of the ledger that the viewer may see, in the store. */
async function trialBalance({ documents, visibleAtFacility: filter }: Context['loaders']) {
  const sum = LEDGER_ACCOUNT_CODES.map((code) => `legs.${code}`);
  const groups = await documents.entries.group({ by: ['currency'], sum, filter });
  const lines = groups.flatMap(
    ({ key, sums }) =>
    LEDGER_ACCOUNT_CODES.map((code) => ({ ledgerAccount: code, amount: money(sums[`legs.${code}`] ?? 0, String(key.currency)) })), // prettier-ignore
  );
  return {
    lines: lines.filter(({ amount }) => amount.minorUnits !== 0),
    totalAmount: sumMoney(lines.map(({ amount }) => amount), lines[0]?.amount.currency), // prettier-ignore
    entryCount: groups.reduce((count, group) => count + group.count, 0),
  };
}

async function heldAmount({ documents, visibleAtFacility }: Context['loaders']): Promise<Money> {
  const filter = { all: [visibleAtFacility, { status: 'HELD' }] };
  const [group] = await documents.unidentified.group({ by: [], sum: ['amount'], filter });
  return money(group?.sums.amount ?? 0);
}

const inCurrency = (minorUnits: number, { currency }: { readonly currency: string }): Money =>
  money(minorUnits, currency);

export const resolvers: Resolvers = {
  Query: {
    account: async (_, { id }, { loaders }) => found(await loaders.account.load(id), 'account'),
    accounts: (_, args, { loaders: { documents, visibleAccounts: visible } }) =>
      listed({ collection: documents.accounts, filter: visible, sort: [['balance', 'desc']] }, args),
    accountsOfPatient: (_, { patientId, ...page }, { loaders: { documents, visibleAccounts: visible } }) =>
      listed(
        { collection: documents.accounts, filter: { all: [visible, { patientId }] }, sort: [['balance', 'desc']] },
        page,
      ),
    trialBalance: (_, __, { loaders }) => trialBalance(loaders),
    ...metricResolvers.Query,
    unidentifiedCash: (_, args, { loaders: { documents, visibleAtFacility } }) =>
      listed({ collection: documents.unidentified, filter: visibleAtFacility, sort: [['position', 'asc']] }, args),
    exceptionCases: (_, args, { loaders: { documents, visibleAtFacility } }) =>
      listed(
        {
          collection: documents.cases,
          filter: {
            all: [visibleAtFacility, args.kind ? { kind: args.kind } : {}, args.status ? { status: args.status } : {}],
          },
          sort: [['openedAt', 'desc']],
        },
        args,
      ),
    exceptionCase: async (_, { id }, { loaders }) => found(await loaders.exceptionCase.load(id), 'exception case'),
    _onAccountBalanceChanged: (_, __, { event }) => pushed<BalanceChange>(event),
    _onExceptionRaised: (_, __, { event, viewer }) => {
      const { raised } = pushed<RaisedCase>(event);
      return found(isVisibleCase(raised, viewer.compartment) ? (event as RaisedCase) : null, 'exception case');
    },
  },
  PatientAccount: {
    __resolveReference: ({ id }, { loaders }) => loaders.account.load(id),
    id: (account) => account._id,
    patient: (account) => reference(account.patientId),
    guarantor: (account) => reference(account.guarantorId),
    facility: (account) => reference(account.facilityId),
    balance: (account) => inCurrency(account.balance, account),
    patientBalanceAmount: (account) => inCurrency(account.patientBalance, account),
    insuranceBalanceAmount: (account) => inCurrency(account.insuranceBalance, account),
    unappliedAmount: (account) => inCurrency(account.unapplied, account),
    entries: (account, { first, after }, { loaders }) =>
      loaders.entries.connection({ parentId: account._id, first, after: after ?? null }),
    cursor: (account) => `v${account.version}`,
  },
  LedgerEntry: {
    __resolveReference: ({ id }, { loaders }) => loaders.entry.load(id),
    id: (entry) => entry._id,
    amount: (entry) => inCurrency(receivableOf(entry.legs), entry),
    balanceAfterAmount: (entry) => inCurrency(entry.balanceAfter, entry),
    legs: (entry) =>
      (Object.entries(entry.legs) as [LedgerAccountCode, number][]).map(([ledgerAccount, amount]) => ({
        ledgerAccount,
        amount: inCurrency(amount, entry),
      })),
    claim: (entry) => reference(entry.claimId),
    encounter: (entry) => reference(entry.encounterId),
    payment: (entry) => reference(entry.paymentId),
    remittanceAdvice: (entry) => reference(entry.remittanceId),
    commit: ({ commitId, factKey, correlationId }) => ({ id: commitId, factKey, correlationId }),
  },
  ExceptionCase: {
    __resolveReference: ({ id }, { loaders }) => loaders.exceptionCase.load(id),
    id: (item) => item._id,
    account: (item, _, { loaders }) => (item.accountId === null ? null : loaders.account.load(item.accountId)),
  },
  ExceptionRaised: {
    // The list may not have it yet.
    exceptionCase: async ({ raised }, _, { loaders }) => (await loaders.exceptionCase.load(raised._id)) ?? raised,
    raisedAt: ({ raised }) => raised.openedAt,
  },
  UnidentifiedCash: {
    id: (item) => item._id,
    remittanceAdvice: (item) => reference(item.payment.remittanceId),
    amount: (item) => inCurrency(item.amount, item),
  },
  UnidentifiedCashConnection: {
    heldAmount: (_, __, { loaders }) => heldAmount(loaders),
  },
  AccountBalanceChanged: {
    account: (change, _, { loaders }) => loaders.account.load(change.accountId),
    balance: (change) => inCurrency(change.balances.insurance + change.balances.patient, change),
    patientBalanceAmount: (change) => inCurrency(change.balances.patient, change),
    insuranceBalanceAmount: (change) => inCurrency(change.balances.insurance, change),
    unappliedAmount: (change) => inCurrency(change.balances.unapplied, change),
    entries: (change) => change.entries as readonly EntryDocument[],
  },
  Metric: metricResolvers.Metric,
  MetricCell: metricResolvers.MetricCell,
};
