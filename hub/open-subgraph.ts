import type { Subgraph } from '../platform/access/subgraph';
import { systemClock } from '../platform/domain/instant';
import { watchFeed } from '../platform/events/feed-watch';
import { createInProcessBus } from '../platform/events/in-process';
import type { Bus } from '../platform/events/port';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { createBilling } from '../subgraphs/billing/index';
import { createEhrSubgraph } from '../subgraphs/ehr/index';
import { createErpSubgraph } from '../subgraphs/erp/index';
import { createPayerSubgraph } from '../subgraphs/payer/index';
import { createPaymentsSubgraph } from '../subgraphs/payments/index';
import type { Teardown } from './teardown';

interface Opening {
  readonly store: Store;
  readonly hashKey: string;
  readonly log: Logger;
}

interface Room {
  readonly subgraph: Subgraph;
}

const ROOMS = {
  ehr: (it: Opening & { bus: Bus }): Promise<Room> => createEhrSubgraph({ ...it, clock: systemClock }),
  payer: (it: Opening & { bus: Bus }): Promise<Room> => createPayerSubgraph({ ...it, clock: systemClock }),
  erp: (it: Opening & { bus: Bus }): Promise<Room> => createErpSubgraph({ ...it, clock: systemClock }),
  payments: (it: Opening & { bus: Bus }): Promise<Room> => createPaymentsSubgraph({ ...it, clock: systemClock }),
  billing: (it: Opening & { bus: Bus }): Promise<Room> => createBilling(it),
} as const;

/** Names of the subgraphs that can run alone. */
export const SUBGRAPH_NAMES = Object.keys(ROOMS) as readonly (keyof typeof ROOMS)[];

/** Opens one room for its subgraph alone. What others write reaches its subscriptions by its own feed in the store. */
export async function openSubgraph(
  name: keyof typeof ROOMS,
  { teardown, ...opening }: Opening & { readonly teardown: Teardown },
): Promise<Subgraph> {
  const { store, log } = opening;
  const bus = createInProcessBus({ onError: (error) => log.warn({ err: error }, 'a notice could not be heard') });
  teardown.add(() => bus.close());
  const { subgraph } = await ROOMS[name]({ ...opening, bus });
  if (Object.keys(subgraph.subscriptions).length > 0) {
    const watch = await watchFeed({ store, name, bus, log });
    teardown.add(() => watch.stop());
  }
  return subgraph;
}
