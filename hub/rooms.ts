import type { Clock } from '../platform/domain/instant';
import type { Bus } from '../platform/events/port';
import type { Store } from '../platform/store/port';
import type { Logger } from '../platform/telemetry/logger';
import { createBilling, type Billing } from '../subgraphs/billing/index';
import { createEhrSubgraph, type Ehr } from '../subgraphs/ehr/index';
import { createErpSubgraph, type Erp } from '../subgraphs/erp/index';
import { createPayerSubgraph, type PayerRoom } from '../subgraphs/payer/index';
import { createPaymentsSubgraph, type Payments } from '../subgraphs/payments/index';
import type { Outside } from './outside';

/** The rooms of the house over one store: the same in the thread that answers and in the thread that works. */
export interface Rooms {
  readonly store: Store;
  readonly bus: Bus;
  readonly ehr: Ehr;
  readonly payer: PayerRoom;
  readonly erp: Erp;
  readonly payments: Payments;
  readonly billing: Billing;
}
