import { ALL_SCOPES, hubViewer, isRole, ROLE_GRANTS, ROLES } from '../../../platform/access/roles';

describe('roles', () => {
  it('never give an analyst, steward, auditor or operator the identity of a patient', () => {
    for (const role of ['analyst', 'steward', 'auditor', 'operator', 'finance'] as const) {
      expect(ROLE_GRANTS[role].scopes).not.toContain('patient:read');
    }
  });

  it('let only the billing lead approve refunds', () => {
    expect(ROLES.filter((role) => ROLE_GRANTS[role].scopes.includes('refund:approve'))).toEqual(['billing-lead']);
  });

  it('let billing staff alone break the glass', () => {
    expect(ROLES.filter((role) => ROLE_GRANTS[role].scopes.includes('btg:use'))).toEqual(['billing', 'billing-lead']);
  });

  it('are a closed list', () => {
    expect(isRole('billing')).toBe(true);
    expect(isRole('root')).toBe(false);
  });

  it('leave the hub itself every right', () => {
    expect([...hubViewer.scopes].sort()).toEqual([...ALL_SCOPES].sort());
    expect(hubViewer.compartment).toEqual({ kind: 'NETWORK' });
  });
});
