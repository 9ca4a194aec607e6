import type { Document } from 'mongodb';
import { conditionOf } from './filter';
import { conditionQuery } from './mongodb-filter';
import type { Quirks } from './mongodb-quirks';
import type { Group, GroupSpec } from './port';
import { groupOf } from './results';

/** The aggregation of a group spec, whose paths are checked already; several where the server wants one sum in each. */
export function groupStages({ by, sum = [], filter = {} }: GroupSpec, { hasOneAccumulator }: Quirks): Document[][] {
  const keys = Object.fromEntries(by.map((path, index) => [`k${index}`, `$${path}`]));
  const sums = sum.map((path, index) => ({ [`s${index}`]: { $sum: `$${path}` } }));
  const accumulators: Document[] = [{ count: { $sum: 1 } }, ...sums];
  const match = { $match: conditionQuery(conditionOf(filter)) };
  return (hasOneAccumulator ? accumulators : [Object.assign({}, ...accumulators) as Document]).map((some) => [
    match,
    { $group: { _id: by.length === 0 ? null : keys, ...some } },
  ]);
}

/** Rows of the aggregations as groups; MongoDB tells absent from null, the port does not. */
export function groupsFrom(spec: GroupSpec, rows: readonly Document[]): readonly Group[] {
  const { by, sum = [] } = spec;
  const groups = new Map<string, { count: number; keys: unknown[]; sums: number[] }>();
  for (const row of rows) {
    const values = (row['_id'] ?? {}) as Record<string, unknown>;
    const keys = by.map((_, index) => values[`k${index}`] ?? null);
    const label = JSON.stringify(keys);
    const known = groups.get(label) ?? { count: 0, keys, sums: sum.map(() => 0) };
    known.count += Number(row['count'] ?? 0);
    known.sums = known.sums.map((total, index) => total + Number(row[`s${index}`] ?? 0));
    groups.set(label, known);
  }
  return [...groups.values()].map((found) => groupOf(spec, found));
}
