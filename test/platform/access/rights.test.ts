import type { Access } from '../../../platform/access/access-directive';
import { compileDecision, decide, rightsKeyOf } from '../../../platform/access/rights';
import { instant } from '../../../platform/domain/instant';
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

describe('a broken glass', () => {
  const glass = { grantId: 'g1', reason: 'why', until: instant('2026-02-03T05:00:00Z') };
  const nurse = { ...viewerOf(['btg:use'], { purpose: 'BTG' }), glass };
  it.each([
    ['PHI that a lent scope guards', access({ scopes: [['encounter:read']] }), 'ALLOW'],
    ['PII behind a mask', access({ class: 'PII', scopes: [['patient:read']], mask: 'LAST4' }), 'ALLOW'],
    ['PHI for another purpose', access({ purposes: ['TREAT'] }), 'ALLOW'],
    ['PHI that no lent scope guards', access({ scopes: [['audit:read']] }), 'DENY'],
    ['PHI that needs another scope too', access({ scopes: [['encounter:read', 'audit:read']] }), 'DENY'],
    ['money', access({ class: 'FINANCIAL', scopes: [['account:read']] }), 'DENY'],
    ['a secret', access({ class: 'SECRET', scopes: [['patient:read']] }), 'DENY'],
    ['what is internal', access({ class: 'INTERNAL', scopes: [['encounter:read']] }), 'DENY'],
  ] as const)('opens or not: %s', (_case, rule, decision) => {
    expect(decide(rule, nurse)).toBe(decision);
  });

  it('opens nothing by the purpose alone', () => {
    expect(decide(access({ scopes: [['encounter:read']] }), viewerOf(['btg:use'], { purpose: 'BTG' }))).toBe('DENY');
  });

  it('is part of the key of rights', () => {
    const { glass: _, ...whole } = nurse;
    expect(rightsKeyOf(nurse)).not.toBe(rightsKeyOf(whole));
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
