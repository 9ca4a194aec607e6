import { instantOf, systemClock } from '../../../platform/domain/instant';
import { money } from '../../../platform/domain/money';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import type { HttpClient } from '../../../platform/connect/http-client';
import { silentLogger } from '../../../platform/telemetry/logger';
import { createBankSystem } from '../../../sandbox/bank/bank-system';
import { createClearinghouseSystem } from '../../../sandbox/clearinghouse/clearinghouse-system';
import type { PayerConnector } from '../../../subgraphs/payer/connector';
import { createClearinghouse } from '../../../subgraphs/payer/connectors/clearinghouse';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { createPayerSubgraph, type PayerRoom } from '../../../subgraphs/payer/index';
import { createBench, type Bench } from '../../sandbox/stand-in';
import { createRoomBench, sandboxClient, type RoomBench } from '../room-bench';
import { DENIED, write835 } from './sample-835';
import { recordedClaim, submitClaimOf } from './sample-claim';

let sandbox: Bench;
let store: Store;
let payer: PayerRoom;
let room: RoomBench<PayerFact>;
let http: HttpClient;
let connector: PayerConnector;
let offset = 0;

beforeEach(async () => {
  offset = 0;
  sandbox = createBench();
  const system = await createClearinghouseSystem(await sandbox.dependencies('clearinghouse'));
  sandbox.systems.set('clearinghouse', system);
  sandbox.systems.set('bank', await createBankSystem(await sandbox.dependencies('bank')));
  store = await openSqliteStore({ path: ':memory:' });
  const clock = () => instantOf(Date.parse(systemClock()) + offset);
  payer = await createPayerSubgraph({ store, clock, log: silentLogger });
  room = await createRoomBench<PayerFact>({
    store,
    name: 'payer',
    project: (entries) => payer.project(entries),
    clock,
  });
  http = sandboxClient('clearinghouse', system.url);
  connector = createClearinghouse({ http });
});

afterEach(async () => {
  await http.close();
  await sandbox.stop();
  await store.close();
});

const signal = new AbortController().signal;
const trace = { correlationId: 'test', causationId: null };
const cause = { origin: null, trace };

/** A claim to one of the sandbox's payers. */
const claimTo = (claimId: string) =>
  submitClaimOf({ claimId, payer: { id: 'payer-1', name: 'Example Plan', payerIdentifier: '99101' } });

/** Settles until nothing new is committed: what the projection finds becomes facts of its own. */
async function settle(): Promise<void> {
  for (let count = -1, next = 0; count !== next;) {
    count = next;
    await room.settle();
    next = (await room.facts()).length;
  }
}

async function deliver(): Promise<number> {
  await settle();
  const settled = await payer.deliverPending(connector, signal);
  await settle();
  return settled;
}

async function pull(): Promise<number> {
  const settlements = await room.pull(connector, payer.record);
  await settle();
  return settlements.length;
}

const take = async (body: string) => {
  const report = await payer.takeFile({ body, system: 'clearinghouse', correlationId: 'take', inbox: room.inbox });
  await settle();
  return report;
};

const typesOf = async (): Promise<readonly string[]> => (await room.facts()).map(({ type }) => type);
const claim = (id: string) => payer.documents.claims.get(id);

