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

  test('can be small: the first patients of the whole', () => {
    expect(createWorld({ seed: 1, patients: 12 }).patients).toEqual(world.patients.slice(0, 12));
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
});
