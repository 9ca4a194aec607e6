import { atVersion, samples } from './fhir-samples';
import { openRoom, type Room } from './room';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const facilityIdsOf = async (patientId: string) => (await room.ehr.documents.getPatient(patientId))?.facilityIds;

/** Every document of the room, for comparing. */
async function everything() {
  const documents: Record<string, unknown> = {};
  for (const [name, collection] of Object.entries(room.ehr.documents.collections)) {
    const { items } = await (collection as typeof room.ehr.documents.collections.patients).find({});
    documents[name] = items;
  }
  return documents;
}

const everyKind = () => [
  samples.facility('facility-a'),
  samples.practitioner('practitioner-1'),
  samples.patient('p1', { managingOrganization: { reference: 'Organization/facility-a' } }),
  samples.patient('p2'),
  samples.relatedPerson('g1', 'p2'),
  samples.account('a2', 'p2', ['RelatedPerson/g1']),
  samples.coverage('v1', 'p1'),
  samples.encounter('e1', 'p1', 'facility-b'),
  samples.encounter('e2', 'p2', 'facility-b'),
  samples.chargeItem('c1', 'p1', 'e1'),
];

test('a patient belongs where they are registered and wherever they were seen', async () => {
  await room.run(...everyKind());
  expect(await facilityIdsOf('p1')).toEqual(['facility-a', 'facility-b']);
  expect(await facilityIdsOf('p2')).toEqual(['facility-b']);
  await room.run(samples.encounter('e3', 'p1', 'facility-c'));
  expect(await facilityIdsOf('p1')).toEqual(['facility-a', 'facility-b', 'facility-c']);
});

test('a new version of the patient keeps the facilities', async () => {
  await room.run(...everyKind());
  await room.run(atVersion(samples.patient('p1', { birthDate: '1981-01-01' }), '2'));
  expect(await room.ehr.documents.getPatient('p1')).toMatchObject({
    birthDate: '1981-01-01',
    facilityIds: ['facility-b'],
    version: 2,
  });
});

test('encounters may come before their patient', async () => {
  await room.run(samples.encounter('e1', 'p1', 'facility-b'));
  expect(await facilityIdsOf('p1')).toBeUndefined();
  await room.run(samples.patient('p1'));
  expect(await facilityIdsOf('p1')).toEqual(['facility-b']);
});

test('an encounter moved to the right patient, or entered in error, takes the facility from the wrong one', async () => {
  await room.run(...everyKind());
  await room.run(atVersion(samples.encounter('e2', 'p1', 'facility-c'), '2'));
  expect(await facilityIdsOf('p2')).toEqual([]);
  expect(await facilityIdsOf('p1')).toEqual(['facility-a', 'facility-b', 'facility-c']);
  await room.run(atVersion(samples.encounter('e2', 'p1', 'facility-c', { status: 'entered-in-error' }), '3'));
  expect(await facilityIdsOf('p1')).toEqual(['facility-a', 'facility-b']);
});

test('coverages follow their patient', async () => {
  await room.run(...everyKind());
  expect(await room.ehr.documents.getCoverage('v1')).toMatchObject({ facilityIds: ['facility-a', 'facility-b'] });
  await room.run(samples.encounter('e3', 'p1', 'facility-c'));
  expect(await room.ehr.documents.getCoverage('v1')).toMatchObject({
    facilityIds: ['facility-a', 'facility-b', 'facility-c'],
  });
});

test('guarantors are those of the accounts; the patient alone where there is none; and change with them', async () => {
  await room.run(...everyKind());
  const { documents } = room.ehr;
  expect(await documents.getGuarantorIdsOf('p1')).toEqual(['p1']);
  expect(await documents.getGuarantorIdsOf('p2')).toEqual(['g1']);
  await room.run(atVersion(samples.account('a2', 'p2', ['Patient/p1']), '2'));
  expect(await documents.getGuarantorIdsOf('p2')).toEqual(['p1']);
  const { items } = await room.ehr.documents.collections.guarantorLinks.find({ patientId: 'p2' });
  expect(items.map(({ guarantorId }) => guarantorId)).toEqual(['p1']);
});

test('the account of the facility in question decides, where there is one', async () => {
  const owned = (id: string, party: string, facilityId: string) =>
    samples.account(id, 'p1', [party], { owner: { reference: `Organization/${facilityId}` } });
  await room.run(samples.patient('p1'), owned('a1', 'Patient/p1', 'facility-a'), owned('a2', 'RelatedPerson/g1', 'facility-b')); // prettier-ignore
  const { documents } = room.ehr;
  expect(await documents.getGuarantorIdsOf('p1', 'facility-b')).toEqual(['g1']);
  expect(await documents.getGuarantorIdsOf('p1', 'facility-a')).toEqual(['p1']);
  expect(await documents.getGuarantorIdsOf('p1', 'facility-c')).toEqual(['p1', 'g1']);
});

test('coverages of a patient come in the order in which they pay', async () => {
  await room.run(samples.coverage('v1', 'p1', { order: 2 }), samples.coverage('v2', 'p1', { order: 1 }));
  const ids = (await room.ehr.documents.getCoveragesOfPatient('p1')).map(({ id }) => id);
  expect(ids).toEqual(['v2', 'v1']);
});

test('the whole feed again, or backwards, entry by entry, gives the same documents', async () => {
  await room.run(...everyKind());
  await room.run(atVersion(samples.patient('p1', { birthDate: '1981-01-01' }), '2'));
  await room.run(atVersion(samples.encounter('e1', 'p1', 'facility-c'), '2'));
  const before = await everything();
  const entries = await room.entries();
  await room.ehr.project(entries);
  expect(await everything()).toEqual(before);
  for (const entry of [...entries].reverse()) await room.ehr.project([entry]);
  expect(await everything()).toEqual(before);
});
