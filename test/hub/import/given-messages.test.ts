import { createGivenMessages } from '../../../hub/import/given-messages';
import type { GivenMessages } from '../../../hub/import/message-report';
import { openRooms, type Rooms } from '../../../hub/rooms';
import { calendarDate } from '../../../platform/domain/calendar-date';
import type { HubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import { systemClock } from '../../../platform/domain/instant';
import { createInProcessBus } from '../../../platform/events/in-process';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import { receivedStripeEvent } from '../../../subgraphs/payments/connectors/received-stripe-event';
import { writeBai2 } from '../../../sandbox/bank/bai2';

const bus = createInProcessBus({ onError: () => undefined });
let store: Store;
let rooms: Rooms;
let given: GivenMessages;
let raised: { messageId: string; reason: HubError }[];
let caughtUp: number;

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:' });
  rooms = await openRooms({ store, bus, clock: systemClock, log: silentLogger });
  raised = [];
  caughtUp = 0;
  given = createGivenMessages({
    rooms,
    connections: { ehr: null, stripe: null, bank: null },
    clock: systemClock,
    onSetAside: async ({ messageId }, reason) => void raised.push({ messageId, reason }),
    catchUp: async () => void (caughtUp += 1),
  });
});
afterEach(() => store.close());
afterAll(() => bus.close());

const interchange = (sets: string): string =>
  `ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260105*0930*^*00501*000000001*0*P*:~GS*HB*A*B*20260105*0930*1*X*005010X279A1~${sets}GE*1*1~IEA*1*000000001~`;

const event = (id: string, object: object): string =>
  JSON.stringify({ id, object: 'event', type: 'x.updated', created: 1_767_600_000, data: { object } });

const intent = {
  object: 'payment_intent',
  id: 'pi_1',
  amount: 2_500,
  amount_received: 2_500,
  currency: 'usd',
  status: 'succeeded',
  created: 1_767_600_000,
  metadata: {},
  latest_charge: null,
};

describe('X12 given by a person', () => {
  it('goes in by the payer, and is known again', async () => {
    const text = interchange('ST*271*0001~BHT*0022*11*X~SE*3*0001~');
    expect(await given.giveX12(text)).toMatchObject({ messages: 1, accepted: 1, repeated: 0, setAside: [] });
    expect(await given.giveX12(Buffer.from(text))).toMatchObject({ messages: 1, accepted: 0, repeated: 1 });
    expect(caughtUp).toBe(0);
  });

  it('is raised and kept when nobody knows the set', async () => {
    const report = await given.giveX12(interchange('ST*850*0001~BEG*00*SA*1~SE*3*0001~'));
    const [message] = report.setAside;
    expect(raised).toEqual([{ messageId: message?.messageId, reason: expect.objectContaining({ message: message?.reason }) }]); // prettier-ignore
    expect(await rooms.inboxes.payer.get(message?.messageId ?? '')).toMatchObject({
      kind: 'X12 850',
      state: 'SET_ASIDE',
      raw: expect.stringContaining('BEG*00*SA*1'),
    });
  });

  it('lets the ledger catch up after each megabyte', async () => {
    const long = interchange(`ST*271*0001~${'EB*1*FAM*30**PLAN~'.repeat(40_000)}SE*40002*0001~`);
    await given.giveX12(long);
    await given.giveX12(long);
    await given.giveX12(long);
    expect(caughtUp).toBe(1);
  });
});

describe('Stripe events given by a person', () => {
  it('become facts of the payments room, once', async () => {
    const first = await given.giveStripeEvents([event('evt_1', intent)]);
    expect(first).toMatchObject({ messages: 1, accepted: 1, repeated: 0, setAside: [] });
    expect(await given.giveStripeEvents([event('evt_1', intent)])).toMatchObject({ accepted: 0, repeated: 1 });
    expect(await rooms.payments.log.read('payment/pi_1')).toHaveLength(1);
  });

  it('that lack what they need are kept and raised', async () => {
    const report = await given.giveStripeEvents([event('evt_2', { object: 'payment_intent', id: 'pi_2' })]);
    expect(report).toMatchObject({ messages: 1, accepted: 0, setAside: [{ kind: 'Stripe event' }] });
    const { messageId = '' } = report.setAside[0] ?? {};
    const again = await given.giveStripeEvents([event('evt_2', { object: 'payment_intent', id: 'pi_2' })]);
    expect(again).toEqual(report);
    expect(raised).toEqual([{ messageId, reason: expect.anything() }]);
    expect((await rooms.inboxes.payments.get(messageId))?.raw).toContain('pi_2');
  });

  it('that come twice at one time count once', async () => {
    const twice = [event('evt_4', intent), event('evt_4', intent)];
    expect(await given.giveStripeEvents(twice)).toMatchObject({ messages: 2, accepted: 1, repeated: 1 });
  });

  it('whose work was broken off are taken up again', async () => {
    const text = event('evt_5', intent);
    const message = receivedStripeEvent(text, () => ({}) as never);
    await rooms.inboxes.payments.receive([message], { system: 'stripe', correlationId: 'c' });
    expect(await given.giveStripeEvents([text])).toMatchObject({ accepted: 1, repeated: 0 });
    expect(await rooms.payments.log.read('payment/pi_1')).toHaveLength(1);
  });

  it('that contradict an earlier one of their id are a conflict', async () => {
    await given.giveStripeEvents([event('evt_6', intent)]);
    const report = await given.giveStripeEvents([event('evt_6', { ...intent, amount: 9_900 })]);
    expect(report.setAside).toEqual([expect.objectContaining({ reason: expect.stringMatching(/same key with other content/) })]); // prettier-ignore
  });

  it('that only a connected payment service could complete are set aside where there is none', async () => {
    const payout = { object: 'payout', id: 'po_1', amount: 100, currency: 'usd', status: 'paid', created: 1_767_600_000, arrival_date: 1_767_600_000, automatic: true, reconciliation_status: 'completed' }; // prettier-ignore
    const report = await given.giveStripeEvents([event('evt_3', payout)]);
    expect(report.setAside).toEqual([
      expect.objectContaining({ reason: expect.stringMatching(/none is connected; set ACCORD_STRIPE_KEY/) }),
    ]);
  });
});

