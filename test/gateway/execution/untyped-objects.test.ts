import { buildSchema, isInterfaceType, type GraphQLSchema } from 'graphql';
import { isUntyped, untypedName, withUntypedObjects } from '../../../gateway/execution/untyped-objects';

const BOOK = `type Query { all: [Media] } interface Node { id: ID! } interface Media implements Node { id: ID! title: String }
  type Book implements Media & Node { id: ID! title: String pages: Int }`;

const possible = (schema: GraphQLSchema, name: string): readonly string[] => {
  const type = schema.getType(name);
  return isInterfaceType(type) ? schema.getPossibleTypes(type).map((one) => one.name) : [];
};

test('each interface has a type for objects that tell none, with its own fields, wherever the interface may stand', () => {
  const schema = buildSchema(BOOK);
  const made = withUntypedObjects(schema, schema);
  const name = untypedName('Media');
  expect(possible(made, 'Media')).toEqual(['Book', name]);
  expect(possible(made, 'Node')).toEqual(['Book', untypedName('Node'), name]);
  expect(Object.keys((made.getType(name) as never as { getFields(): object }).getFields())).toEqual(['id', 'title']);
  expect([isUntyped({ name }), isUntyped({ name: 'Book' })]).toEqual([true, false]);
});

test('the schema that clients see stays as it is, and the other is made once', () => {
  const schema = buildSchema(BOOK);
  expect(withUntypedObjects(schema, schema)).toBe(withUntypedObjects(schema, schema));
  expect(possible(schema, 'Media')).toEqual(['Book']);
});

test('an object that may be of a hidden type gets none', () => {
  const schema = buildSchema(BOOK);
  const whole = buildSchema(`${BOOK} type Secret implements Media & Node { id: ID! title: String }`);
  expect(possible(withUntypedObjects(schema, whole), 'Media')).toEqual(['Book']);
});
