import { join } from 'node:path';
import { buildSubgraph } from '../../platform/access/build-subgraph';
import type { Subgraph } from '../../platform/access/subgraph';
import { createCommitLog } from '../../platform/events/commit-log';
import { openFeed } from '../../platform/events/feed';
import type { Bus, CommitLog, FeedEntry } from '../../platform/events/port';
import type { Store } from '../../platform/store/port';
import { createAccountWriter, type AccountWriter } from './account-writer';
import { createBalanceChanges } from './balance-changes';
import { createBillHolds, type BillHolds } from './bill-holds';
import { createCashPosting, type CashPosting } from './cash-posting';
import { openBillingDocuments, type BillingDocuments } from './documents';
import type { BillingFact } from './domain';
import { createExceptions, type RaiseException, type RaiseExceptions } from './exceptions';
import { requestJournals } from './journals';
import { createLoaders } from './loaders';
import { lineage } from './mapping';
import { createMetricSnapshots, type MetricSnapshots } from './metrics/snapshots';
import { project } from './projection';
import { createRaisedExceptions } from './raised-exceptions';
import { createRemittancePosting, type RemittancePosting } from './remittance-posting';
import { resolvers } from './resolvers';
import { upcast } from './upcast';

export interface BillingDependencies {
  readonly store: Store;
  readonly bus: Bus;
  /** Secret that the HASH mask is keyed by; random unless given. */
  readonly hashKey?: string | undefined;
}

/** The billing room: its graph, and the commands by which facts of other rooms reach the ledger. */
export interface Billing {
  readonly subgraph: Subgraph;
  readonly log: CommitLog<BillingFact>;
  readonly documents: BillingDocuments;
  readonly accounts: AccountWriter;
  readonly remittances: RemittancePosting;
  readonly billHolds: BillHolds;
  readonly cash: CashPosting;
  readonly metrics: MetricSnapshots;
  readonly raiseException: RaiseException;
  readonly raiseExceptions: RaiseExceptions;
  requestJournals(call: Parameters<typeof requestJournals>[1]): Promise<number>;
  /** Brings the views up to date with a batch of billing's own feed. */
  project(batch: readonly FeedEntry<BillingFact>[]): Promise<void>;
}

/** Wires the billing room over a store. */
export async function createBilling({ store, bus, hashKey }: BillingDependencies): Promise<Billing> {
  const log = await createCommitLog<BillingFact>({ store, name: 'billing', upcast });
  const feed = await openFeed<BillingFact>({ store, name: 'billing', upcast });
  const documents = await openBillingDocuments(store);
  const metrics = createMetricSnapshots(documents);
  const accounts = createAccountWriter({ log, snapshots: documents.snapshots });
  return {
    subgraph: buildSubgraph({
      name: 'billing',
      schemaFile: join(__dirname, 'schema.graphql'),
      resolvers,
      lineage,
      subscriptions: {
        accountBalanceChanged: createBalanceChanges({ log, bus, documents }),
        exceptionRaised: createRaisedExceptions({ log, feed, bus }),
      },
      contextFor: (call) => ({ loaders: createLoaders({ documents, metrics }, call), ...call }),
      hashKey,
    }),
    log,
    documents,
    accounts,
    remittances: createRemittancePosting({ log, writer: accounts, documents }),
    billHolds: createBillHolds({ holds: documents.billHolds, writer: accounts }),
    cash: createCashPosting({ log }),
    metrics,
    ...createExceptions({ log }),
    requestJournals: (call) => requestJournals({ log, documents }, call),
    project: (batch) => project(documents, batch),
  };
}
