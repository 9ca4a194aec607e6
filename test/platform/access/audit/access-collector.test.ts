import { AccessCollector } from '../../../../platform/access/audit/access-collector';
import { NO_ACCESSES } from '../../../../platform/access/audit/audit-record';

const name = { type: 'Patient', coordinate: 'Patient.name' };
const birthDate = { type: 'Patient', coordinate: 'Patient.birthDate' };
const reason = { type: 'Encounter', coordinate: 'Encounter.reasons' };

describe('an access collector', () => {
  it('groups fields that were asked of the same records, and names each record and patient once', () => {
    const collector = new AccessCollector();
    const patients = [{ id: 'p1' }, { id: 'p2' }];
    const encounters = [
      { _id: 'e1', patientId: 'p1' },
      { _id: 'e2', patientId: 'p1' },
      { id: 'e3', patientId: null },
    ];
    for (const patient of patients) {
      collector.sightingsOf(name).ALLOW.push(patient);
      collector.sightingsOf(birthDate).ALLOW.push(patient);
    }
    collector.sightingsOf(reason).MASK.push(...encounters, encounters[0]);
    collector.sightingsOf(name).DENY.push({ id: 'p1' });
    expect(collector.take()).toEqual({
      entities: ['p1', 'p2', 'e1', 'e2', 'e3'],
      types: ['Patient', 'Encounter'],
      entityTypes: [...[0, 2, 0], ...[1, 3, 0]],
      patients: ['p1', 'p2'],
      owners: [...[0, 2, 1], ...[0, 2, 0], ...[-1, 1, 0]],
      accesses: [
        { decision: 'ALLOW', fields: ['Patient.name', 'Patient.birthDate'], entities: [0, 2, 1] },
        { decision: 'DENY', fields: ['Patient.name'], entities: [0, 1, 0] },
        { decision: 'MASK', fields: ['Encounter.reasons'], entities: [2, 3, 1] },
      ],
    });
  });

  it('keeps fields apart that were asked of different records', () => {
    const collector = new AccessCollector();
    collector.sightingsOf(name).ALLOW.push({ id: 'p1' });
    collector.sightingsOf(birthDate).ALLOW.push({ id: 'p2' });
    expect(collector.take()?.accesses).toEqual([
      { decision: 'ALLOW', fields: ['Patient.name'], entities: [0, 1, 0] },
      { decision: 'ALLOW', fields: ['Patient.birthDate'], entities: [1, 1, 0] },
    ]);
  });

  it('notes the fields of a part, and of a part of a part, for the record that it is read from', () => {
    const collector = new AccessCollector();
    const place = { town: 'x' };
    const addresses = [{ line: 'a', place }, { line: 'b' }];
    collector.addPart(addresses, { id: 'p1' }, 'Patient');
    collector.addPart(place, addresses[0], 'Address');
    collector.sightingsOf({ type: 'Address', coordinate: 'Address.line' }).ALLOW.push(...addresses);
    collector.sightingsOf({ type: 'Place', coordinate: 'Place.town' }).ALLOW.push(place);
    collector.addPart(null, { id: 'p1' }, 'Patient');
    collector.addPart('text', undefined, 'Query');
    expect(collector.take()).toMatchObject({
      entities: ['p1'],
      types: ['Patient'],
      patients: ['p1'],
      accesses: [
        { fields: ['Address.line'], entities: [0, 1, 0] },
        { fields: ['Place.town'], entities: [0, 1, 0] },
      ],
    });
  });

  it('keeps a field without any record, such as a root field', () => {
    const collector = new AccessCollector();
    collector.sightingsOf({ type: 'Query', coordinate: 'Query.patients' }).ALLOW.push(undefined);
    expect(collector.take()).toEqual({
      ...NO_ACCESSES,
      accesses: [{ decision: 'ALLOW', fields: ['Query.patients'], entities: [] }],
    });
  });

  it('forgets what was taken, and goes on in the same lists', () => {
    const collector = new AccessCollector();
    const { ALLOW } = collector.sightingsOf(name);
    expect(collector.take()).toBeNull();
    ALLOW.push({ id: 'p1' });
    expect(collector.take()).not.toBeNull();
    expect(collector.take()).toBeNull();
    ALLOW.push({ id: 'p2' });
    expect(collector.take()?.entities).toEqual(['p2']);
  });
});
