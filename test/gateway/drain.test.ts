import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createDrain } from '../../gateway/drain';
import { PROTOCOLS } from './stubs/protocols';
import { startGateway } from './stubs/running-gateway';

const BALANCE = 'subscription { balanceChanged(accountId: "a1") { cursor } }';

describe('a gateway that shuts down', () => {
  it.each(PROTOCOLS)(
    'ends streams of events by %s by saying so, without `complete`, for they are to be opened again',
    async (protocol) => {
      const running = await startGateway({ protocol });
      const response = await running.fetch(`${running.url}/graphql`, {
        method: 'POST',
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${await running.tokenOf('billing')}`,
        },
        body: JSON.stringify({ query: BALANCE }),
      });
      await running.figure(/subscriptions_open 1\n/);
      const started = performance.now();
      const [text] = await Promise.all([response.text(), running.stop()]);
      expect(text).toContain('the hub shuts down: resume from your last cursor');
      expect(text).toContain('"code":"SOURCE_UNAVAILABLE","retryable":true');
      expect(text).not.toContain('event: complete');
      expect(performance.now() - started).toBeLessThan(5_000);
    },
  );
});

describe('what is under way on a port', () => {
  it('is waited for within a bound, and nothing else is let in', async () => {
    const drain = createDrain(300);
    const server = createServer(drain.guard(() => {})).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const hanging = fetch(url).catch(() => 'cut off');
    await new Promise((resolve) => server.once('request', resolve));
    const started = performance.now();
    const drained = drain.begin();
    expect((await fetch(url)).status).toBe(503);
    await drained;
    expect(performance.now() - started).toBeGreaterThan(250);
    server.closeAllConnections();
    expect(await hanging).toBe('cut off');
    await new Promise((resolve) => server.close(resolve));
  });

  it('closes its connections when it has ended, and is waited for whatever the order in which it ends', async () => {
    const drain = createDrain();
    const held: ServerResponse[] = [];
    const server = createServer(drain.guard((_request, response) => void held.push(response))).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const asked = Array.from({ length: 5 }, () => fetch(url).then(({ headers }) => headers.get('connection')));
    while (held.length < 5) await new Promise((resolve) => server.once('request', resolve));
    const end = (at: number) => new Promise((resolve) => held[at]?.once('close', resolve).end());
    await end(1);
    await end(4);
    let isOver = false;
    const drained = drain.begin().then(() => (isOver = true));
    await end(0);
    await end(3);
    expect(isOver).toBe(false);
    await end(2);
    await drained;
    const left = (await Promise.all(asked)).sort();
    expect(left).toEqual(['close', 'close', 'close', 'keep-alive', 'keep-alive']);
    await new Promise((resolve) => server.close(resolve));
  });

  it('is nothing when nothing is', async () => {
    const drain = createDrain();
    await drain.begin();
    expect(drain.closing.aborted).toBe(true);
  });
});
