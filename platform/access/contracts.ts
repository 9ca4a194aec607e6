import type { Viewer } from './viewer';

/** The contracts of the one graph, by the `@tag` of the fields that belong to each. */
export const CONTRACTS = ['portal', 'analytics', 'finance', 'governance'] as const;
export type ContractName = (typeof CONTRACTS)[number];

export const isContract = (text: string): text is ContractName => (CONTRACTS as readonly string[]).includes(text);

/**
 * The scopes that count within a contract, whatever else its viewer holds; a contract that is not named narrows nothing.
 * Analytics reveals no identity to anyone, so what only a right to identities opens stays masked or refused there.
 */
const GRANTS: Readonly<Partial<Record<ContractName, readonly string[]>>> = {
  analytics: ['analytics:read', 'catalog:read'],
};

/** The viewer as they are within a contract: a glass that they broke elsewhere is whole there. */
export function viewerWithin(contract: ContractName | null, viewer: Viewer): Viewer {
  const grants = contract === null ? undefined : GRANTS[contract];
  if (!grants) return viewer;
  const { glass: _, ...rest } = viewer;
  return { ...rest, scopes: new Set(grants.filter((scope) => viewer.scopes.has(scope))) };
}
