import { createDeliveries, type DeliveriesOptions, type DeliveryRound } from '../../platform/connect/deliveries';
import type { Call } from '../../platform/connect/port';
import { money, type Money } from '../../platform/domain/money';
import type { Trace } from '../../platform/domain/origin';
import type { AccountDocument, BillingDocuments } from '../../subgraphs/billing/documents';

/** What an account owes now; zero settles it. */
export interface Bill {
  readonly accountId: string;
  readonly patientId: string;
  readonly facilityId: string;
  readonly amount: Money;
}

/** Bills on their way to whoever collects from patients. */
export interface Bills {
  /** Takes note that these accounts' bills changed. */
  enqueue(accounts: readonly { readonly accountId: string; readonly version: number }[], trace: Trace): Promise<void>;
  /** Tells what is due; an outage ends the round. Returns how many bills were told. */
  deliverPending(signal: AbortSignal, round?: DeliveryRound): Promise<number>;
}

export interface BillsOptions extends Omit<DeliveriesOptions, 'name'> {
  readonly documents: Pick<BillingDocuments, 'accounts'>;
  readonly tell: (bill: Bill, call: Call) => Promise<void>;
}

/** Each delivery tells the account's balance of that moment, so that a late one never brings an old bill back. */
export async function createBills({ documents, tell, ...options }: BillsOptions): Promise<Bills> {
  const deliveries = await createDeliveries<{ readonly accountId: string }>({ ...options, name: 'hub_bill' });
  return {
    enqueue: (accounts, { correlationId }) =>
      deliveries.enqueue(
        accounts.map(({ accountId, version }) => ({
          id: `${accountId}@${version}`,
          command: { accountId },
          correlationId,
        })),
      ),
    deliverPending: (signal, round) =>
      deliveries.runOnce(
        {
          async deliver({ command }, call) {
            const account = await documents.accounts.get(command.accountId);
            if (account) await tell(billOf(account), call);
          },
          refused: async ({ _id }, { code }) => options.log.warn({ bill: _id, code }, 'a bill was refused'),
        },
        signal,
        round,
      ),
  };
}

const billOf = ({ _id, patientId, facilityId, patientBalance, currency }: AccountDocument): Bill => ({
  accountId: _id,
  patientId,
  facilityId,
  amount: money(Math.max(patientBalance, 0), currency),
});
