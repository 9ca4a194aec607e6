import { createCallSigner, type CallSigner } from '../../../../platform/access/remote/call-signer';
import { createCallVerifier, type CallVerifier } from '../../../../platform/access/remote/call-verifier';
import { newHubKeyPair, readSigningKey, readVerifyingKeys } from '../../../../platform/access/remote/hub-key';
import type { AuditedCall } from '../../../../platform/access/audit/audited-call';
import { digestOf } from '../../../../platform/domain/ids';
import { systemClock, type Clock } from '../../../../platform/domain/instant';
import { viewerOf } from '../viewer-of';

/** A call as a gateway states it. */
export const aCall: AuditedCall = {
  viewer: viewerOf(['claim:read'], { compartment: { kind: 'FACILITY', facilityIds: ['f1'] } }),
  correlationId: 'c1',
  operation: { kind: 'QUERY', nameHash: digestOf('Page'), documentHash: digestOf('query Page { a }') },
  policyVersion: digestOf('supergraph'),
};

/** A gateway's signer and the verifier of the subgraph `billing`, over one fresh key pair. */
export async function signerAndVerifier({ clock = systemClock }: { readonly clock?: Clock } = {}): Promise<{
  readonly signer: CallSigner;
  readonly verifier: CallVerifier;
}> {
  const pair = await newHubKeyPair();
  const keys = await readVerifyingKeys(pair.subgraph);
  return {
    signer: createCallSigner({ key: await readSigningKey(pair.gateway), clock }),
    verifier: createCallVerifier({ keys, audience: 'billing', clock }),
  };
}
