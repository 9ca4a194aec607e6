import { createFromBilling } from '../../../hub/flows/from-billing';
import { calendarDate } from '../../../platform/domain/calendar-date';
import type { FeedEntry } from '../../../platform/events/port';
import type { BillingFact } from '../../../subgraphs/billing/domain';
import { at, openHouse, type House } from './house';
import { accountId, day, ehr, known } from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const tell = (...facts: Parameters<House['tell']>[1][]) => house.tell(house.rooms.ehr, ...(facts as never[]));
const nextDay = () => ehr.encounter({ id: 'e-next', patientId: 'p9', status: 'IN_PROGRESS', serviceDate: calendarDate('2026-01-13') }); // prettier-ignore
const journals = async () => (await house.rooms.erp.documents.entries.find({}, { sort: [['_id', 'asc']] })).items;

describe('the journal of a day', () => {
  test('is asked of the ERP when the day has ended: one for each owner and facility, in whole debits and credits', async () => {
    await tell(...known(), ehr.charge(12_500), ehr.charge(500, { id: 'ch2', patientId: 'p2' }));
    expect(await journals()).toEqual([]);
    await tell(nextDay());
    expect(await journals()).toMatchObject([{ status: 'REQUESTED', legalEntityId: 'le-lake', facilityId: 'f1', postingDate: day }]); // prettier-ignore
    const [journal] = await journals();
    const sides = journal?.lines.map(({ ledgerAccountId, debitAmount, creditAmount }) => [ledgerAccountId, debitAmount.minorUnits, creditAmount.minorUnits]); // prettier-ignore
    expect(sides?.map(([, debit, credit]) => [debit, credit]).sort()).toEqual([[0, 13_000], [12_500, 0], [500, 0]]); // prettier-ignore
    expect(await house.rooms.erp.pendingDeliveries()).toBe(1);
    await house.settle();
    expect(await journals()).toHaveLength(1);
  });

  test('of what comes late for an ended day is one more, of that alone', async () => {
    await tell(...known(), ehr.charge(12_500), nextDay());
    await tell(ehr.charge(700, { id: 'late' }));
    const amounts = (await journals()).map(({ totalAmount }) => totalAmount.minorUnits).sort((a, b) => a - b);
    expect(amounts).toEqual([700, 12_500]);
  });
});

describe('bills', () => {
  test('of a batch are noted once for each account, at its newest version', async () => {
    const enqueue = jest.fn(async () => undefined);
    const flow = createFromBilling({
      billing: house.rooms.billing,
      erp: house.rooms.erp,
      submitClaim: async () => undefined,
      bills: { enqueue },
      clock: () => at,
    });
    const change = (position: number, stream: string, version: number, type: 'BalanceChanged' | 'GuarantorNamed') => {
      const facts = [{ type, data: {} }] as never;
      const trace = { correlationId: `c${position}`, causationId: null };
      const commit = { _id: `${stream}@${version}`, stream, version, factKey: 'k', facts, at, origin: null, trace };
      return { position, commit } as FeedEntry<BillingFact>;
    };
    await flow([
      change(1, 'account/a1', 1, 'BalanceChanged'),
      change(2, 'account/a2', 4, 'BalanceChanged'),
      change(3, 'account/a1', 2, 'BalanceChanged'),
      change(4, 'account/a3', 1, 'GuarantorNamed'),
    ]);
    expect(enqueue.mock.calls).toEqual([
      [[{ accountId: 'a1', version: 2 }, { accountId: 'a2', version: 4 }], { correlationId: 'c3', causationId: null }], // prettier-ignore
    ]);
    await flow([change(5, 'account/a3', 2, 'GuarantorNamed')]);
    expect(enqueue).toHaveBeenCalledTimes(1);
  });
});

test('a claim that is asked for carries the chain of work of its cause into the payer room', async () => {
  await tell(...known(), ehr.encounter(), ehr.charge(12_500));
  await tell(ehr.encounter({ id: 'e-later', patientId: 'p9', status: 'IN_PROGRESS', serviceDate: calendarDate('2026-01-19') })); // prettier-ignore
  const [commit] = (await house.rooms.billing.log.read(`account/${accountId}`)).filter(({ facts }) => facts.some(({ type }) => type === 'ClaimRequested')); // prettier-ignore
  const [{ claimId } = { claimId: '' }] = await house.billed(`account/${accountId}`, 'ClaimRequested');
  const [submitted] = await house.rooms.payer.log.read(`claim/${claimId}`);
  expect(submitted?.trace).toEqual({ correlationId: commit?.trace.correlationId, causationId: commit?._id });
});
