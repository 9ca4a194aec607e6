import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDevelopmentIssuer, type DevelopmentIssuer } from '../../../platform/access/development-issuer';
import { createOidcVerifier } from '../../../platform/access/oidc';
import { instantOf, type Instant } from '../../../platform/domain/instant';

const now = '2026-01-05T10:00:00.000Z' as Instant;
const after = (seconds: number): Instant => instantOf(Date.parse(now) + seconds * 1_000);

describe('the development issuer', () => {
  let folder: string;
  let issuer: DevelopmentIssuer;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-issuer-'));
    issuer = await createDevelopmentIssuer({ folder });
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('keeps its key readable by its owner only, and opens the same one again', async () => {
    const path = join(folder, 'development-issuer.json');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    const token = await issuer.issue({ role: 'analyst', now });
    const again = await createDevelopmentIssuer({ folder });
    await expect(again.verifier().verify(token, null, now)).resolves.toMatchObject({ subject: 'analyst' });
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ crv: 'Ed25519' });
  });

  it('makes one key when two processes start at once', async () => {
    const shared = await mkdtemp(join(tmpdir(), 'accord-issuer-'));
    const [one, other] = await Promise.all([
      createDevelopmentIssuer({ folder: shared }),
      createDevelopmentIssuer({ folder: shared }),
    ]);
    const token = await one.issue({ role: 'analyst', now });
    await expect(other.verifier().verify(token, null, now)).resolves.toBeDefined();
    await rm(shared, { recursive: true });
  });

  it('names the folder that it cannot use', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(createDevelopmentIssuer({ folder: join(folder, 'file', 'below') })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringContaining(join(folder, 'file', 'below')),
    });
  });

  it('gives a patient the own compartment and the purpose PATRQT', async () => {
    const token = await issuer.issue({
      role: 'patient',
      subject: 'p1',
      patientIds: ['p1', 'p2'],
      clientId: 'portal',
      now,
    });
    expect(await issuer.verifier().verify(token, null, now)).toMatchObject({
      subject: 'p1',
      clientId: 'portal',
      compartment: { kind: 'PATIENT', patientIds: ['p1', 'p2'] },
      purpose: 'PATRQT',
      expiresAt: after(3_600),
    });
  });

  it.each([
    ['billing', ['f1'], { kind: 'FACILITY', facilityIds: ['f1'] }],
    ['billing', ['*'], { kind: 'NETWORK' }],
    ['analyst', [], { kind: 'NETWORK' }],
    ['steward', [], { kind: 'NONE' }],
  ] as const)('gives %s with facilities %j the compartment %j', async (role, facilityIds, compartment) => {
    const token = await issuer.issue({ role, facilityIds, now });
    const viewer = await issuer.verifier().verify(token, undefined, now);
    expect(viewer.compartment).toEqual(compartment);
    expect(viewer.purpose).toBe('HPAYMT');
  });

  it.each(['patient', 'billing'] as const)('refuses a %s token that names no one', async (role) => {
    await expect(issuer.issue({ role, now })).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('takes a stated purpose and refuses one that it does not know', async () => {
    const token = await issuer.issue({ role: 'analyst', now });
    expect((await issuer.verifier().verify(token, 'HOPERAT', now)).purpose).toBe('HOPERAT');
    await expect(issuer.verifier().verify(token, 'FUN', now)).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('refuses a token past its end, also one whose signature it remembers', async () => {
    const token = await issuer.issue({ role: 'analyst', ttlSeconds: 30, now });
    const verifier = issuer.verifier();
    await verifier.verify(token, null, after(30));
    const refused = { code: 'UNAUTHENTICATED', message: 'the token has expired' };
    await expect(verifier.verify(token, null, after(36))).rejects.toMatchObject(refused);
    await expect(issuer.verifier().verify(token, null, after(3_600))).rejects.toMatchObject(refused);
  });

  it('refuses a forged, a foreign and an unreadable token, each in its own words', async () => {
    const token = await issuer.issue({ role: 'analyst', now });
    const [head, body, signature] = token.split('.') as [string, string, string];
    const raised = Buffer.from(
      JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), scope: 'patient:read' }),
    ).toString('base64url');
    const { generateKeyPair, SignJWT } = await import('jose');
    const { privateKey } = await generateKeyPair('EdDSA');
    const sign = (audience: string, name: string) =>
      new SignJWT({}).setProtectedHeader({ alg: 'EdDSA' }).setSubject('s').setJti('j').setIssuer(name)
        .setAudience(audience).setIssuedAt(Date.parse(now) / 1_000).setExpirationTime(Date.parse(now) / 1_000 + 60).sign(privateKey); // prettier-ignore
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const cases: readonly [string, string][] = [
      [`${head}.${raised}.${signature}`, 'the token has a bad signature'],
      [await sign('accord', 'accord-development'), 'the token has a bad signature'],
      [unsigned, 'the token is signed in a way that is not accepted'],
      ['nonsense', 'the token cannot be read'],
    ];
    for (const [forged, message] of cases) {
      await expect(issuer.verifier().verify(forged, null, now)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        message,
      });
    }
  });
});

describe('an OpenID provider', () => {
  let server: Server;
  let url: string;
  let privateKey: Parameters<
    InstanceType<typeof import('jose', { with: { 'resolution-mode': 'import' } }).SignJWT>['sign']
  >[0];
  let isAway = false;
  beforeAll(async () => {
    const { exportJWK, generateKeyPair } = await import('jose');
    const pair = await generateKeyPair('ES256');
    privateKey = pair.privateKey;
    const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'k1', alg: 'ES256' };
    server = createServer((request, response) => {
      if (isAway) return void response.writeHead(503).end();
      const body = request.url === '/keys' ? { keys: [jwk] } : { issuer: url, jwks_uri: `${url}/keys` };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const token = async (audience = 'accord', issuer = url): Promise<string> => {
    const { SignJWT } = await import('jose');
    return new SignJWT({ scope: 'account:read catalog:read', accord_facilities: ['f1'] })
      .setProtectedHeader({ alg: 'ES256', kid: 'k1' })
      .setSubject('s1')
      .setJti('j1')
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(Date.parse(now) / 1_000)
      .setExpirationTime(Date.parse(now) / 1_000 + 60)
      .sign(privateKey);
  };

  it('is discovered, and its tokens verified', async () => {
    const viewer = await createOidcVerifier({ issuer: url }).verify(await token(), null, now);
    expect(viewer).toMatchObject({ subject: 's1', tokenId: 'j1', clientId: 'unnamed' });
    expect([...viewer.scopes]).toEqual(['account:read', 'catalog:read']);
  });

  it('is refused for another audience or issuer', async () => {
    const verifier = createOidcVerifier({ issuer: url });
    await expect(verifier.verify(await token('other'), null, now)).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: 'the token is for another audience',
    });
    await expect(verifier.verify(await token('accord', 'http://x'), null, now)).rejects.toMatchObject({
      message: 'the token is from another issuer',
    });
  });

  it('may be away at first: SOURCE_UNAVAILABLE, and then it is asked again', async () => {
    const verifier = createOidcVerifier({ issuer: url });
    isAway = true;
    await expect(verifier.verify(await token(), null, now)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    isAway = false;
    await expect(verifier.verify(await token(), null, now)).resolves.toBeDefined();
  });

  it('must be reached safely', () => {
    expect(() => createOidcVerifier({ issuer: 'http://idp.example' })).toThrow('must be an https URL');
    expect(() => createOidcVerifier({ issuer: 'nonsense' })).toThrow('must be an https URL');
  });
});
