import fc from 'fast-check';
import { adjustmentKindOf } from '../../../platform/domain/adjustment-kind';
import { EMPTY_ACCOUNT } from '../../../subgraphs/billing/account-state';
import { decideClaimPayment } from '../../../subgraphs/billing/claim-payment';
import type { ClaimPayment } from '../../../subgraphs/billing/domain';
import { entryOf } from '../../../subgraphs/billing/ledger';
import { withKinds } from '../../../subgraphs/billing/upcast';
import { claimPayment } from './books';

/** What the codes of a CAS come to, told by themselves: what contracts and law take off, in the X12 code list's own order. */
const TAKEN_OFF = ['24', '42', '44', '45', '59', '90', '91', '94', '104', '131', '144', '237', '253', 'A2'];

/** The sums that a claim payment of a payer after which none follows is to post, from group and reason alone. */
function sumsByCode({ statusCode, paidAmount, adjustments }: ClaimPayment) {
  const sums = { paid: paidAmount, contractual: 0, patient: 0, denied: 0 };
  for (const { group, reasonCode, amount } of adjustments) {
    if (group === 'OA' && reasonCode === '23') continue;
    if (statusCode === '4') sums.denied += amount;
    else if (group === 'PR') sums.patient += amount;
    else if (TAKEN_OFF.includes(reasonCode)) sums.contractual += amount;
    else sums.denied += amount;
  }
  return { ...sums, denied: Math.max(0, sums.denied) };
}

/** The sums that it does post. */
function sumsPosted(payment: ClaimPayment) {
  const sums = { paid: 0, contractual: 0, patient: 0, denied: 0 };
  for (const fact of decideClaimPayment(EMPTY_ACCOUNT, payment, 'PAYER_CLEARING')) {
    const legs = entryOf(fact)?.legs ?? {};
    sums.paid += legs.PAYER_CLEARING ?? 0;
    sums.contractual += legs.CONTRACTUAL_ALLOWANCE ?? 0;
    sums.patient += legs.PATIENT_RECEIVABLE ?? 0;
    if (fact.type === 'DenialRecorded') sums.denied += fact.data.amount;
  }
  return sums;
}

const anyPayment = fc
  .record({
    statusCode: fc.constantFrom('1', '2', '3', '4', '19', '20', '21', '22', '23'),
    paidAmount: fc.integer({ min: -500_000, max: 500_000 }),
    adjustments: fc.array(
      fc.record({
        group: fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR'),
        reasonCode: fc.constantFrom(
          ...TAKEN_OFF,
          '1',
          '2',
          '3',
          '16',
          '18',
          '23',
          '29',
          '96',
          'constructor',
          'toString',
        ),
        amount: fc.integer({ min: -500_000, max: 500_000 }),
      }),
      { maxLength: 8 },
    ),
  })
  .map(({ adjustments, ...rest }) => ({ ...claimPayment('C1', rest), adjustments }));

describe('posting by the kind that the payer room tells', () => {
  it('comes to the cent to what group and reason say', () => {
    fc.assert(
      fc.property(anyPayment, ({ adjustments, ...rest }) => {
        const told = adjustments.map((one) => ({ ...one, kind: adjustmentKindOf(one.group, one.reasonCode) }));
        const payment = { ...rest, adjustments: told };
        expect(sumsPosted(payment)).toEqual(sumsByCode(payment));
      }),
      { numRuns: 1_000 },
    );
  });

  it('is the same for a payment that was kept before kinds were told', () => {
    fc.assert(
      fc.property(anyPayment, (kept) => {
        const payment = withKinds(kept);
        expect(sumsPosted(payment)).toEqual(sumsByCode(payment));
        expect(withKinds(payment)).toEqual(payment);
      }),
    );
  });

  it('believes the payer room where it tells otherwise', () => {
    const adjustments = [{ group: 'CO', reasonCode: '97', kind: 'CONTRACTUAL' as const, amount: 4_000 }];
    expect(sumsPosted(claimPayment('C1', { adjustments }))).toMatchObject({ contractual: 4_000, denied: 0 });
  });
});
