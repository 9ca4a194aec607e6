import { createGatewayMetrics } from '../../gateway/metrics';
import { observed } from '../../gateway/observed-fetcher';
import { createContext, type GatewayContext } from '../../gateway/request-context';
import { StopSignal } from '../../platform/connect/stop-signal';
import { hubViewer } from '../../platform/access/roles';
import { startGateway } from './stubs/running-gateway';

const ROOT = { operation: { text: '{ a }', name: undefined, document: {} as never }, variables: {}, representations: null }; // prettier-ignore
const request = createContext({ viewer: hubViewer, correlationId: 'c', traceparent: null, passedAuthorization: null });

describe('the figures of fetches', () => {
  it('tell answers, failures and what nobody waited for apart', async () => {
    const metrics = createGatewayMetrics();
    const fetching = (work: (context: GatewayContext) => Promise<object>, context = request) =>
      observed('people', { fetch: (_, given) => work(given), close: async () => {} }, metrics).fetch(ROOT, context);
    expect(await fetching(async () => ({ data: null, errors: [{ message: 'no' }] }))).toMatchObject({ data: null });
    await expect(fetching(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
    const signal = new StopSignal();
    signal.stop(new Error('left'));
    await expect(
      fetching(
        async (context) => {
          context.signal?.throwIfStopped();
          return {};
        },
        { ...request, signal },
      ),
    ).rejects.toThrow('left');
    const text = await metrics.registry.metrics();
    for (const outcome of ['answered', 'failed', 'abandoned']) {
      expect(text).toContain(`accord_fetch_seconds_count{subgraph="people",outcome="${outcome}"} 1`);
    }
  });

  it('cost no more than themselves where no traces are recorded: the subgraph gets the very context of the request', async () => {
    const seen: GatewayContext[] = [];
    const inner = {
      fetch: async (_: unknown, context: GatewayContext) => (seen.push(context), {}),
      close: async () => {},
    };
    await observed('people', inner, createGatewayMetrics()).fetch(ROOT, request);
    expect(seen[0]).toBe(request);
  });

  it('count the entities that a subgraph is asked for, each once, and fetches of root fields with none', async () => {
    const running = await startGateway();
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await running.tokenOf('billing')}` },
      body: JSON.stringify({ query: '{ accounts { id patient { name } } again: accounts { patient { name } } }' }),
    });
    expect(await response.json()).toMatchObject({ data: { accounts: [{ id: 'a1' }, { id: 'a2' }] } });
    await running.figure(/accord_fetched_representations_total\{subgraph="people"\} 2\n/);
    await running.figure(/accord_fetch_seconds_count\{subgraph="people",outcome="answered"\} 1\n/);
    await running.figure(/accord_fetch_seconds_count\{subgraph="accounts",outcome="answered"\} 1\n/);
    expect(await running.gateway.metrics.registry.metrics()).not.toContain('representations_total{subgraph="accounts"');
    await running.stop();
  });
});
