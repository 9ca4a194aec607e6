import { createDevelopmentIssuer } from '../platform/access/development-issuer';
import { systemClock } from '../platform/domain/instant';
import type { Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { percentile } from './harness/statistics';
import { startWatchedGateway, type WatchedGateway } from './harness/watched-gateway';

const SWAPS = 10;
const CLIENTS = 4;
const BEFORE = 3_000; // milliseconds of load that swaps are held against
const UNDER = 50; // milliseconds

const times = (count: number, one: (at: number) => string): readonly string[] => Array.from({ length: count }, (_, at) => one(at)); // prettier-ignore

/** Fifty operations in use, each of which the new graph has to plan. */
const OPERATIONS = times(50, (at) => `query Q${at} { facilities { id name n${at}: npi legalEntity { id name currency } } payers { id name } }`); // prettier-ignore

/** A new supergraph under load: what clients notice of it, and how long it holds the event loop. */
export const bench: Bench = {
  name: 'swapping the supergraph under load',
  run: () =>
    withFolder(async (folder) => {
      const gateway = await startWatchedGateway(folder);
      try {
        const issuer = await createDevelopmentIssuer({ folder });
        const token = await issuer.issue({
          role: 'finance',
          facilityIds: ['*'],
          clientId: 'bench',
          now: systemClock(),
        });
        for (const operation of OPERATIONS) await ask(gateway, token, operation);
        const load = startLoad(gateway, token);
        await new Promise((resolve) => setTimeout(resolve, BEFORE));
        const before = load.take();
        const held = await gateway.watch(async () => {
          for (let swap = 0; swap < SWAPS; swap += 1) await gateway.swap();
        });
        const during = load.take();
        await load.stop();
        return [
          { what: 'requests while swapping', value: during.length, unit: '' },
          { what: 'without swaps, p99', value: percentile(before, 0.99), unit: 'ms' },
          { what: 'while swapping, p99', value: percentile(during, 0.99), unit: 'ms' },
          { what: 'while swapping, longest', value: Math.max(...during), unit: 'ms' },
          { what: 'event loop held', value: held, unit: 'ms', target: { under: UNDER } },
        ];
      } finally {
        await gateway.stop();
      }
    }),
};

/** Clients that ask one operation after another; any failure is thrown when they are stopped. */
function startLoad(gateway: WatchedGateway, token: string) {
  let isRunning = true;
  let elapsed: number[] = [];
  const client = async (first: number): Promise<void> => {
    for (let at = first; isRunning; at += 1) {
      const started = performance.now();
      await ask(gateway, token, OPERATIONS[at % OPERATIONS.length] ?? '');
      elapsed.push(performance.now() - started);
    }
  };
  const clients = Promise.all(Array.from({ length: CLIENTS }, (_, at) => client(at * 7)));
  return {
    take() {
      const taken = elapsed;
      elapsed = [];
      return taken;
    },
    async stop() {
      isRunning = false;
      await clients;
    },
  };
}

async function ask({ url }: WatchedGateway, token: string, query: string): Promise<void> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { errors } = (await response.json()) as { readonly errors?: readonly { readonly message: string }[] };
  if (errors) throw new Error(errors[0]?.message);
}
