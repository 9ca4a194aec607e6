import { accessFaults } from '../../../../platform/access/rules/access-faults';
import { aggregated, derived } from '../../../../platform/mapping/lineage';
import { schemasOf } from './schemas-of';

const LEGS = 'type LedgerEntry { legs: Int @access(class: FINANCIAL, scopes: [["account:read"]]) }';
const balance = (access: string) => `type PatientAccount { balance: Int @access(${access}) }`;
const ROWS = [derived('PatientAccount.balance', ['LedgerEntry.legs', 'X12 835 CLP04'], 'sum')];

describe('the rule of derived fields', () => {
  it.each([
    ['as strict', 'class: FINANCIAL, scopes: [["account:read"]]'],
    ['under the scope of its own record', 'class: FINANCIAL, scopes: [["claim:read"]]'],
    ['stricter', 'class: PHI, scopes: [["account:read", "audit:read"]]'],
  ])('lets be a field that is %s', (_case, access) => {
    expect(accessFaults(schemasOf([`${LEGS} ${balance(access)}`], ROWS))).toEqual([]);
  });

  it.each([
    ['unguarded', 'class: FINANCIAL'],
    ['open to one more scope', 'class: FINANCIAL, scopes: [["account:read"], ["analytics:read"]]'],
    ['of a milder class', 'class: INTERNAL, scopes: [["account:read"]]'],
  ])('refuses a field that is %s', (_case, access) => {
    expect(accessFaults(schemasOf([`${LEGS} ${balance(access)}`], ROWS))).toMatchObject([
      { rule: 'DERIVED_WEAKER', coordinates: ['PatientAccount.balance', 'LedgerEntry.legs'] },
    ]);
  });

  it('lets an aggregate be seen by whoever it is for, but not by everybody', () => {
    const rows = [aggregated('PatientAccount.balance', ['LedgerEntry.legs'], 'average over 11 people or more')];
    const open = 'class: INTERNAL, scopes: [["analytics:read"]]';
    expect(accessFaults(schemasOf([`${LEGS} ${balance(open)}`], rows))).toEqual([]);
    expect(accessFaults(schemasOf([`${LEGS} ${balance('class: PUBLIC')}`], rows))).toMatchObject([{ rule: 'DERIVED_WEAKER' }]); // prettier-ignore
  });

  it('finds the input in another subgraph, and says how both are guarded', () => {
    expect(accessFaults(schemasOf([balance('class: FINANCIAL'), LEGS], ROWS))).toEqual([
      {
        rule: 'DERIVED_WEAKER',
        message:
          'PatientAccount.balance is derived from LedgerEntry.legs and is weaker than it: it says FINANCIAL [] - [], the input says FINANCIAL [account:read] - []', // prettier-ignore
        coordinates: ['PatientAccount.balance', 'LedgerEntry.legs'],
        subgraphs: ['ehr', 'billing'],
      },
    ]);
  });
});

describe('the rule of @requires', () => {
  const reader = (access: string) => `type A { y: Int @requires(fields: "b { x }") @access(${access}) b: B @external @access(class: PHI) }`; // prettier-ignore
  const owner = (access: string) => `type A { b: B @access(class: PHI) } type B { x: String @access(${access}) }`;
  const PHI = 'class: PHI, scopes: [["s"]]';

  it('refuses one that reads a field which can be masked, wherever that is declared', () => {
    expect(accessFaults(schemasOf([reader(PHI), owner(`${PHI}, mask: HASH`)]))).toMatchObject([
      { rule: 'REQUIRES_MASKED', message: expect.stringContaining('A.y requires B.x, which can be masked'), subgraphs: ['ehr', 'billing'] }, // prettier-ignore
    ]);
  });

  it('refuses one that is weaker than what it reads', () => {
    expect(accessFaults(schemasOf([reader('class: PHI'), owner(PHI)]))).toMatchObject([
      { rule: 'REQUIRES_STRICTER', coordinates: ['A.y', 'B.x'] },
    ]);
    expect(accessFaults(schemasOf([reader(PHI), owner(PHI)]))).toEqual([]);
  });
});
