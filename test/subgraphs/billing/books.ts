import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calendarDate } from '../../../platform/domain/calendar-date';
import { instant } from '../../../platform/domain/instant';
import { createConsumer } from '../../../platform/events/consumer';
import { openFeed } from '../../../platform/events/feed';
import { createInProcessBus } from '../../../platform/events/in-process';
import { createSequencer } from '../../../platform/events/sequencer';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';
import type {
  AccountAction,
  AccountCommand,
  BillingFact,
  Charge,
  ClaimPayment,
} from '../../../subgraphs/billing/domain';
import { createBilling, type Billing } from '../../../subgraphs/billing/index';

export const at = instant('2026-01-06T08:00:00Z');
export const day = calendarDate('2026-01-05');
export const trace = { correlationId: 'test', causationId: null };

/** Billing over a real store, and its feed run by hand. */
export interface Books {
  readonly billing: Billing;
  /** Announces what was committed and brings the views up to date. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export async function openBooks(): Promise<Books> {
  const folder = mkdtempSync(join(tmpdir(), 'accord-books-'));
  const store = await openSqliteStore({ path: join(folder, 'accord.db') });
  const bus = createInProcessBus({ channel: folder });
  const billing = await createBilling({ store, bus });
  const worker = { store, bus, clock: () => at, log: silentLogger, holder: 'test' };
  const sequencer = await createSequencer({ ...worker, name: 'billing' });
  const feed = await openFeed<BillingFact>({ store, name: 'billing' });
  const consumer = await createConsumer({ ...worker, feed, group: 'views', handle: (batch) => billing.project(batch) });
  return {
    billing,
    async settle() {
      await sequencer.runOnce();
      await consumer.runOnce();
    },
    async close() {
      await consumer.stop();
      await sequencer.stop();
      await bus.close();
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

export const opening = { patientId: 'p1', facilityId: 'f1', legalEntityId: 'le1', currency: 'USD' };

export const command = (action: AccountAction, factKey: string, accountId = 'a1'): AccountCommand => ({
  accountId,
  factKey,
  at,
  origin: null,
  trace,
  action,
});

export const charge = (amount: number, id = 'c1', over: Partial<Charge> = {}): AccountAction => ({
  type: 'POST_CHARGE',
  charge: { ...opening, chargeItemId: id, encounterId: 'e1', amount, serviceDate: day, postingDate: day, payer: 'INSURANCE', ...over }, // prettier-ignore
});

export const claimPayment = (claimId: string, over: Partial<ClaimPayment> = {}): ClaimPayment => ({
  remittanceId: 'r1',
  ordinal: 1,
  claimId,
  statusCode: '1',
  billedAmount: 10_000,
  paidAmount: 6_000,
  adjustments: [{ group: 'CO', reasonCode: '45', kind: 'CONTRACTUAL', amount: 4_000 }],
  currency: 'USD',
  paymentDate: day,
  ...over,
});
