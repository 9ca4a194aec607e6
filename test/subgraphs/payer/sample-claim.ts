import { calendarDate } from '../../../platform/domain/calendar-date';
import { money } from '../../../platform/domain/money';
import type { RecordClaim, SubmitClaim } from '../../../subgraphs/payer/commands';

/** A claim to submit, of an invented patient, with what a test changes. */
export const submitClaimOf = (changes: Partial<SubmitClaim> = {}): SubmitClaim => ({
  claimId: 'CLAIM-1',
  accountId: 'account-1',
  patientId: 'patient-1',
  facilityId: 'facility-1',
  encounterId: 'encounter-1',
  coverageId: 'coverage-1',
  payerId: 'payer-1',
  payer: { id: 'payer-1', name: 'Example Plan', payerIdentifier: 'PLAN1' },
  priority: 'PRIMARY',
  billedAmount: money(20_000),
  serviceDate: calendarDate('2026-01-02'),
  billingProvider: {
    name: 'Example Hospital',
    npi: '1234567893',
    taxId: '990000101',
    address: { line: '1 Harbor Road', city: 'Port Ellery', state: 'OH', postalCode: '43999-0001' },
  },
  renderingProvider: { family: 'Médico', given: 'Ana', npi: '1245319599' },
  subscriber: {
    family: 'Exämple*Person',
    given: 'Pat',
    birthDate: calendarDate('1980-02-29'),
    gender: 'F',
    address: { line: '2 Oak Street', city: 'Port Ellery', state: 'OH', postalCode: '43999' },
    memberId: 'W1',
    groupNumber: 'G1',
  },
  relationship: 'SELF',
  patient: null,
  placeOfService: '11',
  diagnosisCodes: ['E11.9', 'I10'],
  lines: [
    { code: '99213', modifiers: ['25'], amount: money(12_000), units: '1', serviceDate: calendarDate('2026-01-02'), lineControlNumber: 'L1' },
    { code: '85025', modifiers: [], amount: money(8000), units: '2', serviceDate: calendarDate('2026-01-02'), lineControlNumber: null },
  ],
  otherPayer: null,
  ...changes,
}); // prettier-ignore

/** A claim that the EHR made, of another patient. */
export const recordedClaim = (claimId: string): RecordClaim => ({
  claimId,
  accountId: 'account-9',
  patientId: 'patient-9',
  facilityId: 'facility-9',
  encounterId: null,
  coverageId: null,
  payerId: null,
  billedAmount: money(10_000),
  serviceDate: calendarDate('2025-12-01'),
  sourceVersion: '1',
  isCancelled: false,
});
