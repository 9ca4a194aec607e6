import { newId } from '../../domain/ids';
import { millisecondsOf, type Clock } from '../../domain/instant';
import type { AuditedCall } from '../audit/audited-call';
import { CALL_ISSUER, CALL_LIFETIME, CALL_TYPE, claimsOf } from './call-claims';
import { CALL_ALGORITHM, type SigningKey } from './hub-key';

/** Where a call goes, and what it brings. */
export interface SignedRequest {
  /** Name of the subgraph: no other takes the call. */
  readonly audience: string;
  /** The whole body as it is sent. */
  readonly body: string;
}

/** Signs the gateway's calls to subgraphs elsewhere. */
export interface CallSigner {
  /** The statement for the header `CALL_HEADER`: a compact JWS (RFC 7515) that holds for 30 seconds and for one call. */
  sign(call: AuditedCall, request: SignedRequest): Promise<string>;
}

/** Signs by the gateway's private key. */
export const createCallSigner = ({ key, clock }: { readonly key: SigningKey; readonly clock: Clock }): CallSigner => ({
  async sign(call, { audience, body }) {
    const { SignJWT } = await import('jose');
    const issuedAt = Math.floor(millisecondsOf(clock()) / 1_000);
    return new SignJWT(claimsOf(call, body))
      .setProtectedHeader({ alg: CALL_ALGORITHM, typ: CALL_TYPE, kid: key.kid })
      .setIssuer(CALL_ISSUER)
      .setAudience(audience)
      .setJti(newId())
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + CALL_LIFETIME)
      .sign(key.key);
  },
});
