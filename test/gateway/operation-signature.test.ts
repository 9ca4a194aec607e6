import { parse } from 'graphql';
import { operationSignature } from '../../gateway/operation-signature';
import { digestOf } from '../../platform/domain/ids';

const of = (text: string, name: string | null = null): string => operationSignature(parse(text), name);

describe('the signature of an operation', () => {
  const PAGE = 'query Page { patient(id: "p1") { name birthDate } }';

  it('is the same whoever it is about, whatever it is called and however it is written', () => {
    const same = [
      'query Other { patient(id: "patient-0020") { name birthDate } }',
      '{ ada: patient(id: "x") { birthDate, n: name } }',
      `${PAGE} query Beside { patient(id: "p2") { note } }`,
    ];
    for (const text of same) expect(of(text, text.startsWith(PAGE) ? 'Page' : null)).toBe(of(PAGE));
    expect(of('{ accounts(first: 3) { id } }')).toBe(of('{ accounts(first: 700) { id } }'));
    expect(of('{ a(of: { name: "Ada", at: [1.5] }) }')).toBe(of('{ a(of: {}) }'));
  });

  it('is that of a text without any value, and differs by what is asked', () => {
    expect(of(PAGE)).toBe(digestOf('{patient(id:""){birthDate name}}'));
    expect(of('{ patient(id: "p1") { name } }')).not.toBe(of(PAGE));
  });

  it('is worked out once for an operation of a document', () => {
    const document = parse('query A { a } query B { b }');
    const [a, b] = [operationSignature(document, 'A'), operationSignature(document, 'B')];
    expect(a).not.toBe(b);
    expect(operationSignature(document, 'A')).toBe(a);
  });
});
