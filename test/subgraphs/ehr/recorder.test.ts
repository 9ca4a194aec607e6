import { HubError } from '../../../platform/domain/errors';
import { atVersion, samples, taken } from './fhir-samples';
import { openRoom, type Room } from './room';

let room: Room;
beforeEach(async () => {
  room = await openRoom();
});
afterEach(() => room.close());

const facts = async (stream: string) => (await room.ehr.log.read(stream)).flatMap((commit) => commit.facts);

test('a resource is one commit on its stream, with its origin and the message that caused it', async () => {
  const [settlement] = await room.run(samples.patient('p1'));
  expect(settlement).toMatchObject({ outcome: 'ACCEPTED' });
  expect(await room.ehr.log.read('Patient/p1')).toMatchObject([
    {
      version: 1,
      factKey: 'p1@1',
      facts: [{ type: 'PatientRecorded', data: { id: 'p1' } }],
      origin: { system: 'ehr-sandbox', sourceId: 'Patient/p1', sourceVersion: '1', messageId: 'm-0-p1-1' },
      trace: { correlationId: 'c-1', causationId: 'm-0-p1-1' },
    },
  ]);
});

test('the same version again changes nothing, a later one is a further commit', async () => {
  await room.run(samples.patient('p1'));
  await room.run(samples.patient('p1'), samples.patient('p1'));
  expect(await facts('Patient/p1')).toHaveLength(1);
  await room.run(atVersion(samples.patient('p1'), '2'), atVersion(samples.patient('p1'), '3'));
  expect((await room.ehr.log.read('Patient/p1')).map(({ factKey }) => factKey)).toEqual(['p1@1', 'p1@2', 'p1@3']);
});

test('two writers of one stream at once lose and double nothing', async () => {
  const versions = ['1', '2', '3', '4', '5', '6'];
  await Promise.all(
    versions.map((version) => room.ehr.record(taken(atVersion(samples.patient('p1'), version), samples.patient('p2')))),
  );
  const keys = (await room.ehr.log.read('Patient/p1')).map(({ factKey }) => factKey);
  expect([...keys].sort()).toEqual(versions.map((version) => `p1@${version}`));
  expect(await facts('Patient/p2')).toHaveLength(1);
});

test('what cannot be read is set aside with the reason, and the rest of the batch is recorded', async () => {
  const settlements = await room.run(samples.patient('p1', { birthDate: '1980-02-30' }), samples.patient('p2'));
  expect(settlements).toMatchObject([
    { outcome: 'SET_ASIDE', reason: { code: 'SOURCE_MALFORMED' } },
    { outcome: 'ACCEPTED' },
  ]);
  expect(await facts('Patient/p1')).toEqual([]);
  expect(await facts('Patient/p2')).toHaveLength(1);
});

test('a message that came in unreadable keeps its reason', async () => {
  const reason = new HubError('SOURCE_MALFORMED', 'no Bundle');
  const [message] = taken({});
  expect(message && (await room.ehr.record([{ ...message, payload: reason }]))).toMatchObject([
    { outcome: 'SET_ASIDE', reason },
  ]);
});

test('the coverage that bills repeat is one commit', async () => {
  const contained = [
    {
      resourceType: 'Coverage',
      status: 'active',
      beneficiary: { reference: 'Patient/p1' },
      payor: [{ display: 'Humana' }],
    },
  ];
  const bill = (id: string) => ({ resourceType: 'ExplanationOfBenefit', id, meta: { versionId: '1' }, contained });
  await room.run(bill('b1'), bill('b2'));
  await room.run(bill('b3'));
  const [coverage] = await room.ehr.documents.getCoveragesOfPatient('p1');
  expect(await room.ehr.log.read(`Coverage/${coverage?.id ?? ''}`)).toHaveLength(1);
});

describe('the facility of what names none', () => {
  test('an encounter takes its contained location’s, else the one where the patient is registered', async () => {
    const location = { resourceType: 'Location', managingOrganization: { reference: 'Organization/facility-b' } };
    await room.run(
      samples.patient('p1', { managingOrganization: { reference: 'Organization/facility-a' } }),
      samples.encounter('e1', 'p1', null),
      samples.encounter('e2', 'p1', null, { contained: [location] }),
    );
    expect(await facts('Encounter/e1')).toMatchObject([{ data: { facilityId: 'facility-a' } }]);
    expect(await facts('Encounter/e2')).toMatchObject([{ data: { facilityId: 'facility-b' } }]);
  });

  test('a charge and a claim take their encounter’s, from the same batch or from before', async () => {
    await room.run(
      samples.patient('p1'),
      samples.encounter('e1', 'p1', 'facility-a'),
      samples.chargeItem('c1', 'p1', 'e1'),
    );
    const claim = samples.claim('k1', 'p1', 'e1', { provider: { reference: 'Practitioner/d1' } });
    await room.run(samples.chargeItem('c2', 'p1', 'e1'), claim);
    for (const stream of ['ChargeItem/c1', 'ChargeItem/c2', 'Claim/k1']) {
      expect(await facts(stream)).toMatchObject([{ data: { facilityId: 'facility-a' } }]);
    }
  });

  test('a charge waits for an encounter that has not come, and is recorded when it has', async () => {
    const charge = samples.chargeItem('c1', 'p1', 'e1');
    expect(await room.run(charge)).toMatchObject([{ outcome: 'WAITING', waitingFor: 'Encounter/e1' }]);
    expect(await facts('ChargeItem/c1')).toEqual([]);
    await room.run(samples.encounter('e1', 'p1', 'facility-a'));
    expect(await room.run(charge)).toMatchObject([{ outcome: 'ACCEPTED' }]);
    expect(await facts('ChargeItem/c1')).toMatchObject([{ data: { facilityId: 'facility-a' } }]);
  });
});
