import { accessFaults } from '../../../../platform/access/rules/access-faults';
import { schemasOf } from './schemas-of';

const HEAD = 'scalar CalendarDate scalar MinorUnits type Money @access(class: PUBLIC) { minorUnits: MinorUnits! }';
const faults = (...sdls: string[]) => accessFaults(schemasOf(sdls));
const found = (...sdls: string[]) => faults(...sdls).map(({ rule, message }) => `${rule} ${message}`);

describe('the rules of one field', () => {
  it.each([
    ['type A { x: Int }', 'CLASS_MISSING A.x has no @access class: put @access(class: …) on the field or on its type'],
    ['type A @access(class: PHI, scopes: [["s"]]) { x: Int! }', 'GUARDED_NON_NULL A.x is guarded, so a refusal must be able to make it null: take the outer ! off'], // prettier-ignore
    ['type A @access(class: PHI, purposes: [TREAT]) { x: [Int]! }', 'GUARDED_NON_NULL A.x is guarded, so a refusal must be able to make it null: take the outer ! off'], // prettier-ignore
    ['type A @access(class: PHI, scopes: [["s"]], mask: RANGE) { x: Int }', 'MASK_MISFIT A.x is Int, which mask RANGE does not fit: it fits Money'], // prettier-ignore
    ['type A @access(class: PHI, scopes: [["s"]], mask: ZIP3) { x: ID }', 'MASK_MISFIT A.x is ID, which mask ZIP3 does not fit: it fits String'], // prettier-ignore
    ['type A @access(class: PHI, mask: REDACT) { x: String }', 'MASK_UNGUARDED A.x has a mask but no scopes or purposes, so nobody would ever see it masked: name them, or drop the mask'], // prettier-ignore
    ['type A @access(class: SECRET) { x: String }', 'SECRET_OPEN A.x is SECRET and so must name the scopes that open it'], // prettier-ignore
  ])('%s', (sdl, fault) => {
    expect(found(HEAD, sdl)).toEqual([fault]);
  });
});

describe('the rule of keys', () => {
  it.each([
    ['type A @key(fields: "x") @access(class: PHI, scopes: [["s"]]) { x: ID }', 'A.x'],
    ['type A @key(fields: "b { x }") @access(class: PHI) { b: B } type B @access(class: PHI, scopes: [["s"]]) { x: ID }', 'B.x'], // prettier-ignore
  ])('%s', (sdl, coordinate) => {
    expect(found(sdl)).toEqual([`GUARDED_KEY ${coordinate} is part of a key and so must not be guarded: key the type by another field, or guard what leads to it`]); // prettier-ignore
  });

  it('holds for a key that another subgraph guards', () => {
    const guarded = 'type A @key(fields: "y") @access(class: PHI) { y: ID x: ID @access(class: PHI, scopes: [["s"]]) }';
    const keyed = 'type A @key(fields: "x") @access(class: PHI) { x: ID }';
    const keys = faults(guarded, keyed).filter(({ rule }) => rule === 'GUARDED_KEY');
    expect(keys).toMatchObject([{ coordinates: ['A.x'], subgraphs: ['ehr', 'billing'] }]);
  });
});

describe('the rule of shared fields', () => {
  const field = (access: string) => `scalar CalendarDate type Patient { birthDate: CalendarDate ${access} }`;
  const differing = (...sdls: string[]) => faults(...sdls).filter(({ rule }) => rule === 'GUARDS_DIFFER');

  it('lets guards be that mean the same in another order', () => {
    const a = '@access(class: PHI, scopes: [["a", "b"], ["c"]], purposes: [TREAT, HPAYMT])';
    const b = '@access(purposes: [HPAYMT, TREAT], scopes: [["c"], ["b", "a"]], class: PHI)';
    expect(faults(field(a), field(b))).toEqual([]);
  });

  it.each([
    ['class', '@access(class: PUBLIC, scopes: [["patient:read"]], mask: YEAR_ONLY, purposes: [TREAT])'],
    ['scopes', '@access(class: PHI, scopes: [["patient:read"], ["other"]], mask: YEAR_ONLY, purposes: [TREAT])'],
    ['mask', '@access(class: PHI, scopes: [["patient:read"]], purposes: [TREAT])'],
    ['purposes', '@access(class: PHI, scopes: [["patient:read"]], mask: YEAR_ONLY)'],
    ['presence', ''],
  ])('names both subgraphs and the coordinate when they differ in %s', (_, weaker) => {
    const strict = '@access(class: PHI, scopes: [["patient:read"]], mask: YEAR_ONLY, purposes: [TREAT])';
    const [fault, ...more] = differing(field(strict), field(weaker));
    expect(more).toEqual([]);
    expect(fault).toMatchObject({ coordinates: ['Patient.birthDate'], subgraphs: ['ehr', 'billing'] });
    expect(fault?.message).toContain('Patient.birthDate is guarded differently: ehr says PHI');
    expect(fault?.message).toContain('Write the same @access in both');
  });

  it('counts what a field inherits from its type, or from an extension of it', () => {
    const own = 'type A { x: Int @access(class: PII, scopes: [["s"]]) }';
    const inherited = 'type A @access(class: PII, scopes: [["s"]]) { x: Int }';
    const extended = 'extend type A @access(class: PII, scopes: [["s"]]) { y: Int } type A { x: Int }';
    expect(differing(own, inherited, extended)).toEqual([]);
    expect(differing(own, 'type A @access(class: PUBLIC) { x: Int }')).toHaveLength(1);
  });

  it('names each weaker subgraph of three', () => {
    const [strict, weak] = [field('@access(class: PHI)'), field('@access(class: PUBLIC)')];
    expect(differing(strict, weak, weak).map(({ subgraphs }) => subgraphs)).toEqual([
      ['ehr', 'billing'],
      ['ehr', 'payer'],
    ]);
  });
});

describe('the rule of interfaces', () => {
  const abstract = (access: string) => `interface I @access(${access}) { x: String }`;
  const concrete = 'type A implements I @access(class: PHI, scopes: [["s"]]) { x: String }';

  it.each([
    ['no guard', 'class: PHI', 1],
    ['another scope', 'class: PHI, scopes: [["t"]]', 1],
    ['one more way in', 'class: PHI, scopes: [["s"], ["t"]]', 1],
    ['a milder class', 'class: PII, scopes: [["s"]]', 1],
    ['a mask where the type has none', 'class: PHI, scopes: [["s"]], mask: REDACT', 1],
    ['the same guard', 'class: PHI, scopes: [["s"]]', 0],
    ['a stricter guard', 'class: PHI, scopes: [["s", "t"]], purposes: [TREAT]', 0],
  ])('%s', (_case, access, count) => {
    const rules = faults(`${abstract(access)} ${concrete}`).map(({ rule }) => rule);
    expect(rules).toEqual(Array(count).fill('INTERFACE_WEAKER'));
  });

  it('holds between subgraphs, and says what to do', () => {
    const owner = `${abstract('class: PHI')} type B implements I @access(class: PHI) { x: String }`;
    const other = 'interface I { y: Int @access(class: PHI) } type A implements I { y: Int @access(class: PHI) }';
    const guarded = 'type A @access(class: PHI, scopes: [["s"]]) { x: String }';
    expect(faults(owner, other, guarded)).toEqual([
      {
        rule: 'INTERFACE_WEAKER',
        message: 'I.x is weaker than A.x, which it answers for: guard it at least as PHI [s] - []',
        coordinates: ['I.x', 'A.x'],
        subgraphs: ['ehr', 'payer'],
      },
    ]);
  });
});
