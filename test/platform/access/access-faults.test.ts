import { accessFaults } from '../../../platform/access/access-faults';

const HEAD = 'scalar CalendarDate scalar MinorUnits type Money @access(class: PUBLIC) { minorUnits: MinorUnits! }';
const faults = (sdl: string): readonly string[] => accessFaults(`${HEAD} ${sdl}`);

describe('accessFaults', () => {
  it('finds none in a schema that keeps the rules', () => {
    const sdl = `
      interface Party @access(class: PII, scopes: [["patient:read"]]) { name: String }
      type Patient implements Party @key(fields: "id") @access(class: PHI, scopes: ["patient:read"]) {
        id: ID! @access(class: INTERNAL)
        name: String
        birthDate: CalendarDate @access(class: PHI, scopes: [["patient:read"]], mask: YEAR_ONLY)
        owed: Money @access(class: FINANCIAL, scopes: [["account:read"]], mask: RANGE)
      }`;
    expect(faults(sdl)).toEqual([]);
  });

  it.each([
    ['type A { x: Int }', 'A.x has no @access class, on itself or on its type'],
    ['type A @access(class: PHI, scopes: [["s"]]) { x: Int! }', 'A.x is guarded and so must be nullable'],
    ['type A @access(class: PHI, purposes: [TREAT]) { x: [Int]! }', 'A.x is guarded and so must be nullable'],
    [
      'type A @key(fields: "x") @access(class: PHI, scopes: [["s"]]) { x: ID }',
      'A.x is part of a key and so must not be guarded',
    ],
    [
      'type A @key(fields: "b { x }") @access(class: PHI) { b: B } type B @access(class: PHI, scopes: [["s"]]) { x: ID }',
      'B.x is part of a key and so must not be guarded',
    ],
    ['type A @access(class: PHI, scopes: [["s"]], mask: RANGE) { x: Int }', 'A.x: mask RANGE does not fit Int'],
    ['type A @access(class: PHI, scopes: [["s"]], mask: ZIP3) { x: ID }', 'A.x: mask ZIP3 does not fit ID'],
    ['type A @access(class: PHI, mask: REDACT) { x: String }', 'A.x has a mask but no scopes or purposes'],
    ['type A @access(class: SECRET) { x: String }', 'A.x is SECRET and so must name scopes'],
    [
      `type A @access(class: PHI) { y: Int @requires(fields: "x") x: String @external @access(class: PHI, scopes: [["s"]], mask: HASH) }`,
      'A.y requires A.x, which can be masked',
    ],
    [
      `interface I @access(class: INTERNAL) { x: String }
       type A implements I @access(class: PHI, scopes: [["s"]]) { x: String }`,
      'I.x must be guarded as A.x is',
    ],
  ])('in %s', (sdl, fault) => {
    expect(faults(sdl)).toContain(fault);
  });

  it('refuses a class or mask that is not of the closed lists', () => {
    expect(() => faults('type A @access(class: HUSH) { x: Int }')).toThrow('@access has no class HUSH');
  });
});
