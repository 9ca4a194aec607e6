import { setTimeout as pause } from 'node:timers/promises';
import { createOidcVerifier } from '../../../platform/access/oidc';
import type { TokenVerifier } from '../../../platform/access/tokens';
import { instantOf, type Instant } from '../../../platform/domain/instant';
import { startIssuer, type LocalIssuer } from './local-issuer';

const now = '2026-01-05T10:00:00.000Z' as Instant;
const seconds = Date.parse(now) / 1_000;
const after = (count: number): Instant => instantOf(Date.parse(now) + count * 1_000);

let issuer: LocalIssuer;
let verifier: TokenVerifier;
beforeEach(async () => {
  issuer = await startIssuer(now);
  await issuer.addKey('k1');
  verifier = createOidcVerifier({ issuer: issuer.url, keysAge: 80, keysPause: 0 });
});
afterEach(() => issuer.stop());

const verified = (token: string, at: Instant = now) => verifier.verify(token, null, at);
const refused = (token: string, message: string, at: Instant = now) =>
  expect(verified(token, at)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: `the token ${message}` });

describe('an OpenID provider', () => {
  it('is discovered, and its tokens verified', async () => {
    const viewer = await verified(await issuer.sign('k1', { scope: 'account:read catalog:read', azp: 'portal' }));
    expect(viewer).toMatchObject({ subject: 's1', tokenId: 'j1', clientId: 'portal', expiresAt: after(60) });
    expect(viewer.compartment).toEqual({ kind: 'FACILITY', facilityIds: ['f1'] });
    expect([...viewer.scopes]).toEqual(['account:read', 'catalog:read']);
    expect((await verified(await issuer.sign('k1', { client_id: 'c1', azp: 'portal' }))).clientId).toBe('c1');
  });

  it.each(['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA'])('may sign by %s', async (alg) => {
    await issuer.addKey('other', alg);
    await expect(verified(await issuer.sign('other'))).resolves.toBeDefined();
  });

  it('may be away at first: SOURCE_UNAVAILABLE, and then it is asked again', async () => {
    issuer.setAway(true);
    await expect(verified(await issuer.sign('k1'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    issuer.setAway(false);
    await expect(verified(await issuer.sign('k1'))).resolves.toBeDefined();
  });

  it('must be reached safely, and describe itself as it is configured', async () => {
    expect(() => createOidcVerifier({ issuer: 'http://idp.example' })).toThrow('must be an https URL');
    expect(() => createOidcVerifier({ issuer: 'nonsense' })).toThrow('must be an https URL');
    for (const wrong of [
      { issuer: 'https://other.example' },
      { jwks_uri: 'http://idp.example/keys' },
      { jwks_uri: 7 },
    ]) {
      issuer.describe(wrong);
      await expect(verified(await issuer.sign('k1'))).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: expect.stringMatching(/does not describe itself correctly/) }); // prettier-ignore
    }
  });
});

describe('keys', () => {
  it('are asked for once, whatever comes that they fit', async () => {
    for (let n = 0; n < 5; n += 1) await verified(await issuer.sign('k1', { jti: `j${n}` }));
    await Promise.all([5, 6, 7].map(async (n) => verified(await issuer.sign('k1', { jti: `j${n}` }))));
    expect(issuer.looks()).toBe(1);
  });

  it('are asked for again when a token names one that is not known', async () => {
    await verified(await issuer.sign('k1'));
    await issuer.addKey('k2');
    await expect(verified(await issuer.sign('k2'))).resolves.toBeDefined();
    expect(issuer.looks()).toBe(2);
  });

  it('are not asked for without end by tokens that name none', async () => {
    const patient = createOidcVerifier({ issuer: issuer.url });
    await patient.verify(await issuer.sign('k1'), null, now);
    await issuer.addKey('foreign');
    issuer.removeKey('foreign');
    const message = 'the token is signed by a key that its issuer does not list';
    for (let n = 0; n < 20; n += 1) {
      const token = await issuer.sign('foreign', { jti: `j${n}` });
      await expect(patient.verify(token, null, now)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message });
    }
    expect(issuer.looks()).toBeLessThanOrEqual(2);
  });

  it('that are taken out are refused, also for a token whose signature was remembered', async () => {
    const old = await issuer.sign('k1', { exp: seconds + 3_600 });
    await verified(old);
    await issuer.addKey('k2');
    issuer.removeKey('k1');
    await pause(100);
    await refused(await issuer.sign('k1', { jti: 'j2' }), 'is signed by a key that its issuer does not list');
    await refused(old, 'is signed by a key that its issuer does not list', after(61));
    await expect(verified(await issuer.sign('k2'))).resolves.toBeDefined();
  });

  it('hold while the provider is away', async () => {
    await verified(await issuer.sign('k1'));
    issuer.setAway(true);
    await pause(100);
    await expect(verified(await issuer.sign('k1', { jti: 'j2' }))).resolves.toBeDefined();
    expect(issuer.looks()).toBe(2);
  });
});

describe('a token is refused', () => {
  it.each([
    ['for another audience', { aud: 'other' }, 'is for another audience'],
    ['without an audience', { aud: undefined }, 'lacks aud'],
    ['from another issuer', { iss: 'https://idp.example' }, 'is from another issuer'],
    ['without an issuer', { iss: undefined }, 'lacks iss'],
    ['past its end', { exp: seconds - 60 }, 'has expired'],
    ['before its time', { nbf: seconds + 60 }, 'is not valid yet'],
    ['issued in the future', { iat: seconds + 60 }, 'is not valid yet'],
    ['without a subject', { sub: undefined }, 'lacks sub'],
    ['without an id', { jti: undefined }, 'lacks jti'],
    ['without an end', { exp: undefined }, 'lacks exp'],
    ['without a beginning', { iat: undefined }, 'lacks iat'],
  ])('%s', async (_name, claims, message) => {
    await refused(await issuer.sign('k1', claims as never), message);
  });

  it('only past the 5 seconds that clocks may differ', async () => {
    const token = await issuer.sign('k1', { nbf: seconds + 4, exp: seconds + 10 });
    await expect(verified(token)).resolves.toBeDefined();
    await expect(verified(token, after(14))).resolves.toBeDefined();
    await refused(token, 'has expired', after(16));
    await refused(await issuer.sign('k1', { nbf: seconds + 6 }), 'is not valid yet');
  });

  it('unsigned, signed with the public key as a secret, by another’s key, or changed', async () => {
    const { SignJWT, exportSPKI, importJWK } = await import('jose');
    const token = await issuer.sign('k1');
    const [head = '', body = '', signature = ''] = token.split('.');
    const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    await refused(`${encoded({ alg: 'none', kid: 'k1' })}.${body}.`, 'is signed in a way that is not accepted');
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>;
    const jwk = issuer.publicKey('k1');
    const pem = await exportSPKI((await importJWK(jwk, 'ES256')) as never);
    for (const secret of [JSON.stringify(jwk), pem]) {
      const forged = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: 'k1' });
      await refused(await forged.sign(new TextEncoder().encode(secret)), 'is signed in a way that is not accepted');
    }
    await issuer.addKey('k2');
    await refused(await issuer.sign('k2', {}, { kid: 'k1' }), 'has a bad signature');
    await refused(`${head}.${encoded({ ...claims, scope: 'patient:read' })}.${signature}`, 'has a bad signature');
    await refused(`${head}.${body}`, 'cannot be read');
  });
});
