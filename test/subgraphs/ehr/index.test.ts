import { graphql, printSchema, type GraphQLObjectType } from 'graphql';
import { NO_ACCESSES } from '../../../platform/access/audit/audit-record';
import { placesIn } from '../../../platform/access/audit/places';
import { instant } from '../../../platform/domain/instant';
import { samples } from './fhir-samples';
import { openRoom, viewerOf, type Room } from './room';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
  await room.run(
    samples.facility('facility-a'),
    samples.facility('facility-b'),
    samples.practitioner('practitioner-1'),
    samples.patient('p1', { managingOrganization: { reference: 'Organization/facility-a' } }),
    samples.patient('p2'),
    samples.patient('p3'),
    samples.relatedPerson('g1', 'p2'),
    samples.account('account-2', 'p2', ['RelatedPerson/g1']),
    samples.coverage('v1', 'p1', { order: 2 }),
    samples.coverage('v2', 'p1'),
    samples.encounter('e1', 'p1', 'facility-a'),
    samples.encounter('e2', 'p2', 'facility-b'),
    samples.chargeItem('c1', 'p1', 'e1'),
    samples.chargeItem('c2', 'p1', 'e1', { priceOverride: { value: 10.25, currency: 'USD' }, occurrenceDateTime: '2026-01-06' }), // prettier-ignore
    samples.chargeItem('c3', 'p1', 'e1', { status: 'entered-in-error', occurrenceDateTime: '2026-01-07' }),
  );
});
afterAll(() => room.close());

const patient = viewerOf('patient', { kind: 'PATIENT', patientIds: ['p1'] });
const billingA = viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-a'] });
const billingB = viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-b'] });
const analyst = viewerOf('analyst');
const steward = viewerOf('steward', { kind: 'NONE' });

const PATIENT = `query ($id: ID!) {
  patient(id: $id) {
    id medicalRecordNumber name { family given prefix text } birthDate administrativeGender telephone
    address { line city state postalCode country }
    guarantors { id name { text } patients { id } }
    coverages { id payer { id } memberId priority relationship status period { start end } planName }
    encounters(first: 10) {
      totalCount
      nodes {
        id facility { id name npi legalEntity { id } } practitioner { npi name { text } } encounterClass status serviceDate
        period { start end } patient { id }
        chargeItems { id code { system code } quantity chargeAmount { minorUnits currency } serviceDate status encounter { id } }
        totalChargeAmount { minorUnits currency }
      }
    }
    facilities { id }
    origin { system sourceId sourceVersion }
  }
}`;

test('a patient sees the whole of the own record', async () => {
  const { data, errors } = await room.ask(patient, PATIENT, { id: 'p1' });
  expect(errors).toEqual([]);
  expect(data['patient']).toMatchObject({
    medicalRecordNumber: 'MRN-p1',
    name: { text: 'Ada Family-p1' },
    birthDate: '1980-06-15',
    administrativeGender: 'FEMALE',
    telephone: '555-0101',
    address: { line: ['1 Mill Lane'], postalCode: '43998' },
    guarantors: [{ id: 'p1', name: { text: 'Ada Family-p1' }, patients: [{ id: 'p1' }] }],
    coverages: [
      { id: 'v2', payer: { id: 'payer-1' }, memberId: 'MEA123456789', priority: 'PRIMARY', period: { start: '2024-01-01', end: null } }, // prettier-ignore
      { id: 'v1', priority: 'SECONDARY' },
    ],
    encounters: {
      totalCount: 1,
      nodes: [
        {
          id: 'e1',
          facility: { id: 'facility-a', name: 'Hospital facility-a', npi: '1990000015', legalEntity: { id: 'le-1' } },
          practitioner: { npi: '1991000011', name: { text: 'Dr. Greta Bergstrom' } },
          encounterClass: 'AMBULATORY',
          status: 'FINISHED',
          serviceDate: '2026-01-05',
          patient: { id: 'p1' },
          chargeItems: [
            { id: 'c1', code: { code: '99213' }, quantity: '1', chargeAmount: { minorUnits: 12550, currency: 'USD' }, encounter: { id: 'e1' } }, // prettier-ignore
            { id: 'c2' },
            { id: 'c3', status: 'ENTERED_IN_ERROR' },
          ],
          totalChargeAmount: { minorUnits: 13575, currency: 'USD' },
        },
      ],
    },
    facilities: [{ id: 'facility-a' }],
    origin: { system: 'ehr-sandbox', sourceId: 'Patient/p1', sourceVersion: '1' },
  });
});

