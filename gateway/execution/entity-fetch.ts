import type { GraphQLSchema } from 'graphql';
import { HubError } from '../../platform/domain/errors';
import { applyRewrites, rewrittenPath } from './data-rewrites';
import { errorAt, thrownError } from './fetch-errors';
import type { Data, FetchAnswer, FetchError, FetchOperation } from './fetcher';
import { compileMerge, copyAlong, type Merge, type Shape } from './merging';
import { byContext, type InContext } from './context-arguments';
import { operationOf, send, shapeAfter, variablesOf } from './operation';
import { objectsAt, placesAt, type PlanPath } from './answer-paths';
import type { EntityFetchNode, FetchNode } from './query-plan';
import { compileRepresent, type Represent } from './representation';
import type { Batch, EntityRead, EntityReads, Run } from './run';
import { interfacesOf } from './type-condition';

interface EntityFetch {
  readonly node: FetchNode;
  readonly path: PlanPath;
  readonly operation: FetchOperation;
  readonly represent: Represent;
  readonly shape: Shape;
  readonly merge: Merge;
  readonly schema: GraphQLSchema;
  /** Equal for two fetches that ask the same of the same subgraph, wherever in the plan they stand. */
  readonly key: string;
}

/** The objects of the answer that one representation stands for. */
interface Group {
  readonly read: EntityRead;
  readonly targets: Data[];
  /** Whether this fetch read it, so that its data is no other's. */
  readonly isOwn: boolean;
}

/**
 * Runs a fetch by reference for the objects at a path: each entity once, however often it stands there, and not at all
 * where a fetch of the same text has read it in this request.
 */
export function compileEntityFetch<Call>(
  node: EntityFetchNode,
  path: PlanPath,
  schema: GraphQLSchema,
): (run: Run<Call>) => Promise<void> {
  const operation = operationOf(node);
  const shape = shapeAfter(node, operation.document);
  const fetch: EntityFetch = {
    ...{ node, path, operation, shape, schema },
    represent: rewritten(compileRepresent(node.requires, schema), node, schema),
    merge: compileMerge(shape, interfacesOf(schema)),
    key: `${node.serviceName} ${anonymous(operation)}`,
  };
  return (run) => runFetch(fetch, run);
}

/** Operations are numbered along their plan; what two of them ask may be the same all the same. */
const anonymous = ({ text, name }: FetchOperation): string => (name === undefined ? text : text.replace(name, ''));

function rewritten(represent: Represent, { inputRewrites }: FetchNode, schema: GraphQLSchema): Represent {
  if (!inputRewrites || inputRewrites.length === 0) return represent;
  return (entity) => {
    const text = represent(entity);
    if (text === undefined) return undefined;
    const value: unknown = JSON.parse(text);
    applyRewrites(inputRewrites, value, schema);
    return JSON.stringify(value);
  };
}

async function runFetch<Call>(fetch: EntityFetch, run: Run<Call>): Promise<void> {
  const objects = objectsAt(run.root, fetch.path);
  if (objects.length === 0) return;
  const groups = inContexts(objects, fetch, run).flatMap((context) => grouped(context, fetch, run));
  const batches = new Set(groups.map(({ read }) => read.batch));
  for (const batch of batches) await batch.settled;
  for (const group of groups) give(group, fetch, run);
  reportErrors(groups, fetch, run);
}

/** The objects together, or by what their surroundings say where the fetch asks with that. */
function inContexts<Call>(
  objects: readonly Data[],
  { node: { contextRewrites }, path, schema }: EntityFetch,
  { root }: Run<Call>,
): readonly InContext[] {
  return contextRewrites ? byContext(objects, contextRewrites, { root, path, schema }) : [{ objects, variables: {} }];
}

/** Groups the objects by what they stand for, and begins to read those entities that nobody has read yet. */
function grouped<Call>({ objects, variables }: InContext, fetch: EntityFetch, run: Run<Call>): readonly Group[] {
  const known = readsOf(fetch, run);
  const groups = new Map<string, Group>();
  const batch: Batch = { settled: NOTHING, entities: [], errors: new Map() };
  const texts: string[] = [];
  for (const object of objects) {
    const text = fetch.represent(object);
    if (text === undefined) continue;
    const group = groups.get(text);
    if (group) {
      group.targets.push(object);
      continue;
    }
    const reading = known.get(text);
    const read = reading ?? { batch, index: texts.push(text) - 1 };
    known.set(text, read);
    groups.set(text, { read, targets: [object], isOwn: reading === undefined });
  }
  if (texts.length > 0) batch.settled = fill(batch, texts, { fetch, run, variables });
  return [...groups.values()];
}

