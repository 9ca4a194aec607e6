import type { Access } from './access-directive';
import type { Viewer } from './viewer';

/** What becomes of a field for one viewer: its value, its value masked, or null with an error. */
export type Decision = 'ALLOW' | 'MASK' | 'DENY';

/** The part of a viewer that decisions depend on. */
export type Rights = Pick<Viewer, 'scopes' | 'purpose'>;

/**
 * Decides one field for one viewer. Missing classification and missing viewer are refused: default deny.
 * A SECRET without scopes is open to no one.
 */
export function decide(access: Access | undefined, rights: Rights | undefined): Decision {
  if (!access) return 'DENY';
  if (access.class === 'PUBLIC' && access.scopes.length === 0 && access.purposes.length === 0) return 'ALLOW';
  if (!rights) return 'DENY';
  if (holdsScopes(access, rights) && holdsPurpose(access, rights)) return 'ALLOW';
  return access.mask ? 'MASK' : 'DENY';
}

function holdsScopes({ class: dataClass, scopes }: Access, rights: Rights): boolean {
  if (scopes.length === 0) return dataClass !== 'SECRET';
  return scopes.some((all) => all.every((scope) => rights.scopes.has(scope)));
}

const holdsPurpose = ({ purposes }: Access, rights: Rights): boolean =>
  purposes.length === 0 || purposes.includes(rights.purpose);

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
export const rightsKeyOf = ({ scopes, purpose }: Rights): string => `${purpose} ${[...scopes].sort().join(' ')}`;
