import { parse, print } from 'graphql';
import {
  declaredFieldsOf,
  directiveUses,
  documentOf,
  fieldsNodesOf,
  spreadTypeAccess,
} from '../../../platform/access/access-document';

describe('spreadTypeAccess', () => {
  it('moves the access of a type onto its fields that have none, extensions included', () => {
    const spread = spreadTypeAccess(
      documentOf(`
        "Described."
        type A @key(fields: "id") @access(class: PHI) { "Id." id: ID! @access(class: INTERNAL) x: Int }
        extend type A { y: Int }
        enum E { ONE }`),
    );
    expect(print(spread)).toBe(`"Described."
type A @key(fields: "id") {
  "Id."
  id: ID! @access(class: INTERNAL)
  x: Int @access(class: PHI)
}

extend type A {
  y: Int @access(class: PHI)
}

enum E {
  ONE
}`);
    expect([...declaredFieldsOf(spread).values()].map(({ access }) => access?.class)).toEqual([
      'INTERNAL',
      'PHI',
      'PHI',
    ]);
  });
});

describe('directiveUses', () => {
  it('reads directive arguments as plain values', () => {
    const [type] = fieldsNodesOf(parse('type A @d(a: [["x"]], b: true, c: E) @d { id: ID }'));
    expect(type && directiveUses(type, 'd')).toEqual([{ a: [['x']], b: true, c: 'E' }, {}]);
    expect(type && directiveUses(type, 'e')).toEqual([]);
  });
});