describe('a claim', () => {
  it('is a fact first, then delivered, acknowledged, accepted, and adjudicated', async () => {
    expect(await payer.commands.submitClaim(claimTo('CLAIM-1'), cause)).toBe('SUBMITTED');
    await settle();
    expect(await claim('CLAIM-1')).toMatchObject({ status: 'SUBMITTED', billedAmount: money(20_000) });
    expect(await deliver()).toBe(1);
    expect((await claim('CLAIM-1'))?.status).toBe('DELIVERED');
    expect(await pull()).toBe(1);
    expect((await claim('CLAIM-1'))?.status).toBe('ACKNOWLEDGED');
    await sandbox.advance(1);
    await pull();
    expect((await claim('CLAIM-1'))?.statusReports.map(({ kind }) => kind)).toEqual(['ENVELOPE_999', 'CLAIM_277CA']);
    await sandbox.advance(60);
    await pull();
    const decided = await claim('CLAIM-1');
    expect(['PAID', 'DENIED', 'REVERSED', 'REJECTED']).toContain(decided?.status);
    expect(await payer.documents.remittances.count({ status: 'OUT_OF_BALANCE' })).toBe(0);
  });

  it('waits out an outage and arrives once', async () => {
    sandbox.faults.set('clearinghouse', { outage: true });
    for (const id of ['CLAIM-1', 'CLAIM-2']) await payer.commands.submitClaim(claimTo(id), cause);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect(await deliver()).toBe(0);
      offset += 600_000;
    }
    expect(await payer.pendingDeliveries()).toBe(2);
    sandbox.faults.reset();
    expect(await deliver()).toBe(2);
    expect(await deliver()).toBe(0);
    expect(sandbox.systems.get('clearinghouse')?.counts()).toMatchObject({ filesReceived: 2, claims: 2 });
  });

  it('that arrived before its answer was lost arrives once', async () => {
    await payer.commands.submitClaim(claimTo('CLAIM-1'), cause);
    await settle();
    const losing: PayerConnector = {
      ...connector,
      deliver: async (...args) => {
        await connector.deliver(...args);
        throw new Error('lost');
      },
    };
    expect(await payer.deliverPending(losing, signal)).toBe(0);
    offset += 600_000;
    expect(await deliver()).toBe(1);
    expect(sandbox.systems.get('clearinghouse')?.counts()).toMatchObject({ filesReceived: 1, claims: 1 });
  });

  it('submitted twice is one, and its id is not used for another', async () => {
    await payer.commands.submitClaim(claimTo('CLAIM-1'), cause);
    expect(await payer.commands.submitClaim(claimTo('CLAIM-1'), cause)).toBe('REPEATED');
    const other = payer.commands.submitClaim({ ...claimTo('CLAIM-1'), placeOfService: '21' }, cause);
    await expect(other).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await typesOf()).toEqual([]);
    await settle();
    expect(await typesOf()).toEqual(['ClaimSubmitted']);
  });

  it('that no payer could read is refused at once and leaves no fact', async () => {
    const { subscriber } = submitClaimOf();
    const unreadable = submitClaimOf({ subscriber: { ...subscriber, memberId: 'A*B' } });
    await expect(payer.commands.submitClaim(unreadable, cause)).rejects.toMatchObject({ code: 'BAD_INPUT' });
    await settle();
    expect(await typesOf()).toEqual([]);
  });

  it('that the other side refuses for good is rejected', async () => {
    await payer.commands.submitClaim(claimTo('CLAIM-1'), cause);
    await settle();
    await http.request({
      method: 'POST',
      path: '/files',
      body: 'another file under the same key',
      headers: { 'idempotency-key': 'claim-CLAIM-1' },
      call: { signal, correlationId: 'x' },
    });
    expect(await deliver()).toBe(1);
    const refused = { status: 'REJECTED', statusReports: [{ kind: 'DELIVERY', categoryCode: '409' }] };
    expect(await claim('CLAIM-1')).toMatchObject(refused);
    expect(await deliver()).toBe(0);
  });

  it('waits for credentials that are accepted', async () => {
    await payer.commands.submitClaim(claimTo('CLAIM-1'), cause);
    await settle();
    const stranger = sandboxClient('clearinghouse', sandbox.systems.get('clearinghouse')?.url ?? '', 'wrong');
    expect(await payer.deliverPending(createClearinghouse({ http: stranger }), signal)).toBe(0);
    await stranger.close();
    offset += 600_000;
    expect(await deliver()).toBe(1);
    expect((await claim('CLAIM-1'))?.status).toBe('DELIVERED');
  });
});

