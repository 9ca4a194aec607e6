import { calendarDate } from '../../../platform/domain/calendar-date';
import { openHouse, type House } from './house';
import {
  accountId,
  adjustment,
  claimPayment,
  ehr,
  known,
  laterCare,
  origin,
  received,
  remittance,
  usd,
} from './samples';

let house: House;
afterEach(() => house.close());

/** A visit of p1 for 100.00 whose claim has been sent; its id. */
async function billed(books: Parameters<typeof openHouse>[0] = {}): Promise<string> {
  house = await openHouse(books);
  await house.tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(10_000), laterCare());
  const [claim] = await house.billed(`account/${accountId}`, 'ClaimRequested');
  return claim?.claimId ?? '';
}
const balances = async () => {
  const { insuranceBalance = 0, patientBalance = 0 } = (await house.account()) ?? {};
  return { insurance: insuranceBalance, patient: patientBalance };
};
const take = (...advices: ReturnType<typeof remittance>[]) => house.tell(house.rooms.payer, ...advices.map(received));

describe('a remittance', () => {
  test('pays, writes off and moves to the patient what its claim and line adjustments say', async () => {
    const claimId = await billed();
    const service = { ordinal: 1, procedure: { qualifier: 'HC', code: '99213', modifiers: [] }, revenueCode: null, billedAmount: usd(10_000), paidAmount: usd(6_000), allowedAmount: null, units: '1', serviceDate: null, lineControlNumber: 'ch1', adjustments: [adjustment('CO', '45', 2_500)], remarkCodes: [] }; // prettier-ignore
    const paid = claimPayment(claimId, { billed: 10_000, paid: 6_000, patient: 1_500 }, { adjustments: [adjustment('PR', '1', 1_500)], services: [service] }); // prettier-ignore
    await take(remittance([paid]));
    expect(await balances()).toEqual({ insurance: 0, patient: 1_500 });
    expect(await house.ledger()).toEqual({
      CONTRACTUAL_ALLOWANCE: 2_500,
      PATIENT_RECEIVABLE: 1_500,
      PAYER_CLEARING: 6_000,
      REVENUE: -10_000,
    });
    const [, ...entries] = await house.entries();
    expect(new Set(entries.map(({ postingDate }) => postingDate))).toEqual(new Set(['2026-01-18']));
    expect(new Set(entries.map(({ remittanceId }) => remittanceId))).toEqual(new Set(['rem1']));
    expect(new Set(entries.map(({ correlationId }) => correlationId))).toEqual(new Set(['chain-remittance/rem1']));
  });

  test('told again posts nothing more', async () => {
    const claimId = await billed();
    const advice = remittance([claimPayment(claimId, { billed: 10_000, paid: 10_000 })]);
    await take(advice);
    const before = await house.ledger();
    await house.tell(house.rooms.payer, { ...received(advice), factKey: 'again' });
    expect(await house.ledger()).toEqual(before);
  });

  test('of a day in closed books is posted on the day on which they open', async () => {
    const claimId = await billed();
    await take(remittance([claimPayment(claimId, { billed: 10_000, paid: 10_000 })], { paymentDate: calendarDate('2025-12-30') })); // prettier-ignore
    expect((await house.entries()).at(-1)).toMatchObject({ kind: 'INSURANCE_PAYMENT', postingDate: '2026-01-01' });
  });

  test('for an unknown claim is held and told, and goes to its account once the claim is known', async () => {
    house = await openHouse();
    await take(remittance([claimPayment('fhir-claim-1', { billed: 9_000, paid: 9_000 })]));
    expect(await house.ledger()).toEqual({ PAYER_CLEARING: 9_000, UNIDENTIFIED_PAYER_CASH: -9_000 });
    expect(await house.cases()).toMatchObject([{ kind: 'UNIDENTIFIED_CASH', system: 'ehr', messageId: 'm1', reason: expect.stringMatching(/^A payer paid for claim fhir-claim-1, which is not known here/) }]); // prettier-ignore
    await house.tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.claim(9_000));
    expect(await house.ledger()).toEqual({ PAYER_CLEARING: 9_000, REVENUE: -9_000 });
    expect(await balances()).toEqual({ insurance: 0, patient: 0 });
  });

  test('for a claim that becomes known at that very moment goes to its account, and nobody has to look', async () => {
    house = await openHouse();
    await house.tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.claim(9_000));
    const entry = { kind: 'UNIDENTIFIED_CASH' as const, legs: { PAYER_CLEARING: 9_000, UNIDENTIFIED_PAYER_CASH: -9_000 }, currency: 'USD', postingDate: calendarDate('2026-01-15'), serviceDate: null, reasonCode: null }; // prettier-ignore
    const payment = { remittanceId: 'rem1', ordinal: 1, claimId: 'fhir-claim-1', statusCode: '1', billedAmount: 9_000, paidAmount: 9_000, adjustments: [], currency: 'USD', paymentDate: entry.postingDate }; // prettier-ignore
    const item = { id: 'item1', claimSubmittedId: 'fhir-claim-1', amount: 9_000, payment };
    await house.tell(house.rooms.billing, { type: 'UnidentifiedCashRecorded', version: 2, stream: 'remittance/rem1', data: { legalEntityId: 'le-main', facilityId: null, entry, item } }); // prettier-ignore
    expect(await house.ledger()).toEqual({ PAYER_CLEARING: 9_000, REVENUE: -9_000 });
    expect(await house.cases()).toEqual([]);
  });

  test('with an adjustment of the provider’s own posts that to the books of the network', async () => {
    const claimId = await billed();
    const withheld = { providerId: '1', fiscalPeriodDate: null, reasonCode: 'WO', referenceNumber: null, amount: usd(2_000) }; // prettier-ignore
    await take(remittance([claimPayment(claimId, { billed: 10_000, paid: 10_000 })], { providerAdjustments: [withheld], paymentAmount: usd(8_000) })); // prettier-ignore
    expect(await house.ledger()).toMatchObject({ PAYER_CLEARING: 8_000, PAYER_RECOUPMENT: 2_000 });
  });

  test('that does not balance posts nothing and is one case', async () => {
    const claimId = await billed();
    const before = await house.ledger();
    const odd = remittance([claimPayment(claimId, { billed: 10_000, paid: 6_000 })], { status: 'OUT_OF_BALANCE' });
    await take(odd);
    await house.tell(house.rooms.payer, { ...received(odd), factKey: 'again' });
    expect(await house.ledger()).toEqual(before);
    expect(await house.cases()).toMatchObject([{ kind: 'OUT_OF_BALANCE_REMITTANCE', reason: 'Remittance rem1 does not balance and was not posted. Ask the payer for a correct one.' }]); // prettier-ignore
  });

  test('of a test interchange posts beside the sandbox, and never in production', async () => {
    for (const postsTests of [false, true]) {
      const claimId = await billed({ postsTests });
      await take(remittance([claimPayment(claimId, { billed: 10_000, paid: 10_000 })], { isTest: true }));
      expect(await balances()).toEqual({ insurance: postsTests ? 0 : 10_000, patient: 0 });
      if (!postsTests) await house.close();
    }
  });

  test('that refuses a claim is a case, and its reversal with its correction ends right', async () => {
    const claimId = await billed();
    await take(remittance([claimPayment(claimId, { billed: 10_000, paid: 0 }, { statusCode: '4', adjustments: [adjustment('CO', '29', 10_000)] })])); // prettier-ignore
    expect(await house.cases()).toMatchObject([{ kind: 'CLAIM_DENIED', accountId, facilityId: 'f1', reason: expect.stringContaining('CO-29') }]); // prettier-ignore
    const reversed = claimPayment(claimId, { billed: -10_000, paid: 0 }, { statusCode: '22', status: 'REVERSED', adjustments: [adjustment('CO', '29', -10_000)] }); // prettier-ignore
    const corrected = claimPayment(claimId, { billed: 10_000, paid: 7_000 }, { ordinal: 2, adjustments: [adjustment('CO', '45', 3_000)] }); // prettier-ignore
    await take(remittance([reversed, corrected], { id: 'rem2' }));
    expect(await balances()).toEqual({ insurance: 0, patient: 0 });
    expect(await house.ledger()).toEqual({ CONTRACTUAL_ALLOWANCE: 3_000, PAYER_CLEARING: 7_000, REVENUE: -10_000 });
  });
});

