import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { keepAlive } from '../../gateway/socket-keep-alive';

const INTERVAL = 50; // milliseconds

describe('a socket that is kept alive', () => {
  let server: WebSocketServer;
  let client: WebSocket;
  let socket: WebSocket;
  beforeEach(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
    await once(server, 'listening');
    const connected = once(server, 'connection');
    client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    client.on('error', () => {});
    [socket] = (await connected) as [WebSocket];
    await once(client, 'open');
  });
  afterEach(() => {
    client.terminate();
    server.close();
  });
  const ended = (): Promise<unknown> => once(socket, 'close');

  it('stays while its client answers, and is cut off when it does not', async () => {
    const stop = keepAlive(socket, { isWaiting: () => false }, INTERVAL);
    for (let pings = 0; pings < 4; pings += 1) await once(client, 'ping');
    expect(socket.readyState).toBe(WebSocket.OPEN);
    client.pause();
    await ended();
    expect(socket.readyState).toBe(WebSocket.CLOSED);
    stop();
  });

  it('stays while its client has yet to take a message, and no longer', async () => {
    let isWaiting = true;
    let asked = 0;
    const stop = keepAlive(socket, { isWaiting: () => (asked += 1) > 0 && isWaiting }, INTERVAL);
    client.pause();
    while (asked < 6) await pause(INTERVAL);
    expect(socket.readyState).toBe(WebSocket.OPEN);
    isWaiting = false;
    await ended();
    stop();
  });
});
