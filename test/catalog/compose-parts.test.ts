import { composeParts, type Part } from '../../catalog/compose-parts';
import { billing, BILLING_BODY, payer, PAYER_BODY, payments, schemaOf } from './stub-subgraphs';

const part = (name: string, sdl: string): Part => ({ name, url: `local://${name}@1`, sdl });
const parts = [payer, billing, payments].map(({ name, sdl }) => part(name, sdl));

describe('composeParts', () => {
  it('composes real subgraphs and carries every guard into the supergraph', () => {
    const { supergraphSdl, errors } = composeParts(parts);
    expect(errors).toEqual([]);
    expect(supergraphSdl).toContain('url: "local://payer@1"');
    expect(supergraphSdl).toMatch(/serviceDate: CalendarDate [^\n]*@access\(class: PHI, scopes: \[\["claim:read"\]\], mask: YEAR_ONLY\)/); // prettier-ignore
  });

  it("gives a contributed field its own subgraph's guard, never that of the owner's type", () => {
    const { supergraphSdl } = composeParts(parts);
    expect(supergraphSdl).toMatch(
      /paidAmount: Money [^\n]*@access\(class: FINANCIAL, scopes: \[\["payment:read"\]\]\)/,
    );
    expect(supergraphSdl).toMatch(/balance: Money [^\n]*@access\(class: FINANCIAL, scopes: \[\["account:read"\]\]\)/);
    expect(supergraphSdl).not.toMatch(/type PatientAccount[^{]*@access/);
  });

  it('refuses a weaker guard on a shared field before composing', () => {
    const weaker = `${BILLING_BODY.replace(/type Claim .*/s, '')}
      type Claim @key(fields: "id") { id: ID! @access(class: INTERNAL)
        billedAmount: Money @shareable @access(class: PUBLIC) }`;
    const shared = PAYER_BODY.replace('billedAmount: Money', 'billedAmount: Money @shareable');
    const { supergraphSdl, errors } = composeParts([part('payer', schemaOf('payer', shared)), part('billing', schemaOf('billing', weaker))]); // prettier-ignore
    expect(supergraphSdl).toBeNull();
    expect(errors).toMatchObject([
      { rule: 'GUARDS_DIFFER', coordinates: ['Claim.billedAmount'], subgraphs: ['payer', 'billing'] },
    ]);
  });

  it('refuses a field without a class', () => {
    const { errors } = composeParts([part('payer', schemaOf('payer', 'type Query { open: String }'))]);
    expect(errors).toMatchObject([{ rule: 'CLASS_MISSING', coordinates: ['Query.open'], subgraphs: ['payer'] }]);
  });

  it('refuses a field that its lineage derives from a stricter one of another subgraph', () => {
    const weak = BILLING_BODY.replace('balance: Money', 'balance: Money @access(class: FINANCIAL)');
    const { errors } = composeParts([
      part('payer', payer.sdl),
      { ...part('billing', schemaOf('billing', weak)), lineage: billing.lineage },
      part('payments', payments.sdl),
    ]);
    expect(errors.map(({ rule, coordinates }) => [rule, ...coordinates])).toEqual([
      ['DERIVED_WEAKER', 'PatientAccount.balance', 'Claim.billedAmount'],
      ['DERIVED_WEAKER', 'PatientAccount.balance', 'PatientAccount.paidAmount'],
    ]);
    expect(errors[0]?.message).toMatch(/^billing and payer: PatientAccount.balance is derived from Claim.billedAmount/);
  });

  it('composes required fields with arguments, and interface objects with the guards of what they add', () => {
    const owner = `type Query { media: [Media] @access(class: INTERNAL) }
      interface Media @key(fields: "id") @access(class: INTERNAL) { id: ID! }
      type Book implements Media @key(fields: "id") @access(class: INTERNAL) { id: ID! price(in: String @selectsBy(fields: [])): Int }`;
    const reviews = `type Media @key(fields: "id") @federation__interfaceObject {
        id: ID! @access(class: INTERNAL)
        critic: String @access(class: PII, scopes: [["claim:read"]]) }`;
    const taxes = `type Book @key(fields: "id") @access(class: INTERNAL) { id: ID! price(in: String @selectsBy(fields: [])): Int @external
        tax: Int @requires(fields: "price(in: \\"EUR\\")") }`;
    const { supergraphSdl, errors } = composeParts(
      Object.entries({ owner, reviews, taxes }).map(([name, body]) => part(name, schemaOf(name, body))),
    );
    expect(errors).toEqual([]);
    expect(supergraphSdl).toMatch(
      /type Book [^}]*critic: String [^\n]*@access\(class: PII, scopes: \[\["claim:read"\]\]\)/,
    );
  });

  it('refuses a guard outside the closed lists', () => {
    const { errors } = composeParts([
      part('payer', schemaOf('payer', 'type Query { a: String @access(class: NICE) }')),
    ]);
    expect(errors).toMatchObject([{ rule: 'ACCESS_UNREADABLE', subgraphs: ['payer'] }]);
  });

  it('tells where a schema cannot be read', () => {
    const { errors } = composeParts([part('payer', 'type Query {\n a: }')]);
    expect(errors).toMatchObject([{ rule: 'INVALID_GRAPHQL', subgraphs: ['payer'] }]);
    expect(errors[0]?.message).toContain('line 2');
  });

  it("gives composition's own errors with code, coordinates and subgraphs", () => {
    const doubled = `${BILLING_BODY.replace(/type Claim .*/s, '')}
      type Claim @key(fields: "id") { id: ID! @access(class: INTERNAL)
        billedAmount: Money @access(class: FINANCIAL, scopes: [["claim:read"]]) }`;
    const { errors } = composeParts([part('payer', payer.sdl), part('billing', schemaOf('billing', doubled))]);
    expect(errors).toMatchObject([{ rule: 'INVALID_FIELD_SHARING', coordinates: ['Claim.billedAmount'] }]);
    expect([...(errors[0]?.subgraphs ?? [])].sort()).toEqual(['billing', 'payer']);
  });
});
