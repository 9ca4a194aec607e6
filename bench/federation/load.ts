import { Pool } from 'undici';
import { percentile } from '../harness/statistics';

/** What one gateway is asked, for how long. */
export interface Load {
  readonly url: string;
  /** JSON. */
  readonly body: string;
  readonly token: string;
  readonly seconds: number;
}

/** What came of it. */
export interface Loaded {
  readonly requestsPerSecond: number;
  /** Milliseconds. */
  readonly p99: number;
  /** Requests without a good answer. */
  readonly failed: number;
}

const CONNECTIONS = 50;

/** Kept from one load to the next: a busy server takes new connections one by one, which is no gateway's work. */
const pools = new Map<string, Pool>();

function poolOf(origin: string): Pool {
  const pool = pools.get(origin) ?? new Pool(origin, { connections: CONNECTIONS });
  pools.set(origin, pool);
  return pool;
}

/** Asks as often as it is answered, on every connection. In a process of its own: what it takes is not the gateway's. */
async function run({ url, body, token, seconds }: Load): Promise<Loaded> {
  const { origin, pathname: path } = new URL(url);
  const pool = poolOf(origin);
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
  const times: number[] = [];
  let failed = 0;
  const started = performance.now();
  const user = async (): Promise<void> => {
    for (let now = started; now - started < seconds * 1_000;) {
      const { statusCode, body: answer } = await pool.request({ path, method: 'POST', headers, body });
      await answer.arrayBuffer();
      if (statusCode !== 200) failed += 1;
      const then = now;
      now = performance.now();
      times.push(now - then);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, user));
  const elapsed = (performance.now() - started) / 1_000;
  return { requestsPerSecond: times.length / elapsed, p99: percentile(times, 0.99), failed };
}

process.on('message', (load: Load) => void run(load).then((loaded) => process.send?.(loaded)));
process.once('disconnect', () => process.exit(0));
