import { brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { digestOf } from '../../platform/domain/ids';
import { createLocalRevocations } from '../../platform/access/revocations';
import { PROTOCOLS, type Answered as AnsweredBytes } from './stubs/protocols';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

interface Answered extends AnsweredBytes {
  readonly json: {
    data?: unknown;
    errors?: { message: string; extensions: Record<string, unknown> }[];
  };
}

const PATIENTS = '{ patients { id } }';
const TYPES = '{ __schema { types { name description fields { name description } } } }';
const JSON_TYPE = 'application/json; charset=utf-8';
const SPECIFIED = 'application/graphql-response+json';

describe.each(PROTOCOLS)('a request by %s', (protocol) => {
  let running: RunningGateway;
  let strict: RunningGateway;
  let tokens: Record<'analyst' | 'billing', string>;
  const trustedText = 'query Trusted { patients { id } }';
  beforeAll(async () => {
    const trusted = { textOf: (id: string) => (id === digestOf(trustedText) ? trustedText : undefined), count: 1 };
    running = await startGateway({ protocol });
    strict = await startGateway({ protocol, trusted, trustedOnly: ['portal'], revocations: createLocalRevocations() });
    tokens = { analyst: await running.tokenOf('analyst'), billing: await running.tokenOf('billing') };
  });
  afterAll(() => Promise.all([running.stop(), strict.stop()]));

  interface Sending {
    readonly method?: string;
    readonly body?: unknown;
    readonly headers?: Record<string, string>;
    readonly at?: RunningGateway;
  }
  const send = async (
    search: string,
    { method = 'POST', body, headers = {}, at = running }: Sending,
  ): Promise<Answered> => {
    const text = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const answered = await at.send(`${at.url}/graphql${search}`, { method, headers, body: text });
    return { ...answered, json: parsed(answered.bytes) };
  };
  const parsed = (bytes: Buffer): Answered['json'] => {
    try {
      return JSON.parse(bytes.toString()) as Answered['json'];
    } catch {
      return {};
    }
  };
  const bearer = (role: 'analyst' | 'billing' = 'billing') => ({ authorization: `Bearer ${tokens[role]}` });
  const post = (body: unknown, headers: Record<string, string> = {}, more: Sending = {}) =>
    send('', { body, headers: { 'content-type': 'application/json', ...bearer(), ...headers }, ...more });
  const get = (parameters: Record<string, string>, headers: Record<string, string> = {}) =>
    send(`?${new URLSearchParams(parameters).toString()}`, { method: 'GET', headers });
  const codes = ({ json }: Answered) => json.errors?.map(({ extensions }) => extensions['code']);

  it.each([
    ['none', undefined, JSON_TYPE],
    ['anything', '*/*', JSON_TYPE],
    ['JSON', 'application/json', JSON_TYPE],
    ['any application', 'application/*;q=0.5', JSON_TYPE],
    ['the type of the specification', SPECIFIED, `${SPECIFIED}; charset=utf-8`],
    ['that one first', `${SPECIFIED}, application/json;q=0.9`, `${SPECIFIED}; charset=utf-8`],
    ['that one last', `${SPECIFIED};q=0.1, application/json`, JSON_TYPE],
    ['no JSON but any other', 'application/json;q=0, */*', `${SPECIFIED}; charset=utf-8`],
    ['all that a client knows', `${SPECIFIED}, application/json, text/event-stream, multipart/mixed`, `${SPECIFIED}; charset=utf-8`], // prettier-ignore
  ])('that accepts %s is answered in its type', async (_case, accept, type) => {
    const { status, headers } = await post({ query: PATIENTS }, accept === undefined ? {} : { accept });
    expect([status, headers['content-type'], headers['vary']]).toEqual([200, type, 'Accept, Accept-Encoding']);
    expect([headers['cache-control'], headers['x-content-type-options']]).toEqual(['no-store', 'nosniff']);
  });

  it.each(['multipart/mixed', 'text/html', 'application/json;q=0', 'image/*'])(
    'that accepts %s alone is answered 406',
    async (accept) => {
      const refused = await post({ query: PATIENTS }, { accept });
      expect([refused.status, codes(refused), refused.headers['content-type']]).toEqual([
        406,
        ['BAD_INPUT'],
        JSON_TYPE,
      ]);
    },
  );

  it.each([
    ['a syntax error', '{'],
    ['an unknown field', '{ nothing }'],
    ['a variable that is missing', 'query ($id: ID!) { patient(id: $id) { id } }'],
  ])('with %s is a request error: 400, or 200 to who names application/json', async (_case, query) => {
    const statuses = [];
    for (const accept of ['*/*', SPECIFIED, 'application/json']) {
      const refused = await post({ query }, { accept });
      expect([codes(refused), 'data' in refused.json]).toEqual([['BAD_INPUT'], false]);
      statuses.push(refused.status);
    }
    expect(statuses).toEqual([400, 400, 200]);
  });

  it.each([
    ['a text as variables', { query: PATIENTS, variables: 'x' }],
    ['a list as extensions', { query: PATIENTS, extensions: [] }],
    ['a number as query', { query: 1 }],
    ['no query', {}],
    ['a list', [{ query: PATIENTS }]],
    ['a text', 'x'],
    ['text that is not UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d])],
  ])('of %s is malformed for every client', async (_case, body) => {
    for (const accept of ['*/*', SPECIFIED, 'application/json']) {
      const refused = await post(body, { accept });
      expect([refused.status, codes(refused)]).toEqual([400, ['BAD_INPUT']]);
    }
  });

  it('has its body read whatever its mark of byte order, and refused in a form that is not read', async () => {
    const marked = Buffer.from(`\uFEFF${JSON.stringify({ query: PATIENTS })}`);
    expect((await post(marked)).status).toBe(200);
    const types = ['application/json; charset=utf-8', 'application/json;charset="UTF-8"', 'Application/JSON'];
    for (const type of types) expect((await post({ query: PATIENTS }, { 'content-type': type })).status).toBe(200);
    const others = ['application/json; charset=latin1', 'application/graphql', 'text/plain', 'application/jsonp'];
    for (const type of others) expect((await post({ query: PATIENTS }, { 'content-type': type })).status).toBe(415);
    expect((await send('', { headers: bearer(), body: { query: PATIENTS } })).status).toBe(415);
    expect((await post({ query: PATIENTS }, { 'content-encoding': 'zstd' })).status).toBe(415);
    expect((await post({ query: PATIENTS }, { 'content-encoding': 'gzip' })).status).toBe(400);
  });

  it('of more bytes than it may have is refused, announced or not, compressed or not, and the next one is answered', async () => {
    const large = Buffer.from(JSON.stringify({ query: PATIENTS, pad: 'x'.repeat(2 * 1_048_576) }));
    // Neither version says how long a body is that comes so.
    const unannounced = protocol === 'HTTP/1.1' ? { 'transfer-encoding': 'chunked' } : {};
    for (const refused of [
      await post(large, { 'content-length': String(large.length) }),
      await post(large, unannounced),
      await post(gzipSync(large), { 'content-encoding': 'gzip' }),
    ]) {
      expect([refused.status, codes(refused)]).toEqual([413, ['BAD_INPUT']]);
      expect((await post({ query: PATIENTS })).status).toBe(200);
    }
  });

  it('that its client breaks off in the middle of its body harms nobody', async () => {
    const headers = { 'content-type': 'application/json', ...bearer() };
    await running.breakOff(`${running.url}/graphql`, { headers, body: '{"query":' });
    await running.figure(/type="unknown",code="ABANDONED"\} 1\n/);
    expect((await post({ query: PATIENTS })).status).toBe(200);
  });

  it('by GET is let in from clients that no page of another site can speak for', async () => {
    const asked = { query: PATIENTS };
    expect((await get(asked, bearer())).status).toBe(200);
    const statusFor = async (headers: Record<string, string>) => (await get(asked, headers)).status;
    // Without a token, 401 says that it came in; 400 that it was turned away before anybody asked who it is.
    expect(await statusFor({ accept: SPECIFIED })).toBe(401);
    expect(await statusFor({ 'apollo-require-preflight': '1' })).toBe(401);
    expect(await statusFor({ 'x-apollo-operation-name': 'Patients' })).toBe(401);
    expect(await statusFor({ 'content-type': 'application/json' })).toBe(401);
    expect(await statusFor({ accept: SPECIFIED, 'sec-fetch-site': 'same-origin' })).toBe(401);
    expect(await statusFor({})).toBe(400);
    expect(await statusFor({ accept: '*/*' })).toBe(400);
    expect(await statusFor({ authorization: 'Basic YTpi' })).toBe(400);
    expect(await statusFor({ 'content-type': 'text/plain' })).toBe(400);
    expect(await statusFor({ accept: SPECIFIED, 'sec-fetch-site': 'cross-site' })).toBe(400);
    expect(await statusFor({ accept: SPECIFIED, origin: 'https://elsewhere.example' })).toBe(400);
  });

  it('by GET only asks', async () => {
    const mutation = await get({ query: 'mutation { writeMemo(accountId: "a1", text: "x") { id } }' }, bearer());
    expect([mutation.status, mutation.headers['allow'], codes(mutation)]).toEqual([405, 'POST', ['BAD_INPUT']]);
    const streamed = await get({ query: PATIENTS }, { ...bearer(), accept: 'text/event-stream' });
    expect(streamed.status).toBe(406);
    const other = await send('', { method: 'DELETE', headers: bearer() });
    expect([other.status, other.headers['allow']]).toEqual([405, 'GET, POST']);
  });

  it('is answered compressed when its answer is long and the client takes that', async () => {
    const plain = await post({ query: TYPES }, bearer('analyst'));
    expect(plain.headers['content-encoding']).toBeUndefined();
    const gzip = await post({ query: TYPES }, { ...bearer('analyst'), 'accept-encoding': 'gzip' });
    expect([gzip.headers['content-encoding'], gzip.headers['vary']]).toEqual(['gzip', 'Accept, Accept-Encoding']);
    expect(gunzipSync(gzip.bytes).equals(plain.bytes)).toBe(true);
    const br = await post({ query: TYPES }, { ...bearer('analyst'), 'accept-encoding': 'gzip, br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
    const refusing = await post({ query: TYPES }, { ...bearer('analyst'), 'accept-encoding': 'identity' });
    expect(refusing.headers['content-encoding']).toBeUndefined();
    const short = await post({ query: PATIENTS }, { 'accept-encoding': 'gzip, br' });
    expect([short.headers['content-encoding'], short.status]).toEqual([undefined, 200]);
  });

  it.each([
    ['ASCII alone', 'plain '.repeat(400)],
    ['what Latin-1 has', 'Zoë, naïve '.repeat(400)],
    ['all of Unicode', 'Zoë 漢字 €5 🩺 '.repeat(400)],
    ['a few words', 'Zoë'],
  ])('is answered in UTF-8 to the last byte, compressed or not, where the data holds %s', async (_case, memo) => {
    const authorization = `Bearer ${await running.tokenOf('billing-lead')}`;
    const body = {
      query: 'mutation ($memo: String!) { writeMemo(accountId: "a1", text: $memo) { memo } }',
      variables: { memo },
    };
    const expected = `${JSON.stringify({ data: { writeMemo: { memo } } })}\n`;
    const plain = await post(body, { authorization });
    expect(plain.bytes.toString()).toBe(expected);
    expect(Number(plain.headers['content-length'])).toBe(Buffer.byteLength(expected));
    const zipped = await post(body, { authorization, 'accept-encoding': 'gzip' });
    expect((memo.length < 100 ? zipped.bytes : gunzipSync(zipped.bytes)).toString()).toBe(expected);
  });

  it('for parts of an answer at a time is told that they come at once', async () => {
    const refused = await post({ query: '{ patients { id ... @defer { name } } accounts @stream { id } }' });
    expect(refused.status).toBe(400);
    expect(refused.json.errors).toMatchObject([
      { message: expect.stringContaining('incremental delivery is not offered'), extensions: { code: 'BAD_INPUT', directive: 'defer' } }, // prettier-ignore
      { message: expect.stringContaining('incremental delivery is not offered'), extensions: { code: 'BAD_INPUT', directive: 'stream' } }, // prettier-ignore
    ]);
  });

  it('for a subscription needs a stream', async () => {
    const refused = await post({ query: 'subscription { balanceChanged(accountId: "a1") { cursor } }' });
    expect([refused.status, refused.json.errors?.[0]?.message]).toEqual([
      400,
      'a subscription needs a stream: accept text/event-stream, or ask by a WebSocket',
    ]);
  });

  describe('that names its document by a hash', () => {
    const hashed = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: digestOf(query) } });
    const known = 'query Known { accounts { id } }';

    it('is asked for the document once, and answered from then on, by GET too', async () => {
      const unknown = await post({ extensions: hashed(known) });
      expect(unknown.status).toBe(200);
      expect(unknown.json).toEqual({
        errors: [{ message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND', retryable: false } }], // prettier-ignore
      });
      const data = { accounts: [{ id: 'a1' }, { id: 'a2' }] };
      expect((await post({ query: known, extensions: hashed(known) })).json).toEqual({ data });
      expect((await post({ extensions: hashed(known) })).json).toEqual({ data });
      expect((await get({ extensions: JSON.stringify(hashed(known)) }, bearer('analyst'))).json).toEqual({ data });
      expect((await get({ extensions: '{' }, bearer())).status).toBe(400);
    });

    it('is refused when the hash is of another document, or of another kind', async () => {
      const other = await post({ query: PATIENTS, extensions: hashed(known) });
      expect([other.status, codes(other)]).toEqual([400, ['BAD_INPUT']]);
      const version = { persistedQuery: { version: 2, sha256Hash: digestOf(PATIENTS) } };
      expect((await post({ query: PATIENTS, extensions: version })).status).toBe(400);
    });

    it('finds what was sent at the same door alone', async () => {
      const elsewhere = await send('/portal', {
        body: { extensions: hashed(known) },
        headers: { 'content-type': 'application/json', ...bearer() },
      });
      expect(codes(elsewhere)).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    });

    it('is held to the rights and limits of whoever names it', async () => {
      const named = 'query Named { patient(id: "p1") { name } }';
      expect((await post({ query: named, extensions: hashed(named) })).json).toEqual({
        data: { patient: { name: 'Ada Quill' } },
      });
      const byAnalyst = await post({ extensions: hashed(named) }, bearer('analyst'));
      expect(byAnalyst.json).toMatchObject({ data: { patient: { name: null } }, errors: [{ extensions: { code: 'FORBIDDEN' } }] }); // prettier-ignore
      const large = `{ ${Array.from({ length: 21 }, (_, index) => `a${index}: patients { id }`).join(' ')} }`;
      expect(codes(await post({ query: large, extensions: hashed(large) }))).toEqual(['BAD_INPUT']);
      expect(codes(await post({ extensions: hashed(large) }))).toEqual(['PERSISTED_QUERY_NOT_FOUND']);
    });

    it('is told where only trusted documents are taken', async () => {
      const authorization = `Bearer ${await strict.tokenOf('billing')}`;
      const ask = (body: unknown) =>
        send('/portal', { body, headers: { 'content-type': 'application/json', authorization }, at: strict });
      expect((await ask({ extensions: hashed(trustedText) })).status).toBe(200);
      const unsupported = await ask({ extensions: hashed(known) });
      expect(unsupported.json.errors).toMatchObject([
        { message: 'PersistedQueryNotSupported', extensions: { code: 'PERSISTED_QUERY_NOT_SUPPORTED' } },
      ]);
      expect(codes(await ask({ query: known, extensions: hashed(known) }))).toEqual(['FORBIDDEN']);
    });
  });

  it('that its client leaves asks no subgraph any more', async () => {
    const people = running.stub.subgraphs.get('people')?.schema.getQueryType()?.getFields()['patients'];
    if (!people) throw new Error('the stub has patients');
    const { resolve: own } = people;
    const entered = new Promise<void>((enter) => {
      people.resolve = async () => {
        enter();
        await new Promise((resolve) => setTimeout(resolve, 200));
        return [{ id: 'p1' }];
      };
    });
    const leaving = new AbortController();
    const asked = running
      .fetch(`${running.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer() },
        body: JSON.stringify({ query: '{ patients { id accounts { id } } }' }),
        signal: leaving.signal,
      })
      .catch(() => 'left');
    await entered;
    const before = running.stub.calls.length;
    leaving.abort();
    expect(await asked).toBe('left');
    await running.figure(/type="query",code="ABANDONED"\} 1\n/);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(running.stub.calls.length).toBe(before);
    if (own) people.resolve = own;
  });
});
