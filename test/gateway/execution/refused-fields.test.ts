import { Kind, parse, print, type DocumentNode, type FieldNode } from 'graphql';
import { asPlanned, refusedBy, refusedField } from '../../../gateway/execution/refused-fields';

const fieldOf = ({ definitions: [operation] }: DocumentNode): FieldNode => {
  const [field] = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections : [];
  if (field?.kind !== Kind.FIELD) throw new TypeError('the document asks for a field');
  return field;
};

describe('a refused field', () => {
  it('is known by its coordinate, and is not planned', () => {
    const document = parse('{ patient { id who: name(in: "x") { family } } }');
    const { selectionSet } = fieldOf(document);
    const name = selectionSet?.selections[1] as FieldNode;
    const refused = refusedField(name, 'Patient.name');
    expect([refusedBy(refused), refused.arguments, refused.selectionSet]).toEqual([
      'Patient.name',
      undefined,
      undefined,
    ]);
    const marked = JSON.parse(JSON.stringify(document), (_key, value: unknown) =>
      JSON.stringify(value) === JSON.stringify(name) ? refused : value,
    ) as DocumentNode;
    expect(print(asPlanned(marked)).replace(/\s+/g, ' ')).toBe('{ patient { id } }');
  });

  it('cannot be said by a client, whatever directives their schema has', () => {
    const mark = refusedField(fieldOf(parse('{ patient }')), 'Patient.name').directives?.[0]?.name.value ?? '';
    expect(() => parse(`{ patient @${mark}(field: "Patient.name") }`)).toThrow('Syntax Error');
    expect(refusedBy(fieldOf(parse('{ patient @refused(field: "\\"+process.exit()+\\"") }')))).toBeUndefined();
  });
});
