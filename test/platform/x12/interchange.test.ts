import { USUAL_DELIMITERS } from '../../../platform/x12/delimiters';
import { skipBlank, splitSegments } from '../../../platform/x12/interchange';

const textsOf = (text: string, delimiters = USUAL_DELIMITERS) =>
  splitSegments(text, delimiters).map((segment) => segment.text);

describe('splitSegments', () => {
  it('takes line breaks out between and within segments', () => {
    expect(textsOf('LX*1~\r\nN1*PR*LONG \nNAME~\n~\nLX*2~\n')).toEqual(['LX*1', 'N1*PR*LONG NAME', 'LX*2']);
  });

  it('keeps a line break that is a separator', () => {
    expect(textsOf('LX*1\r\nLX*2\n\nLX*3', { ...USUAL_DELIMITERS, segment: '\n' })).toEqual(['LX*1', 'LX*2', 'LX*3']);
    expect(textsOf('LX*1\rLX*2\r\n', { ...USUAL_DELIMITERS, segment: '\r' })).toEqual(['LX*1', 'LX*2']);
  });

  it('keeps blanks at the end of an element', () => {
    expect(textsOf('N1*PR*NAME ~')).toEqual(['N1*PR*NAME ']);
  });
});

describe('skipBlank', () => {
  it('passes blanks, line breaks and marks, and stops at text', () => {
    expect(skipBlank('\uFEFF \r\n\u001A\u0000ISA', 0)).toBe(6);
    expect(skipBlank('  ', 0)).toBe(2);
  });
});
