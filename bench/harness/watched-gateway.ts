import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A gateway of its own process, whose event loop is watched from here. */
export interface WatchedGateway {
  readonly url: string;
  /** Does the work; returns the longest time in milliseconds that the gateway's event loop was held meanwhile. */
  watch(work: () => Promise<unknown>): Promise<number>;
  /** Has it load its supergraph as a new one; resolves when it serves that. */
  swap(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts one over empty rooms in a data folder. */
export async function startWatchedGateway(dataFolder: string): Promise<WatchedGateway> {
  const child = fork(join(__dirname, 'watched-gateway-worker.ts'), [dataFolder]);
  const told = async <T>(): Promise<T> => ((await once(child, 'message')) as [T])[0];
  const { url } = await told<{ url: string }>();
  const ask = async (what: 'RESET' | 'READ' | 'SWAP'): Promise<number> => {
    child.send(what);
    return (await told<{ longest: number }>()).longest;
  };
  return {
    url,
    async watch(work) {
      await ask('RESET');
      await work();
      return ask('READ');
    },
    async swap() {
      await ask('SWAP');
    },
    async stop() {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
