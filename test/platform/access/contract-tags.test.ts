import { print } from 'graphql';
import { documentOf } from '../../../platform/access/access-document';
import { spreadTypeTags, typeTagsOf } from '../../../platform/access/contract-tags';

describe('spreadTypeTags', () => {
  it('moves the tags of a type onto its fields without tags of their own, and leaves the others alone', () => {
    const spread = spreadTypeTags(
      documentOf(`
        type Claim @key(fields: "id") @tag(name: "portal") @tag(name: "finance") {
          id: ID!
          status: String @tag(name: "analytics")
        }
        extend type Claim { billed: Int }
        interface Party @tag(name: "portal") { name: String }
        type Plain { a: Int }
      `),
    );
    expect(print(spread).replace(/\s+/g, ' ')).toBe(
      'type Claim @key(fields: "id") { id: ID! @tag(name: "portal") @tag(name: "finance") status: String @tag(name: "analytics") } ' +
        'extend type Claim { billed: Int @tag(name: "portal") @tag(name: "finance") } ' +
        'interface Party { name: String @tag(name: "portal") } type Plain { a: Int }',
    );
  });

  it('finds the tags of a type wherever the document says them', () => {
    const document = documentOf('type A @tag(name: "portal") { a: Int } extend type A @tag(name: "finance")');
    expect([...typeTagsOf(document)]).toEqual([['A', ['portal', 'finance']]]);
  });
});
