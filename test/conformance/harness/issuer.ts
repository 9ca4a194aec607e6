import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';

/** An OpenID provider of the suite's own: discovery, one key, tokens. */
export interface Issuer {
  /** Its issuer URL; `/.well-known/openid-configuration` names its JWKS. */
  readonly url: string;
  /** A JWT (ES256) that ends in an hour. */
  issue(claims: Readonly<Record<string, unknown>>): Promise<IssuedToken>;
  stop(): Promise<void>;
}

/** A token and the id by which it can be revoked. */
export interface IssuedToken {
  readonly token: string;
  readonly tokenId: string;
}

const ALGORITHM = 'ES256';

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
    async issue(claims) {
      const tokenId = randomUUID();
      const token = await new SignJWT({ ...claims, jti: tokenId })
        .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid, typ: 'JWT' })
        .setIssuer(url)
        .setIssuedAt()
        .setExpirationTime('1h')
        .sign(privateKey);
      return { token, tokenId };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
