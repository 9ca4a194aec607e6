import type { SegmentToWrite } from '../../../platform/x12/write-interchange';
import { write835 } from './sample-835';

const SERVICES = 20;

/** A line of 10.00 billed, 5.00 paid, 3.50 off by contract, 1.50 the patient's. */
const LINE: readonly SegmentToWrite[] = [
  ['SVC', ['HC', '99213', '25'], '10', '5', null, '1'],
  ['DTM', '472', '20251201'],
  ['CAS', 'CO', '45', '3.5'],
  ['CAS', 'PR', '1', '1.5'],
  ['LQ', 'HE', 'N130'],
];

/** An 835 of so many claims `C1`, `C2` …, each 200.00 billed, 100.00 paid, 70.00 off by contract, 30.00 the patient's. */
export const large835 = (claims: number): string =>
  write835({
    paid: String(claims * 100),
    claims: Array.from({ length: claims }, (_, index): readonly SegmentToWrite[] => [
      ['CLP', `C${index + 1}`, '1', '200', '100', '30', '12', `PAYER${index + 1}`, '11', '1'],
      ['NM1', 'QC', '1', 'EXAMPLE', 'PERSON', null, null, null, 'MI', `W${index + 1}`],
      ...Array.from({ length: SERVICES }, () => LINE).flat(),
    ]),
  });
