import { createDevelopmentIssuer } from '../platform/access/development-issuer';
import { HubError } from '../platform/domain/errors';
import { systemClock } from '../platform/domain/instant';
import type { Environment } from './environment';
import type { HubAddress, VerbRight } from './hub-request';
import { findRunningHub } from './running-hub';

type Given = Pick<Environment, 'token' | 'oidcIssuer' | 'dataFolder'>;

/**
 * The token of a verb: `ACCORD_TOKEN`, else one of the development issuer. Throws BAD_INPUT where an identity provider
 * is configured and none is given.
 */
export async function verbToken(
  { token, oidcIssuer, dataFolder }: Given,
  { scope, role }: VerbRight,
  clientId: string,
): Promise<string> {
  if (token !== null) return token;
  if (oidcIssuer !== null) {
    throw new HubError('BAD_INPUT', `set ACCORD_TOKEN to a token of ACCORD_OIDC_ISSUER that holds ${scope}`);
  }
  const issuer = await createDevelopmentIssuer({ folder: dataFolder });
  return issuer.issue({ role, clientId, now: systemClock() });
}

/**
 * The hub that a verb calls: at `url`, else the one that runs on the data folder.
 * Throws SOURCE_UNAVAILABLE where none runs, BAD_INPUT as `verbToken` does.
 */
export async function calledHub(given: Given, right: VerbRight, url?: string): Promise<HubAddress> {
  const found = url ?? findRunningHub(given.dataFolder)?.url;
  if (found === undefined) {
    const message = `no hub runs on the data folder ${given.dataFolder}; start it, or name its folder with --data or its address with --url`;
    throw new HubError('SOURCE_UNAVAILABLE', message, { source: 'hub' });
  }
  const clientId = `accord-${right.role}`;
  return { url: found.replace(/\/+$/, ''), token: await verbToken(given, right, clientId), right };
}
