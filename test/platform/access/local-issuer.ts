import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CryptoKey, JWK, JWTPayload } from 'jose' with { 'resolution-mode': 'import' };

/** An OpenID provider of our own: a real server with real keys, that rotates them when told. */
export interface LocalIssuer {
  readonly url: string;
  /** Makes a key pair and lists its public half. */
  addKey(kid: string, alg?: string): Promise<void>;
  /** Takes a key out of the list; tokens can still be signed by it. */
  removeKey(kid: string): void;
  /** A token signed by a key; `undefined` takes a claim out. */
  sign(kid: string, claims?: JWTPayload, header?: object): Promise<string>;
  publicKey(kid: string): JWK;
  /** How often its keys were asked for. */
  readonly looks: () => number;
  /** While away it answers 503. */
  setAway(isAway: boolean): void;
  /** What its configuration says instead. */
  describe(configuration: object): void;
  stop(): Promise<void>;
}

export async function startIssuer(now: string): Promise<LocalIssuer> {
  const { exportJWK, generateKeyPair, SignJWT } = await import('jose');
  const listed = new Map<string, JWK>();
  const pairs = new Map<string, { readonly key: CryptoKey; readonly alg: string; readonly jwk: JWK }>();
  let isAway = false;
  let looks = 0;
  let overrides: object = {};
  const server = createServer((request, response) => {
    if (request.url === '/keys') looks += 1;
    if (isAway) return void response.writeHead(503).end();
    const configuration = { issuer: url, jwks_uri: `${url}/keys`, ...overrides };
    const body = request.url === '/keys' ? { keys: [...listed.values()] } : configuration;
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const at = Date.parse(now) / 1_000;
  return {
    url,
    async addKey(kid, alg = 'ES256') {
      const { privateKey, publicKey } = await generateKeyPair(alg);
      const jwk = { ...(await exportJWK(publicKey)), kid, alg };
      pairs.set(kid, { key: privateKey, alg, jwk });
      listed.set(kid, jwk);
    },
    removeKey: (kid) => void listed.delete(kid),
    async sign(kid, claims = {}, header = {}) {
      const pair = pairs.get(kid);
      if (!pair) throw new Error(`there is no key ${kid}`);
      const usual = { sub: 's1', jti: 'j1', iss: url, aud: 'accord', iat: at, exp: at + 60, accord_facilities: ['f1'] };
      const payload = JSON.parse(JSON.stringify({ scope: 'account:read', ...usual, ...claims })) as JWTPayload;
      return new SignJWT(payload).setProtectedHeader({ alg: pair.alg, kid, ...header }).sign(pair.key);
    },
    publicKey: (kid) => pairs.get(kid)?.jwk as JWK,
    looks: () => looks,
    setAway: (away) => void (isAway = away),
    describe: (configuration) => void (overrides = configuration),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
