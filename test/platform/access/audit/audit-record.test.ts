import { hashOf, recordAfter } from '../../../../platform/access/audit/audit-record';
import { contentOf } from './contents';

describe('an audit record', () => {
  const first = recordAfter({ writer: 'w', sequence: 0 }, contentOf());
  const second = recordAfter(first, contentOf({ correlationId: 'c2' }));

  it('has its place in its writer’s chain, and the hash of the record before it', () => {
    expect(first).toMatchObject({ _id: 'w@1', sequence: 1, previous: null });
    expect(second).toMatchObject({ _id: 'w@2', sequence: 2, previous: first.hash });
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('is hashed over all that it says, whatever order its fields come back in', () => {
    const turned = Object.fromEntries(Object.entries(second).reverse()) as unknown as typeof second;
    expect(hashOf(turned)).toBe(second.hash);
    for (const field of Object.keys(second).filter((name) => name !== 'hash')) {
      expect(hashOf({ ...second, [field]: 'other' })).not.toBe(second.hash);
    }
    expect(hashOf({ ...second, viewer: { ...second.viewer, subject: 'x' } })).not.toBe(second.hash);
  });
});
