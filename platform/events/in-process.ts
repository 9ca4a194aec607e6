import { BroadcastChannel } from 'node:worker_threads';
import { HubError } from '../domain/errors';
import { cloudEventOf, feedOf, noticeOf, topicOf } from './cloud-events';
import type { Bus, Notice, Unsubscribe } from './port';

type Handler = (notice: Notice) => void;

export interface InProcessBusOptions {
  /** Buses of the same channel in any thread of the process hear one another. */
  readonly channel?: string;
  /** Told of a handler that threw or an event that could not be read; the others are still served. */
  readonly onError?: (error: unknown) => void;
}

/**
 * The bus of the embedded mode: CloudEvents over a BroadcastChannel to the other threads, and straight to the
 * handlers of this one. It keeps no process alive.
 */
export function createInProcessBus(options: InProcessBusOptions = {}): Bus {
  const { channel: name = 'accord', onError = () => undefined } = options;
  const handlers = new Map<string, Set<Handler>>();
  const channel = new BroadcastChannel(name);
  let isOpen = true;

  const heard = (topic: string): Handler[] => [
    ...(handlers.get(topic) ?? []),
    ...(handlers.get(`${feedOf(topic)}/*`) ?? []),
  ];
  const deliver = (topic: string, notice: () => Notice): void => {
    const listeners = heard(topic);
    if (listeners.length === 0) return;
    try {
      const one = notice();
      for (const listener of listeners) callSafely(() => listener(one), onError);
    } catch (error) {
      onError(error);
    }
  };
  channel.onmessage = (message: unknown) => {
    const { data } = message as { data: readonly unknown[] };
    for (const event of data) deliver(topicOf(event), () => noticeOf(event));
  };
  channel.unref(); // Listening alone must not keep the process running.

  return {
    async publish(notices) {
      if (!isOpen || notices.length === 0) return;
      channel.postMessage(notices.map(cloudEventOf));
      await Promise.resolve(); // Handlers run after the publisher, as they do in the other threads.
      for (const notice of notices) deliver(notice.topic, () => notice);
    },
    async subscribe(topic, handler): Promise<Unsubscribe> {
      if (!isOpen) throw new HubError('SOURCE_UNAVAILABLE', 'the bus is closed', { source: 'bus' });
      const one: Handler = (notice) => handler(notice); // a handler that subscribes twice is heard twice
      handlers.set(topic, (handlers.get(topic) ?? new Set()).add(one));
      return async () => {
        handlers.get(topic)?.delete(one);
        if (handlers.get(topic)?.size === 0) handlers.delete(topic);
      };
    },
    async close() {
      isOpen = false;
      handlers.clear();
      channel.close();
    },
  };
}

function callSafely(call: () => void, onError: (error: unknown) => void): void {
  try {
    call();
  } catch (error) {
    onError(error);
  }
}
