import { expectError } from '../../../expect-error';
import { samples } from '../fhir-samples';
import type { Origin } from '../../../../platform/domain/origin';
import { idOf } from '../../../../platform/domain/ids';
import { fhirLineage, recordingsOf, type OriginOf } from '../../../../subgraphs/ehr/mapping/fhir';

const originOf: OriginOf = (sourceId, sourceVersion) =>
  ({ system: 'ehr-sandbox', sourceId, sourceVersion, messageId: 'm-1' }) as Origin;

const read = (resource: object) => recordingsOf(resource, originOf);
const dataOf = (resource: object) => read(resource).map(({ fact }) => fact.data);
const usd = (minorUnits: number) => ({ minorUnits, currency: 'USD' });

test('a recording says where it belongs, which version it is and where it came from', () => {
  const [recording] = read(samples.patient('p1'));
  expect(recording).toMatchObject({
    stream: 'Patient/p1',
    factKey: 'p1@1',
    fact: { type: 'PatientRecorded', data: { origin: { sourceId: 'Patient/p1', sourceVersion: '1' } } },
  });
});

test('a resource without a version is keyed by what it says', () => {
  const patient = { ...samples.patient('p1'), meta: {} };
  const [one] = read(patient);
  const [other] = read({ ...patient, birthDate: '1980-06-16' });
  expect(one?.factKey).toMatch(/^p1@[0-9a-f]{16}$/);
  expect(other?.factKey).not.toBe(one?.factKey);
});

test('Patient', () => {
  expect(dataOf(samples.patient('p1', { managingOrganization: { reference: 'Organization/facility-a' } }))).toEqual([
    {
      id: 'p1',
      patientId: 'p1',
      medicalRecordNumber: 'MRN-p1',
      name: { family: 'Family-p1', given: ['Ada'], prefix: [], text: 'Ada Family-p1' },
      birthDate: '1980-06-15',
      administrativeGender: 'FEMALE',
      address: { line: ['1 Mill Lane'], city: 'Northmere', state: 'OH', postalCode: '43998', country: 'US' },
      telephone: '555-0101',
      managingFacilityId: 'facility-a',
      facilityIds: ['facility-a'],
      origin: expect.anything() as unknown,
    },
  ]);
});

test('a redacted Patient is one whose name and number are not known', () => {
  const redacted = { resourceType: 'Patient', id: 'p1', identifier: [{ type: { coding: [{ code: 'MR' }] } }] };
  expect(dataOf(redacted)).toMatchObject([{ id: 'p1', name: null, medicalRecordNumber: null, birthDate: null }]);
});

test('RelatedPerson and Account say who answers for a bill', () => {
  expect(dataOf(samples.relatedPerson('g1', 'p1'))).toMatchObject([{ id: 'g1', name: { family: 'Outside-g1' } }]);
  const account = samples.account('a1', 'p1', ['RelatedPerson/g1', 'Patient/p2', 'Organization/o1'], {
    owner: { reference: 'Organization/facility-a' },
  });
  expect(read(account)).toMatchObject([
    {
      stream: 'Account/a1',
      fact: {
        type: 'GuarantorAssigned',
        data: { id: 'a1', patientId: 'p1', facilityId: 'facility-a', guarantorIds: ['g1', 'p2'] },
      },
    },
  ]);
});

test('a guarantor on hold does not answer', () => {
  const guarantor = [
    { party: { reference: 'RelatedPerson/g1' }, onHold: true },
    { party: { reference: 'Patient/p1' } },
  ];
  expect(dataOf(samples.account('a1', 'p1', [], { guarantor }))).toMatchObject([{ guarantorIds: ['p1'] }]);
});

test('Encounter', () => {
  expect(dataOf(samples.encounter('e1', 'p1', 'facility-a'))).toMatchObject([
    {
      id: 'e1',
      patientId: 'p1',
      facilityId: 'facility-a',
      practitionerId: 'practitioner-1',
      encounterClass: 'AMBULATORY',
      status: 'FINISHED',
      period: { start: '2026-01-05', end: '2026-01-05' },
      serviceDate: '2026-01-05',
      reasons: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'I10', display: null }],
    },
  ]);
});

test('ChargeItem: the amount is exact and for the whole quantity', () => {
  const item = samples.chargeItem('c1', 'p1', 'e1', { quantity: { value: 2.5 }, performingOrganization: { reference: 'Organization/facility-a' } }); // prettier-ignore
  expect(dataOf(item)).toMatchObject([
    {
      id: 'c1',
      patientId: 'p1',
      encounterId: 'e1',
      facilityId: 'facility-a',
      code: { system: 'http://www.ama-assn.org/go/cpt', code: '99213', display: null },
      quantity: '2.5',
      chargeAmount: usd(12550),
      serviceDate: '2026-01-05',
      status: 'BILLABLE',
      reasons: [],
    },
  ]);
});

test('what is billable needs a price, what is not does not', () => {
  const unpriced = samples.chargeItem('c1', 'p1', 'e1', { priceOverride: undefined });
  const error = expectError(() => read(unpriced), 'SOURCE_MALFORMED');
  expect(error.message).toContain('ChargeItem.chargeAmount from FHIR R4 ChargeItem.priceOverride.value');
  expect(dataOf({ ...unpriced, status: 'not-billable' })).toMatchObject([{ chargeAmount: null }]);
});

test('Coverage', () => {
  expect(read(samples.coverage('v1', 'p1'))).toMatchObject([
    {
      stream: 'Coverage/v1',
      fact: {
        type: 'CoverageRecorded',
        data: {
          id: 'v1',
          patientId: 'p1',
          payerId: 'payer-1',
          payerName: 'Plan payer-1',
          memberId: 'MEA123456789',
          priority: 'PRIMARY',
          relationship: 'SELF',
          status: 'ACTIVE',
          period: { start: '2024-01-01', end: null },
        },
      },
    },
  ]);
});

