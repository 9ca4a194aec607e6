import { createServer } from 'node:http';
import { closeServer, listen } from '../../../platform/http/listen';

describe('a port', () => {
  it('is opened, refused to a second server in words, and free again once closed', async () => {
    const first = createServer((_, response) => response.end('here'));
    const second = createServer();
    const { url, port } = await listen(first, 0, '127.0.0.1');
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(url)).text()).toBe('here');
    await expect(listen(second, port, '127.0.0.1')).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: `port ${port} is in use; choose another with --port`,
    });
    await closeServer(first);
    await closeServer(first);
    expect(await listen(second, port, '127.0.0.1')).toEqual({ url, port });
    await closeServer(second);
  });

  it('lets a request under way finish', async () => {
    let begun = (): void => undefined;
    const started = new Promise<void>((resolve) => (begun = resolve));
    const server = createServer((_, response) => {
      begun();
      setTimeout(() => response.end('done'), 100);
    });
    const { url } = await listen(server, 0, '127.0.0.1');
    const answer = fetch(url);
    await started;
    await closeServer(server);
    expect(await (await answer).text()).toBe('done');
    await expect(fetch(url)).rejects.toThrow();
  });
});
