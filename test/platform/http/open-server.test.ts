import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:http2';
import { get } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listen } from '../../../platform/http/listen';
import { createOpenServer } from '../../../platform/http/open-server';
import { readTlsPair } from '../../../platform/http/tls-pair';
import { selfSigned } from './self-signed';

describe('a server', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'accord-open-server-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('without a certificate speaks HTTP', async () => {
    const { server, scheme, close } = createOpenServer({}, null);
    server.on('request', (_request, response) => void response.end('plain'));
    const { url } = await listen(server, 0, '127.0.0.1', scheme);
    expect([scheme, await (await fetch(url)).text()]).toEqual(['http', 'plain']);
    await close();
  });

  it('with one speaks HTTPS of both versions, and closes although connections are kept', async () => {
    const files = await selfSigned(folder);
    const { server, scheme, close } = createOpenServer({ keepAliveTimeout: 60_000 }, await readTlsPair(files));
    server.on('request', (request, response) => void response.end(request.httpVersion));
    const { url } = await listen(server, 0, '127.0.0.1', scheme);
    expect(url).toMatch(/^https:/);
    const ca = readFileSync(files.cert);
    const session = connect(url, { ca });
    const text = (readable: NodeJS.ReadableStream) =>
      new Promise<string>((resolve) => {
        let all = '';
        readable.on('data', (part: Buffer) => (all += part.toString())).on('end', () => resolve(all));
      });
    expect(await text(session.request({ ':path': '/' }))).toBe('2.0');
    const first = await new Promise<NodeJS.ReadableStream>((resolve) => get(url, { ca }, resolve));
    expect(await text(first)).toBe('1.1');
    const ended = new Promise((resolve) => session.once('close', resolve));
    await Promise.all([close(), ended]);
    await close();
  });
});
