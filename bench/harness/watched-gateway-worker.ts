import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openLocalGraph } from './local-graph';

/** A gateway over empty rooms in a process of its own, which tells how long its event loop was held. */
async function serve(dataFolder: string): Promise<void> {
  const graph = await openLocalGraph(dataFolder);
  const delay = monitorEventLoopDelay({ resolution: 1 }); // 1 millisecond
  delay.enable();
  const answer = async (what: unknown): Promise<void> => {
    if (what === 'RESET') delay.reset();
    if (what === 'SWAP') await graph.swap();
    process.send?.({ longest: delay.max / 1e6 });
  };
  process.on('message', (what) => void answer(what));
  process.once('disconnect', () => process.exit(0));
  process.send?.({ url: graph.url });
}

void serve(process.argv[2] ?? '');
