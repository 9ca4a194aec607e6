import { createRandom } from '../../sandbox/random';
import { createWorld, npiOf } from '../../sandbox/world';

/** Luhn over the NPI with its prefix, as a receiver checks it. */
function isNpi(npi: string): boolean {
  const digits = [...`80840${npi}`].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit * 2 > 9 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return /^\d{10}$/.test(npi) && sum % 10 === 0;
}

describe('the world of the sandbox', () => {
  const world = createWorld({ seed: 1 });

  test('has the promised size, and is the same for the same seed', () => {
    expect(world.facilities).toHaveLength(3);
    expect(world.payers).toHaveLength(4);
    expect(world.patients).toHaveLength(200);
    expect(world.prices.length).toBeGreaterThanOrEqual(40);
    const { random: _, ...first } = world;
    const { random: __, ...second } = createWorld({ seed: 1 });
    expect(second).toEqual(first);
    expect(createWorld({ seed: 2 }).patients).not.toEqual(world.patients);
  });

  test('knows a valid NPI', () => {
    expect(npiOf('123456789')).toBe('1234567893'); // the example of the NPI standard
    for (const { npi } of [...world.facilities, ...world.practitioners]) expect(isNpi(npi)).toBe(true);
  });

  test('numbers nobody twice, and bills in whole cents', () => {
    for (const list of [world.facilities, world.payers, world.practitioners, world.patients]) {
      expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
    }
    expect(new Set(world.patients.map((person) => person.medicalRecordNumber)).size).toBe(200);
    expect(world.prices.every(({ cents }) => Number.isSafeInteger(cents) && cents > 0)).toBe(true);
    const entities = new Set(world.legalEntities.map(({ id }) => id));
    expect(world.facilities.every((facility) => entities.has(facility.legalEntityId))).toBe(true);
  });

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
});

describe('a stream of chance', () => {
  test('depends on seed and name alone', () => {
    const draw = (seed: number, name: string): number[] => {
      const random = createRandom(seed, name);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw(1, 'a')).toEqual(draw(1, 'a'));
    expect(draw(1, 'a')).not.toEqual(draw(1, 'b'));
    expect(draw(1, 'a')).not.toEqual(draw(2, 'a'));
  });

  test('spreads evenly and keeps its bounds', () => {
    const random = createRandom(1, 'spread');
    const counts = new Map<number, number>();
    for (let draw = 0; draw < 60_000; draw += 1) {
      const face = random.integer(1, 6);
      counts.set(face, (counts.get(face) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const count of counts.values()) expect(Math.abs(count - 10_000)).toBeLessThan(500);
    expect(random.chance(0)).toBe(false);
    expect(random.chance(1)).toBe(true);
    expect(random.digits(9)).toMatch(/^[1-9]\d{8}$/);
    expect(() => random.pick([])).toThrow(RangeError);
  });
});
