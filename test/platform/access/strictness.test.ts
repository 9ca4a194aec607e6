import fc from 'fast-check';
import type { Access } from '../../../platform/access/access-directive';
import { decide, type Decision, type Rights } from '../../../platform/access/rights';
import { isAtLeastAsStrict, isAtLeastAsStrictAsInput } from '../../../platform/access/strictness';
import { DATA_CLASSES, MASKS, PURPOSES_OF_USE } from '../../../platform/access/viewer';
import { instant } from '../../../platform/domain/instant';

const SCOPES = ['claim:read', 'account:read', 'journal:read', 'analytics:read', 'audit:read'];
const accesses: fc.Arbitrary<Access> = fc.record({
  class: fc.constantFrom(...DATA_CLASSES),
  scopes: fc.array(fc.uniqueArray(fc.constantFrom(...SCOPES), { minLength: 1, maxLength: 2 }), { maxLength: 2 }),
  mask: fc.option(fc.constantFrom(...MASKS), { nil: null }),
  purposes: fc.uniqueArray(fc.constantFrom(...PURPOSES_OF_USE), { maxLength: 2 }),
});
const glass = { grantId: 'g', reason: 'why', until: instant('2026-02-03T05:00:00Z') };

/** Every viewer that decisions about these scopes can tell apart, the one who is not signed in included. */
const VIEWERS: readonly (Rights | undefined)[] = [
  undefined,
  ...Array.from(
    { length: 2 ** SCOPES.length },
    (_, bits) => new Set(SCOPES.filter((__, at) => bits & (1 << at))),
  ).flatMap((scopes) =>
    PURPOSES_OF_USE.flatMap((purpose) => [
      { scopes, purpose },
      { scopes, purpose, glass },
    ]),
  ),
];

const OPENNESS: readonly Decision[] = ['DENY', 'MASK', 'ALLOW'];

/** What strictness means, asked of every viewer. */
const showsNoMore = (strict: Access, other: Access, viewers: readonly (Rights | undefined)[]): boolean =>
  DATA_CLASSES.indexOf(strict.class) >= DATA_CLASSES.indexOf(other.class) &&
  viewers.every((viewer) => {
    const [mine, theirs] = [decide(strict, viewer), decide(other, viewer)];
    if (OPENNESS.indexOf(mine) > OPENNESS.indexOf(theirs)) return false;
    return mine !== 'MASK' || theirs !== 'MASK' || strict.mask === 'REDACT' || strict.mask === other.mask;
  });

describe('strictness', () => {
  it('is what the decisions of every viewer say', () => {
    fc.assert(
      fc.property(accesses, accesses, (strict, other) => {
        expect(isAtLeastAsStrict(strict, other)).toBe(showsNoMore(strict, other, VIEWERS));
      }),
      { numRuns: 3_000 },
    );
  });

  it('of a derived field is what viewers without a glass say who hold every record scope or none', () => {
    const record = SCOPES.slice(0, 3);
    const viewers = VIEWERS.filter(
      (viewer) => !viewer || (!viewer.glass && new Set(record.map((scope) => viewer.scopes.has(scope))).size === 1),
    );
    fc.assert(
      fc.property(accesses, accesses, (derived, input) => {
        expect(isAtLeastAsStrictAsInput(derived, input)).toBe(showsNoMore(derived, input, viewers));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is its own equal, and goes on from one field to the next', () => {
    fc.assert(
      fc.property(accesses, accesses, accesses, (a, b, c) => {
        expect(isAtLeastAsStrict(a, a)).toBe(true);
        if (isAtLeastAsStrict(a, b) && isAtLeastAsStrict(b, c)) expect(isAtLeastAsStrict(a, c)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  const access = (over: Partial<Access>): Access => ({
    class: 'FINANCIAL',
    scopes: [],
    mask: null,
    purposes: [],
    ...over,
  });
  const paid = access({ scopes: [['remittance:read']] });
  it.each([
    ['the same scope', paid, true],
    ['the scope of another record', access({ scopes: [['account:read']] }), true],
    ['no scope', access({}), false],
    ['a scope that opens no record', access({ scopes: [['account:read'], ['analytics:read']] }), false],
    ['a milder class', access({ class: 'INTERNAL', scopes: [['account:read']] }), false],
    ['a stricter class', access({ class: 'PHI', scopes: [['account:read']] }), true],
    ['a mask of its own', access({ scopes: [['account:read']], mask: 'RANGE' }), false],
  ])('of a field derived from what a record scope guards: %s', (_case, derived, holds) => {
    expect(isAtLeastAsStrictAsInput(derived, paid)).toBe(holds);
  });

  it('has no need of a guard where nothing is shown, and asks one of every field that shows something', () => {
    expect(isAtLeastAsStrict(undefined, paid)).toBe(true);
    expect(isAtLeastAsStrict(paid, undefined)).toBe(false);
    expect(isAtLeastAsStrictAsInput(undefined, paid)).toBe(true);
  });
});
