import type { Access } from '../../../platform/access/access-directive';
import { compileDecision, decide, rightsKeyOf } from '../../../platform/access/rights';
import { viewerOf } from './viewer-of';

const access = (over: Partial<Access>): Access => ({ class: 'PHI', scopes: [], mask: null, purposes: [], ...over });
const either = access({ scopes: [['a:read', 'b:read'], ['c:read']] });

describe('decide', () => {
  it.each([
    ['no classification', undefined, ['a:read'], 'DENY'],
    ['no scopes asked', access({}), [], 'ALLOW'],
    ['half of a list held', either, ['a:read'], 'DENY'],
    ['a whole list held', either, ['a:read', 'b:read'], 'ALLOW'],
    ['another list held', either, ['c:read'], 'ALLOW'],
    ['a mask in place of the scopes', access({ scopes: [['a:read']], mask: 'LAST4' }), [], 'MASK'],
    ['a mask that the scopes lift', access({ scopes: [['a:read']], mask: 'LAST4' }), ['a:read'], 'ALLOW'],
    ['another purpose', access({ purposes: ['TREAT'] }), [], 'DENY'],
    ['the purpose', access({ purposes: ['TREAT', 'HPAYMT'] }), [], 'ALLOW'],
    ['the purpose without the scope', access({ purposes: ['HPAYMT'], scopes: [['a:read']] }), [], 'DENY'],
    ['a secret that names no scopes', access({ class: 'SECRET' }), ['a:read'], 'DENY'],
  ] as const)('%s', (_case, rule, scopes, decision) => {
    expect(decide(rule, viewerOf(scopes))).toBe(decision);
  });

  it('lets no one without a viewer see more than what is public', () => {
    expect(decide(access({ class: 'PUBLIC' }), undefined)).toBe('ALLOW');
    expect(decide(access({ class: 'INTERNAL' }), undefined)).toBe('DENY');
    expect(decide(access({ class: 'PHI', mask: 'HASH', scopes: [['a:read']] }), undefined)).toBe('DENY');
  });
});

describe('compileDecision', () => {
  it('decides each viewer anew', () => {
    const decision = compileDecision(either);
    const [held, not] = [viewerOf(['c:read']), viewerOf([])];
    expect([held, not, held, undefined, held].map(decision)).toEqual(['ALLOW', 'DENY', 'ALLOW', 'DENY', 'ALLOW']);
  });
});

describe('rightsKeyOf', () => {
  it('is equal for the same rights in another order, and differs by scope and purpose', () => {
    expect(rightsKeyOf(viewerOf(['a', 'b']))).toBe(rightsKeyOf(viewerOf(['b', 'a'])));
    expect(rightsKeyOf(viewerOf(['a']))).not.toBe(rightsKeyOf(viewerOf(['a', 'b'])));
    expect(rightsKeyOf(viewerOf(['a']))).not.toBe(rightsKeyOf(viewerOf(['a'], { purpose: 'TREAT' })));
  });
});
