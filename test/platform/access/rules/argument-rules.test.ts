import { accessFaults } from '../../../../platform/access/rules/access-faults';
import { schemasOf } from './schemas-of';

const CLAIM = `type Claim @key(fields: "id") @access(class: FINANCIAL) {
  id: ID!
  status: String @access(class: FINANCIAL, scopes: [["claim:read"]])
  member: String @access(class: PHI, scopes: [["claim:read", "patient:read"]])
}`;
const SCOPES = 'scopes: [["claim:read"]]';
const query = (args: string, access = `class: FINANCIAL, ${SCOPES}`) => `${CLAIM} type Query { claims(${args}): [Claim] @access(${access}) }`; // prettier-ignore
const faults = (sdl: string, whole = true) => accessFaults(schemasOf([sdl]), { whole });
const found = (sdl: string) => faults(sdl).map(({ rule, message }) => `${rule} ${message}`);

const UNDECLARED = 'does not say what it selects by: put @selectsBy(fields: "Type.field") on it, or fields: [] when it chooses no records'; // prettier-ignore

describe('the rule of arguments', () => {
  it.each([
    ['paging', query('first: Int!, after: String, last: Int, before: String')],
    ['the key of what is found', query('id: ID!')],
    ['a filter by a field that is guarded alike', query('is: String @selectsBy(fields: "Claim.status")')],
    ['one that chooses no records', query('unit: String @selectsBy(fields: [])')],
    ['what a mutation is told', `${CLAIM} type Mutation { pay(member: String): Claim @access(class: FINANCIAL) }`],
    ['a root that no client can ask', `${CLAIM} type Query { _onClaim(member: String): Claim @access(class: PHI) }`],
  ])('has nothing against %s', (_case, sdl) => {
    expect(found(sdl)).toEqual([]);
  });

  it.each([
    ['an argument', query('member: String'), '(member:)'],
    ['an id that is not the key of what is found', query('patientId: ID'), '(patientId:)'],
    ['a page that is counted otherwise', query('first: String'), '(first:)'],
    ['an enum', `${query('is: Kind')} enum Kind { A }`, '(is:)'],
    ['a field of an input', `${query('where: Where')} input Where { member: String }`, '(where.member:)'],
    ['a value of a sort order', `${query('by: Order')} enum Order { STATUS @selectsBy(fields: "Claim.status"), MEMBER }`, '(by:) Order.MEMBER'], // prettier-ignore
  ])('wants to know what is selected by %s', (_case, sdl, place) => {
    expect(found(sdl)).toEqual([`ARGUMENT_UNDECLARED Query.claims${place} ${UNDECLARED}`]);
  });

  const why = 'selects by Claim.member, which not everyone who can ask Query.claims may see: guard Query.claims at least as PHI [claim:read+patient:read] - [], or take the argument to a field of its own'; // prettier-ignore
  it.each([
    ['an argument', query('member: String @selectsBy(fields: ["Claim.status", "Claim.member"])'), '(member:)'],
    ['a field of a nested input', `${query('where: Where')} input Where { and: [Where!] of: Of } input Of { member: String @selectsBy(fields: "Claim.member") }`, '(where.of.member:)'], // prettier-ignore
    ['a sort order', `${query('by: [Order!]')} enum Order { MEMBER @selectsBy(fields: "Claim.member") }`, '(by:) Order.MEMBER'], // prettier-ignore
  ])('refuses %s that selects by what its viewer may not read', (_case, sdl, place) => {
    expect(found(sdl)).toEqual([`ARGUMENT_WEAKER Query.claims${place} ${why}`]);
  });

  it('is kept by a field of its own that is guarded as what it selects by', () => {
    const access = 'class: PHI, scopes: [["claim:read", "patient:read"]]';
    expect(found(query('member: String @selectsBy(fields: "Claim.member")', access))).toEqual([]);
  });

  it('wants a field that the graph has, where the whole graph is there to see', () => {
    const sdl = query('of: String @selectsBy(fields: "Payer.name")');
    expect(faults(sdl)).toMatchObject([{ rule: 'ARGUMENT_UNKNOWN' }]);
    expect(faults(sdl, false)).toEqual([]);
  });
});
