import { money } from '../../../platform/domain/money';
import { denialOf, isPriorPayer } from '../../../subgraphs/payer/denial';
import { readRemittance } from '../../../subgraphs/payer/x12/read-remittance';
import type { SegmentToWrite } from '../../../platform/x12/write-interchange';
import { firstSetOf, write835 } from './sample-835';

/** The denial of a claim payment with this CLP02 and these CAS, each group, reason and amount. */
function denied(status: string, ...cas: readonly (readonly [string, string, string])[]) {
  const segments: SegmentToWrite[] = [['CLP', 'C1', status, '100', '0'], ...cas.map((each): SegmentToWrite => ['CAS', ...each])]; // prettier-ignore
  const [claim] = readRemittance(firstSetOf(write835({ paid: '0', claims: [segments] }))).claims;
  return claim ? denialOf(claim) : null;
}

describe('denialOf', () => {
  it('is what neither the patient, a contract nor the prior payer explains', () => {
    expect(denied('1', ['CO', '45', '20'], ['PR', '1', '30'], ['OA', '23', '10'], ['CO', '16', '25'], ['PI', '96', '15'])).toEqual({
      deniedAmount: money(4000),
      reasonCodes: ['CO-16', 'PI-96'],
      remarkCodes: [],
    }); // prettier-ignore
  });

  it.each([
    ['a claim that is only reduced by contract', '1', 'CO', '45'],
    ['what is left to the patient', '2', 'PR', '2'],
    ["the prior payer's part", '2', 'OA', '23'],
    ['a reversal', '22', 'CO', '29'],
    ['a predetermination', '25', 'CO', '29'],
  ] as const)('is none for %s', (_, status, group, reason) => {
    expect(denied(status, [group, reason, '100'])).toBeNull();
  });

  it('takes every adjustment for one where the patient was not recognised', () => {
    expect(denied('4', ['CO', '45', '100'])?.reasonCodes).toEqual(['CO-45']);
  });

  it('is none when what is refused is given back in the same claim payment', () => {
    expect(denied('1', ['CO', '16', '100'], ['CO', '16', '-100'])).toBeNull();
  });
});

describe('isPriorPayer', () => {
  it('is OA with 23 alone', () => {
    expect([isPriorPayer({ groupCode: 'OA', reasonCode: '23' }), isPriorPayer({ groupCode: 'CO', reasonCode: '23' })]).toEqual([true, false]); // prettier-ignore
  });
});
