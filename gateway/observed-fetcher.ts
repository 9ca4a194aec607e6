import type { Attributes } from '../platform/telemetry/span';
import type { ReachedSubgraph } from './fetchers';
import type { FetchRequest } from './execution/fetcher';
import type { FetchOutcome, GatewayMetrics } from './metrics';

/** A subgraph whose calls are in the figures and, where traces are recorded, each a span that the subgraph is told of. */
export const observed = (
  subgraph: string,
  fetcher: ReachedSubgraph,
  metrics: Pick<GatewayMetrics, 'fetched'>,
): ReachedSubgraph => ({
  async fetch(request, context) {
    const started = performance.now();
    const span = context.span?.call(`fetch ${subgraph}`, attributesOf(subgraph, request));
    let outcome: FetchOutcome = 'answered';
    try {
      const answer = await fetcher.fetch(
        request,
        span ? Object.assign({}, context, { traceparent: span.traceparent }) : context,
      );
      if (span && answer.errors) span.tell({ 'accord.fetch.errors': answer.errors.length });
      return answer;
    } catch (error) {
      outcome = context.signal?.reason ? 'abandoned' : 'failed';
      throw error;
    } finally {
      const seconds = (performance.now() - started) / 1_000;
      metrics.fetched({ subgraph, outcome, seconds, representations: request.representations?.length ?? 0 });
      span?.end({ isFault: outcome === 'failed', attributes: { 'accord.fetch.outcome': outcome } });
    }
  },
  close: () => fetcher.close(),
});

const attributesOf = (subgraph: string, { representations }: FetchRequest): Attributes => ({
  'accord.subgraph': subgraph,
  'accord.fetch.kind': representations ? 'entities' : 'root',
  'accord.fetch.representations': representations?.length ?? 0,
});
