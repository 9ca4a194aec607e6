import { AccessCollector } from '../../../../platform/access/audit/access-collector';
import type { WatchedField } from '../../../../platform/access/audit/sightings';
import { NO_ACCESSES } from '../../../../platform/access/audit/audit-record';
import type { Decision } from '../../../../platform/access/rights';

const name = { type: 'Patient', coordinate: 'Patient.name' };
const birthDate = { type: 'Patient', coordinate: 'Patient.birthDate' };
const reason = { type: 'Encounter', coordinate: 'Encounter.reasons' };

const note = (collector: AccessCollector, field: WatchedField, decision: Decision, parent: unknown): void =>
  collector.sightingsOf(field.type).note(field, decision, parent);

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
      note(collector, name, 'ALLOW', patient);
      note(collector, birthDate, 'ALLOW', patient);
    }
    for (const encounter of [...encounters, encounters[0]]) note(collector, reason, 'MASK', encounter);
    note(collector, name, 'DENY', { id: 'p1' });
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
    note(collector, name, 'ALLOW', { id: 'p1' });
    note(collector, birthDate, 'ALLOW', { id: 'p2' });
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
    for (const address of addresses) note(collector, { type: 'Address', coordinate: 'Address.line' }, 'ALLOW', address);
    note(collector, { type: 'Place', coordinate: 'Place.town' }, 'ALLOW', place);
    collector.addPart(null, { id: 'p1' }, 'Patient');
    collector.addPart('text', undefined, 'Query');
    expect(collector.take()).toMatchObject({
      entities: ['p1'],
      types: ['Patient'],
      patients: ['p1'],
      accesses: [{ fields: ['Address.line', 'Place.town'], entities: [0, 1, 0] }],
    });
  });

  it('keeps a field without any record, such as a root field', () => {
    const collector = new AccessCollector();
    note(collector, { type: 'Query', coordinate: 'Query.patients' }, 'ALLOW', undefined);
    expect(collector.take()).toEqual({
      ...NO_ACCESSES,
      accesses: [{ decision: 'ALLOW', fields: ['Query.patients'], entities: [] }],
    });
  });

  it('forgets what was taken, and goes on to note', () => {
    const collector = new AccessCollector();
    const sightings = collector.sightingsOf('Patient');
    expect(collector.take()).toBeNull();
    sightings.note(name, 'ALLOW', { id: 'p1' });
    expect(collector.take()).not.toBeNull();
    expect(collector.take()).toBeNull();
    sightings.note(name, 'ALLOW', { id: 'p2' });
    expect(collector.take()?.entities).toEqual(['p2']);
  });
});
