import express from 'express';
import { requireBearer, serve, SANDBOX_TOKEN } from '../../sandbox/http';

describe('serving on loopback', () => {
  test('listens on 127.0.0.1, and when closed lets the running answer end', async () => {
    let began = (): void => undefined;
    const running = new Promise<void>((resolve) => (began = resolve));
    const served = await serve((_request, response) => {
      began();
      setTimeout(() => response.end('late'), 80);
    });
    expect(served.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = fetch(served.url).then((response) => response.text());
    await running;
    const started = performance.now();
    await served.close();
    expect(await answer).toBe('late');
    expect(performance.now() - started).toBeLessThan(900);
    await expect(fetch(served.url)).rejects.toThrow();
  });

  test('cuts an answer that does not end', async () => {
    let began = (): void => undefined;
    const running = new Promise<void>((resolve) => (began = resolve));
    const served = await serve(() => began());
    const answer = fetch(served.url).catch(() => 'cut');
    await running;
    await served.close();
    expect(await answer).toBe('cut');
  });

  test('says when a port is taken', async () => {
    const served = await serve((_request, response) => response.end());
    await expect(serve(() => undefined, Number(new URL(served.url).port))).rejects.toThrow(/EADDRINUSE/);
    await served.close();
  });

  test('asks for the token', async () => {
    const app = express();
    app.use(requireBearer(SANDBOX_TOKEN), (_request, response) => void response.json('in'));
    const { url, close } = await serve(app);
    const status = async (authorization?: string): Promise<number> =>
      (await fetch(url, { headers: authorization === undefined ? {} : { authorization } })).status;
    expect([await status(), await status('Bearer other'), await status('Bearer sandbox')]).toEqual([401, 401, 200]);
    await close();
  });
});
