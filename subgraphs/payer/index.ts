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
import { createPayerCommands, type PayerCommands } from './claim-commands';
import type { PayerConnector } from './connector';
import { createDeliveryHandler, enqueueClaims, type ClaimDelivery } from './delivery';
import { openPayerDocuments, type PayerDocuments } from './documents';
import { PAYER_LOG, type PayerFact } from './facts';
import { createLoaders } from './loaders';
import { lineage } from './mapping';
import { project } from './projection';
import { createRecorder } from './recorder';
import { resolvers } from './resolvers';
import { takeFile, type FileReport, type GivenFile } from './take-file';
import { upcast } from './upcast';

export interface PayerDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Secret that the HASH mask is keyed by; random unless given. */
  readonly hashKey?: string | undefined;
}

/** The payer room: its graph, its commands, how messages become its facts and those its documents. */
export interface PayerRoom {
  readonly subgraph: Subgraph;
  readonly log: CommitLog<PayerFact>;
  readonly documents: PayerDocuments;
  readonly commands: PayerCommands;
  /** Records transaction sets that stand in the inbox. */
  readonly record: Recorder;
  /** Takes an X12 file in and tells what became of each transaction set. */
  takeFile(file: GivenFile): Promise<FileReport>;
  /** Brings documents and work list up to date with a batch of the room's own feed, and pairs claims with payments. */
  project(entries: readonly FeedEntry<PayerFact>[]): Promise<void>;
  /** Carries out the claims that are due; an outage ends the round. Returns how many were settled. */
  deliverPending(connector: PayerConnector, signal: AbortSignal, round?: DeliveryRound): Promise<number>;
  /** Claims that have not reached the payers' side yet. */
  pendingDeliveries(): Promise<number>;
}

/** Wires the payer room over a store. */
export async function createPayerSubgraph(dependencies: PayerDependencies): Promise<PayerRoom> {
  const { store, clock, log: logger, hashKey } = dependencies;
  const log = await createCommitLog<PayerFact>({ store, name: PAYER_LOG, clock, upcast });
  const documents = await openPayerDocuments(store);
  const deliveries = await createDeliveries<ClaimDelivery>({ store, name: PAYER_LOG, clock, log: logger });
  const deps = { log, documents, clock };
  return {
    subgraph: buildSubgraph({
      name: PAYER_LOG,
      schemaFile: join(__dirname, 'schema.graphql'),
      resolvers,
      lineage,
      contextFor: (call) => ({ loaders: createLoaders(documents, call), ...call }),
      hashKey,
      clock,
    }),
    log,
    documents,
    commands: createPayerCommands(deps),
    record: createRecorder(deps),
    takeFile: (file) => takeFile(deps, file),
    async project(entries) {
      await enqueueClaims(deliveries, entries);
      await project(deps, entries);
    },
    deliverPending: (connector, signal, round) =>
      deliveries.runOnce(createDeliveryHandler({ connector, log, clock }), signal, round),
    pendingDeliveries: () => deliveries.waiting(),
  };
}
