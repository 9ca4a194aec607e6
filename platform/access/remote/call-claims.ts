import { z } from 'zod';
import { digestOf } from '../../domain/ids';
import type { Instant } from '../../domain/instant';
import type { AuditedCall } from '../audit/audited-call';
import { compartmentSchema } from '../compartment-rules';
import { PURPOSES_OF_USE, type Viewer } from '../viewer';

/** Header that carries the signed statement. */
export const CALL_HEADER = 'x-accord-call';

/** What the statement says it is, in its JOSE header (RFC 8725, 3.11): no token of another kind passes for one. */
export const CALL_TYPE = 'accord-call+jwt';

/** Who signs. */
export const CALL_ISSUER = 'accord-gateway';

/** Seconds that a statement holds. */
export const CALL_LIFETIME = 30;

/** Seconds that the clocks of a gateway and a subgraph may differ. */
export const CLOCK_TOLERANCE = 5;

/** The claims that are the hub's own, beside issuer, audience, times and id (RFC 7519). */
export interface CallClaims {
  readonly [claim: string]: unknown;
  readonly viewer: Omit<Viewer, 'scopes'> & { readonly scopes: readonly string[] };
  readonly correlation_id: string;
  readonly operation: AuditedCall['operation'];
  readonly policy_version: string;
  /** SHA-256 of the request's body. */
  readonly body_hash: string;
}

/** The claims of a call that comes with this body. */
export const claimsOf = (
  { viewer, correlationId, operation, policyVersion }: AuditedCall,
  body: string,
): CallClaims => ({
  viewer: { ...viewer, scopes: [...viewer.scopes] },
  correlation_id: correlationId,
  operation,
  policy_version: policyVersion,
  body_hash: digestOf(body),
});

const text = z.string();
const hash = z.string().regex(/^[0-9a-f]{64}$/);
const instant = z.iso.datetime().transform((at) => at as Instant);

const viewer = z.strictObject({
  subject: text,
  scopes: z.array(text),
  compartment: compartmentSchema,
  clientId: text,
  tokenId: text.nullable(),
  purpose: z.enum(PURPOSES_OF_USE),
  glass: z.strictObject({ grantId: text, reason: text, until: instant }).optional(),
  expiresAt: instant.optional(),
});

const claims = z.object({
  jti: z.string().min(16).max(64),
  iat: z.int(),
  viewer,
  correlation_id: text,
  operation: z.strictObject({
    kind: z.enum(['QUERY', 'MUTATION', 'SUBSCRIPTION']),
    nameHash: hash.nullable(),
    documentHash: hash,
  }),
  policy_version: hash,
  body_hash: hash,
});

/** What a verified statement says. */
export interface StatedCall {
  readonly call: AuditedCall;
  readonly bodyHash: string;
  /** The statement's own id, and when it was made, in seconds since 1970. */
  readonly id: string;
  readonly issuedAt: number;
}

/** Reads verified claims; null when they are not of the form that this version of the hub writes. */
export function statedCallOf(payload: unknown): StatedCall | null {
  const read = claims.safeParse(payload).data;
  if (!read) return null;
  const { glass, expiresAt, scopes, ...rest } = read.viewer;
  return {
    call: {
      viewer: {
        ...rest,
        scopes: new Set(scopes),
        ...(glass ? { glass } : {}),
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
      correlationId: read.correlation_id,
      operation: read.operation,
      policyVersion: read.policy_version,
    },
    bodyHash: read.body_hash,
    id: read.jti,
    issuedAt: read.iat,
  };
}
