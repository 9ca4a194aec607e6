import { writeInterchange, type SegmentToWrite } from '../../../platform/x12/write-interchange';
import { interchangeOf, setOf } from './sample-interchange';

const write = (...segments: SegmentToWrite[]) => writeInterchange(interchangeOf([setOf('837', '0001', segments)]));

const BAD_INPUT = expect.objectContaining({ code: 'BAD_INPUT' }) as Error;

describe('writeInterchange', () => {
  it('writes envelopes with right counts, control numbers and widths', () => {
    const sets = [setOf('835', '0001', [['LX', '1']]), { ...setOf('835', '0002'), version: '005010X221A1' }];
    expect(writeInterchange(interchangeOf(sets)).split('~\n')).toEqual([
      'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0930*^*00501*000000905*0*P*:',
      'GS*HP*S*R*20260105*0930*7*X*005010X221A1',
      'ST*835*0001',
      'LX*1',
      'SE*3*0001',
      'ST*835*0002*005010X221A1',
      'SE*2*0002',
      'GE*2*7',
      'IEA*1*000000905',
      '',
    ]);
  });

  it('writes composites, repetitions and gaps, and leaves out empty ends', () => {
    const text = write(['SV1', ['HC', '99213', '', ''], null, undefined, '', { repetitions: ['A', ['B', 'C']] }, '']);
    expect(text).toContain('\nSV1*HC:99213****A^B:C~');
  });

  it.each(['A*B', 'A:B', 'A^B', 'A~B', 'A\nB', 'A\u0000B'])('refuses data that holds a separator: %j', (data) => {
    expect(() => write(['NM1', 'QC', '1', data])).toThrow(BAD_INPUT);
    expect(() => write(['SV1', ['HC', data]])).toThrow(BAD_INPUT);
    expect(() => write(['HI', { repetitions: [['HC', data]] }])).toThrow(BAD_INPUT);
  });

  it('names the element but not the data it refuses', () => {
    expect(() => write(['NM1', 'QC', '1', 'SECRET*NAME'])).toThrow('NM103 holds a character that separates X12 data');
  });

  it.each([
    ['a sender id of 16 characters', { sender: { qualifier: 'ZZ', id: 'ABCDEFGHIJKLMNOP' } }],
    ['a sender id with a separator', { sender: { qualifier: 'ZZ', id: 'A*B' } }],
    ['a control number of ten digits', { controlNumber: 1_000_000_000 }],
    ['equal separators', { delimiters: { element: '*', component: '*', repetition: '^', segment: '~' } }],
    ['a letter for a separator', { delimiters: { element: 'A', component: ':', repetition: '^', segment: '~' } }],
  ])('refuses %s', (_, changes) => {
    expect(() => writeInterchange(interchangeOf([], changes))).toThrow(BAD_INPUT);
  });

  it('refuses a segment id that is none, and a repetition where nothing separates it', () => {
    expect(() => write(['nm1', 'QC'])).toThrow(BAD_INPUT);
    const delimiters = { element: '*', component: ':', repetition: null, segment: '~' };
    const sets = [setOf('837', '0001', [['HI', { repetitions: ['A', 'B'] }]])];
    expect(() => writeInterchange(interchangeOf(sets, { delimiters }))).toThrow(BAD_INPUT);
  });
});
