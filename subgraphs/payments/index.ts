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
import { createPaymentCommands, type PaymentCommands } from './commands';
import type { Bank, PaymentService } from './connector';
import { createDeliveryHandler, enqueueCommands } from './delivery';
import { openPaymentDocuments, projectPayments, type PaymentDocuments } from './documents';
import type { PaymentCommand, PaymentFact } from './domain';
import { createFactWriter } from './fact-writer';
import { lineage } from './lineage';
import { createLoaders } from './loaders';
import { createBankFileRecorder, createEventRecorder } from './recorder';
import { resolvers } from './resolvers';

export interface PaymentsDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** Secret that the HASH mask is keyed by; random unless given. */
  readonly hashKey?: string | undefined;
}

/** The payments room: its graph, its commands, how messages become its facts and those its documents. */
export interface Payments {
  readonly subgraph: Subgraph;
  readonly log: CommitLog<PaymentFact>;
  readonly documents: PaymentDocuments;
  readonly commands: PaymentCommands;
  /** Brings documents and work list up to date with a batch of the room's own feed. */
  readonly project: (entries: readonly FeedEntry<PaymentFact>[]) => Promise<void>;
  /** Records events of the payment service that stand in the inbox. */
  recordStripeEvents(service: Pick<PaymentService, 'read' | 'payment' | 'payoutItems'>): Recorder;
  /** Records bank files that stand in the inbox. */
  recordBankFiles(bank: Pick<Bank, 'read'>): Recorder;
  /** Carries out the commands that are due; an outage ends the round. Returns how many were settled. */
  deliverPending(service: PaymentService, signal: AbortSignal, round?: DeliveryRound): Promise<number>;
  /** Commands that have not reached the payment service yet. */
  pendingDeliveries(): Promise<number>;
}

/** Wires the payments room over a store. */
export async function createPaymentsSubgraph(dependencies: PaymentsDependencies): Promise<Payments> {
  const { store, clock, log: logger, hashKey } = dependencies;
  const log = await createCommitLog<PaymentFact>({ store, name: 'payments', clock });
  const documents = await openPaymentDocuments(store);
  const deliveries = await createDeliveries<PaymentCommand>({ store, name: 'payments', clock, log: logger });
  const writer = createFactWriter({ log, documents, clock });
  return {
    subgraph: buildSubgraph({
      name: 'payments',
      schemaFile: join(__dirname, 'schema.graphql'),
      resolvers,
      lineage,
      contextFor: (call) => ({ loaders: createLoaders(documents, call), ...call }),
      hashKey,
      clock,
    }),
    log,
    documents,
    commands: createPaymentCommands({ writer, documents, clock }),
    async project(entries) {
      await enqueueCommands(deliveries, entries);
      await projectPayments(documents, entries);
    },
    recordStripeEvents: (service) => createEventRecorder({ writer, service }),
    recordBankFiles: (bank) => createBankFileRecorder({ writer, bank }),
    deliverPending: (service, signal, round) =>
      deliveries.runOnce(createDeliveryHandler({ service, writer, clock }), signal, round),
    pendingDeliveries: () => deliveries.waiting(),
  };
}
