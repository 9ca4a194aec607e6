import { RemoteGraphQLDataSource, type GraphQLDataSource, type GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { execute, parse, validate, type DocumentNode, type GraphQLError } from 'graphql';
import type { Subgraph } from '../platform/access/subgraph';
import { HubError } from '../platform/domain/errors';
import { subgraphContext, type GatewayContext } from './request-context';

type ProcessOptions = GraphQLDataSourceProcessOptions<GatewayContext & Record<string, unknown>>;
type Source = GraphQLDataSource<GatewayContext & Record<string, unknown>>;
type Answer = Awaited<ReturnType<Source['process']>>;

const MOST_CHECKED = 5_000; // fetch documents

interface Checked {
  readonly document: DocumentNode;
  readonly errors: readonly GraphQLError[];
}

/**
 * A subgraph in this process: each fetch is checked once and then only executed, with one context per request and
 * subgraph. Checked documents are kept by their text, at most 5,000.
 */
export class LocalDataSource implements Source {
  private readonly checked = new Map<string, Checked>();

  constructor(private readonly subgraph: Pick<Subgraph, 'name' | 'schema' | 'contextFor'>) {}

  async process(options: ProcessOptions): Promise<Answer> {
    // The library asks a data source for its schema, without a context, only where it composes: here it never does.
    const { request, context } = options as typeof options & { readonly context: GatewayContext };
    context.signal?.throwIfAborted();
    const document = 'document' in options ? options.document : undefined;
    const { errors, document: checked } = this.check(request.query ?? '', document);
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

  private check(text: string, parsed: DocumentNode | undefined): Checked {
    const known = this.checked.get(text);
    if (known) return known;
    const document = parsed ?? parse(text, { noLocation: true });
    const made = { document, errors: validate(this.subgraph.schema, document) };
    if (this.checked.size >= MOST_CHECKED) this.checked.clear();
    this.checked.set(text, made);
    return made;
  }
}

/** A subgraph elsewhere, by HTTP. It is told the correlation id and the trace; the client's token stays here. */
class RemoteDataSource extends RemoteGraphQLDataSource<GatewayContext & Record<string, unknown>> {
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

/**
 * The data source of one subgraph of a supergraph: in this process when its address is `local://…`, else by HTTP.
 * Throws BAD_INPUT for an address that is neither.
 */
export function dataSourceFor(
  { name, url }: { readonly name: string; readonly url?: string | undefined },
  subgraphs: ReadonlyMap<string, Subgraph>,
): Source {
  const local = subgraphs.get(name);
  if (local && (url === undefined || url.startsWith('local:'))) return new LocalDataSource(local);
  if (url !== undefined && /^https?:\/\//.test(url)) return new RemoteDataSource(name, url);
  throw new HubError('BAD_INPUT', `the supergraph names the subgraph ${name}, which this gateway cannot reach`);
}
