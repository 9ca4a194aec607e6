import { execute, parse, print, validate } from 'graphql';
import { CALL_HEADER } from '../../../platform/access/remote/call-claims';
import type { CallSigner } from '../../../platform/access/remote/call-signer';
import type { Subgraph } from '../../../platform/access/subgraph';
import type { TokenVerifier } from '../../../platform/access/tokens';
import { formatResult, formatThrown } from '../../../platform/domain/graphql-errors';
import { digestOf } from '../../../platform/domain/ids';
import type { Clock } from '../../../platform/domain/instant';
import { askByPost } from '../harness/transports';
import type { Answer, Asker, SentRequest } from './adapter';

/** A request past the gateway, and how it is told who asks. */
interface Direct {
  readonly request: SentRequest;
  readonly asker: Asker;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
}

/** Runs a request on a subgraph of this process as its gateway would, but without the gateway's filter. */
export async function executeOnSubgraph(subgraph: Subgraph | undefined, direct: Direct): Promise<Answer> {
  if (!subgraph) throw new Error('there is no such subgraph');
  const { request, asker, verifier, clock } = direct;
  const { schema } = subgraph;
  const document = parse(request.query);
  const errors = validate(schema, document);
  if (errors.length > 0) return answered({ errors: errors.map(formatThrown) });
  const viewer = asker.token === null ? undefined : await verifier.verify(asker.token, asker.purpose, clock());
  const contextValue = viewer ? subgraph.contextFor({ viewer, correlationId: asker.correlationId }) : {};
  const result = await execute({
    ...{ schema, document, contextValue },
    ...(request.variables ? { variableValues: request.variables } : {}),
    ...(request.operationName === undefined ? {} : { operationName: request.operationName }),
  });
  return answered(formatResult(result));
}

/** Asks a subgraph elsewhere with the gateway's signature, or without one for nobody. */
export async function askSigned(
  { name, url, signer }: { readonly name: string; readonly url: string | undefined; readonly signer: CallSigner },
  { request, asker, verifier, clock }: Direct,
): Promise<Answer> {
  if (url === undefined) throw new Error('there is no such subgraph');
  const headers: Record<string, string> = {};
  if (asker.token !== null) {
    const viewer = await verifier.verify(asker.token, asker.purpose, clock());
    const operation = { kind: 'QUERY', nameHash: null, documentHash: digestOf(print(parse(request.query))) } as const;
    const call = { viewer, correlationId: asker.correlationId, operation, policyVersion: digestOf('conformance') };
    headers[CALL_HEADER] = await signer.sign(call, { audience: name, body: JSON.stringify(request) });
  }
  return askByPost(request, { url, headers, connectionParams: {} });
}

function answered(result: object): Answer {
  const text = JSON.stringify(result);
  return { status: 200, body: JSON.parse(text) as Answer['body'], text };
}
