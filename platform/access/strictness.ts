import type { Access } from './access-directive';
import { decide, LENT_SCOPES, type Rights } from './rights';
import { DATA_CLASSES, PURPOSES_OF_USE } from './viewer';

/**
 * Whether a field under the guard `strict` shows no viewer more than one under `other` does: its class is no milder,
 * whoever sees its value sees the other's, and whoever sees it masked sees the other's value, or it under the same mask
 * (REDACT, which leaves nothing, goes with every mask). A field without a class is shown to nobody.
 */
export const isAtLeastAsStrict = (strict: Access | undefined, other: Access | undefined): boolean =>
  !strict || showsNoMore(strict, other, leastViewersOf(strict));

/** Scopes that each open one kind of record of care and its billing. */
const RECORD_SCOPES: readonly string[] = [...LENT_SCOPES, 'journal:read'];

/**
 * `isAtLeastAsStrict` of a field and an input that it is worked out from. A fact that becomes part of another record is
 * read by that record's scope from then on (a payer's payment, once posted, by `account:read`) and opened by a broken
 * glass as that record is: these scopes count as one here, and no glass is broken. Class, mask, purposes and every
 * other scope, such as `analytics:read`, count as they are.
 */
export const isAtLeastAsStrictAsInput = (derived: Access | undefined, input: Access | undefined): boolean =>
  !derived ||
  showsNoMore(
    derived,
    input,
    leastViewersOf(derived)
      .filter((rights) => !rights?.glass)
      .map(ofAnyRecord),
  );

const ofAnyRecord = (rights: Rights | undefined): Rights | undefined =>
  rights && RECORD_SCOPES.some((scope) => rights.scopes.has(scope))
    ? { ...rights, scopes: new Set([...rights.scopes, ...RECORD_SCOPES]) }
    : rights;

function showsNoMore(strict: Access, other: Access | undefined, viewers: readonly (Rights | undefined)[]): boolean {
  if (!other || DATA_CLASSES.indexOf(strict.class) < DATA_CLASSES.indexOf(other.class)) return false;
  return viewers.every((rights) => {
    const [mine, theirs] = [decide(strict, rights), decide(other, rights)];
    if (mine === 'DENY' || theirs === 'ALLOW') return true;
    return mine === 'MASK' && theirs === 'MASK' && (strict.mask === other.mask || strict.mask === 'REDACT');
  });
}

/**
 * The least viewers of every kind that a guard tells apart. A further scope never takes a right away, so what holds for
 * these holds for all viewers.
 */
function leastViewersOf({ scopes }: Access): readonly (Rights | undefined)[] {
  const held = [[], ...scopes].map((all) => new Set(all));
  const withGlass = [...held, ...scopes.map((all) => new Set(all.filter((scope) => !LENT_SCOPES.has(scope))))];
  const ofPurpose = PURPOSES_OF_USE.flatMap((purpose) => [
    ...held.map((some) => ({ scopes: some, purpose })),
    ...withGlass.map((some) => ({ scopes: some, purpose, glass: ANY_GLASS })),
  ]);
  return [undefined, ...ofPurpose];
}

const ANY_GLASS = { grantId: 'any', reason: 'any', until: '9999-12-31T23:59:59.999Z' } as NonNullable<Rights['glass']>;
