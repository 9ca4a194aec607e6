import type { WebSocket } from 'ws';
import { SEND_TIMEOUT } from './stream-end';

/** What is on its way to the client of one socket. */
export interface Outbox {
  /** Resolves when the client's side has taken the text, or is gone. */
  send(text: string): Promise<void>;
  /** Whether the client has yet to take something: what is behind it, such as a ping, cannot reach it. */
  isWaiting(): boolean;
}

export interface OutboxOptions {
  /** Milliseconds that a client may take for one message; 30,000 unless given. */
  readonly timeoutMs?: number | undefined;
  readonly onTooSlow: () => void;
}

/** See `Outbox`. */
export function createOutbox(socket: WebSocket, { timeoutMs = SEND_TIMEOUT, onTooSlow }: OutboxOptions): Outbox {
  let waiting = 0;
  return {
    isWaiting: () => waiting > 0,
    send(text) {
      if (socket.readyState !== socket.OPEN) return Promise.resolve();
      waiting += 1;
      return new Promise((resolve) => {
        const timer = setTimeout(onTooSlow, timeoutMs);
        socket.send(text, () => {
          clearTimeout(timer);
          waiting -= 1;
          resolve();
        });
      });
    },
  };
}
