import { mkdtemp, rm } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway, type Gateway, type GatewayOptions } from '../../gateway/gateway';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../platform/access/development-issuer';
import { createLocalRevocations } from '../../platform/access/revocations';
import type { Role } from '../../platform/access/roles';
import { systemClock } from '../../platform/domain/instant';
import { silentLogger } from '../../platform/telemetry/logger';
import { startedThreads } from './stubs/started-threads';
import { composed, createStubGraph } from './stubs/stub-graph';

describe('the gateway over HTTP', () => {
  const stub = createStubGraph();
  const revocations = createLocalRevocations();
  const lines: object[] = [];
  const log = { ...silentLogger, info: (line: object) => void lines.push(line) } as unknown as GatewayOptions['log'];
  let folder: string;
  let issuer: DevelopmentIssuer;
  let gateway: Gateway;
  let url: string;
  let supergraph = stub.supergraph;
  let publish = (): void => {};

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-gateway-'));
    issuer = await createDevelopmentIssuer({ folder });
    gateway = createGateway({
      supergraph: {
        current: () => supergraph,
        onChange: (callback) => {
          publish = callback;
          return () => {};
        },
      },
      subgraphs: stub.subgraphs,
      verifier: issuer.verifier(),
      clock: systemClock,
      log,
      revocations,
    });
    ({ url } = await gateway.start(0));
  });
  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  const tokenOf = (role: Role, subject: string = role): Promise<string> =>
    issuer.issue({ role, subject, facilityIds: ['f1'], patientIds: ['p1'], clientId: 'tests', now: systemClock() });
  const post = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const ask = async (role: Role, query: string, headers: Record<string, string> = {}) => {
    const response = await post({ query }, { authorization: `Bearer ${await tokenOf(role)}`, ...headers });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Answer };
  };
  interface Answer {
    data?: unknown;
    errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[];
  }

  it('answers a viewer by their rights: value, mask, or null with FORBIDDEN and its path', async () => {
    const query = '{ patient(id: "p1") { name birthDate } }';
    expect((await ask('billing', query)).body).toEqual({
      data: { patient: { name: 'Ada Quill', birthDate: '1980-02-03' } },
    });
    const { status, body } = await ask('analyst', query);
    expect(status).toBe(200);
    expect(body.data).toEqual({ patient: { name: null, birthDate: '1980-01-01' } });
    expect(body.errors).toEqual([
      {
        message: 'Patient.name needs a right that you do not hold',
        path: ['patient', 'name'],
        extensions: { code: 'FORBIDDEN', field: 'Patient.name', retryable: false },
      },
    ]);
    expect((await ask('billing', query)).body.data).toEqual({
      patient: { name: 'Ada Quill', birthDate: '1980-02-03' },
    });
  });

  it.each([
    ['no token', {}, 'send a token: authorization: Bearer TOKEN'],
    ['nonsense', { authorization: 'Bearer nonsense' }, 'the token cannot be read'],
  ])('answers 401 for %s', async (_case, headers, message) => {
    const response = await post({ query: '{ patients { id } }' }, headers);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer');
    expect(await response.json()).toEqual({
      errors: [{ message, extensions: { code: 'UNAUTHENTICATED', retryable: false } }],
    });
  });

  it('says that a token has expired', async () => {
    const token = await issuer.issue({ role: 'analyst', ttlSeconds: -60, now: systemClock() });
    const response = await post({ query: '{ patients { id } }' }, { authorization: `Bearer ${token}` });
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('the token has expired');
  });

  it('refuses a revoked viewer at once', async () => {
    const headers = { authorization: `Bearer ${await tokenOf('analyst', 's-revoked')}` };
    expect((await post({ query: '{ patients { id } }' }, headers)).status).toBe(200);
    revocations.revokeSubject('s-revoked');
    const response = await post({ query: '{ patients { id } }' }, headers);
    expect(response.status).toBe(401);
    expect(await response.text()).toContain('the token has been revoked');
  });

  it('takes the purpose of use from its header, and refuses an unknown one', async () => {
    const query = '{ patient(id: "p1") { note } }';
    expect((await ask('billing', query, { 'x-purpose-of-use': 'TREAT' })).body.data).toEqual({
      patient: { note: 'n1' },
    });
    expect((await ask('billing', query)).body.data).toEqual({ patient: { note: null } });
    const { status, body } = await ask('billing', query, { 'x-purpose-of-use': 'FUN' });
    expect([status, body.errors?.[0]?.extensions['code']]).toEqual([400, 'BAD_INPUT']);
  });

  it('keeps a correlation id that is safe, makes one otherwise, and gives it to subgraphs', async () => {
    const kept = await ask('analyst', '{ accounts { id } }', { 'x-correlation-id': 'tour-1' });
    expect(kept.headers.get('x-correlation-id')).toBe('tour-1');
    expect(kept.headers.get('cache-control')).toBe('no-store');
    expect(stub.calls.at(-1)?.correlationId).toBe('tour-1');
    for (const personal of ['1980-02-03', '123-45-6789', '4111111111111111', 'ada quill', 'a'.repeat(65)]) {
      const { headers } = await ask('analyst', '{ accounts { id } }', { 'x-correlation-id': personal });
      expect(headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    }
  });

  it.each([
    ['a syntax error', '{ patients {', 400],
    ['an unknown field', '{ nothing }', 400],
    ['a hidden field', '{ _onBalanceChanged(accountId: "a1") { cursor } }', 400],
    ['a subscription without a stream', 'subscription { balanceChanged(accountId: "a1") { cursor } }', 400],
    ['a variable that is missing', 'query ($id: ID!) { patient(id: $id) { id } }', 400],
  ])('answers BAD_INPUT for %s', async (_case, query, expected) => {
    const { status, body } = await ask('billing', query);
    expect(body.errors?.map(({ extensions }) => extensions['code'])).toEqual(['BAD_INPUT']);
    expect(status).toBe(expected);
  });

  it('passes the errors of resolvers by their code, and never the text of a bug', async () => {
    const missing = await ask('billing', '{ account(id: "a9") { id } }');
    expect(missing.body).toMatchObject({
      data: { account: null },
      errors: [{ message: 'there is no account a9', path: ['account'], extensions: { code: 'NOT_FOUND' } }],
    });
    const bug = await ask('billing', '{ account(id: "a1") { id broken } }');
    expect(bug.body.errors).toMatchObject([{ path: ['account', 'broken'], extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(bug.body)).not.toContain('Quill');
  });

  it('refuses what is too large before it costs anything', async () => {
    const deep = `{ patient(id: "p1") ${'{ accounts { patient '.repeat(11)} { id } ${'} }'.repeat(11)} }`;
    const bomb = `{ patients { ...A0 } } ${Array.from({ length: 20 }, (_, i) => `fragment A${i} on Patient { a: accounts { patient { ...A${i + 1} } } b: accounts { patient { ...A${i + 1} } } }`).join(' ')} fragment A20 on Patient { id }`;
    const introspectionBomb = `{ ${Array.from({ length: 21 }, (_, i) => `s${i}: __schema { types { name } }`).join(' ')} }`;
    const cases = {
      depth: deep,
      bomb,
      introspectionBomb,
      aliases: `{ patients { ${Array.from({ length: 101 }, (_, i) => `a${i}: id`).join(' ')} } }`,
      roots: `{ ${Array.from({ length: 21 }, (_, i) => `a${i}: patients { id }`).join(' ')} }`,
      tokens: `{ patients { ${'id '.repeat(4_000)} } }`,
      cycle: '{ patients { ...A } } fragment A on Patient { ...A }',
    };
    for (const [name, query] of Object.entries(cases)) {
      const started = performance.now();
      const { status, body } = await ask('billing', query);
      expect([name, status, body.errors?.[0]?.extensions['code']]).toEqual([name, 400, 'BAD_INPUT']);
      expect(performance.now() - started).toBeLessThan(500);
    }
    const large = await post(
      { query: '{ patients { id } }', pad: 'x'.repeat(1_048_577) },
      { authorization: `Bearer ${await tokenOf('billing')}` },
    );
    expect(large.status).toBe(413);
  });

  it('refuses broken bodies, batches, and GETs that carry variables or come across sites', async () => {
    const authorization = `Bearer ${await tokenOf('billing')}`;
    const broken = await post('{"query":', { authorization });
    expect(broken.status).toBe(400);
    expect(await broken.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_INPUT' } }] });
    expect((await post([{ query: '{ patients { id } }' }], { authorization })).status).toBe(400);
    const get = (search: string, headers = {}) => fetch(`${url}/graphql?${search}`, { headers });
    expect((await get('query={patients{id}}')).status).toBe(400);
    const preflighted = { authorization, 'apollo-require-preflight': 'true' };
    expect((await get('query={patients{id}}', preflighted)).status).toBe(200);
    const carrying = await get('query={patients{id}}&variables={}', preflighted);
    expect(await carrying.text()).toContain('a GET must not carry variables');
  });

  it('shows the schema without the hidden fields', async () => {
    const { body } = await ask(
      'analyst',
      '{ __schema { queryType { fields { name } } subscriptionType { fields { name } } } }',
    );
    expect(JSON.stringify(body)).not.toContain('_onBalanceChanged');
    expect(JSON.stringify(body)).toContain('balanceChanged');
  });

  it('tells its health and figures, and logs requests without what they asked', async () => {
    expect((await fetch(`${url}/health/live`)).status).toBe(200);
    expect(await (await fetch(`${url}/health/ready`)).json()).toEqual({ status: 'ready' });
    lines.length = 0;
    await ask('analyst', 'query AdaQuill { patient(id: "p1") { name } }');
    const figures = await (await fetch(`${url}/metrics`)).text();
    expect(figures).toMatch(/accord_operations_total\{transport="http",type="query",code="FORBIDDEN"\} [1-9]/);
    expect(figures).toMatch(/accord_refused_fields_total [1-9]/);
    expect(figures).not.toContain('AdaQuill');
    expect(lines).toEqual([
      expect.objectContaining({ type: 'query', codes: ['FORBIDDEN'], refused: 1, status: 200, client: 'tests' }),
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/Ada|p1/);
  });

  it('swaps to a new supergraph under a load of operations never asked before, in the one planning thread, and refuses one that does not load', async () => {
    const authorization = `Bearer ${await tokenOf('billing')}`;
    const threads = startedThreads();
    let isOver = false;
    let asked = 0;
    const load = async () => {
      while (!isOver) {
        const query = `{ accounts { memo patient { name n${asked}: name } } }`;
        const response = await post({ query }, { authorization });
        expect(await response.json()).toMatchObject({ data: { accounts: [{ patient: { name: 'Ada Quill' } }, {}] } });
        asked += 1;
      }
    };
    const loads = [load(), load()];
    const wanted = async (pattern: RegExp) => {
      for (let tries = 0; tries < 200; tries += 1) {
        if (pattern.test(await gateway.metrics.registry.metrics())) return;
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
      throw new Error(`no ${pattern.source}`);
    };
    const people = stub.subgraphs.get('people');
    const accounts = stub.subgraphs.get('accounts');
    if (!people || !accounts) throw new Error('the stubs are there');
    supergraph = composed(
      [people, { ...accounts, sdl: accounts.sdl.replace('missing: Account', 'absent: Account') }],
      2,
    );
    publish();
    await wanted(/swaps_total\{outcome="taken"\} 1/);
    expect((await ask('billing', '{ absent { id } }')).status).toBe(200);
    expect((await ask('billing', '{ missing { id } }')).status).toBe(400);
    supergraph = 'nonsense';
    publish();
    await wanted(/swaps_total\{outcome="refused"\} 1/);
    supergraph = composed([{ name: 'elsewhere', sdl: accounts.sdl }]);
    publish();
    await wanted(/swaps_total\{outcome="refused"\} 2/);
    expect((await ask('billing', '{ accounts { id } }')).status).toBe(200);
    isOver = true;
    await Promise.all(loads);
    expect(asked).toBeGreaterThan(2);
    supergraph = stub.supergraph;
    publish();
    await wanted(/swaps_total\{outcome="taken"\} 2/);
    expect(threads.counts()).toEqual({ started: 0, ended: 0 });
    threads.stop();
  });

  it('names the port that is in use', async () => {
    const other = createGateway({
      supergraph: { current: () => stub.supergraph, onChange: () => () => {} },
      subgraphs: stub.subgraphs,
      verifier: issuer.verifier(),
      clock: systemClock,
      log: silentLogger,
    });
    const port = Number(new URL(url).port);
    await expect(other.start(port)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: `port ${port} is in use; choose another with --port`,
    });
    await other.stop();
  });

  it('does not serve an unclassified supergraph unless told to', async () => {
    const sdl = 'type Query { open: Int }';
    const source = {
      current: () => composed([{ name: 'foreign', sdl }]).replace(/local:\/\/foreign@1/, 'http://127.0.0.1:1'),
      onChange: () => () => {},
    };
    const options = {
      supergraph: source,
      subgraphs: new Map(),
      verifier: issuer.verifier(),
      clock: systemClock,
      log: silentLogger,
    };
    const guarded = createGateway(options);
    await expect(guarded.start(0)).rejects.toMatchObject({
      code: 'RULE_BROKEN',
      message: expect.stringContaining('Query.open'),
    });
    await guarded.stop();
    const open = createGateway({ ...options, unguarded: true });
    const { url: address } = await open.start(0);
    const response = await fetch(`${address}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"query":"{ __typename }"}',
    });
    expect(await response.json()).toEqual({ data: { __typename: 'Query' } });
    await open.stop();
  });

  it('answers a path it does not have with 404, also for a WebSocket', async () => {
    expect((await fetch(`${url}/nothing`)).status).toBe(404);
    const status = await new Promise((resolve) => {
      httpRequest(`${url}/nothing`, { headers: { connection: 'upgrade', upgrade: 'websocket' } })
        .on('response', (response) => resolve(response.statusCode))
        .end();
    });
    expect(status).toBe(404);
  });
});
