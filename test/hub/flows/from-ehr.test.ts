import { calendarDate } from '../../../platform/domain/calendar-date';
import { accountIdOf } from '../../../subgraphs/billing/account-id';
import { openHouse, type House } from './house';
import {
  accountId,
  adjustment,
  claimPayment,
  day,
  ehr,
  known,
  laterCare,
  origin,
  received,
  remittance,
} from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const tell: House['tell'] = (...facts) => house.tell(...facts);
const kinds = async (): Promise<readonly string[]> => (await house.entries()).map(({ kind }) => kind);

describe('a charge', () => {
  test('opens the account in the books of the facility’s legal entity and is receivable from the plan', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(12_500));
    expect(await house.account()).toMatchObject({ legalEntityId: 'le-lake', insuranceBalance: 12_500, patientBalance: 0, guarantorId: 'p1' }); // prettier-ignore
    expect(await house.entries()).toMatchObject([
      { kind: 'CHARGE', postingDate: day, serviceDate: day, encounterId: 'e1', chargeItemId: 'ch1', correlationId: 'chain-ChargeItem/ch1' }, // prettier-ignore
    ]);
    expect(await house.ledger()).toEqual({ INSURANCE_RECEIVABLE: 12_500, REVENUE: -12_500 });
  });

  test('is the patient’s own where no plan is in force on its day', async () => {
    const ended = { start: null, end: calendarDate('2026-01-11') };
    await tell(house.rooms.ehr, ehr.facility(), ehr.patient(), ehr.coverage({ period: ended }), ehr.coverage({ id: 'cov2', status: 'CANCELLED' }), ehr.charge(500)); // prettier-ignore
    expect(await house.account()).toMatchObject({ insuranceBalance: 0, patientBalance: 500 });
  });

  test('of a plan that starts or ends on its day is the plan’s', async () => {
    await tell(house.rooms.ehr, ehr.facility(), ehr.patient(), ehr.coverage({ period: { start: day, end: day } }), ehr.charge(500)); // prettier-ignore
    expect(await house.account()).toMatchObject({ insuranceBalance: 500, patientBalance: 0 });
  });

  test('of a day in closed books is posted on the day on which they open', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500, { serviceDate: calendarDate('2025-11-30') }), ehr.charge(700, { id: 'ch2', serviceDate: null })); // prettier-ignore
    const posted = (await house.entries()).map(({ postingDate, serviceDate }) => [postingDate, serviceDate]);
    expect(posted).toEqual([['2026-01-01', '2025-11-30'], ['2026-01-01', null]]); // prettier-ignore
  });

  test('of a facility whose owner is not known goes into the network’s own books', async () => {
    await tell(house.rooms.ehr, ehr.facility({ legalEntityId: null }), ehr.patient(), ehr.charge(500));
    expect(await house.account()).toMatchObject({ legalEntityId: 'le-main' });
  });

  test('that is not billable, or has no amount, posts nothing', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500, { status: 'PLANNED' }), ehr.charge(600, { id: 'ch2', status: 'NOT_BILLABLE' }), ehr.charge(null, { id: 'ch3' })); // prettier-ignore
    expect(await kinds()).toEqual([]);
    expect(await house.ledger()).toEqual({});
  });

  test('told again, in the same version, posts nothing more', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500));
    await tell(house.rooms.ehr, ehr.charge(500), { ...ehr.charge(500), factKey: 'again' });
    expect(await kinds()).toEqual(['CHARGE']);
  });

  test('that names no place of care becomes one case that says what to do, and posts nothing', async () => {
    await tell(house.rooms.ehr, ehr.patient(), ehr.charge(500, { facilityId: null }));
    await tell(house.rooms.ehr, ehr.charge(500, { facilityId: null, version: 2 }));
    expect(await house.cases()).toMatchObject([
      { kind: 'CHARGE_WITHOUT_FACILITY', status: 'OPEN', accountId: null, system: 'ehr', messageId: 'm1', reason: 'Charge ch1 names no place of care. Add the facility to its encounter in the EHR.' }, // prettier-ignore
    ]);
    expect(await house.ledger()).toEqual({});
  });

  test('that gets its place of care later is posted then', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500, { facilityId: null }));
    await tell(house.rooms.ehr, ehr.charge(500, { version: 2 }));
    expect(await house.account()).toMatchObject({ balance: 500 });
  });
});

