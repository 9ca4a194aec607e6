import { plainText } from '../../../../subgraphs/payer/x12/plain-text';

describe('plainText', () => {
  it.each([
    ['José María', 'JOSE MARIA'],
    ["O'Brien-Smith Jr.", "O'BRIEN-SMITH JR."],
    ['A*B:C^D~E|F', 'A B C D E F'],
    ['  two\n lines ', 'TWO LINES'],
    ['Øre 你', 'RE'],
  ])('writes %j as %j', (text, plain) => {
    expect(plainText(text, 60)).toBe(plain);
  });

  it('cuts what is too long, and the blank before the cut', () => {
    expect(plainText('ABC DEF', 4)).toBe('ABC');
  });
});
