import { readIsa } from '../../../platform/x12/delimiters';

const ISA =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0930*^*00501*000000905*0*P*:~';

describe('readIsa', () => {
  it('reads the separators from positions 4, 83, 105 and 106', () => {
    expect(readIsa(`xx${ISA}GS`, 2)).toEqual({
      delimiters: { element: '*', component: ':', repetition: '^', segment: '~' },
      end: 108,
      isFixedWidth: true,
      isWrapped: false,
    });
  });

  it('waits for an ISA that has not all come yet', () => {
    for (let length = 4; length < ISA.length; length += 1) expect(readIsa(ISA.slice(0, length), 0)).toBeNull();
  });

  it.each(['U', '0', ' ', 'é'])('does not take %j for a repetition separator', (character) => {
    expect(readIsa(ISA.replace('^', character), 0)?.delimiters.repetition).toBeNull();
  });

  it('finds the separators of an ISA without padding', () => {
    const reading = readIsa(ISA.replaceAll(/ +/g, ''), 0);
    expect(reading?.isFixedWidth).toBe(false);
    expect(reading?.delimiters.segment).toBe('~');
  });

  it.each(['ISA'.padEnd(400, '*').replace('**', '*x'), ISA.replace(':~', '~~'), `ISA*${'x'.repeat(400)}`])(
    'refuses an ISA whose separators cannot work',
    (text) => {
      expect(() => readIsa(text, 0)).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
    },
  );
});
