import { buildSchema } from 'graphql';
import { introspectionSizes } from '../../gateway/introspection-sizes';

const schema = buildSchema(`
  type Query { a(x: Int, y: Int): A b: B }
  type A { ${Array.from({ length: 200 }, (_, index) => `f${index}: Int`).join(' ')} }
  enum B { ${Array.from({ length: 100 }, (_, index) => `V${index}`).join(' ')} }`);

describe('the sizes of introspection lists', () => {
  const sizes = introspectionSizes(schema);

  it('are the schema’s own for types and directives', () => {
    expect(sizes.get('__Schema.types')).toBe(Object.keys(schema.getTypeMap()).length);
    expect(sizes.get('__Schema.directives')).toBe(schema.getDirectives().length);
  });

  it('are averages, rounded up and at least 1, for what hangs on them', () => {
    expect(sizes.get('__Type.fields')).toBeGreaterThan(10);
    expect(sizes.get('__Type.enumValues')).toBeGreaterThan(5);
    expect(sizes.get('__Type.possibleTypes')).toBe(1);
    expect(sizes.get('__Field.args')).toBe(1);
  });

  it('are counted once for each schema', () => expect(introspectionSizes(schema)).toBe(sizes));
});