describe('a remittance', () => {
  it('names the claims that are known and those that are not, and decides the known', async () => {
    await payer.commands.recordClaims([{ ...recordedClaim('C-1'), ...cause }]);
    await settle();
    const unknown = [['CLP', 'NOBODY', '1', '50', '50'] as const];
    expect(await take(write835({ paid: '50', claims: [DENIED, unknown] }))).toEqual({
      messages: 1,
      accepted: 1,
      repeated: 0,
      setAside: [],
      findings: [],
    });
    const received = (await room.facts()).find((fact) => fact.type === 'ClaimPaymentsReceived');
    expect(received?.data).toMatchObject({ knownClaimIds: ['C-1'], unknownClaimIds: ['NOBODY'] });
    expect(await claim('C-1')).toMatchObject({ status: 'DENIED', payerClaimControlNumber: 'ICN1' });
    const [remittance] = (await payer.documents.remittances.find({})).items;
    expect(remittance).toMatchObject({ facilityIds: ['facility-9'], claimCount: 2, status: 'BALANCED' });
    const { items } = await payer.documents.denials.find({});
    expect(items).toMatchObject([
      {
        claimId: 'C-1',
        deniedAmount: money(10_000),
        reasonCodes: ['CO-29'],
        remarkCodes: ['N211'],
        patientId: 'patient-9',
      },
    ]);
  });

  it('that came before its claim decides it when it becomes known', async () => {
    await take(write835({ paid: '0', claims: [DENIED] }));
    expect(await claim('C-1')).toBeNull();
    await payer.commands.recordClaims([{ ...recordedClaim('C-1'), ...cause }]);
    await settle();
    expect(await claim('C-1')).toMatchObject({ status: 'DENIED' });
    expect((await typesOf()).filter((type) => type === 'ClaimAdjudicated')).toHaveLength(1);
  });

  it('with the same key and body is repeated, whatever its envelope; with another body it is set aside', async () => {
    const sample = { paid: '50', claims: [[['CLP', 'A', '1', '50', '50'] as const]] };
    expect(await take(write835(sample))).toMatchObject({ accepted: 1 });
    expect(await take(write835(sample))).toMatchObject({ repeated: 1 });
    expect(await take(write835({ ...sample, controlNumber: 99 }).replaceAll('\n', ''))).toMatchObject({ repeated: 1 });
    const other = await take(write835({ ...sample, claims: [[['CLP', 'B', '1', '50', '50']]] }));
    expect(other.setAside).toMatchObject([
      { kind: 'X12 835', reason: expect.stringContaining('other content') as string },
    ]);
    expect(await payer.documents.remittances.count({})).toBe(1);
    const kept = await room.inbox.setAside();
    expect((await room.inbox.get(kept.items[0]?._id ?? ''))?.raw).toContain('CLP*B*1*50*50');
  });

  it('whose sums do not come out is kept and flagged', async () => {
    expect(await take(write835({ paid: '50.01', claims: [[['CLP', 'A', '1', '50', '50']]] }))).toMatchObject({
      accepted: 1,
    });
    expect(await payer.documents.remittances.count({ status: 'OUT_OF_BALANCE' })).toBe(1);
  });

  it('takes back and corrects: reversal and correction sum up', async () => {
    await payer.commands.recordClaims([{ ...recordedClaim('C-1'), ...cause }]);
    const paid = [['CLP', 'C-1', '1', '100', '80', '20'] as const, ['CAS', 'PR', '1', '20'] as const];
    const reversal = [['CLP', 'C-1', '22', '-100', '-80'] as const, ['CAS', 'PR', '1', '-20'] as const];
    const corrected = [['CLP', 'C-1', '1', '100', '60', '40'] as const, ['CAS', 'PR', '1', '40'] as const];
    await take(write835({ paid: '80', claims: [paid] }));
    await take(
      write835({
        paid: '0',
        trace: 'EFT2',
        claims: [reversal, corrected],
        plb: [['PLB', 'P', '20261231', ['FB'], '-20']],
      }),
    );
    expect(await claim('C-1')).toMatchObject({
      status: 'PAID',
      paidAmount: money(6000),
      patientResponsibilityAmount: money(4000),
    });
    expect((await claim('C-1'))?.adjudications).toHaveLength(3);
  });

  it('sent as a test, or priced only, decides nothing', async () => {
    await payer.commands.recordClaims([{ ...recordedClaim('C-1'), ...cause }]);
    await take(write835({ paid: '0', isTest: true, claims: [DENIED] }));
    expect((await claim('C-1'))?.status).toBe('RECORDED');
    await take(write835({ paid: '0', trace: 'EFT3', claims: [[['CLP', 'C-1', '25', '0', '0', '10']]] }));
    expect(await claim('C-1')).toMatchObject({ status: 'PREDETERMINED', paidAmount: money(0) });
  });
});

describe('a file', () => {
  it('that is cut off is kept, set aside, and recorded when it comes whole', async () => {
    const whole = write835({ paid: '50', claims: [[['CLP', 'A', '1', '50', '50']]] });
    const report = await take(whole.slice(0, whole.indexOf('CLP*A') + 9));
    expect(report.setAside).toMatchObject([
      { kind: 'X12 835', reason: 'the X12 835 is cut off before its SE segment' },
    ]);
    expect(await take(whole)).toMatchObject({ accepted: 1 });
  });

  it('with wrong counts is recorded, and the report says what is wrong', async () => {
    const report = await take(write835({ paid: '0', claims: [] }).replace('IEA*1*', 'IEA*7*'));
    expect(report).toMatchObject({
      accepted: 1,
      findings: ['IEA01 declares another number of groups than the 1 there are'],
    });
  });

  it.each([
    ['prose', 'Dear customer'],
    ['an unknown set', write835({ paid: '0', claims: [] }).replace('ST*835', 'ST*834')],
    ['an amount that is none', write835({ paid: '0', claims: [[['CLP', 'A', '1', 'x', '0']]] })],
  ])('with %s is kept raw and set aside with a reason', async (_, body) => {
    const told: string[] = [];
    const onSetAside = (_message: unknown, reason: Error) => Promise.resolve(void told.push(reason.message));
    const report = await payer.takeFile({ body, system: 's', correlationId: 'c', inbox: room.inbox, onSetAside });
    expect(report).toMatchObject({ messages: 1, accepted: 0, repeated: 0 });
    expect(report.setAside.map(({ reason }) => reason)).toEqual(told);
    expect((await room.inbox.setAside()).items).toHaveLength(1);
  });
});

describe('payers', () => {
  const record = (name: string, sourceVersion: string) =>
    payer.commands.recordPayers([
      {
        ...{ id: 'p-1', name, payerIdentifier: 'PLAN1', trace },
        origin: {
          ...{ system: 'ehr', sourceId: 'p-1', sourceVersion },
          receivedAt: systemClock(),
          messageId: 'm',
          correlationId: 'c',
        },
      },
    ]);

  it('are as the EHR last named them, and remittances find them by their identifier', async () => {
    await record('First Name', '1');
    await record('Second Name', '2');
    await record('First Name', '3');
    await record('Second Name', '2');
    await settle();
    await take(write835({ paid: '0', claims: [] }));
    expect((await payer.documents.payers.find({})).items).toMatchObject([{ id: 'p-1', name: 'First Name' }]);
    expect((await payer.documents.remittances.find({})).items).toMatchObject([{ payerId: 'p-1' }]);
  });
});
