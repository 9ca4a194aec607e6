import { createInbox, type Inbox } from '../../../platform/events/inbox';
import { handClock } from './commits';
import { onEachStore } from './stores';

const FROM = { system: 'clearinghouse', correlationId: 'correlation-1' };
const message = (key: string, raw: string): { key: string; kind: string; raw: string } => ({ key, kind: '835', raw });

onEachStore('an inbox', (open) => {
  let inbox: Inbox;
  let time: ReturnType<typeof handClock>;
  beforeEach(async () => {
    time = handClock();
    inbox = await createInbox({ store: await open(), name: 'payer', clock: time.clock });
  });
  const outcomes = async (messages: ReturnType<typeof message>[], from = FROM): Promise<string[]> =>
    (await inbox.receive(messages, from)).map(({ outcome }) => outcome);

  it('keeps a message with its text until it is settled', async () => {
    const [receipt] = await inbox.receive([message('k1', 'ISA*00~')], FROM);
    const messageId = receipt?.messageId ?? '';
    const stored = {
      ...{ _id: messageId, system: 'clearinghouse', key: 'k1', firstKey: 'k1', kind: '835', raw: 'ISA*00~' },
      ...{ state: 'PENDING', reason: null, settledAt: null, receivedAt: time.clock(), correlationId: 'correlation-1' },
    };
    expect(await inbox.pending()).toMatchObject([stored]);
    expect(await inbox.get(messageId)).toMatchObject(stored);
    time.pass(1_000);
    await inbox.settle(messageId, 'ACCEPTED');
    expect(await inbox.pending()).toEqual([]);
    expect(await inbox.get(messageId)).toMatchObject({ state: 'ACCEPTED', settledAt: time.clock(), raw: 'ISA*00~' });
    expect(await inbox.get('nobody')).toBeNull();
  });

  it('tells new, repeated and conflicting apart, across calls and within one', async () => {
    expect(
      await outcomes([message('k1', 'a'), message('k2', 'b'), message('k1', 'a'), message('k1', 'other')]),
    ).toEqual([...['NEW', 'NEW', 'REPEATED', 'CONFLICTING']]);
    expect(
      await outcomes([message('k1', 'a'), message('k1', 'other'), message('k2', 'third'), message('k3', 'c')]),
    ).toEqual([...['REPEATED', 'CONFLICTING', 'CONFLICTING', 'NEW']]);
    expect(await outcomes([message('k1', 'other')], { ...FROM, system: 'stripe' })).toEqual(['NEW']);
    expect((await inbox.pending()).map(({ raw }) => raw)).toHaveLength(4);
  });

  it('keeps what conflicts too, set aside with its reason, once', async () => {
    await inbox.receive([message('k1', 'a')], FROM);
    const [first] = await inbox.receive([message('k1', 'other')], FROM);
    const [again] = await inbox.receive([message('k1', 'other')], FROM);
    expect(again).toEqual(first);
    const { items } = await inbox.setAside();
    expect(items).toMatchObject([{ _id: first?.messageId, key: 'k1', state: 'SET_ASIDE' }]);
    expect(items[0]?.reason).toContain('same key');
    expect(await inbox.get(first?.messageId ?? '')).toMatchObject({ raw: 'other' });
  });

  it('gives the oldest first, as many as asked for', async () => {
    for (const key of ['c', 'a', 'b']) {
      await inbox.receive([message(key, key)], FROM);
      time.pass(1_000);
    }
    expect((await inbox.pending(2)).map(({ key }) => key)).toEqual(['c', 'a']);
  });

  it('settles many at once, or none when one is unknown', async () => {
    const receipts = await inbox.receive([message('k1', 'a'), message('k2', 'b'), message('k3', 'c')], FROM);
    const ids = receipts.map(({ messageId }) => messageId);
    const settlements = ids.map((messageId) => ({ messageId, outcome: 'SET_ASIDE' as const, reason: 'unknown set' }));
    await expect(inbox.settleMany([...settlements, { messageId: 'x', outcome: 'ACCEPTED' }])).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await inbox.pending()).toHaveLength(3);
    await inbox.settleMany(settlements);
    expect(await inbox.pending()).toEqual([]);
    const { items } = await inbox.setAside({ limit: 2 });
    expect(items).toMatchObject([{ reason: 'unknown set' }, { reason: 'unknown set' }]);
  });

  it('keeps a text of any length, character by character', async () => {
    const raw = `${'x'.repeat(999_999)}🙂${'é'.repeat(1_200_000)}\r\n\u0000~`;
    await inbox.receive([message('large', raw), message('empty', '')], FROM);
    const kept = new Map((await inbox.pending()).map((one) => [one.key, one.raw]));
    expect(kept.get('large') === raw).toBe(true);
    expect(kept.get('empty')).toBe('');
  });

  it('takes a message once when it arrives in several places at the same time', async () => {
    const store = await open();
    const doors = await Promise.all([1, 2, 3].map(() => createInbox({ store, name: 'payer', clock: time.clock })));
    const batch = Array.from({ length: 10 }, (_, n) => message(`k${n}`, `text ${n}`));
    const received = await Promise.all(doors.map((door) => door.receive(batch, FROM)));
    const isNew = received.flat().filter(({ outcome }) => outcome === 'NEW');
    expect(new Set(isNew.map(({ messageId }) => messageId)).size).toBe(10);
    expect(isNew).toHaveLength(10);
    expect(received.flat().filter(({ outcome }) => outcome === 'CONFLICTING')).toEqual([]);
  });

  it('refuses a message without a key', async () => {
    await expect(inbox.receive([message('', 'a')], FROM)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });
});
