import type { Taken } from '../../../platform/connect/port';
import type { Instant } from '../../../platform/domain/instant';

type Fields = Readonly<Record<string, unknown>>;

const meta = (versionId: string) => ({ versionId, lastUpdated: `2026-01-05T00:00:00.${versionId.padStart(3, '0')}Z` });

/** Small resources of invented people; `more` adds or replaces fields. */
export const samples = {
  facility: (id: string, more: Fields = {}) => ({
    resourceType: 'Organization',
    id,
    meta: meta('1'),
    type: [{ coding: [{ code: 'prov' }] }],
    name: `Hospital ${id}`,
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1990000015' }],
    partOf: { reference: 'Organization/le-1' },
    ...more,
  }),
  payer: (id: string, more: Fields = {}) => ({
    resourceType: 'Organization',
    id,
    meta: meta('1'),
    type: [{ coding: [{ code: 'ins' }] }],
    name: `Plan ${id}`,
    identifier: [{ system: 'http://payer.example/id', value: '99101' }],
    ...more,
  }),
  practitioner: (id: string, more: Fields = {}) => ({
    resourceType: 'Practitioner',
    id,
    meta: meta('1'),
    name: [{ family: 'Bergstrom', given: ['Greta'], prefix: ['Dr.'] }],
    identifier: [{ system: 'http://hl7.org/fhir/sid/us-npi', value: '1991000011' }],
    ...more,
  }),
  patient: (id: string, more: Fields = {}) => ({
    resourceType: 'Patient',
    id,
    meta: meta('1'),
    identifier: [{ system: 'http://hospital.example/mrn', value: `MRN-${id}` }],
    name: [{ use: 'official', family: `Family-${id}`, given: ['Ada'] }],
    gender: 'female',
    birthDate: '1980-06-15',
    address: [{ line: ['1 Mill Lane'], city: 'Northmere', state: 'OH', postalCode: '43998', country: 'US' }],
    telecom: [
      { system: 'email', value: 'a@example.com' },
      { system: 'phone', value: '555-0101' },
    ],
    ...more,
  }),
  relatedPerson: (id: string, patientId: string, more: Fields = {}) => ({
    resourceType: 'RelatedPerson',
    id,
    meta: meta('1'),
    patient: { reference: `Patient/${patientId}` },
    name: [{ family: `Outside-${id}`, given: ['Bo'] }],
    ...more,
  }),
  account: (id: string, patientId: string, parties: readonly string[], more: Fields = {}) => ({
    resourceType: 'Account',
    id,
    meta: meta('1'),
    status: 'active',
    subject: [{ reference: `Patient/${patientId}` }],
    guarantor: parties.map((reference) => ({ party: { reference } })),
    ...more,
  }),
  coverage: (id: string, patientId: string, more: Fields = {}) => ({
    resourceType: 'Coverage',
    id,
    meta: meta('1'),
    status: 'active',
    beneficiary: { reference: `Patient/${patientId}` },
    payor: [{ reference: 'Organization/payer-1', display: 'Plan payer-1' }],
    subscriberId: 'MEA123456789',
    order: 1,
    relationship: { coding: [{ code: 'self' }] },
    period: { start: '2024-01-01' },
    ...more,
  }),
  encounter: (id: string, patientId: string, facilityId: string | null, more: Fields = {}) => ({
    resourceType: 'Encounter',
    id,
    meta: meta('1'),
    status: 'finished',
    class: { code: 'AMB' },
    subject: { reference: `Patient/${patientId}` },
    participant: [{ individual: { reference: 'Practitioner/practitioner-1' } }],
    period: { start: '2026-01-05T09:00:00-05:00', end: '2026-01-05T09:30:00-05:00' },
    reasonCode: [{ coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10' }] }],
    ...(facilityId === null ? {} : { serviceProvider: { reference: `Organization/${facilityId}` } }),
    ...more,
  }),
  chargeItem: (id: string, patientId: string, encounterId: string, more: Fields = {}) => ({
    resourceType: 'ChargeItem',
    id,
    meta: meta('1'),
    status: 'billable',
    subject: { reference: `Patient/${patientId}` },
    context: { reference: `Encounter/${encounterId}` },
    code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '99213' }] },
    occurrenceDateTime: '2026-01-05',
    quantity: { value: 1 },
    priceOverride: { value: 125.5, currency: 'USD' },
    ...more,
  }),
  claim: (id: string, patientId: string, encounterId: string, more: Fields = {}) => ({
    resourceType: 'Claim',
    id,
    meta: meta('1'),
    status: 'active',
    use: 'claim',
    patient: { reference: `Patient/${patientId}` },
    provider: { reference: 'Organization/facility-a' },
    billablePeriod: { start: '2026-01-05T09:00:00-05:00' },
    created: '2026-01-06',
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'Humana' } }],
    item: [
      {
        sequence: 1,
        productOrService: { coding: [{ system: 'http://snomed.info/sct', code: '185345009' }] },
        encounter: [{ reference: `Encounter/${encounterId}` }],
      },
      {
        sequence: 2,
        productOrService: { coding: [{ system: 'http://snomed.info/sct', code: '430193006' }] },
        net: { value: 140.52, currency: 'USD' },
      },
    ],
    total: { value: 129.16, currency: 'USD' },
    ...more,
  }),
};

/** The same resource as a later version. */
export const atVersion = <T extends object>(resource: T, versionId: string): T => ({
  ...resource,
  meta: meta(versionId),
});

/** Resources as the inbox hands them on. */
export const taken = (...resources: readonly object[]): readonly Taken[] =>
  resources.map((payload, index) => {
    const { resourceType = '', id = '', meta: version } = payload as Record<string, never>;
    const { versionId = '1' } = (version ?? {}) as { versionId?: string };
    return {
      key: `${resourceType as string}/${id as string}@${versionId}`,
      kind: `FHIR R4 ${resourceType as string}`,
      raw: JSON.stringify(payload),
      payload,
      messageId: `m-${index}-${id as string}-${versionId}`,
      system: 'ehr-sandbox',
      receivedAt: '2026-01-05T12:00:00.000Z' as Instant,
      correlationId: 'c-1',
    };
  });
