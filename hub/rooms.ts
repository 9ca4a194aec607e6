import type { Clock } from '../platform/domain/instant';
import { createInbox, type Inbox } from '../platform/events/inbox';
import type { Bus } from '../platform/events/port';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { createBilling, type Billing } from '../subgraphs/billing/index';
import { createEhrSubgraph, type Ehr } from '../subgraphs/ehr/index';
import { createErpSubgraph, type Erp } from '../subgraphs/erp/index';
import { createPayerSubgraph, type PayerRoom } from '../subgraphs/payer/index';
import { createPaymentsSubgraph, type Payments } from '../subgraphs/payments/index';

export interface RoomDependencies {
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly log: Logger;
  /** Secret that the HASH mask is keyed by; random unless given, which is good enough where nobody is answered. */
  readonly hashKey?: string | undefined;
}

/** The rooms of the house over one store: the same in the thread that answers and in the thread that works. */
export interface Rooms {
  readonly ehr: Ehr;
  readonly payer: PayerRoom;
  readonly erp: Erp;
  readonly payments: Payments;
  readonly billing: Billing;
  /** Raw messages of each room that has an outside system, and of the hub for what no room can read. */
  readonly inboxes: Readonly<Record<'ehr' | 'payer' | 'erp' | 'payments' | 'hub', Inbox>>;
}

export async function openRooms({ store, bus, clock, log, hashKey }: RoomDependencies): Promise<Rooms> {
  const inbox = (name: string): Promise<Inbox> => createInbox({ store, name, clock });
  return {
    ehr: await createEhrSubgraph({ store, clock, hashKey }),
    payer: await createPayerSubgraph({ store, clock, log, hashKey }),
    erp: await createErpSubgraph({ store, clock, log, hashKey }),
    payments: await createPaymentsSubgraph({ store, clock, log, hashKey }),
    billing: await createBilling({ store, bus, hashKey }),
    inboxes: {
      ehr: await inbox('ehr'),
      payer: await inbox('payer'),
      erp: await inbox('erp'),
      payments: await inbox('payments'),
      hub: await inbox('hub'),
    },
  };
}
