import type { AuditContent } from '../../../../platform/access/audit/audit-record';
import { instant } from '../../../../platform/domain/instant';

/** What an audit record says, for tests: one nurse who saw one patient's name, unless told otherwise. */
export const contentOf = (over: Partial<AuditContent> = {}): AuditContent => ({
  at: instant('2026-02-03T04:05:06.000Z'),
  correlationId: 'c1',
  subgraph: 'ehr',
  viewer: { subject: 'nurse-1', clientId: 'ward', tokenId: 't1', patientIds: [] },
  purpose: 'HPAYMT',
  reason: null,
  operation: { kind: 'QUERY', nameHash: null, documentHash: 'd'.repeat(64) },
  policyVersion: 'p'.repeat(64),
  entities: ['p1'],
  types: ['Patient'],
  entityTypes: [0, 1, 0],
  patients: ['p1'],
  owners: [0, 1, 0],
  accesses: [{ decision: 'ALLOW', fields: ['Patient.name'], entities: [0, 1, 0] }],
  ...over,
});
