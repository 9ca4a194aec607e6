import { USUAL_DELIMITERS } from '../../../platform/x12/delimiters';
import { splitSegments } from '../../../platform/x12/interchange';
import { x12Path } from '../../../platform/x12/x12-path';

const loop = splitSegments(
  'CLP*A1*1*200*150**12~CAS*CO*45*50~CAS*PR*1*20~N1*PR*PAYER~N1*PE*PAYEE*XX*123~SVC*HC:99213:25*100~NM1*82*1~HI*ABK:E11',
  USUAL_DELIMITERS,
);
const read = (path: string) => x12Path(path)(loop);

describe('x12Path', () => {
  it.each([
    ['CLP04', '150'],
    ['SVC01-2', '99213'],
    ['NM101', '82'],
    ['N102', 'PAYER'],
    ['N1[01=PE].02', 'PAYEE'],
    ['N1[01=XX|PE].04', '123'],
    ['CAS[01=PR].03', '20'],
    ['HI[01-1=ABK].01-2', 'E11'],
    ['CAS[*].01', ['CO', 'PR']],
    ['CAS[01=PR][*].03', ['20']],
  ])('reads %s', (path, value) => {
    expect(read(path)).toEqual(value);
  });

  it('reads what is absent or empty as undefined', () => {
    for (const path of ['CLP05', 'CLP14', 'BPR16', 'SVC01-9', 'N1[01=ZZ].02']) expect(read(path)).toBeUndefined();
    expect(read('LQ[*].02')).toEqual([]);
  });

  it('gives whole segments where no element is named', () => {
    expect(read('CLP')).toBe(loop[0]);
    expect(read('CAS[*]')).toEqual([loop[1], loop[2]]);
  });

  it.each(['', 'clp04', 'CLP4', 'N1[PR].02', 'N1[01=].02', 'CLP04.2'])('refuses %j as no path', (path) => {
    expect(() => x12Path(path)).toThrow(expect.objectContaining({ code: 'INTERNAL' }));
  });
});
