import type { JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { HubError } from '../domain/errors';
import { AUDIENCE, createVerifier, type TokenVerifier } from './tokens';

/** Asymmetric signatures only: a shared secret would let every service that verifies also issue. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];
const TIMEOUT = 5_000; // 5 seconds
const KEYS_AGE = 60_000; // a key that the provider has taken out is refused after a minute
const KEYS_PAUSE = 1_000; // 1 second between two looks for keys that are not known, whatever tokens come
const KEYS_KEPT = 3_600_000; // while the provider is away, its last keys hold for an hour

/** Which identity provider to trust. */
export interface OidcOptions {
  /** Its issuer URL, whose `/.well-known/openid-configuration` names its keys. https, or http on this machine. */
  readonly issuer: string;
  /** `accord` unless given. */
  readonly audience?: string;
  /** Milliseconds until the keys are looked up again, 60,000 unless given, and at least between two such looks, 1,000. */
  readonly keysAge?: number;
  readonly keysPause?: number;
}

/**
 * Verifies tokens of an OpenID provider: OpenID Connect Discovery 1.0, keys by JWKS (RFC 7517). Discovers on the first
 * token, and again until it succeeds, so a provider that is away at start does not stop the hub.
 * Throws BAD_INPUT for an issuer that is not a safe URL.
 */
export function createOidcVerifier(options: OidcOptions): TokenVerifier {
  const { issuer, audience = AUDIENCE } = options;
  const configuration = configurationUrl(issuer);
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => {
    discovered ??= discoverKeys(options, configuration).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return discovered;
  };
  return createVerifier({ issuer, audience, algorithms: ALGORITHMS, keys });
}

function configurationUrl(issuer: string): URL {
  const url = urlOf(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  if (!url || !isSafe(url)) {
    throw new HubError('BAD_INPUT', 'the OIDC issuer must be an https URL (http only on this machine)');
  }
  return url;
}

const urlOf = (text: string): URL | undefined => (URL.canParse(text) ? new URL(text) : undefined);

const isSafe = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));

async function discoverKeys(
  { issuer, keysAge = KEYS_AGE, keysPause = KEYS_PAUSE }: OidcOptions,
  configuration: URL,
): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet, customFetch } = await import('jose');
  const found = await readConfiguration(configuration);
  const jwks = typeof found.jwks_uri === 'string' ? urlOf(found.jwks_uri) : undefined;
  if (found.issuer !== issuer || !jwks || !isSafe(jwks)) {
    throw new HubError('SOURCE_UNAVAILABLE', `the identity provider at ${issuer} does not describe itself correctly`);
  }
  return createRemoteJWKSet(jwks, {
    timeoutDuration: TIMEOUT,
    cacheMaxAge: keysAge,
    cooldownDuration: keysPause,
    [customFetch]: lastingFetch(),
  });
}

/** Fetches, or answers as the last time where that fails: a provider that is away must not shut everybody out. */
function lastingFetch(): typeof fetch {
  let last: { readonly text: string; readonly at: number } | undefined;
  return async (url, init) => {
    try {
      const response = await fetch(url, init);
      if (response.status !== 200) throw new Error(`status ${response.status}`);
      last = { text: await response.text(), at: Date.now() };
    } catch (error) {
      if (!last || Date.now() - last.at > KEYS_KEPT) throw error;
    }
    return new Response(last.text);
  };
}

async function readConfiguration(url: URL): Promise<{ readonly issuer?: unknown; readonly jwks_uri?: unknown }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  } catch (error) {
    throw new HubError('SOURCE_UNAVAILABLE', `the identity provider does not answer at ${url.href}`, { cause: error });
  }
}
