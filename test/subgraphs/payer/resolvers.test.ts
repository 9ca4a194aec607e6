import { systemClock } from '../../../platform/domain/instant';
import { openSqliteStore } from '../../../platform/store/sqlite';
import type { Store } from '../../../platform/store/port';
import { silentLogger } from '../../../platform/telemetry/logger';
import type { PayerFact } from '../../../subgraphs/payer/facts';
import { createPayerSubgraph, type PayerRoom } from '../../../subgraphs/payer/index';
import { ask, createRoomBench, viewerOf, type RoomBench } from '../room-bench';
import { DENIED, write835 } from './sample-835';
import { recordedClaim } from './sample-claim';

let store: Store;
let payer: PayerRoom;
let room: RoomBench<PayerFact>;

beforeEach(async () => {
  store = await openSqliteStore({ path: ':memory:' });
  payer = await createPayerSubgraph({ store, clock: systemClock, log: silentLogger });
  room = await createRoomBench<PayerFact>({ store, name: 'payer', project: (entries) => payer.project(entries) });
});

afterEach(() => store.close());

const cause = { origin: null, trace: { correlationId: 'test', causationId: null } };

async function take(body: string): Promise<void> {
  await payer.takeFile({ body, system: 'clearinghouse', correlationId: 'take', inbox: room.inbox });
  // The second time for what the projection itself found out.
  for (let round = 0; round < 2; round += 1) await room.settle();
}

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

  it('gives an analyst sums and years, and no patient and no count', async () => {
    const { data, errors } = await ask(payer.subgraph, viewerOf('analyst'), QUERY);
    expect(JSON.stringify(data)).not.toMatch(/SECRET|patient-9|2025-12/);
    expect(data).toMatchObject({
      claims: { nodes: [{ serviceDate: '2025-01-01', patient: null, billedAmount: { minorUnits: 10_000 } }] },
    });
    expect(new Set(errors.map(({ code, path }) => `${String(code)} ${path}`))).toEqual(
      new Set(['FORBIDDEN claims.nodes.0.patient', 'FORBIDDEN claims.totalCount']),
    );
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

describe('a remittance for claims of two facilities', () => {
  const COUNTS = `{ remittanceAdvices(first: 5) { nodes { traceNumber paymentAmount { minorUnits } claimCount
    imbalances { level claimOrdinal } claims(first: 5) { totalCount nodes { claimSubmittedId } } } } }`;
  const WRONG_SUM = { level: 'REMITTANCE', claimOrdinal: null };
  const wrong = (id: string, ordinal: string) => [
    ['CLP', id, '1', '100', '60', null, '12', `ICN${ordinal}`] as const,
    ['CAS', 'CO', '45', '30'] as const,
  ];

  beforeEach(async () => {
    const claims = ['facility-1', 'facility-2'].map((facilityId, index) => ({ ...recordedClaim(`C-${index + 1}`), facilityId, ...cause })); // prettier-ignore
    await payer.commands.recordClaims(claims);
    await take(write835({ paid: '130', claims: [wrong('C-1', '1'), wrong('C-2', '2'), [['CLP', 'NOBODY', '1', '9', '9']]] })); // prettier-ignore
  });

  const shown = async (compartment: Parameters<typeof viewerOf>[1]) => {
    const { data } = await ask(payer.subgraph, viewerOf('billing', compartment), COUNTS);
    return (data as { remittanceAdvices: { nodes: readonly object[] } }).remittanceAdvices.nodes;
  };

  it('tells each of its own claims alone: in the list, the count, and the sums that do not come out', async () => {
    for (const [facilityId, id, claimOrdinal] of [
      ['facility-1', 'C-1', 1],
      ['facility-2', 'C-2', 2],
    ] as const) {
      // prettier-ignore
      expect(await shown({ kind: 'FACILITY', facilityIds: [facilityId] })).toEqual([
        {
          ...{ traceNumber: 'EFT1', paymentAmount: { minorUnits: 13_000 }, claimCount: 1 },
          imbalances: [WRONG_SUM, { level: 'CLAIM', claimOrdinal }],
          claims: { totalCount: 1, nodes: [{ claimSubmittedId: id }] },
        },
      ]);
    }
  });

  it('tells the network of all of it', async () => {
    expect(await shown({ kind: 'NETWORK' })).toMatchObject([
      { claimCount: 3, imbalances: [WRONG_SUM, { claimOrdinal: 1 }, { claimOrdinal: 2 }], claims: { totalCount: 3 } },
    ]);
  });
});
