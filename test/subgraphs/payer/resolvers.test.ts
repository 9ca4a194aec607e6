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