describe('bank files given by a person', () => {
  const text = writeBai2({
    day: calendarDate('2026-01-06'),
    senderId: '099000017',
    receiverId: 'LE-LAKEVIEW',
    accountNumber: '4990000101',
    currency: 'USD',
    fileNumber: 1,
    openingBalance: 0,
    credits: [{ amount: 2_550, bankReference: 'B1', customerReference: 'T1', text: ['ACH CREDIT'] }],
  });

  it('become deposits, once', async () => {
    expect(await given.giveBankFile(text)).toMatchObject({ messages: 1, accepted: 1, repeated: 0, setAside: [] });
    expect(await given.giveBankFile(text)).toMatchObject({ accepted: 0, repeated: 1 });
    const [commit] = await store
      .collection<{ _id: string; stream: string }>({ name: 'payments_commits' })
      .then((commits) => commits.find({ stream: { startsWith: 'deposit/' } }))
      .then(({ items }) => items);
    expect(commit?.stream).toMatch(/^deposit\//);
  });

  it('that are cut off are kept and raised', async () => {
    const report = await given.giveBankFile(text.slice(0, -60));
    expect(report.setAside).toEqual([expect.objectContaining({ reason: 'a BAI2 file must end with a 99 record' })]);
    expect(raised).toHaveLength(1);
  });
});

describe('what nobody can read', () => {
  const unreadable = { kind: 'HL7 v2', reason: 'not taken in', raw: 'MSH|^~\\&|' };
  const cases = () => store.collection<{ _id: string; stream: string; facts: { data: unknown }[] }>({ name: 'billing_commits' }).then((all) => all.find({ stream: { startsWith: 'case/' } })); // prettier-ignore

  it('is kept, and raised as one case however often it comes', async () => {
    const { messageId, ...told } = await given.setAside(unreadable);
    expect(told).toEqual({ kind: 'HL7 v2', reason: 'not taken in' });
    expect(await given.setAside(unreadable)).toEqual({ messageId, ...told });
    expect(await rooms.inboxes.hub.get(messageId)).toMatchObject({ raw: 'MSH|^~\\&|', state: 'SET_ASIDE', reason: 'not taken in' }); // prettier-ignore
    const { items } = await cases();
    expect(items.map(({ facts }) => facts[0]?.data)).toEqual([
      expect.objectContaining({ kind: 'UNREADABLE_MESSAGE', reason: 'HL7 v2: not taken in', messageId }),
    ]);
  });

  it('is raised the second time when the first was broken off before', async () => {
    const { raw, kind } = unreadable;
    await rooms.inboxes.hub.receive([{ key: digestOf(raw), kind, raw }], { system: 'import', correlationId: 'c' });
    const { messageId } = await given.setAside(unreadable);
    expect((await rooms.inboxes.hub.get(messageId))?.state).toBe('SET_ASIDE');
    expect((await cases()).items).toHaveLength(1);
  });

  it('may be empty, or hold any bytes', async () => {
    const raw = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte)).toString('latin1');
    for (const text of ['', raw]) {
      const { messageId } = await given.setAside({ kind: 'file', reason: 'why', raw: text });
      expect((await rooms.inboxes.hub.get(messageId))?.raw).toBe(text);
    }
  });
});

describe('what the EHR leaves over', () => {
  it('is told by key: set aside with the reason, and waiting', async () => {
    const { ehr } = rooms.inboxes;
    const receive = (key: string, system = 'ehr') =>
      ehr.receive([{ key, kind: 'FHIR R4 Claim', raw: key }], { system, correlationId: 'c' });
    const [bad] = await receive('Claim/1@1');
    await ehr.settle(bad?.messageId ?? '', 'SET_ASIDE', 'Claim.total is required');
    const [other] = await receive('Claim/9@1', 'another');
    await ehr.settle(other?.messageId ?? '', 'SET_ASIDE', 'x');
    await receive('Claim/2@1');
    await receive('Claim/8@1', 'another');
    const connected = createGivenMessages({
      rooms,
      connections: { ehr: { source: 'ehr' } as never, stripe: null, bank: null },
      clock: systemClock,
      onSetAside: async () => undefined,
      catchUp: async () => undefined,
    });
    expect(await connected.ehrRemainder()).toEqual({
      setAside: [{ key: 'Claim/1@1', reason: 'Claim.total is required' }],
      waiting: [{ key: 'Claim/2@1' }],
    });
    expect(await given.ehrRemainder()).toEqual({ setAside: [], waiting: [] });
  });
});
