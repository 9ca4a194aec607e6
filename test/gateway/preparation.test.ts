import { gzipSync } from 'node:zlib';
import type { Role } from '../../platform/access/roles';
import { digestOf } from '../../platform/domain/ids';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly data?: unknown;
  readonly errors: readonly { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

describe('a request on its way in', () => {
  const TRUSTED = 'query Trusted($id: ID!) { account(id: $id) { memo } }';
  const texts = new Map([[digestOf(TRUSTED), TRUSTED]]);
  const trusted = { textOf: (id: string) => texts.get(id), count: texts.size };
  let running: RunningGateway;
  let strict: RunningGateway;
  let slow: RunningGateway;
  beforeAll(async () => {
    running = await startGateway({ trusted });
    strict = await startGateway({ trusted, trustedOnly: ['graph'], rate: { perSecond: 1, burst: 12 } });
    slow = await startGateway({ timeoutMs: 200 });
  });
  afterAll(() => Promise.all([running, strict, slow].map((gateway) => gateway.stop())));

  const send = async (
    body: unknown,
    { role = 'billing', at = running, headers = {} }: Sending = {},
  ): Promise<Answer> => {
    const response = await fetch(`${at.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await at.tokenOf(role)}`,
        ...headers,
      },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
    const text = await response.text();
    const { data, errors = [] } = JSON.parse(text) as Partial<Answer>;
    return { status: response.status, headers: response.headers, text, data, errors };
  };
  interface Sending {
    readonly role?: Role;
    readonly at?: RunningGateway;
    readonly headers?: Record<string, string>;
  }
  const codesOf = ({ errors }: Answer) => errors.map(({ extensions }) => extensions['code']);

  it('shows the schema to whoever may read the catalog, and to nobody else', async () => {
    for (const query of [
      '{ __schema { types { name } } }',
      '{ __type(name: "Patient") { name } }',
      '{ patients { id } __schema { types { name } } }',
    ]) {
      expect((await send({ query }, { role: 'analyst' })).data).toBeDefined();
      const refused = await send({ query }, { role: 'patient' });
      expect([refused.status, codesOf(refused)]).toEqual([403, ['FORBIDDEN']]);
      expect(refused.text).not.toContain('Patient');
    }
    expect((await send({ query: '{ patients { __typename } }' }, { role: 'patient' })).data).toBeDefined();
  });

  it('suggests names to whoever may read the catalog, and to nobody else', async () => {
    const misspelled = [
      '{ patient(id: "p1") { birthDat } }',
      '{ patient(ids: "p1") { id } }',
      '{ ... on Patien { id } }',
    ];
    for (const query of misspelled) {
      expect((await send({ query }, { role: 'analyst' })).text).toContain('Did you mean');
      const { status, text } = await send({ query }, { role: 'patient' });
      expect([status, text.includes('Did you mean'), text.includes('birthDate')]).toEqual([400, false, false]);
    }
  });

  it.each([
    ['{ accounts(first: "Ada Quill, 1980-02-03") { id } }', 'Int cannot represent non-integer value: …'],
    ['{ accounts(first: 123456789012) { id } }', 'Int cannot represent non 32-bit signed integer value: …'],
    ['{ patient(id: ["Ada", { name: "Quill" }]) { id } }', 'ID cannot represent a non-string and non-integer value: […, {name: …}]'], // prettier-ignore
    ['{ patient(id: "p1") "Ada Quill" { id } }', 'Syntax Error: Expected Name, found String.'],
    ['{ patient(id: "p1") 123456789 { id } }', 'Syntax Error: Expected Name, found Int.'],
  ])('repeats no value of a document: %s', async (query, message) => {
    const { status, text, errors } = await send({ query });
    expect([status, errors.map((error) => error.message)]).toEqual([400, [message]]);
    expect(text).not.toMatch(/Ada|Quill|12345/);
  });

  it('repeats no value of a variable, and no more of a document than it takes', async () => {
    const query = 'query ($first: Int!, $id: ID!) { accounts(first: $first) { id } patient(id: $id) { id } }';
    const misfit = await send({ query, variables: { first: 'Ada Quill, 1980-02-03', id: { secret: 1 } } });
    expect(misfit.errors.map(({ message }) => message)).toEqual([
      '$first must be given, as Int!',
      '$id must be given, as ID!',
    ]);
    expect([misfit.status, codesOf(misfit)]).toEqual([400, ['BAD_INPUT', 'BAD_INPUT']]);
    const { text } = await send({ query: `{ ${'x'.repeat(100_000)} ${'y'.repeat(100_000)} }` });
    expect(text.length).toBeLessThan(1_500);
  });

  it('costs what it asks for, and no more than the limit', async () => {
    const many = '{ patients { accounts { patient { accounts { patient { accounts { patient { id } } } } } } } }';
    const refused = await send({ query: many });
    expect([refused.status, refused.errors[0]?.extensions]).toMatchObject([400, { limit: 'cost', most: 20_000 }]);
    const long = await send({ query: 'query ($n: Int) { accounts(first: $n) { id } }', variables: { n: 201 } });
    expect(long.errors).toMatchObject([{ message: 'first must be between 1 and 200' }]);
  });

  it('is refused as a batch, without a query, or by another method', async () => {
    const batch = await send([{ query: '{ patients { id } }' }]);
    expect([batch.status, batch.errors[0]?.message]).toEqual([
      400,
      'send one operation at a time: batches are not taken',
    ]);
    expect((await send({ variables: {} })).errors[0]?.message).toBe('a request must have a query');
    expect((await send({ query: '{ patients { id } }', variables: [] })).status).toBe(400);
    expect((await send({ query: '{ patients { id } }', operationName: 7 })).status).toBe(400);
    const authorization = `Bearer ${await running.tokenOf('billing')}`;
    const put = await fetch(`${running.url}/graphql`, { method: 'PUT', headers: { authorization } });
    expect([put.status, put.headers.get('allow')]).toEqual([405, 'GET, POST']);
  });

  it('is refused when a page of another site could have sent it', async () => {
    const authorization = `Bearer ${await running.tokenOf('billing')}`;
    const query = '{ patients { id } }';
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
      expect((await send({ query }, { headers: { 'content-type': type } })).status).toBe(415);
    }
    const url = `${running.url}/graphql?query=${encodeURIComponent(query)}`;
    expect((await fetch(url)).status).toBe(400);
    const preflighted = { authorization, 'apollo-require-preflight': 'true' };
    expect((await fetch(url, { headers: preflighted })).status).toBe(200);
    const mutation = url.replace(encodeURIComponent(query), encodeURIComponent('mutation { writeMemo(accountId: "a1", text: "x") { id } }')); // prettier-ignore
    expect((await fetch(mutation, { headers: preflighted })).status).toBe(405);
  });

  it('may be compressed, but not to hide how large it is', async () => {
    const headers = { 'content-encoding': 'gzip' };
    const small = await send(gzipSync(JSON.stringify({ query: '{ patients { id } }' })), { headers });
    expect(small.status).toBe(200);
    const started = performance.now();
    const bomb = await send(gzipSync(Buffer.alloc(20 * 1_048_576)), { headers });
    expect([bomb.status, codesOf(bomb)]).toEqual([413, ['BAD_INPUT']]);
    expect(performance.now() - started).toBeLessThan(2_000);
  });

  it('may name a trusted document instead of sending it', async () => {
    const variables = { id: 'a1' };
    const data = { account: { memo: 'first' } };
    const id = digestOf(TRUSTED);
    expect((await send({ documentId: `sha256:${id}`, variables })).data).toEqual(data);
    const extensions = { persistedQuery: { version: 1, sha256Hash: id } };
    expect((await send({ extensions, variables })).data).toEqual(data);
    expect((await send({ query: TRUSTED, extensions, variables })).data).toEqual(data);
    const other = await send({ query: '{ patients { id } }', extensions });
    expect(other.errors[0]?.message).toBe('the hash is of another document than the query');
    const unknown = await send({ documentId: `sha256:${digestOf('x')}` });
    expect([unknown.status, codesOf(unknown)]).toEqual([404, ['NOT_FOUND']]);
  });

  it('may have to, and is counted however it ends', async () => {
    const variables = { id: 'a1' };
    const sent = { at: strict } as const;
    expect((await send({ query: TRUSTED, variables }, sent)).status).toBe(200);
    expect((await send({ documentId: digestOf(TRUSTED), variables }, sent)).status).toBe(200);
    const own = await send({ query: '{ patients { id } }' }, sent);
    expect([own.status, codesOf(own)]).toEqual([403, ['FORBIDDEN']]);
    for (let asked = 0; asked < 12; asked += 1) await send({ query: '{' }, sent);
    const limited = await send({ query: TRUSTED, variables }, sent);
    expect([limited.status, codesOf(limited)]).toEqual([429, ['RATE_LIMITED']]);
    expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await send({ query: TRUSTED, variables }, { ...sent, role: 'finance' })).status).toBe(200);
  });

  it('is refused in the media type of the specification where the client asks for that', async () => {
    const accept = 'application/graphql-response+json';
    const { status, headers } = await send({ query: '{ nothing }' }, { headers: { accept } });
    expect([status, headers.get('content-type')]).toEqual([400, 'application/graphql-response+json; charset=utf-8']);
  });

  it('ends when its time is up, and asks no subgraph any more', async () => {
    const patients = slow.stub.subgraphs.get('people')?.schema.getQueryType()?.getFields()['patients'];
    if (!patients) throw new Error('the stub has patients');
    patients.resolve = () => new Promise((resolve) => setTimeout(() => resolve([{ id: 'p1' }]), 400));
    const late = await send({ query: '{ patients { id accounts { id } } }' }, { at: slow });
    expect([late.status, codesOf(late), late.errors[0]?.extensions['retryable']]).toEqual([504, ['TIMED_OUT'], true]);
    const before = slow.stub.calls.length;
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(slow.stub.calls.length).toBe(before);
  });
});
