import type { JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { HubError } from '../domain/errors';
import { AUDIENCE, createVerifier, type TokenVerifier } from './tokens';

/** Asymmetric signatures only: a shared secret would let every service that verifies also issue. */
const ALGORITHMS = ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'];
const DISCOVERY_TIMEOUT = 5_000; // 5 seconds

/** Which identity provider to trust. */
export interface OidcOptions {
  /** Its issuer URL, whose `/.well-known/openid-configuration` names its keys. https, or http on this machine. */
  readonly issuer: string;
  /** `accord` unless given. */
  readonly audience?: string;
}

/**
 * Verifies tokens of an OpenID provider: OpenID Connect Discovery 1.0, keys by JWKS (RFC 7517). Discovers on the first
 * token, and again until it succeeds, so a provider that is away at start does not stop the hub.
 * Throws BAD_INPUT for an issuer that is not a safe URL.
 */
export function createOidcVerifier({ issuer, audience = AUDIENCE }: OidcOptions): TokenVerifier {
  const configuration = configurationUrl(issuer);
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  const keys = (): Promise<JWTVerifyGetKey> => {
    discovered ??= discoverKeys(issuer, configuration).catch((error: unknown) => {
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

async function discoverKeys(issuer: string, configuration: URL): Promise<JWTVerifyGetKey> {
  const { createRemoteJWKSet } = await import('jose');
  const found = await readConfiguration(configuration);
  const jwks = typeof found.jwks_uri === 'string' ? urlOf(found.jwks_uri) : undefined;
  if (found.issuer !== issuer || !jwks || !isSafe(jwks)) {
    throw new HubError('SOURCE_UNAVAILABLE', `the identity provider at ${issuer} does not describe itself correctly`);
  }
  return createRemoteJWKSet(jwks, { timeoutDuration: DISCOVERY_TIMEOUT });
}

async function readConfiguration(url: URL): Promise<{ readonly issuer?: unknown; readonly jwks_uri?: unknown }> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(DISCOVERY_TIMEOUT) });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return (await response.json()) as { issuer?: unknown; jwks_uri?: unknown };
  } catch (error) {
    throw new HubError('SOURCE_UNAVAILABLE', `the identity provider does not answer at ${url.href}`, { cause: error });
  }
}
