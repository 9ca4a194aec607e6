import { parse } from 'graphql';
import { differingGuards } from '../../catalog/guards';

const compare = (...sdls: string[]) =>
  differingGuards(sdls.map((sdl, index) => ({ name: ['ehr', 'billing', 'payer'][index] ?? '', document: parse(sdl) })));
const field = (access: string) => `type Patient { birthDate: CalendarDate ${access} }`;

describe('guards of shared fields', () => {
  it('agree when they mean the same in another order', () => {
    const a = '@access(class: PHI, scopes: [["a", "b"], ["c"]], purposes: [TREAT, HPAYMT])';
    const b = '@access(purposes: [HPAYMT, TREAT], scopes: [["c"], ["b", "a"]], class: PHI)';
    expect(compare(field(a), field(b))).toEqual([]);
  });

  it.each([
    ['class', '@access(class: PUBLIC, scopes: [["patient:read"]], mask: YEAR_ONLY, purposes: [TREAT])'],
    ['scopes', '@access(class: PHI, scopes: [["patient:read"], ["other"]], mask: YEAR_ONLY, purposes: [TREAT])'],
    ['mask', '@access(class: PHI, scopes: [["patient:read"]], purposes: [TREAT])'],
    ['purposes', '@access(class: PHI, scopes: [["patient:read"]], mask: YEAR_ONLY)'],
    ['presence', ''],
  ])('differ in %s: both subgraphs and the coordinate are named', (_, weaker) => {
    const strict = '@access(class: PHI, scopes: [["patient:read"]], mask: YEAR_ONLY, purposes: [TREAT])';
    const [fault, ...more] = compare(field(strict), field(weaker));
    expect(more).toEqual([]);
    expect(fault).toMatchObject({
      rule: 'GUARDS_DIFFER',
      coordinates: ['Patient.birthDate'],
      subgraphs: ['ehr', 'billing'],
    });
    expect(fault?.message).toContain('Patient.birthDate is guarded differently: ehr says PHI');
  });

  it('count what a field inherits from its type, or from an extension of it', () => {
    const own = 'type A { x: Int @access(class: PII, scopes: [["s"]]) }';
    const inherited = 'type A @access(class: PII, scopes: [["s"]]) { x: Int }';
    const extended = 'extend type A @access(class: PII, scopes: [["s"]]) { y: Int } type A { x: Int }';
    expect(compare(own, inherited, extended)).toEqual([]);
    expect(compare(own, 'type A @access(class: PUBLIC) { x: Int }')).toHaveLength(1);
  });

  it('report each weaker subgraph of three', () => {
    const [strict, weak] = [field('@access(class: PHI)'), field('@access(class: PUBLIC)')];
    expect(compare(strict, weak, weak).map(({ subgraphs }) => subgraphs)).toEqual([
      ['ehr', 'billing'],
      ['ehr', 'payer'],
    ]);
  });
});
