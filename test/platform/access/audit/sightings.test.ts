import { Sightings, type WatchedField } from '../../../../platform/access/audit/sightings';

const [name, birthDate, phone] = ['name', 'birthDate', 'phone'].map((field): WatchedField => ({
  type: 'Patient',
  coordinate: `Patient.${field}`,
})) as [WatchedField, WatchedField, WatchedField];

/** `Patient.name ALLOW, Patient.birthDate MASK: a b` */
const told = (sightings: Sightings): readonly string[] =>
  sightings
    .take()
    .map(
      ({ steps, parents }) =>
        `${steps.map(({ field, decision }) => `${field.coordinate} ${decision}`).join(', ')}: ${parents.join(' ')}`,
    );

describe('sightings', () => {
  it('keep fields once that records were asked for in the same order', () => {
    const sightings = new Sightings();
    for (const parent of ['a', 'b', 'c']) {
      sightings.note(name, 'ALLOW', parent);
      sightings.note(birthDate, 'MASK', parent);
    }
    expect(told(sightings)).toEqual(['Patient.name ALLOW, Patient.birthDate MASK: a b c']);
  });

  it('keep records apart that were asked for other fields, or met other decisions', () => {
    const sightings = new Sightings();
    for (const parent of ['a', 'b', 'c', 'd', 'e']) {
      sightings.note(name, parent === 'c' ? 'DENY' : 'ALLOW', parent);
      if (parent !== 'd') sightings.note(parent === 'b' ? phone : birthDate, 'ALLOW', parent);
    }
    expect(told(sightings)).toEqual([
      'Patient.name ALLOW: d',
      'Patient.name ALLOW, Patient.birthDate ALLOW: a e',
      'Patient.name ALLOW, Patient.phone ALLOW: b',
      'Patient.name DENY, Patient.birthDate ALLOW: c',
    ]);
  });

  it('lose nothing when a record is left and come back to', () => {
    const sightings = new Sightings();
    sightings.note(name, 'ALLOW', 'a');
    sightings.note(name, 'ALLOW', 'b');
    sightings.note(birthDate, 'ALLOW', 'a');
    expect(told(sightings)).toEqual(['Patient.name ALLOW: a b', 'Patient.birthDate ALLOW: a']);
  });

  it('take fields without a parent, and nothing when there is nothing', () => {
    const sightings = new Sightings();
    expect(sightings.take()).toEqual([]);
    sightings.note(name, 'ALLOW', undefined);
    expect(told(sightings)).toEqual(['Patient.name ALLOW: ']);
    expect(sightings.take()).toEqual([]);
  });
});
