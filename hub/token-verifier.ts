import { createDevelopmentIssuer } from '../platform/access/development-issuer';
import { createOidcVerifier } from '../platform/access/oidc';
import type { TokenVerifier } from '../platform/access/tokens';
import { HubError } from '../platform/domain/errors';
import type { Environment } from './environment';

const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.');

/**
 * Verifies tokens of the identity provider that the environment names, else of the data folder's development issuer,
 * which is for one machine: throws BAD_INPUT when others can reach `host`.
 */
export async function openTokenVerifier(
  { oidcIssuer, oidcAudience, dataFolder }: Pick<Environment, 'oidcIssuer' | 'oidcAudience' | 'dataFolder'>,
  host = '127.0.0.1',
): Promise<TokenVerifier> {
  if (oidcIssuer !== null) return createOidcVerifier({ issuer: oidcIssuer, audience: oidcAudience });
  if (!isLoopback(host)) {
    throw new HubError('BAD_INPUT', `the development issuer serves this machine alone: set ACCORD_OIDC_ISSUER to listen at ${host}`); // prettier-ignore
  }
  return (await createDevelopmentIssuer({ folder: dataFolder })).verifier();
}
