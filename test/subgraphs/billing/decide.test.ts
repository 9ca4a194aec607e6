import fc from 'fast-check';
import { calendarDate } from '../../../platform/domain/calendar-date';
import { adjustmentKindOf } from '../../../platform/domain/adjustment-kind';
import { EMPTY_ACCOUNT, evolveCommit, type AccountState } from '../../../subgraphs/billing/account-state';
import { decide } from '../../../subgraphs/billing/decide';
import type { AccountAction, AccountFact, ClaimPayment } from '../../../subgraphs/billing/domain';
import { entryOf, sumLegs } from '../../../subgraphs/billing/ledger';

const day = calendarDate('2026-01-05');
const opening = { patientId: 'p1', facilityId: 'f1', legalEntityId: 'le1', currency: 'USD' };

const given = (...actions: AccountAction[]): AccountState =>
  actions.reduce((state, action) => evolveCommit(state, decide(action, state), state.version + 1), EMPTY_ACCOUNT);

const charge = (amount: number | null, id = 'c1', payer: 'INSURANCE' | 'PATIENT' = 'INSURANCE'): AccountAction => ({
  type: 'POST_CHARGE',
  charge: { ...opening, chargeItemId: id, encounterId: 'e1', amount, serviceDate: day, postingDate: day, payer },
});

const claim = (...coverageIds: string[]): AccountAction => ({
  type: 'REQUEST_CLAIM',
  request: { encounterId: 'e1', coverageIds, serviceDate: day },
});

const claimIdIn = (state: AccountState): string => Object.keys(state.claims)[0] ?? '';

const remitted = (claimId: string, over: Partial<ClaimPayment>): AccountAction => ({
  type: 'POST_CLAIM_PAYMENT',
  cash: 'PAYER_CLEARING',
  payment: {
    remittanceId: 'r1',
    ordinal: 1,
    claimId,
    statusCode: '1',
    billedAmount: 10_000,
    paidAmount: 0,
    adjustments: [],
    currency: 'USD',
    paymentDate: day,
    ...over,
  },
});

const adjustment = (group: string, reasonCode: string, amount: number) => ({
  group,
  reasonCode,
  kind: adjustmentKindOf(group, reasonCode),
  amount,
});
const card = (amount: number, paymentId = 'pay1') => ({ paymentId, amount, currency: 'USD', postingDate: day });
const types = (facts: readonly AccountFact[]): string[] => facts.map(({ type }) => type);

describe('charges', () => {
  test('the first charge opens the account and becomes receivable from the payer', () => {
    const facts = decide(charge(10_000), EMPTY_ACCOUNT);
    expect(types(facts)).toEqual(['AccountOpened', 'ChargePosted', 'BalanceChanged']);
    expect(given(charge(10_000)).balances).toEqual({ insurance: 10_000, patient: 0, unapplied: 0 });
  });

  test('a charge without coverage is the patient’s', () => {
    expect(given(charge(10_000, 'c1', 'PATIENT')).balances.patient).toBe(10_000);
  });

  test('the same charge again changes nothing', () => {
    expect(decide(charge(10_000), given(charge(10_000)))).toEqual([]);
  });

  test('a corrected charge undoes the old amount and posts the new one', () => {
    const state = given(charge(10_000));
    expect(types(decide(charge(7_500), state))).toEqual(['ChargeReversed', 'ChargePosted', 'BalanceChanged']);
    expect(given(charge(10_000), charge(7_500)).balances.insurance).toBe(7_500);
  });

  test('a charge entered in error leaves nothing', () => {
    expect(given(charge(10_000), charge(null)).balances).toEqual({ insurance: 0, patient: 0, unapplied: 0 });
  });
});

describe('claims', () => {
  test('a claim bills all unbilled charges of the encounter once', () => {
    const state = given(charge(10_000), charge(2_500, 'c2'));
    const [fact] = decide(claim('cov1'), state);
    expect(fact).toMatchObject({ type: 'ClaimRequested', data: { billedAmount: 12_500, chargeItemIds: ['c1', 'c2'] } });
    expect(decide(claim('cov1'), given(charge(10_000), claim('cov1')))).toEqual([]);
  });

  test('a late charge gets a claim of its own, with another number', () => {
    const state = given(charge(10_000), claim('cov1'), charge(2_500, 'c2'), claim('cov1'));
    expect(Object.values(state.claims).map(({ billedAmount }) => billedAmount)).toEqual([10_000, 2_500]);
  });

  test('claim numbers fit X12 CLM01', () => {
    expect(claimIdIn(given(charge(10_000), claim('cov1')))).toMatch(/^[0-9A-Z]{1,20}$/);
  });
});