test('another patient, and one who does not exist, look the same: null and NOT_FOUND', async () => {
  for (const id of ['p2', 'nobody']) {
    const { data, errors } = await room.ask(patient, PATIENT, { id });
    expect(data['patient']).toBeNull();
    expect(errors).toEqual([{ path: 'patient', code: 'NOT_FOUND' }]);
  }
});

test('a patient’s list holds the patient alone', async () => {
  const { data } = await room.ask(patient, '{ patients(first: 10) { nodes { id } totalCount } }');
  expect(data['patients']).toEqual({ nodes: [{ id: 'p1' }], totalCount: 1 });
});

test('billing staff see the patients, encounters and coverages of their own facilities only', async () => {
  const query = `query ($id: ID!) { patients(first: 10) { nodes { id } totalCount } encounter(id: $id) { id patient { id } } }`;
  const atA = await room.ask(billingA, query, { id: 'e2' });
  expect(atA.data).toEqual({ patients: { nodes: [{ id: 'p1' }], totalCount: 1 }, encounter: null });
  expect(atA.errors).toEqual([{ path: 'encounter', code: 'NOT_FOUND' }]);
  const atB = await room.ask(billingB, query, { id: 'e2' });
  expect(atB.data).toEqual({
    patients: { nodes: [{ id: 'p2' }], totalCount: 1 },
    encounter: { id: 'e2', patient: { id: 'p2' } },
  });
});

test('a broken glass opens the care of every facility, and nobody else’s money', async () => {
  const glass = { grantId: 'g1', reason: 'unconscious', until: instant('2030-01-01T00:00:00Z') };
  const { data } = await room.ask(
    { ...billingA, purpose: 'BTG', glass },
    `{ patient(id: "p2") { name { text } encounters(first: 5) { nodes { id serviceDate totalChargeAmount { minorUnits } } } }
       own: encounter(id: "e1") { totalChargeAmount { minorUnits } chargeItems { chargeAmount { minorUnits } } } }`,
  );
  expect(data['patient']).toMatchObject({
    name: { text: 'Ada Family-p2' },
    encounters: { nodes: [{ id: 'e2', totalChargeAmount: null }] },
  });
  expect(data['own'].totalChargeAmount).not.toBeNull();
  expect(data['own'].chargeItems[0].chargeAmount).not.toBeNull();
});

test('what is seen of people is noted with the patient it is about, the parts of a record too', async () => {
  const contextValue = room.ehr.subgraph.contextFor({ viewer: billingB, correlationId: 'c1' });
  const source =
    '{ patient(id: "p2") { name { text } address { city } guarantors { name { text } } encounters(first: 1) { nodes { status } } } }';
  await graphql({ schema: room.ehr.subgraph.schema, source, contextValue });
  const { entities, types, entityTypes, patients, owners, accesses } = contextValue.audit.take() ?? NO_ACCESSES;
  const typeAt = [...placesIn(entityTypes)].map((place) => types[place]);
  const patientAt = [...placesIn(owners)].map((place) => patients[place]);
  const named = entities.map((id, at) => `${typeAt[at]}/${id} of ${patientAt[at]}`);
  const seen = accesses.flatMap(({ fields, entities: places }) =>
    fields.map((field) => [field, ...[...placesIn(places)].map((at) => named[at])].join(' ')),
  );
  expect(seen).toEqual(
    expect.arrayContaining([
      'Query.patient',
      'Patient.name Patient/p2 of p2',
      'HumanName.text Patient/p2 of p2 Guarantor/g1 of undefined',
      'Address.city Patient/p2 of p2',
      'Encounter.status Encounter/e2 of p2',
    ]),
  );
});

