import { CONTRACTS, isContract, viewerWithin } from '../../../platform/access/contracts';
import { viewerOf } from './viewer-of';

const glass = { grantId: 'g1', reason: 'an emergency', until: '2026-01-01T00:00:00.000Z' as never };

describe('a viewer within a contract', () => {
  it('is who they are in the whole graph and in the contracts that narrow nothing', () => {
    const viewer = { ...viewerOf(['patient:read', 'account:read']), glass };
    for (const contract of [null, 'portal', 'finance', 'governance'] as const) {
      expect(viewerWithin(contract, viewer)).toBe(viewer);
    }
  });

  it('has in analytics no right that opens an identity, and no broken glass', () => {
    const viewer = { ...viewerOf(['patient:read', 'claim:read', 'analytics:read', 'catalog:read']), glass };
    const within = viewerWithin('analytics', viewer);
    expect([...within.scopes]).toEqual(['analytics:read', 'catalog:read']);
    expect('glass' in within).toBe(false);
    expect(within).toMatchObject({ subject: viewer.subject, compartment: viewer.compartment, purpose: viewer.purpose });
    expect(viewer.scopes.size).toBe(4);
  });

  it('gains none by it', () => {
    expect([...viewerWithin('analytics', viewerOf(['patient:read'])).scopes]).toEqual([]);
  });
});

test('a contract is one of four', () => {
  expect(CONTRACTS.every(isContract)).toBe(true);
  expect(['graph', 'Portal', ''].some(isContract)).toBe(false);
});
