import { join } from 'node:path';
import type { AuditContent } from '../../../../platform/access/audit/audit-record';
import { buildSubgraph } from '../../../../platform/access/build-subgraph';
import { CALL_HEADER } from '../../../../platform/access/remote/call-claims';
import { createCallSigner, type CallSigner } from '../../../../platform/access/remote/call-signer';
import { newHubKeyPair, readSigningKey, readVerifyingKeys } from '../../../../platform/access/remote/hub-key';
import { createSubgraphServer, type SubgraphServer } from '../../../../platform/access/remote/subgraph-server';
import { HubError } from '../../../../platform/domain/errors';
import { systemClock } from '../../../../platform/domain/instant';
import { silentLogger } from '../../../../platform/telemetry/logger';
import { viewerOf } from '../viewer-of';
import { aCall } from './calls';

const subgraph = buildSubgraph({
  name: 'people',
  schemaFile: join(__dirname, '..', '..', '..', 'gateway', 'stubs', 'people.graphql'),
  lineage: [],
  contextFor: (call) => ({ ...call, loaders: {} }),
  resolvers: {
    Party: { __resolveType: () => 'Patient' },
    Query: { patient: (_: unknown, { id }: { id: string }) => ({ id, name: 'Ada Quill', birthDate: '1980-02-03' }) },
  },
});

describe('a subgraph on a port of its own', () => {
  const records: AuditContent[] = [];
  let isDown = false;
  let server: SubgraphServer;
  let signer: CallSigner;
  let url: string;
  beforeAll(async () => {
    const pair = await newHubKeyPair();
    signer = createCallSigner({ key: await readSigningKey(pair.gateway), clock: systemClock });
    server = createSubgraphServer({
      subgraph,
      keys: await readVerifyingKeys(pair.subgraph),
      clock: systemClock,
      log: silentLogger,
      audit: {
        name: 'people',
        async append(contents) {
          if (isDown) throw new HubError('SOURCE_UNAVAILABLE', 'the disk of Ada Quill is full');
          records.push(...contents);
        },
        close: async () => undefined,
      },
      readiness: async () => {
        if (isDown) throw new HubError('SOURCE_UNAVAILABLE', 'the store is away');
      },
    });
    ({ url } = await server.start(0));
  });
  beforeEach(() => {
    isDown = false;
    records.length = 0;
  });
  afterAll(() => server.stop());

  const call = { ...aCall, viewer: viewerOf(['patient:read']) };
  const ask = async (body: unknown, { path = '/graphql', stated = call } = {}) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const statement = await signer.sign(stated, { audience: 'people', body: text });
    const init = { method: 'POST', body: text, headers: { [CALL_HEADER]: statement } };
    const response = await fetch(`${url}${path}`, init);
    return { status: response.status, body: (await response.json()) as object };
  };
  const query = 'query ($id: ID!) { patient(id: $id) { name birthDate } }';

  it('answers a signed call under the rights that it states, and has it on record', async () => {
    const { status, body } = await ask({ query, variables: { id: 'p1' } });
    expect({ status, body }).toEqual({
      status: 200,
      body: { data: { patient: { name: 'Ada Quill', birthDate: '1980-02-03' } } },
    });
    expect(records).toMatchObject([
      {
        subgraph: 'people',
        correlationId: 'c1',
        ...{ operation: aCall.operation, policyVersion: aCall.policyVersion },
      },
    ]);
    const denied = await ask({ query, variables: { id: 'p1' } }, { stated: { ...call, viewer: viewerOf([]) } });
    expect(denied.body).toMatchObject({
      data: { patient: { name: null, birthDate: '1980-01-01' } },
      errors: [{ path: ['patient', 'name'], extensions: { code: 'FORBIDDEN', field: 'Patient.name' } }],
    });
  });

  it('lets nothing leave that it cannot put on record', async () => {
    isDown = true;
    const { status, body } = await ask({ query, variables: { id: 'p1' } });
    expect(status).toBe(500);
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
    expect(JSON.stringify(body)).not.toMatch(/Quill|1980/);
  });

  it('says what is wrong with a body or a document', async () => {
    for (const body of ['', 'query', '[]', '{}', { query: 7 }, { query, variables: [] }]) {
      expect(await ask(body)).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_INPUT' } }] } });
    }
    for (const wrong of ['{ patient', '{ nobody }']) {
      expect((await ask({ query: wrong })).body).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
    }
    expect(await ask('x'.repeat(33 * 1024 * 1024))).toMatchObject({
      status: 400,
      body: { errors: [{ message: 'a call may have at most 33554432 bytes' }] },
    });
    expect(records).toEqual([]);
  });

  it('takes the statement of a viewer of a thousand facilities', async () => {
    const facilityIds = Array.from({ length: 1_000 }, (_, index) => `facility-of-the-network-${index}`);
    const viewer = viewerOf(['patient:read'], { compartment: { kind: 'FACILITY', facilityIds } });
    const { status } = await ask({ query, variables: { id: 'p1' } }, { stated: { ...call, viewer } });
    expect(status).toBe(200);
  });

  it('takes a call once, and none whose body was changed on its way', async () => {
    const body = JSON.stringify({ query, variables: { id: 'p1' } });
    const headers = { [CALL_HEADER]: await signer.sign(call, { audience: 'people', body }) };
    const post = async (sent: string) =>
      (await fetch(`${url}/graphql`, { method: 'POST', headers, body: sent })).status;
    expect(await post(body.replace('p1', 'p2'))).toBe(401);
    expect(await post(body)).toBe(200);
    expect(await post(body)).toBe(401);
    expect(records).toHaveLength(1);
  });

  it('has health routes, and nothing else without a signature', async () => {
    const get = async (path: string, method = 'GET') => {
      const response = await fetch(`${url}${path}`, { method });
      return [response.status, await response.json()] as const;
    };
    expect(await get('/health/live')).toEqual([200, { status: 'live' }]);
    expect(await get('/health/ready')).toEqual([200, { status: 'ready' }]);
    isDown = true;
    expect(await get('/health/ready')).toMatchObject([503, { errors: [{ message: 'the store is away' }] }]);
    expect(await get('/metrics')).toMatchObject([404, { errors: [{ extensions: { code: 'NOT_FOUND' } }] }]);
    expect(await get('/graphql')).toMatchObject([400, { errors: [{ message: 'send a POST' }] }]);
    expect(await get('/graphql', 'POST')).toMatchObject([
      401,
      { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    ]);
  });
});