test('a claim that is rejected before adjudication is a case with its codes, once for each report', async () => {
  const claimId = await billed();
  const report = { id: 'r1', kind: 'CLAIM_277CA', outcome: 'REJECTED', categoryCode: 'A7', statusCode: '562', effectiveDate: null, payerClaimControlNumber: null, receivedAt: origin.receivedAt } as const; // prettier-ignore
  const rejected = { type: 'ClaimRejected' as const, stream: `claim/${claimId}`, data: { claimId, report } };
  await house.tell(house.rooms.payer, rejected, { ...rejected, factKey: 'again' });
  const expected = { kind: 'CLAIM_REJECTED', system: 'ehr', messageId: 'm1', reason: `Claim ${claimId} was rejected before adjudication (CLAIM_277CA A7-562). Correct it and send it again.` }; // prettier-ignore
  expect(await house.cases()).toMatchObject([expected]);
  const enveloped = { ...report, id: 'r2', kind: 'ENVELOPE_999', categoryCode: 'R', statusCode: null } as const;
  await house.tell(house.rooms.payer, { ...rejected, data: { claimId, report: enveloped } });
  expect((await house.cases()).map(({ reason }) => reason)).toContain(
    `Claim ${claimId} was rejected before adjudication (ENVELOPE_999 R). Correct it and send it again.`,
  );
});
