import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import { isRole, ROLES } from '../../platform/access/roles';
import { HubError } from '../../platform/domain/errors';
import { systemClock } from '../../platform/domain/instant';
import { secondsOf } from '../duration';
import type { Environment } from '../environment';
import { prepareDataFolder } from '../running-hub';

export interface TokenOptions {
  readonly role: string;
  readonly subject?: string;
  readonly patient: readonly string[];
  readonly guarantor?: readonly string[];
  readonly facility: readonly string[];
  readonly payer?: readonly string[];
  readonly system?: readonly string[];
  readonly client: string;
  readonly ttl: string;
  readonly data?: string;
}

/** Prints a JWT of the development issuer. Throws BAD_INPUT where an identity provider is configured instead. */
export async function tokenVerb(environment: Environment, options: TokenOptions): Promise<void> {
  if (environment.oidcIssuer !== null) {
    throw new HubError('BAD_INPUT', 'tokens come from ACCORD_OIDC_ISSUER here; unset it to use the development issuer');
  }
  const { role, subject, patient, guarantor = [], facility, payer = [], system = [], client, ttl } = options;
  if (!isRole(role)) throw new HubError('BAD_INPUT', `"${role}" is not a role; use one of ${ROLES.join(', ')}`);
  const folder = options.data ?? environment.dataFolder;
  prepareDataFolder(folder);
  const issuer = await createDevelopmentIssuer({ folder });
  const token = await issuer.issue({
    role,
    ...(subject === undefined ? {} : { subject }),
    patientIds: patient,
    guarantorIds: guarantor,
    facilityIds: facility,
    payerIds: payer,
    systems: system,
    clientId: client,
    ttlSeconds: secondsOf(ttl),
    now: systemClock(),
  });
  process.stdout.write(`${token}\n`);
}
