import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createOperatorClient } from '../../hub/operator-client';

let server: Server | null = null;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

async function hubThat(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return createOperatorClient({ url, token: 'T' });
}

const json = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('an operator’s client', () => {
  it('sends each thing to its route with the token', async () => {
    const seen: unknown[] = [];
    const hub = await hubThat((request, response) => {
      void bodyOf(request).then((body) => {
        const { method, url, headers } = request;
        seen.push([method, url, headers['content-type'], headers.authorization, body]);
        json(response, 200, { done: true });
      });
    });
    await hub.check();
    await hub.giveX12((async function* () { yield Buffer.from('ISA'); yield Buffer.from('*00'); })()); // prettier-ignore
    await hub.giveStripeEvents(['{}']);
    await hub.giveBankFile('01,');
    await hub.setAside({ kind: 'k', reason: 'r', raw: 'José' });
    await hub.ehrRemainder();
    await hub.drain();
    expect(seen).toEqual([
      ['GET', '/operator/status', undefined, 'Bearer T', ''],
      ['POST', '/operator/x12', 'application/edi-x12', 'Bearer T', 'ISA*00'],
      ['POST', '/operator/stripe-events', 'application/json', 'Bearer T', '{"events":["{}"]}'],
      ['POST', '/operator/bank-files', 'text/plain; charset=utf-8', 'Bearer T', '01,'],
      ['POST', '/operator/set-aside', 'application/json', 'Bearer T', '{"kind":"k","reason":"r","raw":"José"}'],
      ['GET', '/operator/ehr-remainder', undefined, 'Bearer T', ''],
      ['POST', '/operator/drain', 'application/json', 'Bearer T', '{}'],
    ]);
  });

  it('says where it looked when no hub answers', async () => {
    const hub = createOperatorClient({ url: 'http://127.0.0.1:9', token: 'T' });
    await expect(hub.check()).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
      source: 'hub',
      message: expect.stringMatching(/^the hub does not answer at http:\/\/127\.0\.0\.1:9; see whether it runs/),
    });
  });

  it('says so too when the hub ends in the middle of a file or of its answer', async () => {
    const endless = async function* () {
      for (;;) yield Buffer.alloc(100_000);
    };
    const deaf = await hubThat((request) => request.once('data', () => request.socket.destroy()));
    await expect(deaf.giveX12(endless())).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    server?.close();
    const halting = await hubThat((_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{');
      setTimeout(() => response.destroy(), 10);
    });
    await expect(halting.check()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });

  it.each([401, 403])('says what to do about a token that is refused with %i', async (status) => {
    const code = status === 401 ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    const hub = await hubThat((_request, response) => json(response, status, { code, message: 'the token has expired' })); // prettier-ignore
    await expect(hub.drain()).rejects.toMatchObject({
      code,
      message: expect.stringMatching(/^the hub refuses: the token has expired; set ACCORD_TOKEN to a new one .*token --role operator/), // prettier-ignore
    });
  });

  it('gives the hub’s own code and words, and hides nothing of an answer that is none', async () => {
    const refusing = await hubThat((_request, response) => json(response, 503, { code: 'SOURCE_UNAVAILABLE', message: 'erp is away' })); // prettier-ignore
    await expect(refusing.drain()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', message: 'erp is away', source: undefined }); // prettier-ignore
    server?.close();
    const broken = await hubThat((_request, response) => json(response, 500, { code: 'INTERNAL', message: 'internal error' })); // prettier-ignore
    await expect(broken.drain()).rejects.toMatchObject({ code: 'INTERNAL', message: expect.stringMatching(/its log says why/) }); // prettier-ignore
    server?.close();
    const other = await hubThat((_request, response) => void response.writeHead(404).end('<html>'));
    await expect(other.drain()).rejects.toMatchObject({ code: 'BAD_INPUT', message: 'the hub refused with status 404' }); // prettier-ignore
  });

  it('fails as the file does when that cannot be read', async () => {
    const hub = await hubThat((request) => void request.resume());
    const fault = Object.assign(new Error('x'), { code: 'EACCES', syscall: 'open' });
    const unreadable = async function* (): AsyncGenerator<Uint8Array> {
      yield Buffer.from('ISA');
      throw fault;
    };
    await expect(hub.giveX12(unreadable())).rejects.toBe(fault);
  });

  it('gives a refusal that comes before the file has been read', async () => {
    const hub = await hubThat((request, response) => {
      json(response, 401, { code: 'UNAUTHENTICATED', message: 'the token has expired' });
      request.resume();
    });
    const large = async function* () {
      for (let number = 0; number < 200; number += 1) yield Buffer.alloc(100_000);
    };
    await expect(hub.giveX12(large())).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});
