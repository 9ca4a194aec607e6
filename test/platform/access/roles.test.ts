import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_SCOPES, hubViewer, isRole, ROLE_GRANTS, ROLES } from '../../../platform/access/roles';
import { PURPOSES_OF_USE } from '../../../platform/access/viewer';

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

describe('docs/identity.md', () => {
  const text = readFileSync(join(__dirname, '../../../docs/identity.md'), 'utf8');

  it('has a row for each role, and names every scope, claim and purpose there is', () => {
    const rows = [...text.slice(text.indexOf('## Roles')).matchAll(/^\| `([a-z-]+)` +\| `?[a-z]/gm)].map(
      ([, role]) => role,
    );
    expect(rows).toEqual([...ROLES]);
    const named = new Set(text.match(/[a-z]+:[a-z]+/g));
    expect(ALL_SCOPES.filter((scope) => !named.has(scope))).toEqual([]);
    const claims = readFileSync(join(__dirname, '../../../platform/access/tokens.ts'), 'utf8').match(
      /claims\['\w+'\]/g,
    );
    for (const claim of claims ?? []) expect(text).toContain(`\`${claim.slice("claims['".length, -"']".length)}\``);
    for (const purpose of PURPOSES_OF_USE) expect(text).toContain(`\`${purpose}\``);
  });
});
