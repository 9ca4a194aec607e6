import { join } from 'node:path';
import type { JWK } from 'jose' with { 'resolution-mode': 'import' };
import { HubError } from '../domain/errors';
import { newId } from '../domain/ids';
import { millisecondsOf, type Instant } from '../domain/instant';
import { openKeptSecret } from './kept-secret';
import { ROLE_GRANTS, type Role } from './roles';
import { AUDIENCE, createVerifier, type TokenVerifier } from './tokens';
import type { Compartment } from './viewer';

const ISSUER = 'accord-development';
const ALGORITHM = 'EdDSA';
const KEY_FILE = 'development-issuer.json';

/** Whom a development token is for. */
export interface TokenRequest {
  readonly role: Role;
  /** A surrogate id; the role's name unless given. */
  readonly subject?: string;
  /** For the role `patient`: the patients whose records it opens. */
  readonly patientIds?: readonly string[];
  /** For the role `patient`: the guarantors that they are, beside being patients. */
  readonly guarantorIds?: readonly string[];
  /** For the role `payer`. */
  readonly payerIds?: readonly string[];
  /** For the role `vendor`: names of outside systems, as origins have them. */
  readonly systems?: readonly string[];
  /** For roles of a facility: the facilities, or `*` for the network. */
  readonly facilityIds?: readonly string[];
  readonly clientId?: string;
  /** 3,600 (an hour) unless given. */
  readonly ttlSeconds?: number;
  readonly now: Instant;
}

/** Issues and verifies tokens in place of an identity provider, for one machine. */
export interface DevelopmentIssuer {
  /** A signed JWT. Throws BAD_INPUT when a role's compartment is not named. */
  issue(request: TokenRequest): Promise<string>;
  verifier(): TokenVerifier;
}

/**
 * Opens the development issuer whose Ed25519 key pair lives in the data folder, and makes the pair on first use;
 * only its owner can read the file. Throws BAD_INPUT when the folder cannot be used.
 */
export async function createDevelopmentIssuer({ folder }: { readonly folder: string }): Promise<DevelopmentIssuer> {
  const { importJWK, SignJWT } = await import('jose');
  const jwk = await openKey(folder);
  const { kty, crv, x, kid } = jwk as Required<Pick<JWK, 'kty' | 'crv' | 'x' | 'kid'>>;
  const privateKey = await importJWK(jwk, ALGORITHM);
  const publicKey = await importJWK({ kty, crv, x }, ALGORITHM);
  return {
    async issue(request) {
      const issuedAt = Math.floor(millisecondsOf(request.now) / 1_000);
      return new SignJWT(claimsOf(request))
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setSubject(request.subject ?? request.role)
        .setIssuer(ISSUER)
        .setAudience(AUDIENCE)
        .setJti(newId())
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + (request.ttlSeconds ?? 3_600))
        .sign(privateKey);
    },
    verifier: () =>
      createVerifier({
        issuer: ISSUER,
        audience: AUDIENCE,
        algorithms: [ALGORITHM],
        keys: async () => async () => publicKey,
      }),
  };
}

function claimsOf({ clientId = 'development', ...request }: TokenRequest): Record<string, unknown> {
  const { scopes, compartment } = ROLE_GRANTS[request.role];
  return { scope: scopes.join(' '), client_id: clientId, ...compartmentClaims(compartment, request) };
}

function compartmentClaims(
  compartment: Compartment['kind'],
  { role, patientIds = [], guarantorIds = [], payerIds = [], systems = [], facilityIds = [] }: Omit<TokenRequest, 'clientId'>, // prettier-ignore
): Record<string, readonly string[]> {
  const named = (what: string, claims: Record<string, readonly string[]>): Record<string, readonly string[]> => {
    const given = Object.entries(claims).filter(([, ids]) => ids.length > 0);
    if (given.length === 0) throw new HubError('BAD_INPUT', `a token of the role ${role} must name ${what}`);
    return Object.fromEntries(given);
  };
  switch (compartment) {
    case 'PATIENT':
      return named('a patient', { accord_patients: patientIds, accord_guarantors: guarantorIds });
    case 'FACILITY':
      return named('a facility, or * for all', { accord_facilities: facilityIds });
    case 'PAYER':
      return named('a payer', { accord_payers: payerIds });
    case 'VENDOR':
      return named('an outside system', { accord_systems: systems });
    case 'NETWORK':
      return { accord_facilities: ['*'] };
    case 'NONE':
      return {};
  }
}

async function openKey(folder: string): Promise<JWK> {
  const path = join(folder, KEY_FILE);
  try {
    return JSON.parse(await openKeptSecret(path, makeKey)) as JWK;
  } catch (error) {
    throw new HubError('BAD_INPUT', `the development issuer cannot keep its key in ${path}`, { cause: error });
  }
}

async function makeKey(): Promise<string> {
  const { calculateJwkThumbprint, exportJWK, generateKeyPair } = await import('jose');
  const { privateKey } = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const jwk = await exportJWK(privateKey);
  const made = { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: ALGORITHM };
  return `${JSON.stringify(made, null, 2)}\n`;
}