const NOTHING = Promise.resolve();

function readsOf<Call>({ key, node }: EntityFetch, { read }: Run<Call>): EntityReads {
  // The client's variables are the same throughout a request, so the text says all; what stands around does not.
  const known = node.contextRewrites ? undefined : read?.get(key);
  if (known) return known;
  const reads: EntityReads = new Map();
  if (!node.contextRewrites) read?.set(key, reads);
  return reads;
}

interface Filling<Call> {
  readonly fetch: EntityFetch;
  readonly run: Run<Call>;
  /** Beside the client's own. */
  readonly variables: Readonly<Data>;
}

/** Calls the subgraph for a batch. Never throws: what went wrong is an error of the answer. */
async function fill<Call>(
  batch: Batch,
  representations: readonly string[],
  { fetch, run, variables: around }: Filling<Call>,
): Promise<void> {
  const { node, operation, schema } = fetch;
  try {
    const variables = variablesOf(node, { ...run.variables, ...around });
    const answer = await send(run, node.serviceName, { operation, variables, representations });
    const errors = errorsByEntity(answer, fetch);
    batch.errors = errors.byIndex;
    run.errors.push(...errors.others.map((error) => errorAt(error, undefined)));
    if (!answer.data) return;
    batch.entities = entitiesOf(answer, representations.length, node);
    if (node.outputRewrites) applyRewrites(node.outputRewrites, batch.entities, schema);
  } catch (thrown) {
    run.errors.push(thrownError(thrown));
  }
}

function entitiesOf({ data }: FetchAnswer, expected: number, { serviceName: source }: FetchNode): readonly unknown[] {
  const entities = data?.['_entities'];
  if (Array.isArray(entities) && entities.length === expected) return entities as readonly unknown[];
  throw new HubError('SOURCE_MALFORMED', `the subgraph ${source} does not answer for each entity it was asked`, {
    source,
  });
}

function errorsByEntity({ errors = [] }: FetchAnswer, { node }: EntityFetch) {
  const byIndex = new Map<number, FetchError[]>();
  const others: FetchError[] = [];
  for (const error of errors) {
    const [root, index, ...rest] = error.path ?? [];
    if (root !== '_entities' || typeof index !== 'number') {
      others.push(error);
      continue;
    }
    const { message, extensions, originalError } = error;
    const path = rewrittenPath(node.outputRewrites ?? [], rest);
    const ofEntity = byIndex.get(index) ?? [];
    ofEntity.push({
      message,
      path,
      ...(extensions ? { extensions } : {}),
      ...(originalError ? { originalError } : {}),
    });
    byIndex.set(index, ofEntity);
  }
  return { byIndex, others };
}

/** Gives an entity's data to each object that stands for it; of another fetch's data only a copy. */
function give<Call>({ read, targets, isOwn }: Group, { merge, shape }: EntityFetch, run: Run<Call>): void {
  const entity = read.batch.entities[read.index];
  if (typeof entity !== 'object' || entity === null) return;
  const data = (isOwn ? entity : copyAlong(shape, entity)) as Data;
  if (run.shares && targets.length > 1) run.hasShared = true;
  for (const [index, target] of targets.entries()) {
    merge(target, run.shares || index === 0 ? data : (copyAlong(shape, entity) as Data));
  }
}

/** Puts each error of an entity at each place where that entity stands. */
function reportErrors<Call>(groups: readonly Group[], { path }: EntityFetch, run: Run<Call>): void {
  const failed = groups.filter(({ read }) => read.batch.errors.has(read.index));
  if (failed.length === 0) return;
  const places = placesAt(run.root, path);
  for (const { read, targets } of failed) {
    for (const error of read.batch.errors.get(read.index) ?? []) {
      const rest = error.path ?? [];
      for (const place of targets.flatMap((target) => places.get(target) ?? [])) {
        run.errors.push(errorAt(error, [...place, ...rest]));
      }
    }
  }
}
