import { execute, validate, type GraphQLError } from 'graphql';
import type { CallSigner } from '../platform/access/remote/call-signer';
import type { Subgraph } from '../platform/access/subgraph';
import { HubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import type { FetchAnswer, Fetcher, FetchOperation, FetchRequest } from './execution/fetcher';
import { createHttpFetcher } from './execution/http-fetcher';
import type { GatewayMetrics } from './metrics';
import type { NamedSubgraph } from './named-subgraphs';
import { observed } from './observed-fetcher';
import { subgraphContext, type GatewayContext } from './request-context';
import type { SignedRemote } from './signed-fetch';
import { createSignedFetcher } from './signed-fetcher';

/** A subgraph that this gateway can ask. */
export interface ReachedSubgraph extends Fetcher<GatewayContext> {
  close(): Promise<void>;
}

/**
 * A subgraph in this process: each operation of a plan is checked once and then only executed, with one context per
 * request and subgraph.
 */
export class LocalFetcher implements ReachedSubgraph {
  readonly #subgraph: Pick<Subgraph, 'name' | 'schema' | 'contextFor'>;
  readonly #checked = new WeakMap<FetchOperation, readonly GraphQLError[]>();

  constructor(subgraph: Pick<Subgraph, 'name' | 'schema' | 'contextFor'>) {
    this.#subgraph = subgraph;
  }

  async fetch({ operation, variables, representations }: FetchRequest, context: GatewayContext): Promise<FetchAnswer> {
    context.signal?.throwIfStopped();
    const errors = this.#faultsOf(operation);
    if (errors.length > 0) return { errors };
    const result = await execute({
      schema: this.#subgraph.schema,
      document: operation.document,
      contextValue: subgraphContext(this.#subgraph, context),
      variableValues: representations
        ? Object.assign({}, variables, { representations: parsed(representations) })
        : variables,
    });
    return result;
  }

  async close(): Promise<void> {}

  #faultsOf(operation: FetchOperation): readonly GraphQLError[] {
    const known = this.#checked.get(operation) ?? validate(this.#subgraph.schema, operation.document);
    this.#checked.set(operation, known);
    return known;
  }
}

const parsed = (representations: readonly string[]): unknown => JSON.parse(`[${representations.join(',')}]`);

/** A subgraph of others, by HTTP and unsigned. It is told the correlation id and the trace; a guarded client's token stays here. */
const unsigned = (name: string, url: string): ReachedSubgraph =>
  createHttpFetcher<GatewayContext>({
    ...{ name, url },
    signalOf: ({ signal }) => signal,
    headersOf: (_body, { correlationId, traceparent, passedAuthorization }) => [
      ...['x-correlation-id', correlationId],
      ...(traceparent === null ? [] : ['traceparent', traceparent]),
      ...(passedAuthorization === null ? [] : ['authorization', passedAuthorization]),
    ],
  });

/** What subgraphs are reached by. */
export interface Reach {
  /** Those in this process, by name. */
  readonly subgraphs: ReadonlyMap<string, Subgraph>;
  /** Signs the calls to those elsewhere. */
  readonly signer?: CallSigner | undefined;
  /** Those elsewhere are others', and take unsigned calls. */
  readonly unguarded: boolean;
  readonly log: Logger;
  /** Where calls are counted; without it, nowhere. */
  readonly metrics?: Pick<GatewayMetrics, 'fetched'> | undefined;
}

/** The subgraph in this process that is meant, when its address is `local://…`. */
export function localSubgraph({ name, url }: NamedSubgraph, { subgraphs }: Pick<Reach, 'subgraphs'>): Subgraph | null {
  return url === '' || url.startsWith('local:') ? (subgraphs.get(name) ?? null) : null;
}

/** A guarded subgraph elsewhere. Throws BAD_INPUT for an address that is not HTTP. */
export function signedRemote({ name, url }: NamedSubgraph, { signer = noSigner(name), log }: Reach): SignedRemote {
  if (!isHttp(url)) throw outOfReach(name);
  return { name, url, signer, log };
}

/** Throws BAD_INPUT when calls to a subgraph elsewhere must be signed, and there is no key to sign them by. */
export function checkSigner(named: NamedSubgraph, reach: Reach): void {
  if (!reach.unguarded && !reach.signer && !localSubgraph(named, reach)) throw needsKey(named.name);
}

const noSigner = (name: string): CallSigner => ({ sign: () => Promise.reject(needsKey(name)) });

const needsKey = (name: string): HubError =>
  new HubError('BAD_INPUT', `the subgraph ${name} runs elsewhere, so calls to it must be signed: set ACCORD_HUB_KEY to the private key that \`accord hub-key\` makes`); // prettier-ignore

/** Reaches one subgraph. Throws BAD_INPUT for one that cannot be reached. */
function reached(named: NamedSubgraph, reach: Reach): ReachedSubgraph {
  const local = localSubgraph(named, reach);
  if (local) return new LocalFetcher(local);
  if (!reach.unguarded) return createSignedFetcher(signedRemote(named, reach));
  const { name, url } = named;
  if (!isHttp(url)) throw outOfReach(name);
  return unsigned(name, url);
}

/** The subgraphs that a supergraph names, by name. Throws BAD_INPUT for one that cannot be reached. */
export function reachAll(named: readonly NamedSubgraph[], reach: Reach): ReadonlyMap<string, ReachedSubgraph> {
  const { metrics } = reach;
  const reachOne = (one: NamedSubgraph): ReachedSubgraph =>
    metrics ? observed(one.name, reached(one, reach), metrics) : reached(one, reach);
  return new Map(named.map((one) => [one.name, reachOne(one)]));
}

const isHttp = (url: string): boolean => /^https?:\/\//.test(url);

const outOfReach = (name: string): HubError =>
  new HubError('BAD_INPUT', `the supergraph names the subgraph ${name}, which this gateway cannot reach`);
