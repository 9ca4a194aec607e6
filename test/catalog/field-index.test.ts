import { parse } from 'graphql';
import { indexFields } from '../../catalog/field-index';
import { billing, payer, payments } from './stub-subgraphs';

const fields = indexFields([payer, billing, payments].map(({ name, sdl }) => ({ name, document: parse(sdl) })));

describe('the field index', () => {
  it('is in alphabetical order', () => {
    expect([...fields.keys()]).toEqual([...fields.keys()].sort());
  });

  it('holds type, guard and words of a field', () => {
    expect(fields.get('Claim.billedAmount')).toEqual({
      coordinate: 'Claim.billedAmount', typeName: 'Claim', type: 'Money', class: 'FINANCIAL', scopes: [['claim:read']],
      mask: null, purposes: [], ownerName: 'payer', contributorNames: ['payer'], description: 'X12 835 CLP03.', deprecationReason: null,
    }); // prettier-ignore
    expect(fields.get('Claim.oldStatus')?.deprecationReason).toBe('status, 2027-01-01');
    expect(fields.get('Claim.serviceDate')).toMatchObject({ class: 'PHI', mask: 'YEAR_ONLY' });
  });

  it('does not count a stub as a contributor', () => {
    expect(fields.get('Claim.id')).toMatchObject({ ownerName: 'payer', contributorNames: ['payer'] });
  });

  it('gives a shared key to the owner of the entity, and a contributed field to its contributor', () => {
    expect(fields.get('PatientAccount.id')).toMatchObject({
      ownerName: 'billing',
      contributorNames: ['billing', 'payments'],
    });
    expect(fields.get('PatientAccount.paidAmount')).toMatchObject({
      ownerName: 'payments',
      contributorNames: ['payments'],
    });
  });

  it('gives a value type that all share to no one', () => {
    expect(fields.get('Money.currency')).toMatchObject({
      ownerName: null,
      contributorNames: ['billing', 'payer', 'payments'],
    });
  });

  it('follows a description that names the owner, and leaves out external copies and hidden roots', () => {
    const index = indexFields([
      { name: 'a', document: parse('"Owner: b; some more" type T @key(fields: "id") { id: ID x: Int y: Int } type Query { _on: Int }') },
      { name: 'b', document: parse('type T @key(fields: "id") { id: ID, x: Int @external }') },
    ]); // prettier-ignore
    expect(index.get('T.id')?.ownerName).toBe('b');
    expect(index.get('T.x')?.contributorNames).toEqual(['a']);
    expect(index.has('Query._on')).toBe(false);
  });
});
