import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Flaw } from './scenario';

/** An OpenID provider of the suite's own: discovery, one key, tokens. */
export interface Issuer {
  /** Its issuer URL; `/.well-known/openid-configuration` names its JWKS. */
  readonly url: string;
  /** A JWT (ES256) that ends in an hour; with a flaw, one that must open nothing. */
  issue(claims: Readonly<Record<string, unknown>>, flaw?: Flaw): Promise<IssuedToken>;
  stop(): Promise<void>;
}

/** A token and the id by which it can be revoked. */
export interface IssuedToken {
  readonly token: string;
  readonly tokenId: string;
}

const ALGORITHM = 'ES256';
const HOUR = 3_600; // seconds

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** RFC 7519, 6: a token that says it needs no signature. */
const unsigned = (claims: object): string => `${base64url({ alg: 'none', typ: 'JWT' })}.${base64url(claims)}.`;

/** The same signature over more scopes. */
function altered(token: string): string {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as { scope?: string };
  return [header, base64url({ ...claims, scope: `${claims.scope ?? ''} more:read` }), signature].join('.');
}

/** Starts a provider on a free port of this machine. */
export async function startIssuer(): Promise<Issuer> {
  const { exportJWK, generateKeyPair, SignJWT } = await import('jose');
  const { privateKey, publicKey } = await generateKeyPair(ALGORITHM);
  const jwk = { ...(await exportJWK(publicKey)), kid: 'conformance', alg: ALGORITHM, use: 'sig' };
  const server = createServer((request, response) => {
    const known: Record<string, unknown> = {
      '/.well-known/openid-configuration': { issuer: url, jwks_uri: `${url}/jwks` },
      '/jwks': { keys: [jwk] },
    };
    const found = known[request.url ?? ''];
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' }).end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async issue(claims, flaw) {
      const tokenId = randomUUID();
      const now = Math.floor(Date.now() / 1_000);
      const madeAt = flaw === 'EXPIRED' ? now - 2 * HOUR : now;
      const token = { ...claims, jti: tokenId, ...(flaw === 'OTHER_AUDIENCE' ? { aud: 'another-service' } : {}) };
      if (flaw === 'UNSIGNED') return { token: unsigned({ ...token, iss: url, iat: now, exp: now + HOUR }), tokenId };
      const jwt = new SignJWT(flaw === 'NOT_YET' ? { ...token, nbf: now + HOUR } : token)
        .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ: 'JWT' })
        .setIssuer(flaw === 'OTHER_ISSUER' ? 'https://issuer.example' : url)
        .setIssuedAt(madeAt)
        .setExpirationTime(madeAt + HOUR);
      const signer = flaw === 'OTHER_KEY' ? (await generateKeyPair(ALGORITHM)).privateKey : privateKey;
      const signed = await jwt.sign(signer);
      return { token: flaw === 'ALTERED' ? altered(signed) : signed, tokenId };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
