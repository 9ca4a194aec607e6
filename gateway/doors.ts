import { CONTRACTS, type ContractName } from '../platform/access/contracts';

/** Where clients come in: the whole graph, or one of its contracts. */
export const DOORS = ['graph', ...CONTRACTS] as const;
export type Door = (typeof DOORS)[number];

/** Path of the whole graph; a contract's stands below it. */
export const GRAPH_PATH = '/graphql';

export const pathOf = (door: Door): string => (door === 'graph' ? GRAPH_PATH : `${GRAPH_PATH}/${door}`);

/** The contract behind a door; null for the whole graph. */
export const contractBehind = (door: Door): ContractName | null => (door === 'graph' ? null : door);

export const doorOf = (contract: ContractName | null): Door => contract ?? 'graph';

const BY_PATH: ReadonlyMap<string, Door> = new Map(
  DOORS.flatMap((door) => [[pathOf(door), door] as const, [`${pathOf(door)}/`, door] as const]),
);

/** The door that a request's target leads to, whatever its query; undefined where there is none. */
export function doorAt(target: string): Door | undefined {
  const end = target.indexOf('?');
  return BY_PATH.get(end === -1 ? target : target.slice(0, end));
}
