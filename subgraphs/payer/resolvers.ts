import { connectionOf, pageSizeOf, type Connection } from '../../platform/domain/connection';
import { HubError } from '../../platform/domain/errors';
import type { Collection, Filter, Sort, StoredDocument } from '../../platform/store/port';
import type { AdjustmentGroupCode } from './domain';
import { isPriorPayer } from './denial';
import type { AdjustmentGroup, Resolvers } from './generated';

interface Listing<T extends StoredDocument> {
  readonly collection: Collection<T>;
  readonly filter: Filter;
  readonly sort: Sort;
}

async function listed<T extends StoredDocument>(
  { collection, filter, sort }: Listing<T>,
  { first, after }: { readonly first: number; readonly after?: string | null | undefined },
): Promise<Connection<T>> {
  const page = await collection.find(filter, { sort, limit: pageSizeOf(first), after: after ?? null });
  return connectionOf(page, () => collection.count(filter));
}

function found<T>(value: T | null, what: string): T {
  if (value === null) throw new HubError('NOT_FOUND', `there is no such ${what}`);
  return value;
}

const reference = (id: string | null): { readonly id: string } | null => (id === null ? null : { id });

const GROUPS: Readonly<Record<AdjustmentGroupCode, AdjustmentGroup>> = {
  CO: 'CONTRACTUAL_OBLIGATION',
  OA: 'OTHER_ADJUSTMENT',
  PI: 'PAYER_INITIATED',
  PR: 'PATIENT_RESPONSIBILITY',
  CR: 'CORRECTION_OR_REVERSAL',
};

/** The graph of claims and remittances, thin: one call each. */
export const resolvers: Resolvers = {
  Query: {
    claim: async (_, { id }, { loaders }) => found(await loaders.claim.load(id), 'claim'),
    claims: (_, args, { loaders: { documents, visible } }) => {
      const filter: Filter = args.status ? { all: [visible, { status: args.status }] } : visible;
      return listed({ collection: documents.claims, filter, sort: [['serviceDate', 'desc']] }, args);
    },
    remittanceAdvice: async (_, { id }, { loaders }) => found(await loaders.remittance.load(id), 'remittance advice'),
    remittanceAdvices: (_, args, { loaders: { documents, visibleRemittances: visible } }) => {
      const filter: Filter = args.status ? { all: [visible, { status: args.status }] } : visible;
      return listed({ collection: documents.remittances, filter, sort: [['paymentDate', 'desc']] }, args);
    },
    denials: (_, args, { loaders: { documents, visible: filter } }) =>
      listed({ collection: documents.denials, filter, sort: [['denialDate', 'desc']] }, args),
    payers: async (_, __, { loaders: { documents } }) =>
      (await documents.payers.find({}, { sort: [['name', 'asc']] })).items,
    transactionSets: (_, args, { loaders: { documents, visibleToNetwork: visible } }) => {
      const filter: Filter = args.setCode ? { all: [visible, { setCode: args.setCode }] } : visible;
      return listed({ collection: documents.transactions, filter, sort: [['receivedAt', 'desc']] }, args);
    },
  },
  PatientAccount: {
    __resolveReference: ({ id }) => ({ id }),
    claims: ({ id }, { first, after }, { loaders }) =>
      loaders.claimsOfAccount.connection({ parentId: id, first, after: after ?? null }),
  },
  Payer: {
    __resolveReference: ({ id }, { loaders }) => loaders.payer.load(id),
  },
  Claim: {
    __resolveReference: ({ id }, { loaders }) => loaders.claim.load(id),
    id: (claim) => claim._id,
    patient: ({ patientId }) => reference(patientId),
    encounter: ({ encounterId }) => reference(encounterId),
    facility: ({ facilityId }) => reference(facilityId),
    coverage: ({ coverageId }) => reference(coverageId),
    payer: ({ payerId }, _, { loaders }) => (payerId === null ? null : loaders.payer.load(payerId)),
    account: ({ accountId }) => reference(accountId),
    denials: ({ _id }, _, { loaders }) => loaders.denialsOfClaim.load(_id),
    remittances: ({ _id }, _, { loaders }) => loaders.paymentsOfClaim.load(_id),
  },
  Denial: {
    __resolveReference: ({ id }, { loaders }) => loaders.denial.load(id),
    id: (denial) => denial._id,
    claim: ({ claimId }, _, { loaders }) => loaders.claim.load(claimId),
    payer: ({ payerId }, _, { loaders }) => loaders.payer.load(payerId),
    remittanceAdvice: ({ remittanceId }, _, { loaders }) => loaders.remittance.load(remittanceId),
  },
  RemittanceAdvice: {
    __resolveReference: ({ id }, { loaders }) => loaders.remittance.load(id),
    id: (remittance) => remittance._id,
    payer: ({ payerId }, _, { loaders }) => loaders.payer.load(payerId),
    claims: ({ _id }, { first, after }, { loaders }) =>
      loaders.claimsOfRemittance.connection({ parentId: _id, first, after: after ?? null }),
    claimCount: ({ _id }, _, { loaders }) => loaders.claimsOfRemittance.count(_id),
    imbalances: (remittance, _, { loaders }) => loaders.imbalances.load(remittance),
  },
  RemittanceClaim: {
    id: (payment) => payment._id,
    claim: ({ claimId }, _, { loaders }) => (claimId === null ? null : loaders.claim.load(claimId)),
    remittanceAdvice: ({ remittanceId }, _, { loaders }) => loaders.remittance.load(remittanceId),
  },
  RemittanceAdjustment: {
    group: ({ groupCode }) => GROUPS[groupCode],
    isPriorPayer: (adjustment) => isPriorPayer(adjustment),
  },
  TransactionSet: {
    id: (transaction) => transaction._id,
    counts: ({ counts }) => Object.entries(counts).map(([segmentId, count]) => ({ segmentId, count })),
  },
};
