import { join } from 'node:path';
import { buildSubgraph } from '../../platform/access/build-subgraph';
import type { Subgraph } from '../../platform/access/subgraph';
import { createDeliveries, type DeliveryRound } from '../../platform/connect/deliveries';
import type { Recorder } from '../../platform/connect/port';
import type { Clock } from '../../platform/domain/instant';
import { createCommitLog } from '../../platform/events/commit-log';
import type { CommitLog, FeedEntry } from '../../platform/events/port';
import type { Store } from '../../platform/store/port';
import type { Logger } from '../../platform/telemetry/logger';
import { createErpCommands, type ErpCommands } from './commands';
import type { ErpConnector } from './connector';
import { LEDGER_ACCOUNT_CODES } from './connectors/ledger-account-codes';
import { createDeliveryHandler, enqueueJournals } from './delivery';
import { openErpDocuments, projectErp, type ErpDocuments } from './documents';
import type { ErpFact, PostJournalCommand } from './domain';
import { createFactWriter } from './fact-writer';
import { createLoaders } from './loaders';
import { lineage } from './mapping';
import { createRecorder } from './recorder';
import { resolvers } from './resolvers';

export interface ErpDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** The hub's ledger accounts in the site's chart of accounts. */
  readonly ledgerAccountCodes?: Readonly<Record<string, string>>;
  /** Secret that the HASH mask is keyed by; random unless given. */
  readonly hashKey?: string | undefined;
}

/** The erp room: its graph, its commands, how messages become its facts and those its documents. */
export interface Erp {
  readonly subgraph: Subgraph;
  readonly log: CommitLog<ErpFact>;
  readonly documents: ErpDocuments;
  readonly commands: ErpCommands;
  /** Brings documents and work list up to date with a batch of the room's own feed. */
  readonly project: (entries: readonly FeedEntry<ErpFact>[]) => Promise<void>;
  /** Records what the ERP sent, once it stands in the inbox. */
  record(connector: Pick<ErpConnector, 'read'>): Recorder;
  /** Carries out the commands that are due; an outage ends the round. Returns how many were settled. */
  deliverPending(connector: ErpConnector, signal: AbortSignal, round?: DeliveryRound): Promise<number>;
  /** Journals that have not reached the ERP yet. */
  pendingDeliveries(): Promise<number>;
}

/** Wires the erp room over a store. */
export async function createErpSubgraph(dependencies: ErpDependencies): Promise<Erp> {
  const { store, clock, log: logger, ledgerAccountCodes = LEDGER_ACCOUNT_CODES, hashKey } = dependencies;
  const log = await createCommitLog<ErpFact>({ store, name: 'erp', clock });
  const documents = await openErpDocuments(store);
  const deliveries = await createDeliveries<PostJournalCommand>({ store, name: 'erp', clock, log: logger });
  const writer = createFactWriter({ log, clock });
  return {
    subgraph: buildSubgraph({
      name: 'erp',
      schemaFile: join(__dirname, 'schema.graphql'),
      resolvers,
      lineage,
      contextFor: (call) => ({ loaders: createLoaders(documents, call), ...call }),
      hashKey,
      clock,
    }),
    log,
    documents,
    commands: createErpCommands({ writer, clock, ledgerAccountCodes }),
    async project(entries) {
      await enqueueJournals(deliveries, entries);
      await projectErp(documents, entries);
    },
    record: (connector) => createRecorder({ writer, connector }),
    deliverPending: (connector, signal, round) =>
      deliveries.runOnce(createDeliveryHandler({ connector, writer, clock }), signal, round),
    pendingDeliveries: () => deliveries.waiting(),
  };
}
