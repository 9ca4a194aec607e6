import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type * as Graphql from 'graphql';
import { WebSocket } from 'ws';
import { AUDIENCE, createVerifier } from '../../platform/access/tokens';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

// Counts the work that bad input must not cause; all of it is the real one.
const validations = jest.fn();
jest.mock('graphql', () => {
  const actual = jest.requireActual<typeof Graphql>('graphql');
  return {
    ...actual,
    validate: (...args: Parameters<typeof actual.validate>) => {
      validations();
      return actual.validate(...args);
    },
  };
});

const ISSUER = 'https://issuer.example';
const SECRET = 'Ada-Quill-1980-02-03'; // must come back in no answer
const repeated = (count: number, one: (index: number) => string) => Array.from({ length: count }, (_, at) => one(at)).join(' '); // prettier-ignore
const fragmentBomb = (root: string, type: string, via: string, leaf: string) =>
  `{ ${root} { ...A0 } } ${repeated(12, (at) => `fragment A${at} on ${type} { a: ${via.replace('%', `...A${at + 1}`)} b: ${via.replace('%', `...A${at + 1}`)} }`)} fragment A12 on ${type} { ${leaf} }`;

describe('bad input at a listening gateway', () => {
  let running: RunningGateway;
  let sign: (claims?: object, head?: object) => Promise<string>;

  beforeAll(async () => {
    const { generateKeyPair, SignJWT } = await import('jose');
    const { privateKey, publicKey } = await generateKeyPair('EdDSA');
    const keys = async () => async () => publicKey;
    const verifier = createVerifier({ issuer: ISSUER, audience: AUDIENCE, algorithms: ['EdDSA'], keys });
    running = await startGateway({ verifier });
    sign = (claims = {}, head = {}) => {
      const now = Math.floor(Date.now() / 1_000);
      const usual = {
        iss: ISSUER,
        aud: AUDIENCE,
        sub: 'biller',
        jti: 'j1',
        iat: now,
        exp: now + 600,
        client_id: 'tests',
      };
      return new SignJWT({ ...usual, scope: 'patient:read account:read', accord_facilities: ['f1'], ...claims })
        .setProtectedHeader({ alg: 'EdDSA', ...head })
        .sign(privateKey);
    };
  });
  afterAll(() => running.stop());
  beforeEach(() => validations.mockClear());

  interface Sent {
    readonly token?: string;
    readonly headers?: Record<string, string>;
  }
  async function send(body: unknown, { token, headers = {} }: Sent = {}) {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token ?? (await sign())}`, ...headers },
      body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body),
    });
    const text = await response.text();
    const { errors = [] } = JSON.parse(text) as { errors?: { message: string; extensions: { code: string } }[] };
    return { status: response.status, code: errors[0]?.extensions.code, text, count: errors.length };
  }

  /** Refused in a word that clients can act on; nothing read, checked or planned for it, and nothing of it repeated. */
  async function refused(answer: ReturnType<typeof send>, status: number, code: string): Promise<void> {
    const before = running.stub.calls.length;
    const { text, ...rest } = await answer;
    expect(rest).toEqual({ status, code, count: 1 });
    expect(text).not.toContain(SECRET);
    expect(text).not.toMatch(/node_modules|\.ts:|\bat \w+ \(/);
    expect(text.length).toBeLessThan(1_000);
    expect(validations).not.toHaveBeenCalled();
    expect(running.stub.calls.length).toBe(before);
  }
  const QUERY = { query: '{ patients { id } }' };

  it('does not stop who asks as they should', async () => {
    expect((await send(QUERY)).status).toBe(200);
  });

  const hour = 3_600;
  const at = (seconds: number): number => Math.floor(Date.now() / 1_000) + seconds;
  it.each<[string, () => Promise<string>]>([
    ['unsigned, alg none', async () => `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await sign()).split('.')[1]}.`], // prettier-ignore
    ['signed by nobody', async () => (await sign()).replace(/\.[^.]*$/, '.')],
    ['changed', async () => { const [head, , signature] = (await sign()).split('.'); return `${head}.${Buffer.from(JSON.stringify({ sub: SECRET })).toString('base64url')}.${signature}`; }], // prettier-ignore
    ['of another issuer', () => sign({ iss: `https://${SECRET}.example` })],
    ['for another audience', () => sign({ aud: SECRET })],
    ['expired', () => sign({ iat: at(-2 * hour), exp: at(-hour) })],
    ['not valid yet', () => sign({ nbf: at(hour) })],
    ['issued in the future', () => sign({ iat: at(hour), exp: at(2 * hour) })],
    ['without an end', () => sign({ exp: undefined })],
    ['without a subject', () => sign({ sub: undefined })],
    ['no token at all', async () => SECRET],
  ])('refuses a token that is %s', async (_case, token) => {
    await refused(send(QUERY, { token: await token() }), 401, 'UNAUTHENTICATED');
  });

  it('refuses a purpose that it does not know, and break-glass without a reason or without the right', async () => {
    await refused(send(QUERY, { headers: { 'x-purpose-of-use': SECRET } }), 400, 'BAD_INPUT');
    const { status, code } = await send(QUERY, { headers: { 'x-purpose-of-use': 'BTG' } });
    expect([[400, 'BAD_INPUT'], [403, 'FORBIDDEN']]).toContainEqual([status, code]); // prettier-ignore
    expect(validations).not.toHaveBeenCalled();
  });

  it('takes no header into another: line breaks and hub headers of a client are nothing', async () => {
    const injected = ['x\r\nset-cookie: a=b', 'x\nx-purpose-of-use: BTG', SECRET.repeat(50)];
    for (const value of injected) {
      const url = `${running.url}/graphql?query=${encodeURIComponent('{ patients { id } }')}&x=${encodeURIComponent(value)}`; // prettier-ignore
      const headers = { authorization: `Bearer ${await sign()}`, 'apollo-require-preflight': 'true', 'x-correlation-id': encodeURIComponent(value) }; // prettier-ignore
      const response = await fetch(url, { headers });
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(response.headers.get('x-correlation-id')).not.toContain(SECRET);
    }
    const posing = { 'x-accord-viewer': '{"scopes":["operator:read"]}', 'accord-call': 'x', 'x-accord-signature': 'x' };
    const { text } = await send({ query: '{ secretCount }' }, { headers: posing });
    expect(text).toContain('FORBIDDEN');
  });

  it.each<[string, string]>([
    ['10,000 aliases', `{ ${repeated(10_000, (n) => `a${n}: patients { id }`)} }`],
    ['a fragment bomb on data', fragmentBomb('patients', 'Patient', 'accounts { patient { % } }', 'id')],
    ['a fragment bomb on the schema', fragmentBomb('__schema', '__Schema', 'types { name } ... on __Schema { % }', 'description')], // prettier-ignore
    ['200 levels', `${'{ patients '.repeat(200)}{ id }${'}'.repeat(200)}`],
    ['50,000 open braces', '{ a'.repeat(50_000)],
    ['100,000 tokens', `{ patients { ${'id '.repeat(100_000)} } }`],
    ['1,000 directives', `{ patients { id ${'@skip(if: false) '.repeat(1_000)} } }`],
    ['a list in a list, 1,000 times', `{ patient(id: ${'['.repeat(1_000)}${']'.repeat(1_000)}) { id } }`],
    ['fragments that spread each other', '{ patients { ...A } } fragment A on Patient { ...B } fragment B on Patient { ...A }'], // prettier-ignore
    ['50 root fields', `{ ${repeated(50, (n) => `p${n}: patients { id }`)} }`],
  ])('refuses %s before it is validated or planned', async (_case, query) => {
    await refused(send({ query }), 400, 'BAD_INPUT');
  });

  it('has its bombs of a kilobyte or so', () => {
    expect(fragmentBomb('patients', 'Patient', 'accounts { patient { % } }', 'id').length).toBeLessThan(1_500);
  });

  it.each<[string, unknown]>([
    ['a million values', { list: Array.from({ length: 200_000 }, () => 1) }],
    ['a thousand levels', JSON.parse(`${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`)],
    ['a thousand names', Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`${SECRET}${n}`, n]))],
  ])('refuses variables of %s', async (_case, variables) => {
    await refused(send({ ...QUERY, variables }), 400, 'BAD_INPUT');
  });

  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('refuses 20 MiB of zeros in a small body of %s', async (encoding, compress) => {
    const bomb = compress(Buffer.alloc(20 * 1_048_576));
    expect(bomb.length).toBeLessThan(100_000);
    await refused(send(bomb, { headers: { 'content-encoding': encoding } }), 413, 'BAD_INPUT');
  });

  it.each<[string, unknown, number]>([
    ['no JSON', `{"query": "${SECRET}`, 400],
    ['a batch', [QUERY, QUERY], 400],
    ['no query', { variables: { name: SECRET } }, 400],
    ['a number', 7, 400],
    ['2 MiB', { ...QUERY, pad: 'x'.repeat(2 * 1_048_576) }, 413],
  ])('refuses a body that is %s', async (_case, body, status) => {
    await refused(send(body), status, 'BAD_INPUT');
  });

  it('refuses a body by the length that it announces, before it is sent', async () => {
    const headers = { authorization: `Bearer ${await sign()}`, 'content-type': 'application/json', 'content-length': 20 * 1_048_576 }; // prettier-ignore
    const asked = request(`${running.url}/graphql`, { method: 'POST', headers, agent: false });
    asked.flushHeaders();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(413);
    // Who sends all the same is not cut off.
    asked.end(Buffer.alloc(20 * 1_048_576));
    await once(asked, 'finish');
    asked.destroy();
  });

  it('refuses an encoding that it does not read', async () => {
    const { status, code } = await send(gzipSync('{}'), { headers: { 'content-encoding': 'compress' } });
    expect([415, 400]).toContain(status);
    expect(code).toBe('BAD_INPUT');
  });

  it('answers others while bombs come in: its event loop is never held for long', async () => {
    let longest = 0;
    let last = performance.now();
    const watch = setInterval(() => {
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
    }, 5);
    const bombs = [`{ ${repeated(10_000, (n) => `a${n}: patients { id }`)} }`, fragmentBomb('patients', 'Patient', 'accounts { patient { % } }', 'id')]; // prettier-ignore
    await Promise.all(Array.from({ length: 20 }, (_, n) => send({ query: bombs[n % 2] })));
    clearInterval(watch);
    // A stock gateway is held for 6 to 19 seconds by one of these; this leaves room for a machine that is busy.
    expect(longest).toBeLessThan(2_000);
  });

  describe('by WebSocket', () => {
    const open = async () => {
      const socket = new WebSocket(`${running.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
      const received: { type: string; id?: string; payload?: { message: string; extensions: { code: string } }[] }[] =
        [];
      socket.on('message', (data: Buffer) => received.push(JSON.parse(data.toString()) as (typeof received)[number]));
      await once(socket, 'open');
      const tell = (message: object): void => socket.send(JSON.stringify(message));
      const until = async (count: number) => {
        while (received.length < count) await once(socket, 'message');
        return received;
      };
      return { socket, tell, until };
    };
    const closing = async (socket: WebSocket): Promise<number> => ((await once(socket, 'close')) as [number])[0];

    it('closes on a message that is too large', async () => {
      const { socket, tell } = await open();
      tell({ type: 'connection_init', payload: { pad: 'x'.repeat(2 * 1_048_576) } });
      expect(await closing(socket)).toBe(1009);
    });

    it('closes on who says nothing for 3 seconds, on what is no message, and on operations before who asks', async () => {
      const [silent, broken, early] = [await open(), await open(), await open()];
      broken.socket.send('no JSON');
      early.tell({ id: '1', type: 'subscribe', payload: QUERY });
      const codes = await Promise.all([broken, early, silent].map(({ socket }) => closing(socket)));
      expect(codes).toEqual([4400, 4401, 4408]);
    }, 20_000);

    it('refuses bombs as over HTTP, and keeps the socket', async () => {
      const { socket, tell, until } = await open();
      tell({ type: 'connection_init', payload: { authorization: `Bearer ${await sign()}` } });
      await until(1);
      tell({ id: '1', type: 'subscribe', payload: { query: fragmentBomb('patients', 'Patient', 'accounts { patient { % } }', 'id') } }); // prettier-ignore
      const [, answer] = await until(2);
      expect(answer).toMatchObject({ id: '1', type: 'error', payload: [{ extensions: { code: 'BAD_INPUT' } }] });
      expect(validations).not.toHaveBeenCalled();
      socket.close();
      await once(socket, 'close');
    });

    it('has a hundred operations at once at most', async () => {
      const { socket, tell, until } = await open();
      tell({ type: 'connection_init', payload: { authorization: `Bearer ${await sign()}` } });
      await until(1);
      const query = 'subscription { balanceChanged(accountId: "a1") { cursor } }';
      for (let id = 0; id <= 100; id += 1) tell({ id: String(id), type: 'subscribe', payload: { query } });
      const [, refusedOne] = await until(2);
      expect(refusedOne).toMatchObject({ id: '100', type: 'error', payload: [{ extensions: { code: 'BAD_INPUT' } }] });
      socket.close();
      await once(socket, 'close');
    });
  });
});
