import { execute, parse, validate } from 'graphql';
import { formatResult, formatThrown } from '../../../platform/domain/graphql-errors';
import type { Subgraph } from '../../../platform/access/subgraph';
import type { TokenVerifier } from '../../../platform/access/tokens';
import type { Clock } from '../../../platform/domain/instant';
import type { Answer, Asker, SentRequest } from './adapter';

interface Direct {
  readonly request: SentRequest;
  readonly asker: Asker;
  readonly verifier: TokenVerifier;
  readonly clock: Clock;
}

/** Runs a request on a subgraph of this process as its gateway would, but without the gateway's filter. */
export async function executeOnSubgraph(
  subgraph: Subgraph | undefined,
  { request, asker, verifier, clock }: Direct,
): Promise<Answer> {
  if (!subgraph) throw new Error('there is no such subgraph');
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

function answered(result: object): Answer {
  const text = JSON.stringify(result);
  return { status: 200, body: JSON.parse(text) as Answer['body'], text };
}
