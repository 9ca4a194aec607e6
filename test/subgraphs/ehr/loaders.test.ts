import { samples } from './fhir-samples';
import { openRoom, viewerOf, type Room } from './room';

let room: Room;
beforeAll(async () => {
  room = await openRoom();
  const numbers = Array.from({ length: 100 }, (_, index) => index);
  await room.run(
    samples.facility('facility-a'),
    ...numbers.flatMap((n) => [
      samples.patient(`p${n}`),
      samples.coverage(`v${n}`, `p${n}`),
      samples.encounter(`e${n}`, `p${n}`, 'facility-a'),
      samples.chargeItem(`c${n}`, `p${n}`, `e${n}`),
    ]),
  );
});
afterAll(() => room.close());

const viewer = viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-a'] });

test('100 encounters with patient, facility and charges cost one read of each', async () => {
  room.reads();
  const of = Array.from({ length: 100 }, (_, n) => ({ __typename: 'Encounter', id: `e${n}` }));
  const { data, errors } = await room.ask(
    viewer,
    `query ($of: [_Any!]!) { _entities(representations: $of) { ... on Encounter {
      patient { name { text } } facility { name } chargeItems { chargeAmount { minorUnits } } totalChargeAmount { minorUnits } } } }`,
    { of },
  );
  expect(errors).toEqual([]);
  expect(data['_entities']).toHaveLength(100);
  expect(data['_entities'][99]).toMatchObject({
    patient: { name: { text: 'Ada Family-p99' } },
    facility: { name: 'Hospital facility-a' },
    totalChargeAmount: { minorUnits: 12550 },
  });
  expect(room.reads()).toEqual({ ehr_encounters: 1, ehr_patients: 1, ehr_facilities: 1, ehr_charge_items: 1 });
});

test('a page of 100 patients with encounters, coverages and guarantors costs a fixed number of reads', async () => {
  room.reads();
  const { data, errors } = await room.ask(
    viewer,
    `{ patients(first: 100) { totalCount nodes {
      encounters(first: 5) { totalCount nodes { id } } coverages { id } guarantors { id patients { id } } facilities { id } } } }`,
  );
  expect(errors).toEqual([]);
  expect(data['patients'].totalCount).toBe(100);
  expect(data['patients'].nodes[7]).toMatchObject({ encounters: { totalCount: 1 }, coverages: [{}], guarantors: [{}] });
  expect(room.reads()).toEqual({
    ehr_patients: 4, // the page, its count, the guarantors who are patients, and whom they answer for
    ehr_encounters: 2, // the pages and their counts
    ehr_coverages: 1,
    ehr_guarantor_links: 2, // from each side
    ehr_guarantors: 1,
    ehr_facilities: 1,
  });
});

test('two requests share nothing', async () => {
  room.reads();
  for (let n = 0; n < 2; n += 1) await room.ask(viewer, '{ patient(id: "p1") { id } }');
  expect(room.reads()).toEqual({ ehr_patients: 2 });
});
