import { openTracing } from '../../hub/open-tracing';
import { Teardown } from '../../hub/teardown';
import { silentLogger } from '../../platform/telemetry/logger';
import { receiveOtlp } from '../platform/telemetry/otlp-receiver';

describe('traces of a process', () => {
  it('are recorded where the environment names a collector, and are all sent when it stops', async () => {
    const receiver = await receiveOtlp();
    const teardown = new Teardown(silentLogger);
    const opening = { service: 'accord-tests', log: silentLogger, teardown };
    const tracing = openTracing({ tracesUrl: `${receiver.url}/v1/traces` }, opening);
    tracing?.begin('query', { traceparent: undefined, attributes: {} }).end();
    await teardown.run();
    expect(receiver.spans).toMatchObject([{ name: 'query', service: 'accord-tests' }]);
    await receiver.close();
  });

  it('are none elsewhere', () => {
    const opening = { service: 'accord-tests', log: silentLogger, teardown: new Teardown(silentLogger) };
    expect(openTracing({ tracesUrl: null }, opening)).toBeUndefined();
  });
});
