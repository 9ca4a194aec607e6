import { createPeople } from '../../sandbox/people';
import { createRandom } from '../../sandbox/random';
import { createWorld } from '../../sandbox/world';

describe('the people of the sandbox', () => {
  const world = createWorld({ seed: 1 });

  test('has dependants, people with two plans and people with none', () => {
    const dependants = world.patients.filter(({ guarantor }) => guarantor.kind !== 'SELF');
    expect(dependants).toHaveLength(30);
    const byId = new Map(world.patients.map((person) => [person.id, person]));
    for (const { guarantor, family, id } of dependants) {
      if (guarantor.kind !== 'PATIENT') continue;
      expect(guarantor.patientId).not.toBe(id);
      expect(byId.get(guarantor.patientId)).toMatchObject({ family, guarantor: { kind: 'SELF' } });
    }
    const plans = world.patients.map(({ coverages }) => coverages.length);
    expect(plans.filter((count) => count === 2).length).toBeGreaterThan(30);
    expect(plans.filter((count) => count === 0).length).toBeGreaterThan(5);
    expect(world.patients.flatMap(({ coverages }) => coverages.filter(({ order }) => order === 2)).every(({ payerId }) => payerId === 'payer-tandem')).toBe(true); // prettier-ignore
  });

  test('have numbers that no claim format has to escape, and telephones that reach nobody', () => {
    for (const { coverages, telephone, medicalRecordNumber } of world.patients) {
      expect(medicalRecordNumber).toMatch(/^M\d{6}$/);
      expect(telephone).toMatch(/^614-555-01\d\d$/);
      for (const { memberId } of coverages) expect(memberId).toMatch(/^[A-Z]{3}\d{9}$/);
    }
  });

  test('are the same up to the number asked for', () => {
    const { facilities, payers } = world;
    const some = createPeople({ count: 50, random: createRandom(1, 'world/patients'), facilities, payers });
    expect(some).toEqual(world.patients.slice(0, 50));
  });
});