describe('remittances', () => {
  const billed = given(charge(10_000), claim('cov1'));
  const id = claimIdIn(billed);

  test('payment, contractual adjustment and patient responsibility settle the claim', () => {
    const state = given(
      charge(10_000),
      claim('cov1'),
      remitted(id, { paidAmount: 6_000, adjustments: [adjustment('CO', '45', 3_000), adjustment('PR', '3', 1_000)] }),
    );
    expect(state.balances).toEqual({ insurance: 0, patient: 1_000, unapplied: 0 });
  });

  test('a denial stays receivable and is recorded with its reason', () => {
    const facts = decide(remitted(id, { adjustments: [adjustment('CO', '16', 10_000)] }), billed);
    expect(facts).toEqual([
      { type: 'DenialRecorded', data: { claimId: id, remittanceId: 'r1', amount: 10_000, reasonCodes: ['CO-16'] } },
    ]);
  });

  test('a reversal undoes its payment to the cent, and the correction stands', () => {
    const paid = { paidAmount: 6_000, adjustments: [adjustment('CO', '45', 3_000), adjustment('PR', '1', 1_000)] };
    const reversed = { paidAmount: -6_000, statusCode: '22', billedAmount: -10_000, adjustments: [adjustment('CO', '45', -3_000), adjustment('PR', '1', -1_000)] }; // prettier-ignore
    const state = given(charge(10_000), claim('cov1'), remitted(id, paid), remitted(id, reversed));
    expect(state.balances).toEqual(billed.balances);
  });

  test('the prior payer’s part posts nothing', () => {
    const facts = decide(remitted(id, { paidAmount: 1_000, adjustments: [adjustment('OA', '23', 9_000)] }), billed);
    expect(types(facts)).toEqual(['InsurancePaymentPosted', 'BalanceChanged']);
  });

  test('a predetermination and a claim status 4 move nothing to the patient', () => {
    expect(decide(remitted(id, { statusCode: '25', paidAmount: 6_000 }), billed)).toEqual([]);
    const facts = decide(remitted(id, { statusCode: '4', adjustments: [adjustment('PR', '31', 10_000)] }), billed);
    expect(types(facts)).toEqual(['DenialRecorded']);
  });

  test('with a second coverage, the patient’s part waits for it and the next claim is requested once', () => {
    const two = given(charge(10_000), claim('cov1', 'cov2'));
    const first = claimIdIn(two);
    const paid = remitted(first, { paidAmount: 6_000, adjustments: [adjustment('CO', '45', 2_000), adjustment('PR', '1', 2_000)] }); // prettier-ignore
    const facts = decide(paid, two);
    expect(types(facts)).toEqual(['InsurancePaymentPosted', 'AdjustmentPosted', 'ClaimRequested', 'BalanceChanged']);
    expect(facts[2]).toMatchObject({ data: { coverageIndex: 1, previousClaimId: first } });
    const after = evolveCommit(two, facts, two.version + 1);
    expect(after.balances).toEqual({ insurance: 2_000, patient: 0, unapplied: 0 });
    expect(types(decide(paid, after))).not.toContain('ClaimRequested');
  });

  test('a claim the payer crossed over is not billed to the next payer again', () => {
    const two = given(charge(10_000), claim('cov1', 'cov2'));
    const facts = decide(remitted(claimIdIn(two), { statusCode: '19', paidAmount: 8_000, adjustments: [adjustment('PR', '1', 2_000)] }), two); // prettier-ignore
    expect(types(facts)).toEqual(['InsurancePaymentPosted', 'BalanceChanged']);
  });
});

describe('a claim that the payer crossed over', () => {
  const two = given(charge(10_000), claim('cov1', 'cov2'));
  const id = claimIdIn(two);
  const primary = remitted(id, { statusCode: '19', paidAmount: 7_000, adjustments: [adjustment('CO', '45', 1_000), adjustment('PR', '1', 2_000)] }); // prettier-ignore
  const secondary = remitted(id, { remittanceId: 'r2', statusCode: '2', paidAmount: 1_500, adjustments: [adjustment('OA', '23', 8_000), adjustment('PR', '1', 500)] }); // prettier-ignore
  const settled = given(charge(10_000), claim('cov1', 'cov2'), primary, secondary);

  test('comes back from the next payer under its first number, and what is left is the patient’s', () => {
    expect(settled.balances).toEqual({ insurance: 0, patient: 500, unapplied: 0 });
    expect(Object.keys(settled.claims)).toEqual([id]);
  });

  test('is reversed as far as the patient was charged', () => {
    const reversed = remitted(id, { statusCode: '22', paidAmount: -1_500, adjustments: [adjustment('OA', '23', -8_000), adjustment('PR', '1', -500)] }); // prettier-ignore
    const after = evolveCommit(settled, decide(reversed, settled), 99);
    expect(after.balances).toEqual({ insurance: 2_000, patient: 0, unapplied: 0 });
  });
});

