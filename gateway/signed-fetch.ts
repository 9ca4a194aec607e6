import type { AuditedCall } from '../platform/access/audit/audited-call';
import { CALL_HEADER } from '../platform/access/remote/call-claims';
import type { CallSigner } from '../platform/access/remote/call-signer';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { GatewayContext } from './request-context';

/** A subgraph elsewhere that takes the gateway's signed calls. */
export interface SignedRemote {
  readonly name: string;
  readonly url: string;
  readonly signer: CallSigner;
  readonly log: Logger;
}

/** One call to it. */
export interface SignedCall {
  readonly call: AuditedCall;
  readonly body: object;
  readonly traceparent?: string | null;
  readonly signal?: AbortSignal | undefined;
}

/** What a request states to subgraphs elsewhere: who asks, on whose chain of work, by which operation. */
export function callOf({ viewer, correlationId, asked }: GatewayContext): AuditedCall {
  if (!asked) throw new TypeError('a request calls subgraphs only while its operation runs');
  const { policyVersion, ...operation } = asked;
  return { viewer, correlationId, operation, policyVersion };
}

/**
 * Posts a body with the gateway's signature over it and over who asks. Throws SOURCE_UNAVAILABLE unless the subgraph
 * takes the call: what it says of a call that it refuses is for operators, and the client's own token is not at fault.
 */
export async function signedFetch(
  { name, url, signer, log }: SignedRemote,
  { call, body, traceparent, signal }: SignedCall,
): Promise<Response> {
  signal?.throwIfAborted();
  const text = JSON.stringify(body);
  const unavailable = (cause: unknown): HubError => {
    const message = `the subgraph ${name} does not answer as it should`;
    return new HubError('SOURCE_UNAVAILABLE', message, { source: name, cause });
  };
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      [CALL_HEADER]: await signer.sign(call, { audience: name, body: text }),
      'x-correlation-id': call.correlationId,
      ...(traceparent ? { traceparent } : {}),
    },
    body: text,
    redirect: 'error',
    signal: signal ?? null,
  }).catch((cause: unknown) => {
    throw signal?.aborted ? cause : unavailable(cause);
  });
  if (response.ok) return response;
  log.error(
    { subgraph: name, status: response.status, ...refusalIn(await response.json().catch(() => null)) },
    'a subgraph refused a call',
  );
  throw unavailable(new Error(`status ${response.status}`));
}

/** Code and words of a refusal, in the closed list's terms; nothing of an answer that is not of that form. */
export function refusalIn(body: unknown): { readonly code?: string; readonly why?: string } {
  const [error] =
    (body as { readonly errors?: readonly { message?: unknown; extensions?: { code?: unknown } }[] } | null)?.errors ??
    [];
  const code = error?.extensions?.code;
  return typeof code === 'string' && typeof error?.message === 'string' ? { code, why: error.message } : {};
}
