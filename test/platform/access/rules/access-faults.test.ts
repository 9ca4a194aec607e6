import { accessFaults } from '../../../../platform/access/rules/access-faults';
import { schemasOf } from './schemas-of';

describe('accessFaults', () => {
  it('finds none in a schema that keeps the rules', () => {
    const sdl = `
      scalar CalendarDate
      type Money @access(class: PUBLIC) { minorUnits: Int! }
      interface Party @access(class: PHI, scopes: [["patient:read"]]) { name: String }
      type Patient implements Party @key(fields: "id") @access(class: PHI, scopes: ["patient:read"]) {
        id: ID! @access(class: INTERNAL)
        name: String
        birthDate: CalendarDate @access(class: PHI, scopes: [["patient:read"]], mask: YEAR_ONLY)
        owed: Money @access(class: FINANCIAL, scopes: [["account:read"]], mask: RANGE)
      }
      type Query {
        named(name: String @selectsBy(fields: "Patient.name") first: Int!): [Patient]
          @access(class: PHI, scopes: [["patient:read"]])
      }`;
    expect(accessFaults(schemasOf([sdl]), { whole: true })).toEqual([]);
  });

  it('finds every breach at once, each with its rule', () => {
    const sdl = `type A @key(fields: "x") { x: ID! @access(class: PHI, scopes: [["s"]]), y: Int }
      type Query { find(y: Int): [A] @access(class: INTERNAL) }`;
    expect(accessFaults(schemasOf([sdl, 'type A { y: Int @access(class: PHI) }'])).map(({ rule }) => rule)).toEqual([
      'GUARDED_NON_NULL',
      'CLASS_MISSING',
      'GUARDED_KEY',
      'GUARDS_DIFFER',
      'ARGUMENT_UNDECLARED',
    ]);
  });
});
