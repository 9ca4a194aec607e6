import type { ReachedSubgraph } from './fetchers';
import type { FetchOutcome, GatewayMetrics } from './metrics';

/** A subgraph whose calls are in the figures. */
export const observed = (
  subgraph: string,
  fetcher: ReachedSubgraph,
  metrics: Pick<GatewayMetrics, 'fetched'>,
): ReachedSubgraph => ({
  async fetch(request, context) {
    const started = performance.now();
    let outcome: FetchOutcome = 'answered';
    try {
      return await fetcher.fetch(request, context);
    } catch (error) {
      outcome = context.signal?.aborted ? 'abandoned' : 'failed';
      throw error;
    } finally {
      const seconds = (performance.now() - started) / 1_000;
      metrics.fetched({ subgraph, outcome, seconds, representations: request.representations?.length ?? 0 });
    }
  },
  close: () => fetcher.close(),
});
