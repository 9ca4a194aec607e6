import { accountingStart } from '../platform/access/audit/disclosure';
import type { QueryResolvers, Resolvers } from './generated';

/** Root fields over the audit trail. */
export const auditQueries: Pick<QueryResolvers, 'accessLog' | 'accountingOfDisclosures'> = {
  accessLog: (_, { patient, from, to, ...page }, { loaders }) =>
    loaders.accesses({ patientId: patient, from, to }, { ...page, after: page.after ?? null }),
  accountingOfDisclosures: (_, { patient, from, to, ...page }, { loaders }) =>
    loaders.accesses(
      { patientId: patient, from: from ?? accountingStart(loaders.now), to, disclosuresOnly: true },
      { ...page, after: page.after ?? null },
    ),
};

/** One record of the audit trail in the graph's words. */
export const auditTypes: Pick<Resolvers, 'AccessLogEntry' | 'Disclosure'> = {
  AccessLogEntry: {
    recordId: ({ record }) => record._id,
    recordedAt: ({ record }) => record.at,
    subject: ({ record }) => record.viewer.subject,
    clientId: ({ record }) => record.viewer.clientId,
    tokenId: ({ record }) => record.viewer.tokenId,
    purpose: ({ record }) => record.purpose,
    breakGlassReason: ({ record }) => record.reason,
    operationKind: ({ record }) => record.operation.kind,
    operationNameHash: ({ record }) => record.operation.nameHash,
    documentHash: ({ record }) => record.operation.documentHash,
    correlationId: ({ record }) => record.correlationId,
    api: ({ record }, _, { loaders }) => loaders.state.apis.get(record.subgraph) ?? null,
    policyVersion: ({ record }) => record.policyVersion,
  },
  Disclosure: {
    disclosedAt: ({ record }) => record.at,
    recipient: ({ record }) => record.viewer.subject,
    clientId: ({ record }) => record.viewer.clientId,
    disclosedFields: ({ fields }) => [
      ...new Set(fields.filter(({ decision }) => decision !== 'DENY').map(({ coordinate }) => coordinate)),
    ],
    purpose: ({ record }) => record.purpose,
    reason: ({ record }) => record.reason,
  },
};
