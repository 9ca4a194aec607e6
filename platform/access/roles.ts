import type { Viewer } from './viewer';

/** Roles that the development issuer gives tokens for. */
export const ROLES = [
  'patient',
  'billing',
  'billing-lead',
  'finance',
  'analyst',
  'steward',
  'auditor',
  'operator',
  'payer',
  'vendor',
] as const;
export type Role = (typeof ROLES)[number];

/** What a role may do, and whose records it is about. */
export interface RoleGrant {
  readonly scopes: readonly string[];
  /** All but NETWORK and NONE name theirs in the token; a role whose token names none has none. */
  readonly compartment: Viewer['compartment']['kind'];
}

const OWN_CARE = ['patient:read', 'encounter:read', 'coverage:read', 'claim:read', 'account:read', 'payment:read'];
const BILLING = [...OWN_CARE, 'remittance:read', 'exception:read', 'catalog:read'];

/** Rights by role. */
export const ROLE_GRANTS: Readonly<Record<Role, RoleGrant>> = {
  patient: { scopes: OWN_CARE, compartment: 'PATIENT' },
  billing: { scopes: [...BILLING, 'btg:use'], compartment: 'FACILITY' },
  'billing-lead': { scopes: [...BILLING, 'btg:use', 'refund:approve'], compartment: 'FACILITY' },
  finance: {
    scopes: [
      'account:read',
      'payment:read',
      'remittance:read',
      'journal:read',
      'exception:read',
      'analytics:read',
      'catalog:read',
    ],
    compartment: 'NETWORK',
  },
  analyst: { scopes: ['analytics:read', 'catalog:read'], compartment: 'NETWORK' },
  steward: { scopes: ['catalog:read', 'catalog:write'], compartment: 'NONE' },
  auditor: { scopes: ['audit:read', 'exception:read', 'catalog:read'], compartment: 'NETWORK' },
  operator: {
    scopes: ['operator:read', 'operator:write', 'catalog:read', 'exception:read', 'journal:read'],
    compartment: 'NETWORK',
  },
  payer: { scopes: ['coverage:read', 'claim:read', 'remittance:read'], compartment: 'PAYER' },
  vendor: { scopes: ['payment:read', 'remittance:read'], compartment: 'VENDOR' },
};

/** Every scope that some role holds. */
export const ALL_SCOPES: readonly string[] = [...new Set(Object.values(ROLE_GRANTS).flatMap(({ scopes }) => scopes))];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

/** The hub itself, for work that no one asked for: projections, deliveries, its own questions. */
export const hubViewer: Viewer = {
  subject: 'hub',
  scopes: new Set(ALL_SCOPES),
  compartment: { kind: 'NETWORK' },
  clientId: 'hub',
  tokenId: null,
  purpose: 'HOPERAT',
};
