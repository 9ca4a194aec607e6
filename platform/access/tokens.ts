import type { JWTPayload, JWTVerifyGetKey } from 'jose' with { 'resolution-mode': 'import' };
import { HubError, isHubError } from '../domain/errors';
import { instantOf, millisecondsOf, type Instant } from '../domain/instant';
import { PURPOSES_OF_USE, type Compartment, type PurposeOfUse, type Viewer } from './viewer';

/** Every token of the hub names it as its audience. */
export const AUDIENCE = 'accord';

const CLOCK_TOLERANCE = 5; // 5 seconds between our clock and the issuer's
const REMEMBERED = 60_000; // a signature is checked again after 60 seconds
const MOST_REMEMBERED = 1_000; // tokens

/** Turns a bearer token and the stated purpose into a viewer. */
export interface TokenVerifier {
  /**
   * Throws UNAUTHENTICATED saying in general what is wrong with the token, BAD_INPUT for an unknown purpose of use,
   * SOURCE_UNAVAILABLE when the issuer's keys cannot be had. Without a purpose: PATRQT for patients, else HPAYMT.
   */
  verify(token: string, purpose: string | null | undefined, now: Instant): Promise<Viewer>;
}

/** What a verifier trusts. */
export interface Trust {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  /** The issuer's public keys. May throw SOURCE_UNAVAILABLE. */
  readonly keys: () => Promise<JWTVerifyGetKey>;
}

/** A verifier of JWTs (RFC 7519) signed by one issuer. Remembers a good signature for a minute, never past its end. */
export function createVerifier(trust: Trust): TokenVerifier {
  const remembered = new Map<string, { readonly claims: JWTPayload; readonly at: number }>();
  return {
    async verify(token, purpose, now) {
      const at = millisecondsOf(now);
      const known = remembered.get(token);
      const fresh = known && at - known.at < REMEMBERED && at >= known.at;
      const claims = fresh ? known.claims : await verifiedClaims(token, trust, at);
      if (at >= ((claims.exp ?? 0) + CLOCK_TOLERANCE) * 1_000) throw unauthenticated('has expired');
      if (!fresh) {
        if (remembered.size >= MOST_REMEMBERED) remembered.clear();
        remembered.set(token, { claims, at });
      }
      return viewerOf(claims, purpose);
    },
  };
}

async function verifiedClaims(token: string, trust: Trust, at: number): Promise<JWTPayload> {
  const { jwtVerify } = await import('jose');
  const keys = await trust.keys();
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: trust.issuer,
      audience: trust.audience,
      algorithms: [...trust.algorithms],
      clockTolerance: CLOCK_TOLERANCE,
      currentDate: new Date(at),
      requiredClaims: ['sub', 'exp', 'iat', 'jti'],
    });
    checkIssued(payload, at);
    return payload;
  } catch (error) {
    throw isHubError(error) ? error : toUnauthenticated(error);
  }
}

/** The library looks at when a token was issued only where it is told how old one may be. */
function checkIssued({ iat = 0 }: JWTPayload, at: number): void {
  if (iat > at / 1_000 + CLOCK_TOLERANCE) throw unauthenticated('is not valid yet');
}

const unauthenticated = (what: string, cause?: unknown): HubError =>
  new HubError('UNAUTHENTICATED', `the token ${what}`, { cause });

/** What is wrong in a word, by the error codes of `jose`; never the token, its claims or the keys. */
function toUnauthenticated(error: unknown): HubError {
  const { code, claim, reason } = error as { code?: string; claim?: string; reason?: string };
  switch (code) {
    case 'ERR_JWT_EXPIRED':
      return unauthenticated('has expired', error);
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
      return unauthenticated('has a bad signature', error);
    case 'ERR_JWKS_NO_MATCHING_KEY':
      return unauthenticated('is signed by a key that its issuer does not list', error);
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
      return unauthenticated('is signed in a way that is not accepted', error);
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      return unauthenticated(claimFault(claim, reason), error);
    case 'ERR_JWKS_TIMEOUT':
    case 'ERR_JWKS_INVALID':
    case 'ERR_JOSE_GENERIC':
    case undefined:
      return new HubError('SOURCE_UNAVAILABLE', 'the identity provider does not give its keys', { cause: error });
    default:
      return unauthenticated('cannot be read', error);
  }
}

function claimFault(claim = 'a claim', reason = ''): string {
  if (reason === 'missing') return `lacks ${claim}`;
  if (claim === 'aud') return 'is for another audience';
  if (claim === 'iss') return 'is from another issuer';
  return claim === 'nbf' ? 'is not valid yet' : `has a wrong ${claim}`;
}

function viewerOf(claims: JWTPayload, purpose: string | null | undefined): Viewer {
  const compartment = compartmentOf(claims);
  const scope = claims['scope'];
  const clientId = claims['client_id'] ?? claims['azp'];
  return {
    subject: claims.sub ?? '',
    scopes: new Set(typeof scope === 'string' ? scope.split(' ').filter((one) => one !== '') : []),
    compartment,
    clientId: typeof clientId === 'string' ? clientId : 'unnamed',
    tokenId: claims.jti ?? null,
    purpose: purposeOf(purpose, compartment),
    expiresAt: instantOf((claims.exp ?? 0) * 1_000),
  };
}

/** The narrowest that the token names: people, else machines, else facilities (`*`: the network), else none. */
function compartmentOf(claims: JWTPayload): Compartment {
  const patientIds = textsOf(claims['accord_patients']);
  const guarantorIds = textsOf(claims['accord_guarantors']);
  const payerIds = textsOf(claims['accord_payers']);
  const systems = textsOf(claims['accord_systems']);
  const facilityIds = textsOf(claims['accord_facilities']);
  if (guarantorIds.length > 0) return { kind: 'PATIENT', patientIds, guarantorIds };
  if (patientIds.length > 0) return { kind: 'PATIENT', patientIds };
  if (payerIds.length > 0) return { kind: 'PAYER', payerIds };
  if (systems.length > 0) return { kind: 'VENDOR', systems };
  if (facilityIds.includes('*')) return { kind: 'NETWORK' };
  return facilityIds.length > 0 ? { kind: 'FACILITY', facilityIds } : { kind: 'NONE' };
}

const textsOf = (claim: unknown): readonly string[] =>
  Array.isArray(claim) ? claim.filter((one): one is string => typeof one === 'string') : [];

/** The stated purpose of use. Throws BAD_INPUT unless HL7 PurposeOfUse, in the hub's list, knows it. */
function purposeOf(stated: string | null | undefined, { kind }: Compartment): PurposeOfUse {
  if (stated === null || stated === undefined || stated === '') return kind === 'PATIENT' ? 'PATRQT' : 'HPAYMT';
  const purpose = PURPOSES_OF_USE.find((one) => one === stated);
  if (!purpose) throw new HubError('BAD_INPUT', `the purpose of use must be one of ${PURPOSES_OF_USE.join(', ')}`);
  return purpose;
}
