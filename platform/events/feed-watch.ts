import type { Store } from '../store/port';
import type { Logger } from '../telemetry/logger';
import { openFeed } from './feed';
import { createLoop } from './loop';
import { noticesOf } from './sequencer';
import type { Bus } from './port';

export interface FeedWatchOptions {
  readonly store: Store;
  /** Of the feed. */
  readonly name: string;
  readonly bus: Pick<Bus, 'publish'>;
  readonly log: Logger;
  /** Milliseconds between two looks; 250 unless told. */
  readonly interval?: number;
}

/**
 * Tells this process's bus what other processes put into a feed, by looking at it: for where no bus lies between the
 * processes. One look serves however many listen. Begins at the feed's end; throws as the store does.
 */
export async function watchFeed({ store, name, bus, log, interval = 250 }: FeedWatchOptions): Promise<{
  stop(): Promise<void>;
}> {
  const feed = await openFeed({ store, name });
  let seen = await feed.head();
  const loop = createLoop({
    interval,
    log,
    async work() {
      const entries = await feed.read(seen);
      await bus.publish(noticesOf(name, entries));
      seen = entries.at(-1)?.position ?? seen;
      return entries.length;
    },
  });
  loop.start();
  return { stop: () => loop.stop() };
}
