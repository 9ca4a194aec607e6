import { payerIdOf } from '../../../subgraphs/ehr/mapping/fhir-coverage';
import { openHouse, type House } from './house';
import { accountId, ehr, origin, usd } from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const tell = (...facts: Parameters<House['tell']>[1][]) => house.tell(house.rooms.ehr, ...(facts as never[]));
const payers = async () => (await house.rooms.payer.documents.payers.find({})).items;
const claim = () => house.rooms.payer.documents.claims.get('fhir-claim-1');

test('a payer of the EHR is known to the payer room, and a new name of it too', async () => {
  await tell(ehr.payer());
  expect(await payers()).toMatchObject([{ _id: 'payer1', name: 'Sunrise Health', payerIdentifier: '00001' }]);
  await tell(ehr.payer({ name: 'Sunrise Health Plans', origin: { ...origin, sourceVersion: '2' } }));
  expect(await payers()).toMatchObject([{ _id: 'payer1', name: 'Sunrise Health Plans', payerIdentifier: '00001' }]);
});

test('a payer of which a plan tells no more than the name is known by that name', async () => {
  const payerId = payerIdOf(undefined, 'Harbor Mutual');
  await tell(ehr.coverage({ payerId, payerName: 'Harbor Mutual' }));
  expect(await payers()).toMatchObject([{ _id: payerId, name: 'Harbor Mutual', payerIdentifier: null }]);
});

test('a claim that the EHR made is known with what it is about, and each later version of it', async () => {
  await tell(ehr.claim(9_000));
  expect(await claim()).toMatchObject({ status: 'RECORDED', accountId, patientId: 'p1', facilityId: 'f1', encounterId: 'e1', payerId: 'payer1', billedAmount: usd(9_000) }); // prettier-ignore
  await tell(ehr.claim(9_500, { version: 2 }), ehr.claim(9_500, { version: 2 }));
  expect(await claim()).toMatchObject({ billedAmount: usd(9_500) });
  await tell(ehr.claim(9_500, { version: 3, status: 'ENTERED_IN_ERROR' }));
  expect(await claim()).toMatchObject({ status: 'CANCELLED' });
  expect(await house.rooms.payer.log.read('claim/fhir-claim-1')).toHaveLength(3);
});

test('a claim that names no place of care belongs to no account yet', async () => {
  await tell(ehr.claim(9_000, { facilityId: null }));
  expect(await claim()).toMatchObject({ accountId: null, facilityId: null });
});

test('what is no claim is not one here either: a request for authorization, a visit, a charge', async () => {
  await tell(ehr.claim(9_000, { use: 'PREAUTHORIZATION' }), ehr.encounter(), ehr.charge(100));
  expect(await claim()).toBeNull();
});
