import type { Compartment, PurposeOfUse, Viewer } from '../../../platform/access/viewer';

/** A viewer for tests: scopes, and whatever else matters to the case. */
export const viewerOf = (
  scopes: readonly string[],
  { purpose = 'HPAYMT', compartment = { kind: 'NETWORK' } }: { purpose?: PurposeOfUse; compartment?: Compartment } = {},
): Viewer => ({ subject: 's1', scopes: new Set(scopes), compartment, clientId: 'tests', tokenId: 't1', purpose });