const benefit = (payor: string, id = 'b1') => ({
  resourceType: 'ExplanationOfBenefit',
  id,
  contained: [
    { resourceType: 'ServiceRequest', id: 'referral' },
    {
      resourceType: 'Coverage',
      id: 'coverage',
      status: 'active',
      type: { text: payor },
      beneficiary: { reference: 'Patient/p1' },
      payor: [{ display: payor }],
    },
  ],
});

test('a Coverage that is only contained gets an id of patient and payer, the same from every bill', () => {
  const [one] = read(benefit('Humana', 'b1'));
  const [other] = read(benefit('Humana', 'b2'));
  expect(one).toMatchObject({
    fact: { data: { patientId: 'p1', payerId: idOf('payer', 'humana'), planName: 'Humana' } },
  });
  expect([other?.stream, other?.factKey]).toEqual([one?.stream, one?.factKey]);
  expect(read(benefit('Cigna Health'))[0]?.stream).not.toBe(one?.stream);
});

test('no insurance is no coverage', () => {
  expect(read(benefit('NO_INSURANCE'))).toEqual([]);
});

test('Claim: payer and coverage are those of the contained plan of the same name', () => {
  const [coverage] = dataOf(benefit('Humana'));
  expect(dataOf(samples.claim('k1', 'p1', 'e1'))).toEqual([
    {
      id: 'k1',
      patientId: 'p1',
      encounterId: 'e1',
      facilityId: 'facility-a',
      payerId: idOf('payer', 'humana'),
      payerName: 'Humana',
      coverageId: coverage?.id,
      billedAmount: usd(12916),
      items: [
        {
          sequence: 1,
          code: { system: 'http://snomed.info/sct', code: '185345009', display: null },
          amount: null,
          serviceDate: '2026-01-05',
        },
        {
          sequence: 2,
          code: { system: 'http://snomed.info/sct', code: '430193006', display: null },
          amount: usd(14052),
          serviceDate: '2026-01-05',
        },
      ],
      use: 'CLAIM',
      status: 'ACTIVE',
      serviceDate: '2026-01-05',
      origin: expect.anything() as unknown,
    },
  ]);
});

test('a Claim of a patient who pays alone has no payer; one that names its plan has that', () => {
  const alone = samples.claim('k1', 'p1', 'e1', {
    insurance: [{ focal: true, coverage: { display: 'no_insurance' } }],
  });
  expect(dataOf(alone)).toMatchObject([{ payerId: null, payerName: null, coverageId: null }]);
  const insured = samples.claim('k1', 'p1', 'e1', {
    insurer: { reference: 'Organization/payer-1' },
    insurance: [
      { focal: false, coverage: { reference: 'Coverage/v2' } },
      { focal: true, coverage: { reference: 'Coverage/v1' } },
    ],
  });
  expect(dataOf(insured)).toMatchObject([{ payerId: 'payer-1', coverageId: 'v1' }]);
});

test('Organization is a facility, a payer or nothing of ours, by its type', () => {
  expect(read(samples.facility('facility-a'))).toMatchObject([
    {
      fact: {
        type: 'FacilityRecorded',
        data: { name: 'Hospital facility-a', npi: '1990000015', legalEntityId: 'le-1' },
      },
    },
  ]);
  expect(read(samples.payer('payer-1'))).toMatchObject([
    { fact: { type: 'PayerRecorded', data: { name: 'Plan payer-1', payerIdentifier: '99101' } } },
  ]);
  expect(read(samples.facility('le-1', { type: [{ coding: [{ code: 'bus' }] }] }))).toEqual([]);
});

test('Practitioner', () => {
  expect(dataOf(samples.practitioner('d1'))).toMatchObject([{ id: 'd1', npi: '1991000011', name: { text: 'Dr. Greta Bergstrom' } }]); // prettier-ignore
});

test.each([
  ['no resource at all', {}, 'resourceType'],
  ['a type that is not read', { resourceType: 'Observation', id: 'o1' }, 'Observation'],
  ['a Patient without an id', { resourceType: 'Patient' }, 'Patient.id'],
  ['an Encounter without a subject', samples.encounter('e1', 'p1', null, { subject: undefined }), 'Encounter.patient'],
  ['an Encounter with an unknown status', samples.encounter('e1', 'p1', null, { status: 'gone' }), 'Encounter.status'],
  ['a Claim without a total', samples.claim('k1', 'p1', 'e1', { total: undefined }), 'Claim.billedAmount'],
  ['a birth date that does not exist', samples.patient('p1', { birthDate: '1980-02-30' }), 'Patient.birthDate'],
])('%s is SOURCE_MALFORMED and the message names the place', (_, resource, place) => {
  expect(expectError(() => read(resource), 'SOURCE_MALFORMED').message).toContain(place);
});

test('what cannot be read is never quoted', () => {
  const error = expectError(() => read(samples.patient('p1', { birthDate: 'Gottlieb 1980' })), 'SOURCE_MALFORMED');
  expect(error.message).not.toContain('Gottlieb');
});

test('lineage comes from the same rows, in names of the graph', () => {
  expect(fhirLineage).toContainEqual({
    target: 'Patient.birthDate',
    sources: ['FHIR R4 Patient.birthDate'],
    transform: 'day',
  });
  expect(fhirLineage).toContainEqual({
    target: 'ChargeItem.chargeAmount',
    sources: [
      'FHIR R4 ChargeItem.priceOverride.value',
      'FHIR R4 ChargeItem.priceOverride.currency',
      'FHIR R4 ChargeItem.status',
    ],
    transform: 'priceHalfEven',
  });
});
