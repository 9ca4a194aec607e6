import { connectionOf, pageSizeOf, type Connection, type PageArguments } from '../../platform/domain/connection';
import { HubError } from '../../platform/domain/errors';
import { sumMoney } from '../../platform/domain/money';
import type { Collection, Filter, Sort, StoredDocument } from '../../platform/store/port';
import type { Resolvers } from './generated';

interface Listing<T extends StoredDocument> {
  readonly collection: Collection<T>;
  readonly filter: Filter;
  readonly sort: Sort;
}

async function listed<T extends StoredDocument>(
  { collection, filter, sort }: Listing<T>,
  { first, after }: PageArguments,
): Promise<Connection<T>> {
  const page = await collection.find(filter, { sort, limit: pageSizeOf(first), after: after ?? null });
  return connectionOf(page, () => collection.count(filter));
}

function found<T>(value: T | null, what: string): T {
  if (value === null) throw new HubError('NOT_FOUND', `there is no such ${what}`);
  return value;
}

/** The graph of payments, thin: one call each. */
export const resolvers: Resolvers = {
  Query: {
    payment: async (_, { id }, { loaders }) => found(await loaders.payment.load(id), 'payment'),
    payments: (_, args, { loaders: { documents, visible } }) => {
      const filter: Filter = args.status ? { all: [visible, { status: args.status }] } : visible;
      return listed({ collection: documents.payments, filter, sort: [['createdAt', 'desc']] }, args);
    },
    payouts: (_, args, { loaders: { documents, visibleSettlements: filter } }) =>
      listed({ collection: documents.payouts, filter, sort: [['createdAt', 'desc']] }, args),
    bankDeposits: (_, args, { loaders: { documents, visibleSettlements: filter } }) =>
      listed({ collection: documents.bankDeposits, filter, sort: [['valueDate', 'desc']] }, args),
  },
  PatientAccount: {
    __resolveReference: ({ id }) => ({ id }),
    payments: ({ id }, { first, after }, { loaders }) =>
      loaders.paymentsOfAccount.connection({ parentId: id, first, after: after ?? null }),
  },
  Payment: {
    __resolveReference: ({ id }, { loaders }) => loaders.payment.load(id),
    account: ({ accountId }) => (accountId === null ? null : { id: accountId }),
    refunds: ({ id }, _, { loaders }) => loaders.refundsOfPayment.load(id),
    refundedAmount: async ({ id, amount }, _, { loaders }) => {
      const refunds = await loaders.refundsOfPayment.load(id);
      const succeeded = refunds.filter(({ status }) => status === 'SUCCEEDED');
      return sumMoney(succeeded.map((refund) => refund.amount), amount.currency); // prettier-ignore
    },
  },
  Refund: {
    __resolveReference: ({ id }, { loaders }) => loaders.refund.load(id),
    payment: ({ paymentId }, _, { loaders }) => (paymentId === null ? null : loaders.payment.load(paymentId)),
  },
  Payout: {
    __resolveReference: ({ id }, { loaders }) => loaders.payout.load(id),
    paymentAmount: ({ composition }) => composition?.paymentAmount ?? null,
    refundAmount: ({ composition }) => composition?.refundAmount ?? null,
    feeAmount: ({ composition }) => composition?.feeAmount ?? null,
    items: ({ id }, { first, after }, { loaders }) =>
      loaders.itemsOfPayout.connection({ parentId: id, first, after: after ?? null }),
  },
  PayoutItem: {
    payment: ({ paymentId }, _, { loaders }) => (paymentId === null ? null : loaders.payment.load(paymentId)),
    feeAmount: ({ fee }) => fee,
    netAmount: ({ net }) => net,
  },
  BankDeposit: {
    __resolveReference: ({ id }, { loaders }) => loaders.bankDeposit.load(id),
  },
};
