import { upcast } from '../../../subgraphs/billing/upcast';
import { claimPayment } from './books';

const entry = { kind: 'UNIDENTIFIED_CASH', legs: { PAYER_CLEARING: 1, UNIDENTIFIED_PAYER_CASH: -1 } };
const payment = {
  ...claimPayment('C1'),
  adjustments: [
    { group: 'CO', reasonCode: '45', amount: 4_000 },
    { group: 'PR', reasonCode: '1', amount: 500 },
  ],
};

describe('facts of the billing log that were recorded earlier', () => {
  it('held money of version 1 gets the kinds of its adjustments and keeps all else', () => {
    const data = { legalEntityId: 'le1', facilityId: null, entry, item: { id: 'i1', claimSubmittedId: 'C1', amount: 6_000, payment } }; // prettier-ignore
    const kinds = ['CONTRACTUAL', 'PATIENT_RESPONSIBILITY'];
    expect(upcast({ type: 'UnidentifiedCashRecorded', data })).toEqual([
      {
        type: 'UnidentifiedCashRecorded',
        version: 2,
        data: { ...data, item: { ...data.item, payment: { ...payment, adjustments: payment.adjustments.map((one, index) => ({ ...one, kind: kinds[index] })) } } }, // prettier-ignore
      },
    ]);
  });

  it('a fact of today stays as it is', () => {
    const fact = { type: 'BalanceChanged', data: { insurance: 1, patient: 2, unapplied: 0 } };
    expect(upcast(fact)[0]).toBe(fact);
  });
});
