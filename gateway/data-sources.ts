import { RemoteGraphQLDataSource, type GraphQLDataSource, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { execute } from 'graphql';
import { CheckedDocuments } from '../platform/access/checked-documents';
import type { CallSigner } from '../platform/access/remote/call-signer';
import type { Subgraph } from '../platform/access/subgraph';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import { subgraphContext, type GatewayContext } from './request-context';
import { SignedDataSource } from './signed-data-source';
import type { SignedRemote } from './signed-fetch';

/** The library's own types, for requests of this gateway. */
export type ProcessOptions = GraphQLDataSourceProcessOptions<GatewayContext & Record<string, unknown>>;
export type Source = GraphQLDataSource<GatewayContext & Record<string, unknown>>;
export type Answer = Awaited<ReturnType<Source['process']>>;

/**
 * A subgraph in this process: each fetch is checked once and then only executed, with one context per request and
 * subgraph.
 */
export class LocalDataSource implements Source {
  private readonly documents: CheckedDocuments;

  constructor(private readonly subgraph: Pick<Subgraph, 'name' | 'schema' | 'contextFor'>) {
    this.documents = new CheckedDocuments(subgraph.schema);
  }

  async process(options: ProcessOptions): Promise<Answer> {
    // The library asks a data source for its schema, without a context, only where it composes: here it never does.
    const { request, context } = options as typeof options & { readonly context: GatewayContext };
    context.signal?.throwIfAborted();
    const document = 'document' in options ? options.document : undefined;
    const { errors, document: checked } = this.documents.check(request.query ?? '', document);
    if (errors.length > 0) return { errors: [...errors] } as Answer;
    const result = await execute({
      schema: this.subgraph.schema,
      document: checked,
      contextValue: subgraphContext(this.subgraph, context),
      ...(request.variables ? { variableValues: request.variables } : {}),
      ...(request.operationName === undefined ? {} : { operationName: request.operationName }),
    });
    return result as Answer;
  }
}

/** A subgraph of others, by HTTP and unsigned. It is told the correlation id and the trace; the client's token stays here. */
class UnsignedDataSource extends RemoteGraphQLDataSource<GatewayContext & Record<string, unknown>> {
  constructor(
    private readonly name: string,
    url: string,
  ) {
    super({ url });
  }

  override async process(options: ProcessOptions): Promise<Answer> {
    const { signal } = options.context as Partial<GatewayContext>;
    signal?.throwIfAborted();
    try {
      return await super.process(options);
    } catch (cause) {
      const message = `the subgraph ${this.name} does not answer as it should`;
      throw new HubError('SOURCE_UNAVAILABLE', message, { source: this.name, cause });
    }
  }

  override willSendRequest({ request, context }: Parameters<WillSendRequest>[0]): void {
    const { correlationId, traceparent, passedAuthorization } = context as Partial<GatewayContext>;
    const headers = { 'x-correlation-id': correlationId, traceparent, authorization: passedAuthorization };
    for (const [name, value] of Object.entries(headers)) {
      if (value != null) request.http?.headers.set(name, value);
    }
  }
}

type WillSendRequest = NonNullable<
  RemoteGraphQLDataSource<GatewayContext & Record<string, unknown>>['willSendRequest']
>;

/** What subgraphs are reached by. */
export interface Reach {
  /** Those in this process, by name. */
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** Signs the calls to those elsewhere. */
  readonly signer?: CallSigner | undefined;
  /** Those elsewhere are others', and take unsigned calls. */
  readonly unguarded: boolean;
  readonly log: Logger;
}

/** A subgraph as a supergraph names it. */
export interface NamedSubgraph {
  readonly name: string;
  readonly url?: string | undefined;
}

/** The subgraph in this process that is meant, when its address is `local://…`. */
export function localSubgraph({ name, url }: NamedSubgraph, { subgraphs }: Pick<Reach, 'subgraphs'>): Subgraph | null {
  return url === undefined || url.startsWith('local:') ? (subgraphs.get(name) ?? null) : null;
}

/** A guarded subgraph elsewhere. Throws BAD_INPUT for an address that is not HTTP. */
export function signedRemote({ name, url }: NamedSubgraph, { signer = noSigner(name), log }: Reach): SignedRemote {
  if (url === undefined || !isHttp(url)) throw outOfReach(name);
  return { name, url, signer, log };
}

/** Throws BAD_INPUT when calls to a subgraph elsewhere must be signed, and there is no key to sign them by. */
export function checkSigner(named: NamedSubgraph, reach: Reach): void {
  if (!reach.unguarded && !reach.signer && !localSubgraph(named, reach)) throw needsKey(named.name);
}

const noSigner = (name: string): CallSigner => ({ sign: () => Promise.reject(needsKey(name)) });

const needsKey = (name: string): HubError =>
  new HubError('BAD_INPUT', `the subgraph ${name} runs elsewhere, so calls to it must be signed: set ACCORD_HUB_KEY to the private key that \`accord hub-key\` makes`); // prettier-ignore

/** The data source of one subgraph. Throws BAD_INPUT for one that cannot be reached. */
export function dataSourceFor(named: NamedSubgraph, reach: Reach): Source {
  const local = localSubgraph(named, reach);
  if (local) return new LocalDataSource(local);
  if (!reach.unguarded) return new SignedDataSource(signedRemote(named, reach));
  const { name, url } = named;
  if (url === undefined || !isHttp(url)) throw outOfReach(name);
  return new UnsignedDataSource(name, url);
}

const isHttp = (url: string): boolean => /^https?:\/\//.test(url);

const outOfReach = (name: string): HubError =>
  new HubError('BAD_INPUT', `the supergraph names the subgraph ${name}, which this gateway cannot reach`);
