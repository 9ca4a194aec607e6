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
    metrics.fetched({ subgraph: 'people', outcome: 'failed', seconds: 0.002 });
    metrics.subscriptionOpened();
    metrics.subscriptionOpened();
    metrics.subscriptionClosed();
    const text = await metrics.registry.metrics();
    expect(text).toContain('accord_operations_total{transport="http",type="query",code="OK"} 1');
    expect(text).toContain('accord_operations_total{transport="http",type="query",code="FORBIDDEN"} 1');
    expect(text).toContain('accord_operation_seconds_bucket{le="0.005",transport="http",type="query"} 1');
    expect(text).toContain('accord_fetch_seconds_bucket{le="0.0025",subgraph="people",outcome="failed"} 1');
    expect(text).toContain('accord_refused_fields_total 2');
    expect(text).toContain('accord_subscriptions_open 1');
  });
});
