import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGatewayMetrics } from '../../gateway/metrics';

describe("the gateway's figures", () => {
  it('count operations by transport, type and code, with OK for none', async () => {
    const metrics = createGatewayMetrics();
    metrics.observe({ transport: 'http', type: 'query', codes: [], seconds: 0.004, refused: 0 });
    metrics.observe({
      transport: 'http',
      type: 'query',
      codes: ['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND'],
      seconds: 2,
      refused: 2,
    });
    metrics.fetched({ subgraph: 'people', outcome: 'failed', seconds: 0.002, representations: 3 });
    metrics.fetched({ subgraph: 'accounts', outcome: 'answered', seconds: 0.002, representations: 0 });
    metrics.subscriptionOpened();
    metrics.subscriptionOpened();
    metrics.subscriptionClosed();
    const text = await metrics.registry.metrics();
    expect(text).toContain('accord_operations_total{transport="http",type="query",code="OK"} 1');
    expect(text).toContain('accord_operations_total{transport="http",type="query",code="FORBIDDEN"} 1');
    expect(text).toContain('accord_operation_seconds_bucket{le="0.005",transport="http",type="query"} 1');
    expect(text).toContain('accord_fetch_seconds_bucket{le="0.0025",subgraph="people",outcome="failed"} 1');
    expect(text).toContain('accord_fetched_representations_total{subgraph="people"} 3');
    expect(text).not.toContain('accord_fetched_representations_total{subgraph="accounts"}');
    expect(text).toContain('accord_refused_fields_total 2');
    expect(text).toContain('accord_subscriptions_open 1');
  });

  it('are those that docs/telemetry.md explains, with their labels', async () => {
    const docs = readFileSync(join(__dirname, '..', '..', 'docs', 'telemetry.md'), 'utf8');
    const rows = docs.matchAll(/^\| `(accord_\w+)` +\| ([^|]*?) *\|/gm);
    const explained = [...rows].map(([, name, labels = '']) => [name, [...labels.matchAll(/\w+/g)].map(String)]);
    const kept = createGatewayMetrics().registry.getMetricsAsArray() as object[];
    const named = kept.map((metric) => metric as { name: string; labelNames: string[] });
    expect(named.map(({ name, labelNames }) => [name, labelNames]).sort()).toEqual(explained.sort());
  });
});
