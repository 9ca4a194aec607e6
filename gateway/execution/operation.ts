import { parse, type DocumentNode } from 'graphql';
import { HubError } from '../../platform/domain/errors';
import type { Data, FetchAnswer, FetchOperation, FetchRequest } from './fetcher';
import { renamedShape, shapeOf, type Shape } from './merging';
import { own } from './own-property';
import { clientVariable } from './planned-variables';
import type { FetchNode } from './query-plan';
import type { Run } from './run';

/** The operation of a fetch, parsed once. A plan made in another thread comes without its document. */
export const operationOf = ({
  operation: text,
  operationName: name,
  operationDocumentNode,
}: FetchNode): FetchOperation => ({
  text,
  name,
  document: operationDocumentNode ?? parse(text, { noLocation: true }),
});

/** The shape in which a fetch's answer is merged, after the plan's rewrites. */
export function shapeAfter({ requires, outputRewrites = [] }: FetchNode, document: DocumentNode): Shape {
  const renames = outputRewrites.flatMap((rewrite) =>
    rewrite.kind === 'KeyRenamer' ? [[rewrite.path.at(-1) ?? '', rewrite.renameKeyTo] as const] : [],
  );
  return renamedShape(shapeOf(document, { ofEntities: requires !== undefined }), new Map(renames));
}

/** Those of the client's variables that a fetch uses and that were given: a default is the subgraph's own business. */
export function variablesOf({ variableUsages }: FetchNode, given: Readonly<Data>): Readonly<Data> {
  const used: Data = {};
  for (const name of variableUsages ?? []) {
    const value = own(given, clientVariable(name));
    if (value !== undefined) used[name] = value;
  }
  return used;
}

/** Calls the subgraph. Throws as its fetcher does. */
export function send<Call>(
  { fetchers, call }: Run<Call>,
  service: string,
  request: FetchRequest,
): Promise<FetchAnswer> {
  const fetcher = fetchers.get(service);
  if (!fetcher)
    throw new HubError('INTERNAL', `the plan asks the subgraph ${service}, which this gateway does not know`);
  return fetcher.fetch(request, call);
}
