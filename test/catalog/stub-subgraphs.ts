import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Composer } from '../../catalog/compose';
import { composeParts } from '../../catalog/compose-parts';
import type { Registration } from '../../catalog/registration';
import type { Viewer } from '../../platform/access/viewer';
import { instantOf, type Clock } from '../../platform/domain/instant';

const root = join(__dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** The text in front of every schema. */
export const SHARED = `${read('platform/access/access.graphql')}\n${read('platform/domain/value-types.graphql')}`;

/** A whole subgraph schema: shared header, `@api` and what is given. */
export const schemaOf = (name: string, body: string, version = '1.0.0'): string =>
  `${SHARED}\nextend schema @api(team: "${name}-team", domain: "billing", version: "${version}", layer: "system", systems: ["${name}-system"])\n${body}`;

const CLAIM_KEY = 'id: ID! @access(class: INTERNAL)';

export const PAYER_BODY = `
type Query { claim(id: ID!): Claim @access(class: INTERNAL) }
"A request for payment. Owner: payer."
type Claim @key(fields: "id") @access(class: FINANCIAL, scopes: [["claim:read"]]) {
  ${CLAIM_KEY}
  "X12 835 CLP03."
  billedAmount: Money
  serviceDate: CalendarDate @access(class: PHI, scopes: [["claim:read"]], mask: YEAR_ONLY)
  oldStatus: String @deprecated(reason: "status, 2027-01-01")
}`;

export const BILLING_BODY = `
type Query { account(id: ID!): PatientAccount @access(class: INTERNAL) }
type PatientAccount @key(fields: "id") @access(class: FINANCIAL, scopes: [["account:read"]]) {
  id: ID! @access(class: INTERNAL)
  "What is owed."
  balance: Money
  claims: [Claim!]
}
type Claim @key(fields: "id", resolvable: false) { ${CLAIM_KEY} }`;

/** Contributes one field to an entity of another subgraph. */
export const PAYMENTS_BODY = `
type Query { lastPayment: String @access(class: INTERNAL) }
type PatientAccount @key(fields: "id") {
  id: ID! @access(class: INTERNAL)
  paidAmount: Money @access(class: FINANCIAL, scopes: [["payment:read"]])
}`;

export const payer: Registration = {
  name: 'payer',
  sdl: schemaOf('payer', PAYER_BODY),
  lineage: [
    { target: 'Claim.billedAmount', sources: ['X12 835 CLP03'], transform: 'dollars' },
    { target: 'Claim.serviceDate', sources: ['X12 835 DTM02'], transform: 'day' },
  ],
};

export const billing: Registration = {
  name: 'billing',
  sdl: schemaOf('billing', BILLING_BODY),
  lineage: [
    {
      target: 'PatientAccount.balance',
      sources: ['Claim.billedAmount', 'PatientAccount.paidAmount'],
      transform: 'sum',
    },
  ],
};

export const payments: Registration = {
  name: 'payments',
  sdl: schemaOf('payments', PAYMENTS_BODY),
  lineage: [
    { target: 'PatientAccount.paidAmount', sources: ['Stripe payment_intent.amount_received'], transform: 'identity' },
  ],
};

/** Composes in this thread and counts how often it is asked. */
export function inlineComposer(): Composer & { calls: number } {
  const composer = {
    calls: 0,
    compose: async (parts: Parameters<Composer['compose']>[0]) => {
      composer.calls += 1;
      return composeParts(parts);
    },
    close: async () => undefined,
  };
  return composer;
}

/** A clock that goes on by a second each time it is read. */
export function tickingClock(): Clock {
  let now = Date.parse('2026-01-05T00:00:00Z');
  return () => instantOf((now += 1_000));
}

export const viewerWith = (...scopes: string[]): Viewer => ({
  subject: 's1',
  scopes: new Set(scopes),
  compartment: { kind: 'NONE' },
  clientId: 'test',
  tokenId: null,
  purpose: 'HOPERAT',
});
