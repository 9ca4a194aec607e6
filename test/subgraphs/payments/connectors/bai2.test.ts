import { readBai2 } from '../../../../subgraphs/payments/connectors/bai2';

const file = (...account: string[]): string =>
  [
    '01,099000017,LE-1,260106,0600,1,80,,2/',
    '02,LE-1,099000017,1,260106,0600,USD,2/',
    ...account,
    '98,300,1,5/',
    '99,300,1,7/',
    '',
  ].join('\n');

const plain = file('03,4990000101,,010,100,,,015,200,,Z/', '16,165,0,Z,BR1,CR1,text/', '49,300,3/');

describe('BAI2', () => {
  it('adds up: a clean file has no finding', () => {
    const { details, findings } = readBai2(plain, 'bank');
    expect(findings).toEqual([]);
    expect(details).toEqual([
      {
        group: { receiver: 'LE-1', originator: '099000017', status: '1', asOfDate: '260106', currency: 'USD' },
        account: { number: '4990000101', currency: 'USD' },
        detail: { typeCode: '165', amount: '0', valueDate: '', bankReference: 'BR1', customerReference: 'CR1', text: 'text', ordinal: 1 }, // prettier-ignore
      },
    ]);
  });

  it.each([
    ['CRLF', plain.replaceAll('\n', '\r\n')],
    ['a byte order mark', `\uFEFF${plain}`],
    ['trailing blanks', plain.replaceAll('\n', '   \n')],
  ])('reads a file with %s', (_, text) => expect(readBai2(text, 'bank')).toEqual(readBai2(plain, 'bank')));

  it.each([
    ['none', '16,165,10,,BR,CR,T', { bankReference: 'BR', customerReference: 'CR', text: 'T', valueDate: '' }],
    ['Z', '16,165,10,Z,BR,CR,T', { bankReference: 'BR', text: 'T' }],
    ['V', '16,165,10,V,260107,1200,BR,CR,T', { bankReference: 'BR', valueDate: '260107', text: 'T' }],
    ['S', '16,165,10,S,4,3,3,BR,CR,T', { bankReference: 'BR', customerReference: 'CR', text: 'T' }],
    ['D', '16,165,10,D,2,0,4,1,6,BR,CR,T', { bankReference: 'BR', customerReference: 'CR', text: 'T' }],
  ])('finds the references after funds type %s', (_, record, expected) => {
    const text = file('03,1,,/', record, '49,10,3/');
    expect(readBai2(text, 'bank').details[0]?.detail).toMatchObject(expected);
  });

  it('goes on in 88 records, in the references as in the text', () => {
    const text = file('03,1,,/', '16,165,10,Z/', '88,BR,CR/', '88,first, with a comma', '88,TRN*1*T/1*9', '49,10,6/');
    expect(readBai2(text, 'bank').details[0]?.detail).toMatchObject({
      customerReference: 'CR',
      text: 'first, with a comma TRN*1*T/1*9',
    });
  });

  it('numbers records that say the very same', () => {
    const text = file('03,1,,/', '16,165,10,Z,,,same', '16,165,10,Z,,,same', '49,20,4/');
    expect(readBai2(text, 'bank').details.map(({ detail }) => detail.ordinal)).toEqual([1, 2]);
  });

  it('reports what does not add up and goes on', () => {
    const text = file('03,1,,010,5,,/', '16,165,ten,Z,,,x', '16,165,10,Z,,,x', '49,1,9/', '17,what/').replace('98,300,1,5', '98,300,2,5'); // prettier-ignore
    const { details, findings } = readBai2(text, 'bank');
    expect(details).toHaveLength(1);
    expect(findings).toEqual([
      'record 16 at line 4 has no amount',
      'record 49 at line 6 has a control total that is not the sum of its amounts',
      'record 49 at line 6 counts its records wrongly',
      'record 17 at line 7 is of a kind that BAI2 does not have',
      'record 98 at line 8 has a control total that is not the sum of its amounts',
      'record 98 at line 8 counts its parts wrongly',
      'record 98 at line 8 counts its records wrongly',
      'record 99 at line 9 has a control total that is not the sum of its amounts',
      'record 99 at line 9 counts its records wrongly',
    ]);
  });

  it.each([
    ['no 01', '03,1,,/', 'must begin with a 01'],
    ['nothing', '', 'must begin with a 01'],
    ['a cut-off end', plain.slice(0, plain.length >> 1), 'must end with a 99'],
  ])('refuses a file with %s', (_, text, message) =>
    expect(() => readBai2(text, 'bank')).toThrow(
      expect.objectContaining({ code: 'SOURCE_MALFORMED', message: expect.stringContaining(message) }),
    ),
  );
});