test('a patient who answers for themselves is noted as the patient they are', async () => {
  const contextValue = room.ehr.subgraph.contextFor({ viewer: patient, correlationId: 'c1' });
  const source = '{ patient(id: "p1") { guarantors { telephone } } }';
  await graphql({ schema: room.ehr.subgraph.schema, source, contextValue });
  expect(contextValue.audit.take()).toMatchObject({
    entities: ['p1', 'p1'],
    types: ['Patient', 'Guarantor'],
    owners: [0, 2, 0],
  });
});

const ENTITIES = `query ($of: [_Any!]!) {
  _entities(representations: $of) {
    ... on Patient { id name { text } }
    ... on Coverage { id memberId }
    ... on Guarantor { id name { text } }
    ... on Encounter { id serviceDate }
    ... on ChargeItem { id quantity }
    ... on Facility { id facilityName: name }
    ... on Practitioner { id npi }
  }
}`;
const references = [
  { __typename: 'Patient', id: 'p2' },
  { __typename: 'Coverage', id: 'v1' },
  { __typename: 'Guarantor', id: 'g1' },
  { __typename: 'Encounter', id: 'e1' },
  { __typename: 'ChargeItem', id: 'c1' },
  { __typename: 'Facility', id: 'facility-b' },
  { __typename: 'Practitioner', id: 'practitioner-1' },
];

test('by reference, too, what is outside the compartment is not there', async () => {
  const atA = await room.ask(billingA, ENTITIES, { of: references });
  expect(atA.data['_entities']).toMatchObject([
    null,
    { memberId: 'MEA123456789' },
    null,
    { serviceDate: '2026-01-05' },
    { quantity: '1' },
    { facilityName: 'Hospital facility-b' },
    { npi: '1991000011' },
  ]);
  const atB = await room.ask(billingB, ENTITIES, { of: references });
  expect(atB.data['_entities']).toMatchObject([
    { id: 'p2' },
    null,
    { name: { text: 'Bo Outside-g1' } },
    null,
    null,
    {},
    {},
  ]);
});

test('an analyst sees no name, number or day, but the year, the region and the money', async () => {
  const { data, errors } = await room.ask(analyst, PATIENT, { id: 'p1' });
  expect(data['patient']).toMatchObject({
    id: 'p1',
    medicalRecordNumber: null,
    name: null,
    telephone: null,
    birthDate: '1980-01-01',
    administrativeGender: 'FEMALE',
    address: { line: null, city: null, state: 'OH', postalCode: '439' },
    guarantors: null,
    coverages: [{ id: 'v2', payer: { id: 'payer-1' }, memberId: '****6789' }, { id: 'v1' }],
    encounters: {
      nodes: [{ id: 'e1', serviceDate: '2026-01-01', period: null, practitioner: null, chargeItems: null, totalChargeAmount: { minorUnits: 13575 } }], // prettier-ignore
    },
  });
  expect(errors.every(({ code }) => code === 'FORBIDDEN')).toBe(true);
  expect(errors.map(({ path }) => path)).toContain('patient.name');
});

test('an analyst is told no count of people or visits, which may be small', async () => {
  const counts = '{ patients(first: 1) { totalCount nodes { encounters(first: 1) { totalCount } } } }';
  const { data, errors } = await room.ask(analyst, counts);
  expect(data['patients']).toEqual({ totalCount: null, nodes: [{ encounters: { totalCount: null } }] });
  expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
});

test('an analyst may not search by name', async () => {
  const { data, errors } = await room.ask(analyst, '{ patientsNamed(familyName: "Fam", first: 5) { totalCount } }');
  expect(data['patientsNamed']).toBeNull();
  expect(errors).toEqual([{ path: 'patientsNamed', code: 'FORBIDDEN' }]);
});

test('a viewer without rights to records gets none, and still the directory', async () => {
  const { data, errors } = await room.ask(steward, '{ patients(first: 5) { nodes { id } } facilities { id name } }');
  expect(data['patients']).toBeNull();
  expect(errors).toEqual([{ path: 'patients', code: 'FORBIDDEN' }]);
  expect(data['facilities']).toHaveLength(2);
});