describe('a correction', () => {
  test('takes the earlier amount back and posts the new one', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500));
    await tell(house.rooms.ehr, ehr.charge(800, { version: 2 }));
    expect(await kinds()).toEqual(['CHARGE', 'CHARGE_REVERSAL', 'CHARGE']);
    expect(await house.account()).toMatchObject({ insuranceBalance: 800 });
    expect(await house.ledger()).toEqual({ INSURANCE_RECEIVABLE: 800, REVENUE: -800 });
  });

  test('of what is no money changes nothing in the ledger', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500));
    await tell(house.rooms.ehr, ehr.charge(500, { version: 2, code: { system: null, code: '99214', display: null } }));
    expect(await kinds()).toEqual(['CHARGE']);
  });

  test('entered in error takes it back for good', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.charge(500), ehr.charge(700, { id: 'ch2' }));
    await tell(house.rooms.ehr, ehr.charge(500, { version: 2, status: 'ENTERED_IN_ERROR' }));
    expect(await kinds()).toEqual(['CHARGE', 'CHARGE', 'CHARGE_REVERSAL']);
    expect(await house.account()).toMatchObject({ balance: 700 });
  });

  test('after the claim was sent is a case as well', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(500));
    await tell(house.rooms.ehr, laterCare());
    const [{ claimId } = { claimId: '' }] = await house.billed(`account/${accountId}`, 'ClaimRequested');
    await tell(house.rooms.ehr, ehr.charge(650, { version: 2 }));
    expect(await house.account()).toMatchObject({ balance: 650 });
    expect(await house.cases()).toMatchObject([{ kind: 'CHARGE_CHANGED_AFTER_CLAIM', accountId, facilityId: 'f1', reason: expect.stringContaining(claimId) }]); // prettier-ignore
  });
});

describe('bills of an ended visit', () => {
  const claims = () => house.billed(`account/${accountId}`, 'ClaimRequested');

  test('are held two days for late charges and then sent once, all charges together', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(500));
    await tell(house.rooms.ehr, ehr.encounter({ id: 'e2', status: 'IN_PROGRESS', serviceDate: calendarDate('2026-01-13') })); // prettier-ignore
    await tell(house.rooms.ehr, ehr.charge(700, { id: 'ch2' }));
    expect(await claims()).toEqual([]);
    await tell(house.rooms.ehr, laterCare());
    await house.settle();
    expect(await claims()).toMatchObject([
      { encounterId: 'e1', coverageIds: ['cov1'], coverageIndex: 0, chargeItemIds: ['ch1', 'ch2'], billedAmount: 1_200, previousClaimId: null }, // prettier-ignore
    ]);
  });

  test('name every plan of that day, the one that pays first first', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.coverage({ id: 'cov0', priority: 'SECONDARY' }), ehr.encounter(), ehr.charge(500), laterCare()); // prettier-ignore
    expect((await claims()).map(({ coverageIds }) => coverageIds)).toEqual([['cov1', 'cov0']]);
  });

  test.each([
    ['that goes on', [ehr.coverage(), ehr.encounter({ status: 'IN_PROGRESS' })]],
    ['without a plan', [ehr.encounter()]],
    ['without a place of care', [ehr.coverage(), ehr.encounter({ facilityId: null })]],
  ])('are none for a visit %s', async (_, care) => {
    await tell(house.rooms.ehr, ehr.facility(), ehr.payer(), ehr.patient(), ...care, ehr.charge(500), laterCare());
    expect(await claims()).toEqual([]);
  });

  test('after a late charge that came when the claim was sent are for that charge alone', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(500), laterCare());
    await tell(house.rooms.ehr, ehr.charge(700, { id: 'ch2' }));
    expect((await claims()).map(({ chargeItemIds }) => chargeItemIds)).toEqual([['ch1'], ['ch2']]);
  });
});

