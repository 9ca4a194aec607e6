import { calendarDate } from '../../../platform/domain/calendar-date';
import { instantOf, systemClock } from '../../../platform/domain/instant';
import { money } from '../../../platform/domain/money';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import type { HttpClient } from '../../../platform/connect/http-client';
import { silentLogger } from '../../../platform/telemetry/logger';
import { createBankSystem } from '../../../sandbox/bank/bank-system';
import { createClearinghouseSystem } from '../../../sandbox/clearinghouse/clearinghouse-system';
import type { RecordClaim } from '../../../subgraphs/payer/commands';
import type { PayerConnector } from '../../../subgraphs/payer/connector';
import { createClearinghouse } from '../../../subgraphs/payer/connectors/clearinghouse';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { createPayerSubgraph, type PayerRoom } from '../../../subgraphs/payer/index';
import { createBench, type Bench } from '../../sandbox/stand-in';
import { ask, createRoomBench, sandboxClient, viewerOf, type RoomBench } from '../room-bench';
import { write835 } from './sample-835';
import { submitClaimOf } from './sample-claim';

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

const recordedClaim = (claimId: string): RecordClaim => ({
  claimId,
  accountId: 'account-9',
  patientId: 'patient-9',
  facilityId: 'facility-9',
  encounterId: null,
  coverageId: null,
  payerId: null,
  billedAmount: money(10_000),
  serviceDate: calendarDate('2025-12-01'),
  sourceVersion: '1',
  isCancelled: false,
});

const DENIED = [
  ['CLP', 'C-1', '2', '100', '0', null, '12', 'ICN1'] as const,
  ['SVC', ['HC', '99213'], '100', '0'] as const,
  ['CAS', 'CO', '29', '100'] as const,
  ['LQ', 'HE', 'N211'] as const,
];

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
    const stranger = createClearinghouse({
      http: sandboxClient('clearinghouse', sandbox.systems.get('clearinghouse')?.url ?? '', 'wrong'),
    });
    expect(await payer.deliverPending(stranger, signal)).toBe(1);
    await settle();
    expect(await claim('CLAIM-1')).toMatchObject({
      status: 'REJECTED',
      statusReports: [{ kind: 'DELIVERY', categoryCode: '401' }],
    });
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
    });
    const received = (await room.facts()).find((fact) => fact.type === 'RemittanceReceived');
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

describe('the graph', () => {
  const QUERY = `{
    claims(first: 10) { totalCount nodes { id status billedAmount { minorUnits } serviceDate patient { id } denials { reasonCodes }
      remittances { ordinal remittanceAdvice { traceNumber payer { name } } } } }
    remittanceAdvices(first: 5) { nodes { status claims(first: 5) { nodes { claimSubmittedId patientName services { adjustments { group reasonCode isPriorPayer } } } } } }
    payers { name payerIdentifier }
  }`;

  beforeEach(async () => {
    await payer.commands.recordClaims([{ ...recordedClaim('C-1'), ...cause }]);
    await take(write835({ paid: '0', claims: [[...DENIED, ['NM1', 'QC', '1', 'SECRET', 'NAME']]] }));
  });

  it('answers billing at the facility in full', async () => {
    const { data, errors } = await ask(
      payer.subgraph,
      viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-9'] }),
      QUERY,
    );
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      claims: {
        totalCount: 1,
        nodes: [
          {
            id: 'C-1',
            status: 'DENIED',
            serviceDate: '2025-12-01',
            patient: { id: 'patient-9' },
            denials: [{ reasonCodes: ['CO-29'] }],
            remittances: [{ ordinal: 1, remittanceAdvice: { traceNumber: 'EFT1', payer: { name: 'EXAMPLE PLAN' } } }],
          },
        ],
      },
      remittanceAdvices: {
        nodes: [
          {
            status: 'BALANCED',
            claims: {
              nodes: [
                {
                  claimSubmittedId: 'C-1',
                  services: [
                    { adjustments: [{ group: 'CONTRACTUAL_OBLIGATION', reasonCode: '29', isPriorPayer: false }] },
                  ],
                },
              ],
            },
          },
        ],
      },
      payers: [{ name: 'EXAMPLE PLAN', payerIdentifier: 'PLAN1' }],
    });
  });

  it('shows nothing of it at another facility or to another patient', async () => {
    const elsewhere = await ask(
      payer.subgraph,
      viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-1'] }),
      QUERY,
    );
    expect(elsewhere.data).toMatchObject({ claims: { totalCount: 0, nodes: [] }, remittanceAdvices: { nodes: [] } });
    const patient = viewerOf('patient', { kind: 'PATIENT', patientIds: ['patient-1'] });
    expect(await ask(payer.subgraph, patient, '{ claim(id: "C-1") { id } }')).toEqual({
      data: { claim: null },
      errors: [{ code: 'NOT_FOUND', path: 'claim' }],
    });
    expect(await ask(payer.subgraph, patient, '{ claim(id: "C-2") { id } }')).toEqual({
      data: { claim: null },
      errors: [{ code: 'NOT_FOUND', path: 'claim' }],
    });
  });

  it('gives an analyst sums and years, and no patient', async () => {
    const { data, errors } = await ask(payer.subgraph, viewerOf('analyst'), QUERY);
    expect(JSON.stringify(data)).not.toMatch(/SECRET|patient-9|2025-12/);
    expect(data).toMatchObject({
      claims: { nodes: [{ serviceDate: '2025-01-01', patient: null, billedAmount: { minorUnits: 10_000 } }] },
    });
    expect(errors.map(({ code }) => code)).toEqual(['FORBIDDEN']);
  });

  it('gives an account its claims', async () => {
    const query =
      'query ($r: [_Any!]!) { _entities(representations: $r) { ... on PatientAccount { id claims(first: 3) { totalCount nodes { id account { id } } } } } }';
    const representations = [
      { __typename: 'PatientAccount', id: 'account-9' },
      { __typename: 'PatientAccount', id: 'account-0' },
    ];
    const { data } = await ask(payer.subgraph, viewerOf('finance'), query, { r: representations });
    expect(data).toEqual({
      _entities: [
        { id: 'account-9', claims: { totalCount: 1, nodes: [{ id: 'C-1', account: { id: 'account-9' } }] } },
        { id: 'account-0', claims: { totalCount: 0, nodes: [] } },
      ],
    });
  });
});
