import { upcast } from '../../../subgraphs/payer/upcast';
import { readRemittance } from '../../../subgraphs/payer/x12/read-remittance';
import { firstSetOf, write835 } from './sample-835';

const claim = [
  ['CLP', 'C1', '1', '100', '20'],
  ['CAS', 'PR', '3', '10'],
  ['SVC', ['HC', '99213'], '100', '20'],
  ['CAS', 'CO', '45', '50', null, '16', '20'],
] as const;

/** A reading as it was recorded before adjustments told their kinds. */
function withoutKinds<T>(value: T): T {
  return JSON.parse(JSON.stringify(value, (key, each: unknown) => (key === 'kind' ? undefined : each))) as T;
}

describe('facts of the payer log that were recorded earlier', () => {
  it('a remittance of version 1 is read as one of today', () => {
    const remittance = readRemittance(firstSetOf(write835({ paid: '20', claims: [claim] })));
    const rest = { knownClaimIds: ['C1'], unknownClaimIds: [] };
    expect(JSON.stringify(remittance)).toContain('PATIENT_RESPONSIBILITY');
    expect(upcast({ type: 'RemittanceReceived', data: { ...rest, remittance: withoutKinds(remittance) } })).toEqual([
      { type: 'RemittanceReceived', version: 2, data: { ...rest, remittance } },
    ]);
  });

  it('a fact of today stays as it is', () => {
    const fact = { type: 'ClaimDelivered', data: { claimId: 'C1', receiptId: null } };
    expect(upcast(fact)[0]).toBe(fact);
  });
});
