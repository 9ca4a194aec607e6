import type { ErpFact, JournalEntry, JournalRejectionReason } from '../../../subgraphs/erp/domain';
import { at, openHouse, type House } from './house';
import { day, origin, usd } from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const entryOf = (id: string, rejectionReason: JournalRejectionReason | null): JournalEntry => ({
  id,
  legalEntityId: 'le-lake',
  facilityId: 'f1',
  postingDate: day,
  fiscalPeriodId: null,
  status: rejectionReason ? 'REJECTED' : 'POSTED',
  rejectionReason,
  lines: [],
  totalAmount: usd(0),
  sourceKey: id,
  reversalOfSourceId: null,
  requestedAt: at,
  origin: { ...origin, system: 'erp' },
});
const take = (type: 'JournalEntryRejected' | 'JournalEntryPosted', entry: JournalEntry) =>
  house.tell<ErpFact>(house.rooms.erp, { type, stream: `journal/${entry.id}`, data: { entry } });

test.each([
  ['PERIOD_CLOSED', /its fiscal period is closed\. Open the period/],
  ['UNBALANCED', /it does not balance in the ERP/],
  ['KEY_REUSED', /another journal under the same key/],
  ['INVALID', /does not know its legal entity, facility or one of its accounts/],
] as const)('a journal that the ERP turns down is a case that says what to do: %s', async (reason, advice) => {
  await take('JournalEntryRejected', entryOf('j1', reason));
  await take('JournalEntryRejected', entryOf('j1', reason));
  expect(await house.cases()).toMatchObject([{ kind: 'JOURNAL_REJECTED', status: 'OPEN', facilityId: 'f1', system: 'erp', messageId: 'm1' }]); // prettier-ignore
  expect((await house.cases())[0]?.reason).toMatch(advice);
  expect((await house.cases())[0]?.reason).toMatch(/^Journal j1 was not taken: .*\.$/);
});

test('a journal that is taken needs nobody', async () => {
  await take('JournalEntryPosted', entryOf('j1', null));
  expect(await house.cases()).toEqual([]);
});
