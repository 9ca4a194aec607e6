import { readRemittance } from '../../../../subgraphs/payer/x12/read-remittance';
import { bodyDigestOf, remittanceKeyOf } from '../../../../subgraphs/payer/x12/remittance-key';
import { firstSetOf, write835, type Sample835 } from '../sample-835';

const SAMPLE: Sample835 = { paid: '100', claims: [[['CLP', 'C1', '1', '100', '100']]] };

function keyOf(text: string): string {
  const set = firstSetOf(text);
  return remittanceKeyOf(readRemittance(set), bodyDigestOf(set));
}

describe('remittanceKeyOf', () => {
  it('is the trace, its originator, the day, the amount and the payee', () => {
    expect(keyOf(write835(SAMPLE))).toBe('trace:1512345678|EFT1|20260105|100.00|1234567893');
  });

  it('is not moved by the envelope', () => {
    expect(keyOf(write835({ ...SAMPLE, controlNumber: 77 }))).toBe(keyOf(write835(SAMPLE)));
  });

  it.each([
    ['a trace of zeros', { trace: '000000000' }],
    ['a non-payment', { method: 'NON', paid: '0' }],
  ])('is the digest for %s', (_, change) => {
    const text = write835({ ...SAMPLE, ...change });
    expect(keyOf(text)).toBe(`digest:${bodyDigestOf(firstSetOf(text))}`);
  });
});

describe('bodyDigestOf', () => {
  const digest = (text: string) => bodyDigestOf(firstSetOf(text));

  it('is the same whatever line breaks, separators and control numbers a copy has', () => {
    const text = write835({ ...SAMPLE, plb: [['PLB', 'P', '20261231', ['WO', 'X'], '0']] });
    const other = text.replaceAll('\n', '').replaceAll('*', '|').replaceAll(':', '>').replaceAll('~', "'");
    expect(digest(other)).toBe(digest(text));
    expect(digest(write835({ ...SAMPLE, controlNumber: 9 }))).toBe(digest(write835(SAMPLE)));
  });

  it('differs by one cent', () => {
    expect(digest(write835({ ...SAMPLE, paid: '100.01' }))).not.toBe(digest(write835(SAMPLE)));
  });
});
