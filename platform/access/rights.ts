import type { Access } from './access-directive';
import type { Viewer } from './viewer';

/** What becomes of a field for one viewer: its value, its value masked, or null with an error. */
export type Decision = 'ALLOW' | 'MASK' | 'DENY';

/** The part of a viewer that decisions depend on. */
export type Rights = Pick<Viewer, 'scopes' | 'purpose' | 'glass'>;

/** What whoever breaks the glass may read of PII and PHI beyond their own rights: who patients are and how. */
export const LENT_SCOPES: ReadonlySet<string> = new Set([
  'patient:read',
  'encounter:read',
  'coverage:read',
  'claim:read',
  'account:read',
  'payment:read',
  'remittance:read',
]);

const isOpened = ({ class: dataClass }: Access, { glass }: Rights): boolean =>
  glass !== undefined && (dataClass === 'PII' || dataClass === 'PHI');

/**
 * Decides one field for one viewer. Missing classification and missing viewer are refused: default deny.
 * A SECRET without scopes is open to no one. A broken glass opens PII and PHI to the scopes it lends, and nothing else.
 */
export function decide(access: Access | undefined, rights: Rights | undefined): Decision {
  if (!access) return 'DENY';
  if (access.class === 'PUBLIC' && access.scopes.length === 0 && access.purposes.length === 0) return 'ALLOW';
  if (!rights) return 'DENY';
  if (holdsScopes(access, rights) && holdsPurpose(access, rights)) return 'ALLOW';
  return access.mask ? 'MASK' : 'DENY';
}

function holdsScopes(access: Access, rights: Rights): boolean {
  const { class: dataClass, scopes } = access;
  if (scopes.length === 0) return dataClass !== 'SECRET';
  const isLent = isOpened(access, rights);
  return scopes.some((all) => all.every((scope) => rights.scopes.has(scope) || (isLent && LENT_SCOPES.has(scope))));
}

const holdsPurpose = (access: Access, rights: Rights): boolean =>
  access.purposes.length === 0 || access.purposes.includes(rights.purpose) || isOpened(access, rights);

/**
 * `decide` for one directive, remembering its last viewer: a list of a thousand rows is decided once. Remembers by
 * identity, so a new viewer (each request, each pushed event) is always decided anew.
 */
export function compileDecision(access: Access | undefined): (viewer: Viewer | undefined) => Decision {
  let last: Viewer | undefined;
  let decision = decide(access, undefined);
  return (viewer) => {
    if (viewer !== last) {
      decision = decide(access, viewer);
      last = viewer;
    }
    return decision;
  };
}

/** Text that is equal for two viewers exactly when every decision is equal for both. */
export const rightsKeyOf = ({ scopes, purpose, glass }: Rights): string =>
  `${purpose}${glass ? '!' : ''} ${[...scopes].sort().join(' ')}`;
