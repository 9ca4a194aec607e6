import { upcast } from '../../../subgraphs/payer/upcast';
import { readRemittance } from '../../../subgraphs/payer/x12/read-remittance';
import { firstSetOf, write835 } from './sample-835';

const claim = [
  ['CLP', 'C1', '1', '100', '20'],
  ['CAS', 'PR', '3', '10'],
  ['SVC', ['HC', '99213'], '100', '20'],
  ['CAS', 'CO', '45', '50', null, '16', '20'],
] as const;

const known = { knownClaimIds: ['C1'], unknownClaimIds: [] };
const { claims, claimCount, ...header } = readRemittance(firstSetOf(write835({ paid: '20', claims: [claim] })));
const recorded = { ...header, id: 'r1', payerId: 'p1', bodyDigest: 'd', origin: { system: 'clearinghouse' } };
const { paymentDate, isTest, status } = header;

/** As it is recorded today. */
const today = [
  { type: 'RemittanceReceived', version: 3, data: { remittance: { ...recorded, claimCount } } },
  {
    type: 'ClaimPaymentsReceived',
    data: { remittance: { id: 'r1', payerId: 'p1', paymentDate, isTest, status }, claims: [...claims], ...known },
  },
];

/** As it was recorded before adjustments told their kinds. */
function withoutKinds<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'kind' ? undefined : each))) as T;
}

describe('facts of the payer log that were recorded earlier', () => {
  const whole = { ...recorded, claims: [...claims] };

  it('a remittance of version 2 is read as itself and its claim payments', () => {
    expect(upcast({ type: 'RemittanceReceived', version: 2, data: { remittance: whole, ...known } })).toEqual(today);
  });

  it('one of version 1 gets the kinds of its adjustments as well', () => {
    expect(JSON.stringify(withoutKinds(whole))).not.toContain('PATIENT_RESPONSIBILITY');
    expect(upcast({ type: 'RemittanceReceived', data: withoutKinds({ remittance: whole, ...known }) })).toEqual(today);
  });

  it('facts of today stay as they are', () => {
    for (const fact of today) expect(upcast(fact)).toEqual([fact]);
  });
});
