import { recordAfter, type AuditContent } from '../../../../platform/access/audit/audit-record';
import { accountingStart, fieldsOf, isDisclosure } from '../../../../platform/access/audit/disclosure';
import { instant } from '../../../../platform/domain/instant';
import { contentOf } from './contents';

const recordOf = (over: Partial<AuditContent>) => recordAfter({ writer: 'w', sequence: 0 }, contentOf(over));

const two: Partial<AuditContent> = {
  entities: ['p1', 'p2', 'e1', 'g1'],
  types: ['Patient', 'Encounter', 'Guarantor'],
  entityTypes: [0, 2, 0, 1, 2, 1],
  patients: ['p1', 'p2'],
  owners: [0, 2, 1, 0, 2, -1],
  accesses: [
    { decision: 'ALLOW', fields: ['Patient.name', 'Patient.birthDate'], entities: [0, 2, 1] },
    { decision: 'MASK', fields: ['Encounter.serviceDate'], entities: [2, 1, 0] },
    { decision: 'DENY', fields: ['Patient.telephone'], entities: [1, 1, 0] },
    { decision: 'ALLOW', fields: ['Guarantor.name'], entities: [3, 1, 0] },
    { decision: 'ALLOW', fields: ['Query.patients'], entities: [] },
  ],
};

describe('what a record tells of one patient', () => {
  it('is their own entities and no others', () => {
    expect(fieldsOf(recordOf(two), 'p1')).toEqual([
      { coordinate: 'Patient.name', decision: 'ALLOW', entities: ['Patient/p1'] },
      { coordinate: 'Patient.birthDate', decision: 'ALLOW', entities: ['Patient/p1'] },
      { coordinate: 'Encounter.serviceDate', decision: 'MASK', entities: ['Encounter/e1'] },
    ]);
    expect(fieldsOf(recordOf(two), 'p2').map(({ decision }) => decision)).toEqual(['ALLOW', 'ALLOW', 'DENY']);
    expect(fieldsOf(recordOf(two), 'p3')).toEqual([]);
  });
});

describe('an accounting of disclosures', () => {
  it('goes six years back', () => {
    expect(accountingStart(instant('2026-03-01T01:00:00Z'))).toBe('2020-03-01T01:00:00.000Z');
  });

  it.each(['TREAT', 'HPAYMT', 'HOPERAT'] as const)('leaves %s out, 45 CFR 164.528(a)(1)(i)', (purpose) => {
    expect(isDisclosure(recordOf({ purpose }), 'p1')).toBe(false);
  });

  it('leaves out what the patient was shown themselves, 45 CFR 164.528(a)(1)(ii), but not others', () => {
    const viewer = { subject: 's', clientId: 'portal', tokenId: 't', patientIds: ['p1'] };
    expect(isDisclosure(recordOf({ ...two, purpose: 'PATRQT', viewer }), 'p1')).toBe(false);
    expect(isDisclosure(recordOf({ ...two, purpose: 'PATRQT', viewer }), 'p2')).toBe(true);
  });

  it('has what was seen by breaking the glass, also masked, but nothing that was only denied', () => {
    const seen = (decision: 'ALLOW' | 'MASK' | 'DENY') =>
      recordOf({ purpose: 'BTG', accesses: [{ decision, fields: ['Patient.name'], entities: [0, 1, 0] }] });
    expect(isDisclosure(seen('ALLOW'), 'p1')).toBe(true);
    expect(isDisclosure(seen('MASK'), 'p1')).toBe(true);
    expect(isDisclosure(seen('DENY'), 'p1')).toBe(false);
  });
});
