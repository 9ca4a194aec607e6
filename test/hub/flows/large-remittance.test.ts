import { systemClock } from '../../../platform/domain/instant';
import type { CommitLog } from '../../../platform/events/port';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { takeFile } from '../../../subgraphs/payer/take-file';
import { large835 } from '../../subgraphs/payer/large-835';
import { openHouse, type House } from './house';
import { ehr, known } from './samples';

const CLAIMS = 200;

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

/** One of the claims becomes known: C150, of p1. */
const tellClaim = () => house.tell(house.rooms.ehr, ...known(), ehr.encounter(), ehr.claim(20_000, { id: 'C150' }));

const take = (log: CommitLog<PayerFact>) =>
  takeFile(
    { log, documents: house.rooms.payer.documents, clock: systemClock },
    { body: large835(CLAIMS), system: 'import', correlationId: 'c', inbox: house.rooms.inboxes.payer },
  );

/** A log that is gone after so many commits. */
const dyingAfter = (log: CommitLog<PayerFact>, commits: number): CommitLog<PayerFact> => {
  let left = commits;
  return {
    ...{ name: log.name, upcast: log.upcast },
    append: (request) => ((left -= 1) < 0 ? Promise.reject(new Error('killed')) : log.append(request)),
    appendMany: (requests) => log.appendMany(requests),
    read: (...args) => log.read(...args),
    versions: (streams) => log.versions(streams),
    begun: (streams) => log.begun(streams),
    grown: (known) => log.grown(known),
    holds: (keys) => log.holds(keys),
    onCommit: (listener) => log.onCommit(listener),
  };
};

const expected = {
  CONTRACTUAL_ALLOWANCE: 7_000,
  PATIENT_RECEIVABLE: 3_000,
  PAYER_CLEARING: CLAIMS * 10_000,
  REVENUE: -20_000,
  UNIDENTIFIED_PAYER_CASH: -(CLAIMS - 1) * 10_000,
};

describe('a remittance in several commits', () => {
  test('posts each claim once: what is known to its account, the rest as held money, one by one', async () => {
    await tellClaim();
    await take(house.rooms.payer.log);
    await house.settle();
    expect(await house.ledger()).toEqual(expected);
    const { unidentified } = house.rooms.billing.documents;
    expect(await unidentified.count({ status: 'HELD' })).toBe(CLAIMS - 1);
    const [remittance] = (await house.rooms.payer.documents.remittances.find({})).items;
    expect(remittance).toMatchObject({ claimCount: CLAIMS, facilityIds: ['f1'], status: 'BALANCED' });
    expect(await house.rooms.payer.documents.remittanceClaims.count({})).toBe(CLAIMS);
    const parts = await house.rooms.billing.log.read(`remittance/${remittance?._id ?? ''}`);
    expect(parts.length).toBeGreaterThan(1);
    for (const part of parts) expect(JSON.stringify(part).length).toBeLessThan(2_000_000);
  }, 60_000);

  test('that is broken off between two commits and posted so far is completed by the next start alone', async () => {
    await expect(take(dyingAfter(house.rooms.payer.log, 1))).rejects.toThrow('killed');
    // The first pull of the hub goes on with what stands in the inbox: nobody gives the file again.
    await house.settle();
    expect(await house.rooms.inboxes.payer.pending()).toEqual([]);
    await tellClaim();
    expect(await house.ledger()).toEqual(expected);
  }, 60_000);

  test('that is broken off, posted so far and given again comes to the same', async () => {
    await tellClaim();
    await expect(take(dyingAfter(house.rooms.payer.log, 1))).rejects.toThrow('killed');
    await house.settle();
    const { PAYER_CLEARING = 0 } = await house.ledger();
    expect(PAYER_CLEARING).toBeGreaterThan(0);
    expect(PAYER_CLEARING).toBeLessThan(expected.PAYER_CLEARING);
    await take(house.rooms.payer.log);
    await take(house.rooms.payer.log);
    await house.settle();
    expect(await house.ledger()).toEqual(expected);
  }, 60_000);
});
