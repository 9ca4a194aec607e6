import type { JWTPayload } from 'jose' with { 'resolution-mode': 'import' };
import { HubError, isHubError } from '../../domain/errors';
import { digestOf } from '../../domain/ids';
import { millisecondsOf, type Clock } from '../../domain/instant';
import type { AuditedCall } from '../audit/audited-call';
import { CALL_ISSUER, CALL_LIFETIME, CALL_TYPE, CLOCK_TOLERANCE, statedCallOf, type StatedCall } from './call-claims';
import { CALL_ALGORITHM, type VerifyingKeys } from './hub-key';
import { createReplayGuard, type ReplayGuard } from './replay-guard';

/** A call that the gateway made, with the body that it sent. */
export interface VerifiedCall {
  readonly call: AuditedCall;
  readonly body: Buffer;
}

/** Tells the gateway's calls from all others. */
export interface CallVerifier {
  /**
   * `statements`: each value of the header `CALL_HEADER`. The body is read only once the signature holds.
   * Throws UNAUTHENTICATED saying in general what is wrong, and what reading the body throws.
   */
  verify(statements: readonly string[] | undefined, readBody: () => Promise<Buffer>): Promise<VerifiedCall>;
}

export interface CallVerifierOptions {
  readonly keys: VerifyingKeys;
  /** Name of the subgraph. */
  readonly audience: string;
  readonly clock: Clock;
  readonly replays?: ReplayGuard;
}

/** A verifier for one subgraph, which takes each call once. */
export function createCallVerifier(options: CallVerifierOptions): CallVerifier {
  const { clock, replays = createReplayGuard() } = options;
  return {
    async verify(statements, readBody) {
      const { call, bodyHash, id, issuedAt } = await verifiedStatement(theOnlyOne(statements), options);
      const body = await readBody();
      if (digestOf(body) !== bodyHash) throw refusal('is of another body');
      const validUntil = issuedAt + CALL_LIFETIME + CLOCK_TOLERANCE;
      if (!replays.take(id, validUntil, millisecondsOf(clock()) / 1_000)) throw refusal('was used before');
      return { call, body };
    },
  };
}

function theOnlyOne(statements: readonly string[] = []): string {
  const [statement, ...others] = statements;
  if (statement === undefined || statement === '') {
    throw new HubError('UNAUTHENTICATED', 'this subgraph is asked by the gateway only: the call is not signed');
  }
  if (others.length > 0) throw refusal('is there more than once');
  return statement;
}

const refusal = (what: string, cause?: unknown): HubError =>
  new HubError('UNAUTHENTICATED', `the gateway's signature ${what}`, { cause });

async function verifiedStatement(
  statement: string,
  { keys, audience, clock }: CallVerifierOptions,
): Promise<StatedCall> {
  const { jwtVerify } = await import('jose');
  const read = async (): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(statement, keys, {
      ...{ audience, issuer: CALL_ISSUER, typ: CALL_TYPE, algorithms: [CALL_ALGORITHM] },
      currentDate: new Date(millisecondsOf(clock())),
      clockTolerance: CLOCK_TOLERANCE,
      maxTokenAge: CALL_LIFETIME,
      requiredClaims: ['exp', 'jti'],
    });
    if (Array.isArray(payload.aud)) throw refusal('is for several subgraphs at once');
    return payload;
  };
  const stated = statedCallOf(
    await read().catch((error: unknown) => {
      throw faultOf(error);
    }),
  );
  if (!stated) throw refusal('is of another version of the hub');
  return stated;
}

/** What is wrong in a word, by the error codes of `jose`; never the statement or a key. */
function faultOf(error: unknown): unknown {
  if (isHubError(error)) return error;
  const { code, claim } = error as { readonly code?: string; readonly claim?: string };
  switch (code) {
    case 'ERR_JWT_EXPIRED':
      return refusal('has expired', error);
    case 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED':
      return refusal('does not hold', error);
    case 'ERR_JWKS_NO_MATCHING_KEY':
      return refusal('is by a key that this subgraph does not know', error);
    case 'ERR_JOSE_ALG_NOT_ALLOWED':
      return refusal('is made in a way that is not accepted', error);
    case 'ERR_JWT_CLAIM_VALIDATION_FAILED':
      return refusal(claimFault(claim), error);
    case undefined:
      return error;
    default:
      return refusal('cannot be read', error);
  }
}

function claimFault(claim = ''): string {
  if (claim === 'aud') return 'is for another subgraph';
  return claim === 'iat' || claim === 'nbf' ? 'is of the future' : `has a wrong ${claim}`;
}