describe('patient money', () => {
  test('pays what is owed, keeps the rest unapplied, and uses it when something becomes owed', () => {
    const overpaid = given(charge(1_000, 'c1', 'PATIENT'), { type: 'POST_PATIENT_PAYMENT', payment: card(1_500) });
    expect(overpaid.balances).toEqual({ insurance: 0, patient: 0, unapplied: 500 });
    const facts = decide(charge(800, 'c2', 'PATIENT'), overpaid);
    expect(types(facts)).toEqual(['ChargePosted', 'CashApplied', 'BalanceChanged']);
    expect(evolveCommit(overpaid, facts, 9).balances).toEqual({ insurance: 0, patient: 300, unapplied: 0 });
  });

  test('a refund takes unapplied money first, then what it goes beyond is owed again', () => {
    const state = given(
      charge(1_000, 'c1', 'PATIENT'),
      { type: 'POST_PATIENT_PAYMENT', payment: card(1_500) },
      { type: 'POST_REFUND', refund: { ...card(700), refundId: 're1' } },
    );
    expect(state.balances).toEqual({ insurance: 0, patient: 200, unapplied: 0 });
  });

  test('what was paid and is owed no longer becomes unapplied, and is used for what is owed next', () => {
    const paid = given(charge(1_000, 'c1', 'PATIENT'), { type: 'POST_PATIENT_PAYMENT', payment: card(1_000) });
    const facts = decide(charge(null, 'c1', 'PATIENT'), paid);
    expect(types(facts)).toEqual(['ChargeReversed', 'CashApplied', 'BalanceChanged']);
    const after = evolveCommit(paid, facts, 9);
    expect(after.balances).toEqual({ insurance: 0, patient: 0, unapplied: 1_000 });
    expect(evolveCommit(after, decide(charge(400, 'c2', 'PATIENT'), after), 10).balances.unapplied).toBe(600);
  });

  test('money cannot go to an account that was never opened', () => {
    expect(() => decide({ type: 'POST_PATIENT_PAYMENT', payment: card(100) }, EMPTY_ACCOUNT)).toThrow(
      expect.objectContaining({ code: 'RULE_BROKEN' }),
    );
  });
});

describe('whatever happens', () => {
  const cents = fc.integer({ min: 1, max: 5_000_000_00 });
  const groups = fc.constantFrom('CO', 'PR', 'OA', 'PI', 'CR');
  const reasons = fc.constantFrom('45', '1', '2', '3', '16', '23', '29', '94', '253');
  const anyAction: fc.Arbitrary<AccountAction> = fc.oneof(
    fc.record({ amount: fc.option(cents, { nil: null }), id: fc.constantFrom('c1', 'c2', 'c3'), payer: fc.constantFrom('INSURANCE' as const, 'PATIENT' as const) }).map(({ amount, id, payer }) => charge(amount, id, payer)), // prettier-ignore
    fc.constant(claim('cov1', 'cov2')),
    fc.record({ paidAmount: fc.integer({ min: -500_000, max: 500_000 }), statusCode: fc.constantFrom('1', '2', '4', '19', '22', '25'), adjustments: fc.array(fc.tuple(groups, reasons, fc.integer({ min: -500_000, max: 500_000 })).map((parts) => adjustment(...parts)), { maxLength: 4 }) }).map((over) => remitted('any', over)), // prettier-ignore
    cents.map((amount): AccountAction => ({ type: 'POST_PATIENT_PAYMENT', payment: card(amount) })),
    cents.map((amount): AccountAction => ({ type: 'POST_REFUND', refund: { ...card(amount), refundId: 're1' } })),
  );

  test('every entry balances, and BalanceChanged says what the entries come to', () => {
    fc.assert(
      fc.property(fc.array(anyAction, { minLength: 1, maxLength: 30 }), (actions) => {
        let state = given(charge(1_000));
        for (const action of actions) {
          const facts = decide(action, state);
          const entries = facts.map(entryOf).filter((entry) => entry !== null);
          for (const { legs } of entries) expect(sumLegs(legs)).toBe(0);
          state = evolveCommit(state, facts, state.version + 1);
          if (entries.length > 0) expect(facts.at(-1)).toEqual({ type: 'BalanceChanged', data: state.balances });
          expect(state.balances.unapplied).toBeGreaterThanOrEqual(0);
          expect(state.balances.patient).toBeGreaterThanOrEqual(0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
