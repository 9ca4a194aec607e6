import type { AuditContent } from '../../platform/access/audit/audit-record';
import type { Role } from '../../platform/access/roles';
import { HubError } from '../../platform/domain/errors';
import { revived } from '../../gateway/signed-fetcher';
import { PLACEMENTS, startGateway, type RunningGateway } from './stubs/running-gateway';
import { listedAudit } from './stubs/subgraph-servers';

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly object[];
}

describe('subgraphs elsewhere', () => {
  const records: Record<string, AuditContent[]> = { 'in its process': [], elsewhere: [] };
  const running: RunningGateway[] = [];
  beforeAll(async () => {
    for (const placement of PLACEMENTS) {
      running.push(await startGateway({ placement, audit: listedAudit(records[placement] ?? []) }));
    }
  });
  afterEach(() => {
    for (const list of Object.values(records)) list.length = 0;
  });
  afterAll(() => Promise.all(running.map((one) => one.stop())));

  /** The answers of both gateways, and the records they led to, without what differs between any two requests. */
  const askBoth = async (role: Role, query: string, headers: Record<string, string> = {}) => {
    const answers = await Promise.all(
      running.map(async (one) => {
        const response = await fetch(`${one.url}/graphql`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            authorization: `Bearer ${await one.tokenOf(role)}`,
            'x-correlation-id': 'both',
            ...headers,
          },
          body: JSON.stringify({ query }),
        });
        return { status: response.status, body: (await response.json()) as Answer };
      }),
    );
    return { answers, records: Object.values(records).map((list) => list.map(comparable)) };
  };

  const QUERIES: readonly (readonly [what: string, role: Role, query: string, purpose: string])[] = [
    ['joins', 'billing', '{ accounts { id memo balance { minorUnits } patient { name birthDate } } }', 'HPAYMT'],
    ['purposes', 'billing', '{ patient(id: "p1") { name note } }', 'TREAT'],
    ['interfaces and absent parts', 'billing', '{ parties { __typename id name ... on Company { seat } } }', 'HPAYMT'],
    ['what the gateway denies', 'analyst', '{ patient(id: "p1") { name } account(id: "a1") { memo } }', 'HPAYMT'],
    [
      'masks',
      'analyst',
      'query Masks { patient(id: "p1") { birthDate } account(id: "a1") { balance { minorUnits } } }',
      'HPAYMT',
    ],
    ['what is not there', 'billing', '{ account(id: "a9") { id } missing { id } }', 'HPAYMT'],
    ['what lies beyond a subgraph', 'billing', '{ account(id: "a1") { auditor { id name } } }', 'HPAYMT'],
    ['our own mistakes', 'billing', '{ account(id: "a1") { id broken } }', 'HPAYMT'],
    [
      'mutations',
      'billing-lead',
      'mutation { writeMemo(accountId: "a1", text: "t") { memo patient { name } } }',
      'HPAYMT',
    ],
    ['refused mutations', 'billing', 'mutation { writeMemo(accountId: "a1", text: "t") { memo } }', 'HPAYMT'],
    ['patients', 'patient', 'query Mine { patient(id: "p1") { name accounts { id } } }', 'PATRQT'],
    ['no fetch at all', 'billing', '{ __typename }', 'HPAYMT'],
  ];

  it.each(QUERIES)('give equal answers and equal records: %s', async (_, role, query, purpose) => {
    const { answers, records: kept } = await askBoth(role, query, { 'x-purpose-of-use': purpose });
    const [inProcess, elsewhere] = answers;
    expect(elsewhere).toEqual(inProcess);
    expect(kept[1]).toEqual(kept[0]);
  });

  it('are told everything of the viewer that those in the process are', async () => {
    for (const one of running) one.stub.calls.length = 0;
    await askBoth('patient', 'query Mine { patient(id: "p1") { name } }');
    const [[inProcess], [elsewhere]] = running.map(({ stub }) => stub.calls) as [object[], object[]];
    expect(elsewhere).toMatchObject({ correlationId: 'both', viewer: { compartment: { kind: 'PATIENT' } } });
    expect(comparable(elsewhere as AuditContent)).toEqual(comparable(inProcess as AuditContent));
  });

  it('have what they tell on record, by the operation of the client', async () => {
    const { records: kept } = await askBoth('billing', 'query Page { patients { name } }');
    expect(kept[1]).toMatchObject([{ subgraph: 'people', operation: { kind: 'QUERY' }, entities: ['p1', 'p2'] }]);
    expect(kept[1]?.[0]).toEqual(kept[0]?.[0]);
  });

  it('refuse whoever asks past the gateway', async () => {
    const url = `${running[1]?.subgraphUrls.get('people')}/graphql`;
    const init = { method: 'POST', headers: { 'content-type': 'application/json' } };
    const token = await running[1]?.tokenOf('billing');
    for (const headers of [{}, { authorization: `Bearer ${token}` }, { 'x-accord-call': token ?? '' }]) {
      const response = await fetch(url, {
        ...init,
        headers: { ...init.headers, ...headers },
        body: JSON.stringify({ query: '{ patients { name } }' }),
      });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    }
    expect(records['elsewhere']).toEqual([]);
  });
});

test('a client is not told that its own token is at fault when a subgraph does not know the gateway', async () => {
  const one = await startGateway({ placement: 'elsewhere' });
  const other = await startGateway({
    placement: 'elsewhere',
    supergraph: { current: () => one.stub.supergraph, onChange: () => () => undefined },
  });
  const response = await fetch(`${other.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${await other.tokenOf('billing')}` },
    body: JSON.stringify({ query: '{ patients { name } }' }),
  });
  expect(await response.json()).toEqual({
    data: { patients: null },
    errors: [
      {
        message: 'the subgraph people does not answer as it should',
        extensions: { code: 'SOURCE_UNAVAILABLE', retryable: true, source: 'people' },
      },
    ],
  });
  await Promise.all([one.stop(), other.stop()]);
});

test('without a key, a guarded supergraph of subgraphs elsewhere is not served', async () => {
  const one = await startGateway({ placement: 'elsewhere' });
  const supergraph = { current: () => one.stub.supergraph, onChange: () => () => undefined };
  await expect(startGateway({ supergraph, subgraphs: new Map() })).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: expect.stringMatching(/runs elsewhere, so calls to it must be signed: set ACCORD_HUB_KEY/),
  });
  await one.stop();
});

test("an error that is not of the closed list becomes ours to look at, and keeps none of its text's meaning", () => {
  const error = revived({ message: 'Ada Quill', extensions: { code: 'EXOTIC', stacktrace: ['at p1'] } });
  expect(error.originalError).toMatchObject({ code: 'INTERNAL' });
  const known = revived({
    message: 'none',
    path: ['a', 0],
    extensions: { code: 'NOT_FOUND', retryable: false, limit: 3 },
  });
  expect(known).toMatchObject({ path: ['a', 0], originalError: new HubError('NOT_FOUND', 'none') });
  expect(known.originalError).toMatchObject({ details: { limit: 3 } });
});

function comparable(content: object): object {
  const { at: _, policyVersion: __, viewer, ...rest } = content as unknown as AuditContent & { viewer: object };
  const { tokenId: ___, expiresAt: ____, ...who } = viewer as unknown as Record<string, unknown>;
  return { ...rest, viewer: who };
}