describe('a claim that the EHR made itself', () => {
  const cleared = { billed: 9_000, paid: 6_000 };

  test('tells the charges of a visit without ChargeItems, and is known before its remittance comes', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.claim(9_000));
    expect(await house.account()).toMatchObject({ insuranceBalance: 9_000 });
    expect(await house.rooms.billing.documents.claims.get('fhir-claim-1')).toMatchObject({ accountId, billedAmount: 9_000 }); // prettier-ignore
    expect(await house.rooms.payer.documents.claims.get('fhir-claim-1')).toMatchObject({ accountId, patientId: 'p1', encounterId: 'e1' }); // prettier-ignore
    const paid = claimPayment('fhir-claim-1', cleared, { adjustments: [adjustment('CO', '45', 3_000)] }); // prettier-ignore
    await tell(house.rooms.payer, received(remittance([paid])));
    expect(await house.account()).toMatchObject({ balance: 0 });
    await tell(house.rooms.ehr, laterCare());
    expect(await house.billed(`account/${accountId}`, 'ClaimRequested')).toEqual([]);
  });

  test('posts nothing of its own beside ChargeItems', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(9_000), ehr.claim(9_000));
    expect(await house.account()).toMatchObject({ balance: 9_000 });
  });

  test('without a payer is the patient’s; one that is cancelled is taken back', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.claim(9_000, { payerId: null }));
    expect(await house.account()).toMatchObject({ patientBalance: 9_000 });
    await tell(house.rooms.ehr, ehr.claim(9_000, { payerId: null, version: 2, status: 'CANCELLED' }));
    expect(await house.account()).toMatchObject({ patientBalance: 0, balance: 0 });
    expect(await house.rooms.payer.documents.claims.get('fhir-claim-1')).toMatchObject({ status: 'CANCELLED' });
  });

  test.each(['PREAUTHORIZATION', 'PREDETERMINATION'] as const)('for %s posts nothing', async (use) => {
    await tell(house.rooms.ehr, ...known(), ehr.claim(9_000, { use }), ehr.claim(9_000, { id: 'c2', use, facilityId: null })); // prettier-ignore
    expect(await house.account()).toBeNull();
    expect(await house.cases()).toEqual([]);
  });

  test('that names no place of care is a case', async () => {
    await tell(house.rooms.ehr, ehr.claim(9_000, { facilityId: null }));
    expect(await house.cases()).toMatchObject([{ kind: 'CHARGE_WITHOUT_FACILITY' }]);
  });

  test('moves no business day: claims found in the EHR may be of any age', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.charge(500), ehr.claim(9_000, { encounterId: null, serviceDate: calendarDate('2026-01-19') })); // prettier-ignore
    expect(await house.billed(`account/${accountId}`, 'ClaimRequested')).toEqual([]);
  });
});

describe('who answers for the bill', () => {
  test('is named on the account, and a new one takes over what stands', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.guarantor(), ehr.assignment(['g1']), ehr.charge(500));
    expect(await house.account()).toMatchObject({ guarantorId: 'g1' });
    await tell(house.rooms.ehr, ehr.guarantor({ id: 'g2' }), ehr.assignment(['g2', 'g1']));
    expect(await house.account()).toMatchObject({ guarantorId: 'g2', balance: 500 });
    await tell(house.rooms.ehr, ehr.charge(700, { id: 'ch2' }));
    expect(await house.account()).toMatchObject({ guarantorId: 'g2', balance: 1_200 });
    expect(await house.billed(`account/${accountId}`, 'GuarantorNamed')).toEqual([{ guarantorId: 'g1' }, { guarantorId: 'g2' }]); // prettier-ignore
  });

  test('at one facility is not who does at another', async () => {
    await tell(house.rooms.ehr, ...known(), ehr.facility({ id: 'f2' }), ehr.assignment(['g1']), ehr.assignment(['g2'], { id: 'acc2', facilityId: 'f2' })); // prettier-ignore
    await tell(house.rooms.ehr, ehr.charge(500), ehr.charge(700, { id: 'ch2', facilityId: 'f2' }));
    expect([await house.account('p1', 'f1'), await house.account('p1', 'f2')]).toMatchObject([{ guarantorId: 'g1' }, { guarantorId: 'g2' }]); // prettier-ignore
  });

  test('changes on every account of a batch, however many there are', async () => {
    const ids = Array.from({ length: 130 }, (_, index) => `many-${index}`);
    await tell(house.rooms.ehr, ehr.facility(), ...ids.map((id) => ehr.charge(100, { id: `ch-${id}`, patientId: id, encounterId: null }))); // prettier-ignore
    await tell(house.rooms.ehr, ...ids.map((id) => ehr.assignment(['g1'], { id: `acc-${id}`, patientId: id, origin })));
    const accounts = await house.rooms.billing.documents.accounts.getMany(ids.map((id) => accountIdOf(id, 'f1')));
    expect(accounts.filter((account) => account?.guarantorId !== 'g1')).toEqual([]);
  });
});
