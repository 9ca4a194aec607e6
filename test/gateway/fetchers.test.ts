import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createGateway, type Gateway } from '../../gateway/gateway';
import { HubError } from '../../platform/domain/errors';
import { systemClock } from '../../platform/domain/instant';
import { silentLogger } from '../../platform/telemetry/logger';
import { composed } from './stubs/stub-graph';

describe('a supergraph made elsewhere, of a subgraph elsewhere', () => {
  let subgraph: Server;
  let gateway: Gateway;
  let url: string;
  const seen: IncomingHttpHeaders[] = [];
  beforeAll(async () => {
    subgraph = createServer((request, response) => {
      seen.push(request.headers);
      response.setHeader('content-type', 'application/json').end(JSON.stringify({ data: { open: 7 } }));
    });
    await new Promise<void>((resolve) => subgraph.listen(0, '127.0.0.1', resolve));
    const address = `http://127.0.0.1:${(subgraph.address() as AddressInfo).port}/graphql`;
    const sdl = composed([{ name: 'foreign', sdl: 'type Query { open: Int }' }]).replace('local://foreign@1', address);
    gateway = createGateway({
      supergraph: { current: () => sdl, onChange: () => () => {} },
      subgraphs: new Map(),
      verifier: { verify: () => Promise.reject(new HubError('UNAUTHENTICATED', 'not ours')) },
      clock: systemClock,
      log: silentLogger,
      unguarded: true,
    });
    ({ url } = await gateway.start(0));
  });
  afterAll(async () => {
    await gateway.stop();
    subgraph.close();
  });

  const ask = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query: '{ open }' }),
    });
    return await response.json();
  };

  it("is served to all, the chain of work and the client's own token passed on", async () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    expect(await ask({ authorization: 'Bearer theirs', 'x-correlation-id': 'tour-1', traceparent })).toEqual({
      data: { open: 7 },
    });
    expect(seen[0]).toMatchObject({ authorization: 'Bearer theirs', 'x-correlation-id': 'tour-1' });
    expect(seen[0]?.['traceparent']).toMatch(/^00-4bf92f3577b34da6a3ce929d0e0e4736-/);
  });

  it('names the subgraph that does not answer, as something to try again', async () => {
    await new Promise((resolve) => {
      subgraph.close(resolve);
      subgraph.closeAllConnections();
    });
    expect(await ask()).toEqual({
      data: { open: null },
      errors: [
        {
          message: 'foreign broke the connection off',
          extensions: { code: 'SOURCE_UNAVAILABLE', retryable: true, source: 'foreign', reason: 'BROKEN_OFF' },
        },
      ],
    });
  });
});
