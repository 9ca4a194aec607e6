import { readFileSync } from 'node:fs';
import { systemClock } from '../../../platform/domain/instant';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { createPayerSubgraph, type PayerRoom } from '../../../subgraphs/payer/index';
import { messagesIn, rereadMessage } from '../../../subgraphs/payer/x12/messages';
import { describeFilesOfOthers, filesOfOthers } from '../../platform/x12/files-of-others';
import { createRoomBench, type RoomBench } from '../room-bench';

describeFilesOfOthers('X12 files written by others, taken in', () => {
  let store: Store;
  let payer: PayerRoom;
  let room: RoomBench<PayerFact>;

  beforeEach(async () => {
    store = await openSqliteStore({ path: ':memory:' });
    payer = await createPayerSubgraph({ store, clock: systemClock, log: silentLogger });
    room = await createRoomBench<PayerFact>({ store, name: 'payer', project: (entries) => payer.project(entries) });
  });

  afterEach(() => store.close());

  async function takeAll() {
    const total = { messages: 0, accepted: 0, repeated: 0, setAside: 0 };
    for (const { path } of filesOfOthers) {
      const file = { body: readFileSync(path), system: 'files', correlationId: 'test', inbox: room.inbox };
      const report = await payer.takeFile(file);
      total.messages += report.messages;
      total.accepted += report.accepted;
      total.repeated += report.repeated;
      total.setAside += report.setAside.length;
    }
    await room.settle();
    return total;
  }

  it('are accepted, but for two files that are one remittance; a second time nothing is new', async () => {
    const first = await takeAll();
    expect(first).toEqual({ messages: first.messages, accepted: first.messages - 1, repeated: 1, setAside: 0 });
    expect(await takeAll()).toEqual({ ...first, accepted: 0, repeated: first.messages });
    expect(await payer.documents.remittances.count({})).toBe(5);
    expect(await payer.documents.remittances.count({ status: 'OUT_OF_BALANCE' })).toBe(0);
    expect(await payer.documents.remittanceClaims.count({})).toBe(9);
    expect(await payer.documents.transactions.count({ setCode: '271' })).toBe(157);
    expect(await payer.documents.transactions.count({ setCode: '837' })).toBe(21);
  });

  it('name no claim that is known here, and none of it is lost', async () => {
    await takeAll();
    const received = (await room.facts()).flatMap((fact) => (fact.type === 'ClaimPaymentsReceived' ? [fact.data] : []));
    expect(received.flatMap(({ knownClaimIds }) => knownClaimIds)).toEqual([]);
    expect(received.flatMap(({ unknownClaimIds }) => unknownClaimIds)).toContain('PATIENT ACCOUNT NUMBER');
    const [{ _id: id = '' } = {}] = (await payer.documents.remittances.find({ traceNumber: '10100000000' })).items;
    const repeated = received.find(({ remittance }) => remittance.id === id);
    expect(repeated?.claims.map(({ claimSubmittedId }) => claimSubmittedId)).toEqual(Array(3).fill('PATIENT ACCOUNT NUMBER')); // prettier-ignore
  });

  it('are read again from what is kept as they were read at first', () => {
    for (const { path } of filesOfOthers) {
      for (const message of messagesIn(readFileSync(path, 'utf8'))) {
        expect(rereadMessage(message)).toEqual(message);
      }
    }
  });

  it('say that OA-23 is the prior payer, that CO-29 is a denial, and that a 4 is not recognised', async () => {
    await takeAll();
    const { items } = await payer.documents.remittanceClaims.find({});
    const prior = items.flatMap(({ adjustments }) => adjustments).filter(({ reasonCode, groupCode }) => groupCode === 'OA' && reasonCode === '23'); // prettier-ignore
    expect(prior.map(({ amount }) => amount.minorUnits)).toContain(941_164);
    expect(items.filter(({ status }) => status === 'NOT_RECOGNISED')).toHaveLength(1);
    const late = items.flatMap(({ services }) => services).flatMap(({ adjustments }) => adjustments).filter(({ reasonCode }) => reasonCode === '29'); // prettier-ignore
    expect(late.map(({ groupCode }) => groupCode)).toEqual(['CO', 'CO']);
  });
});
