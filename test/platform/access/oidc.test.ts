import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey } from 'jose' with { 'resolution-mode': 'import' };
import { createOidcVerifier } from '../../../platform/access/oidc';
import type { Instant } from '../../../platform/domain/instant';

const now = '2026-01-05T10:00:00.000Z' as Instant;

describe('an OpenID provider', () => {
  let server: Server;
  let url: string;
  let privateKey: CryptoKey;
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