test('patients are found by the beginning of the family name, page after page', async () => {
  const network = viewerOf('billing');
  const query = `query ($after: String) { patientsNamed(familyName: "FAMILY-", first: 2, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
  const first = await room.ask(network, query);
  expect(first.data['patientsNamed']).toMatchObject({
    totalCount: 3,
    nodes: [{ id: 'p1' }, { id: 'p2' }],
    pageInfo: { hasNextPage: true },
  });
  const { endCursor } = first.data['patientsNamed'].pageInfo as { endCursor: string };
  const second = await room.ask(network, query, { after: endCursor });
  expect(second.data['patientsNamed']).toMatchObject({ nodes: [{ id: 'p3' }], pageInfo: { hasNextPage: false } });
});

test('more than 200 at a time is refused', async () => {
  const { errors } = await room.ask(viewerOf('billing'), '{ patients(first: 201) { nodes { id } } }');
  expect(errors).toEqual([{ path: 'patients', code: 'BAD_INPUT' }]);
});

test('each type of lineage target of this room is a field of its graph', () => {
  const { schema, lineage } = room.ehr.subgraph;
  const others = new Set(['Payer', 'Claim']); // owned by the payer room; told of from here
  const missing = lineage
    .map(({ target }) => target.split('.'))
    .filter(([type = '']) => !others.has(type))
    .filter(([type = '', field = '']) => !(schema.getType(type) as GraphQLObjectType | undefined)?.getFields()[field]);
  expect(missing).toEqual([]);
  expect(lineage.length).toBeGreaterThan(50);
});

test('no amount or quantity of the graph is a float', () => {
  expect(printSchema(room.ehr.subgraph.schema)).not.toMatch(/\bFloat\b/);
});

describe('where else a patient has been, and who else answers for them', () => {
  const WHERE = '{ patient(id: "p4") { facilities { id } guarantors { id telephone } } }';
  const guarantor = viewerOf('patient', { kind: 'PATIENT', patientIds: [], guarantorIds: ['g4'], guaranteed: { accountIds: [], patientIds: ['p4'] } }); // prettier-ignore
  beforeAll(() =>
    room.run(
      samples.patient('p4', { managingOrganization: { reference: 'Organization/facility-a' } }),
      samples.encounter('e4', 'p4', 'facility-b'),
      samples.relatedPerson('g4', 'p4'),
      samples.relatedPerson('g5', 'p4'),
      samples.account('account-4', 'p4', ['RelatedPerson/g4', 'RelatedPerson/g5']),
    ),
  );

  test('is for the patient, and for who sees both facilities', async () => {
    for (const viewer of [
      viewerOf('billing'),
      viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-a', 'facility-b'] }),
      viewerOf('patient', { kind: 'PATIENT', patientIds: ['p4'] }),
    ]) {
      const { data } = await room.ask(viewer, WHERE);
      expect(data['patient'].facilities).toEqual([{ id: 'facility-a' }, { id: 'facility-b' }]);
      expect(data['patient'].guarantors).toMatchObject([{ id: 'g4' }, { id: 'g5' }]);
    }
  });

  test('staff of one facility are not told of another’s, unless they break the glass', async () => {
    const glass = { grantId: 'g1', reason: 'unconscious', until: instant('2030-01-01T00:00:00Z') };
    expect((await room.ask(billingB, WHERE)).data['patient'].facilities).toEqual([{ id: 'facility-b' }]);
    const opened = await room.ask({ ...billingB, purpose: 'BTG', glass }, WHERE);
    expect(opened.data['patient'].facilities).toHaveLength(2);
  });

  test('a guarantor is told of neither, and who they themselves are', async () => {
    const { data, errors } = await room.ask(guarantor, WHERE);
    expect(errors).toEqual([]);
    expect(data['patient']).toMatchObject({ facilities: [], guarantors: [{ id: 'g4' }] });
    const other = `{ _entities(representations: [{ __typename: "Guarantor", id: "g5" }]) { ... on Guarantor { telephone } } }`;
    expect((await room.ask(guarantor, other)).data['_entities']).toEqual([null]);
    const own = `{ _entities(representations: [{ __typename: "Guarantor", id: "g4" }]) { ... on Guarantor { patients { id } } } }`;
    expect((await room.ask(guarantor, own)).data['_entities']).toEqual([{ patients: [{ id: 'p4' }] }]);
  });
});
