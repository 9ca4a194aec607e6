import { saysTheSame } from '../../../hub/import/same-content';

const given = { resourceType: 'Organization', id: 'o1', name: 'A' };

describe('saysTheSame', () => {
  it('passes over version and time, which the server sets', () => {
    const stored = { ...given, meta: { versionId: '3', lastUpdated: '2026-01-05T00:00:00Z' } };
    expect(saysTheSame(given, stored)).toBe(true);
    expect(saysTheSame({ ...given, meta: { versionId: '1' } }, stored)).toBe(true);
  });

  it('takes labels that the server has kept for no difference, and new ones for one', () => {
    const stored = { ...given, meta: { versionId: '1', tag: [{ system: 's', code: 'a' }] } };
    expect(saysTheSame(given, stored)).toBe(true);
    expect(saysTheSame({ ...given, meta: { tag: [{ system: 's', code: 'a' }] } }, stored)).toBe(true);
    expect(saysTheSame({ ...given, meta: { tag: [{ system: 's', code: 'b' }] } }, stored)).toBe(false);
    expect(saysTheSame({ ...given, meta: { security: [{ system: 's', code: 'a' }] } }, stored)).toBe(false);
  });

  it('sees every other difference, in content and in meta, and none in the order of keys', () => {
    expect(saysTheSame({ ...given, name: 'B' }, given)).toBe(false);
    expect(saysTheSame(given, { ...given, active: true })).toBe(false);
    expect(saysTheSame({ ...given, meta: { profile: ['x'] } }, given)).toBe(false);
    expect(saysTheSame({ name: 'A', id: 'o1', resourceType: 'Organization' }, given)).toBe(true);
  });
});
