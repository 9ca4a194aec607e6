import type { WebSocket } from 'ws';
import type { Outbox } from './socket-outbox';

const KEEP_ALIVE = 12_000; // 12 seconds between pings, and at most as long for an answer

/**
 * Pings a socket, and cuts it off when it does not answer; but not while its client has yet to take a message, behind
 * which no ping gets through: how long that may take is the outbox's to say. Returns how to stop.
 */
export function keepAlive(
  socket: WebSocket,
  outbox: Pick<Outbox, 'isWaiting'>,
  intervalMs: number = KEEP_ALIVE,
): () => void {
  let isAlive = true;
  socket.on('pong', () => {
    isAlive = true;
  });
  const timer = setInterval(() => {
    if (outbox.isWaiting()) isAlive = true;
    if (!isAlive) return socket.terminate();
    isAlive = false;
    socket.ping();
  }, intervalMs);
  return () => clearInterval(timer);
}
