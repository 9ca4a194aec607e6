import { HubError } from '../platform/domain/errors';
import type { LineageRow } from '../platform/mapping/lineage';
import type { LineageEdge } from './domain';

/** The rows that one API publishes: those its mappings run, and those its resolvers declare. */
export interface ApiLineage {
  readonly api: string;
  readonly rows: readonly LineageRow[];
}

/** Most steps that one question goes back through derived fields. */
export const MAX_LINEAGE_DEPTH = 10;
/** Most edges that one answer holds. */
const MAX_LINEAGE_EDGES = 1_000;

type Step = Omit<LineageEdge, 'depth'>;

/** Where each field comes from, over all APIs. */
export interface LineageGraph {
  /**
   * The edges that lead to `coordinate`, nearest first, going on from each source that is a field of the graph for
   * `depth` steps. Each field is entered once, so circles end. Throws BAD_INPUT for a depth outside 1 to 10.
   */
  upstream(coordinate: string, depth: number): readonly LineageEdge[];
  /** Coordinates that rows make or read although the graph has no such field, with the API of the row. */
  readonly unknown: readonly { readonly api: string; readonly coordinate: string }[];
}

/** Builds the graph of all rows; `hasField` tells the coordinates of the graph. */
export function lineageGraph(lineages: readonly ApiLineage[], hasField: (coordinate: string) => boolean): LineageGraph {
  const steps = lineages.flatMap(({ api, rows }) => rows.flatMap((row) => stepsOf(api, row)));
  const byTarget = new Map<string, Step[]>();
  for (const step of steps) {
    const known = byTarget.get(step.target) ?? [];
    if (known.some((other) => other.source === step.source && other.apiName === step.apiName)) continue;
    byTarget.set(step.target, [...known, step]);
  }
  return {
    upstream: (coordinate, depth) => upstream(byTarget, coordinate, depth),
    unknown: unknownCoordinates(steps, hasField),
  };
}

const stepsOf = (api: string, { target, sources, transform }: LineageRow): readonly Step[] =>
  sources.map((source) => ({
    target,
    source,
    sourceKind: isCoordinate(source) ? 'FIELD' : 'STANDARD',
    transform,
    apiName: api,
  }));

/** A coordinate is a type and a field; a path in a standard starts with the standard's name and a blank. */
const isCoordinate = (source: string): boolean => /^[A-Z]\w*\.[a-z_]\w*$/.test(source);

function upstream(byTarget: ReadonlyMap<string, readonly Step[]>, from: string, depth: number): readonly LineageEdge[] {
  if (!Number.isInteger(depth) || depth < 1 || depth > MAX_LINEAGE_DEPTH) {
    throw new HubError('BAD_INPUT', `depth must be between 1 and ${MAX_LINEAGE_DEPTH}`);
  }
  const edges: LineageEdge[] = [];
  const entered = new Set([from]);
  let frontier: readonly string[] = [from];
  for (let level = 1; level <= depth && frontier.length > 0; level += 1) {
    const steps = frontier.flatMap((coordinate) => byTarget.get(coordinate) ?? []);
    edges.push(...steps.map((step) => ({ ...step, depth: level })));
    const next = new Set(steps.filter(({ sourceKind }) => sourceKind === 'FIELD').map(({ source }) => source));
    frontier = [...next].filter((coordinate) => !entered.has(coordinate));
    for (const coordinate of frontier) entered.add(coordinate);
  }
  return edges.slice(0, MAX_LINEAGE_EDGES);
}

function unknownCoordinates(
  steps: readonly Step[],
  hasField: (coordinate: string) => boolean,
): LineageGraph['unknown'] {
  const named = steps.flatMap(({ apiName, target, source, sourceKind }) => [
    { api: apiName, coordinate: target },
    ...(sourceKind === 'FIELD' ? [{ api: apiName, coordinate: source }] : []),
  ]);
  const unknown = new Map<string, LineageGraph['unknown'][number]>();
  for (const item of named) {
    if (!hasField(item.coordinate)) unknown.set(`${item.api} ${item.coordinate}`, item);
  }
  return [...unknown.values()];
}
