import { join } from 'node:path';
import { buildSubgraph } from '../../platform/access/build-subgraph';
import type { Subgraph } from '../../platform/access/subgraph';
import type { Recorder } from '../../platform/connect/port';
import type { Clock } from '../../platform/domain/instant';
import { createCommitLog } from '../../platform/events/commit-log';
import type { CommitLog, FeedEntry } from '../../platform/events/port';
import type { Store } from '../../platform/store/port';
import { openEhrDocuments, type EhrDocuments } from './documents';
import { EHR_LOG, type EhrFact } from './facts';
import { createLoaders } from './loaders';
import { lineage } from './mapping/lineage';
import { project } from './projection';
import { createRecorder } from './recorder';
import { resolvers } from './resolvers';

export interface EhrDependencies {
  readonly store: Store;
  readonly clock: Clock;
  /** Secret that the HASH mask is keyed by; random unless given. */
  readonly hashKey?: string | undefined;
}

/** The ehr room: its graph, how messages become its facts, and how those become its documents. */
export interface Ehr {
  readonly subgraph: Subgraph;
  readonly log: CommitLog<EhrFact>;
  readonly documents: EhrDocuments;
  /** Records FHIR R4 resources that stand in the inbox. */
  readonly record: Recorder;
  /** Brings the documents up to date with a batch of the room's own feed. */
  project(entries: readonly FeedEntry<EhrFact>[]): Promise<void>;
}

/** Wires the ehr room over a store. */
export async function createEhrSubgraph({ store, clock, hashKey }: EhrDependencies): Promise<Ehr> {
  const log = await createCommitLog<EhrFact>({ store, name: EHR_LOG });
  const documents = await openEhrDocuments(store);
  return {
    subgraph: buildSubgraph({
      name: EHR_LOG,
      schemaFile: join(__dirname, 'schema.graphql'),
      resolvers,
      lineage,
      contextFor: (call) => ({ loaders: createLoaders(documents, call), ...call }),
      hashKey,
      clock,
    }),
    log,
    documents,
    record: createRecorder({ log, clock }),
    project: (entries) => project(documents.collections, entries),
  };
}
