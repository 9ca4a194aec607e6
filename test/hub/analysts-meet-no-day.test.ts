import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { declaredFieldsOf, namedTypeOf } from '../../platform/access/access-document';
import { subgraphDocument } from '../../platform/access/build-subgraph';
import { decide } from '../../platform/access/rights';
import { ROLE_GRANTS } from '../../platform/access/roles';

const ROOMS = ['ehr', 'payer', 'erp', 'payments', 'billing'];
const TIMES = new Set(['Instant', 'CalendarDate']);

/** Of what tells of no person: the network's own money and books. */
const OF_NO_PERSON = new Set(
  'BankDeposit CloseReadiness FiscalPeriod JournalEntry LedgerAccount LegalEntity Metric MetricCell Payout ProviderAdjustment RemittanceAdvice'.split(
    ' ',
  ),
);
/** Values without a life of their own: the field that leads to them decides. */
const VALUES = new Set(['Origin', 'Period']);

const analyst = { scopes: new Set(ROLE_GRANTS.analyst.scopes), purpose: 'HOPERAT' } as const;

const declared = ROOMS.flatMap((room) => {
  const schema = readFileSync(join(__dirname, '../../subgraphs', room, 'schema.graphql'), 'utf8');
  return [...declaredFieldsOf(subgraphDocument(schema))];
});

describe('an analyst, on the whole graph', () => {
  it('meets no day and no instant of a person: 45 CFR 164.514(b)(2)(i)(C)', () => {
    const times = declared.filter(([, { type, node }]) => TIMES.has(namedTypeOf(node.type)) && !VALUES.has(type));
    const shown = times.filter(([, { access }]) => decide(access, analyst) === 'ALLOW');
    expect(times.length).toBeGreaterThan(shown.length);
    expect(shown.filter(([, { type }]) => !OF_NO_PERSON.has(type)).map(([coordinate]) => coordinate)).toEqual([]);
  });

  it('is led to no period nor origin of a person', () => {
    const leading = declared.filter(([, { node }]) => VALUES.has(namedTypeOf(node.type)));
    const shown = leading.filter(
      ([, { access, type }]) => decide(access, analyst) === 'ALLOW' && !OF_NO_PERSON.has(type),
    );
    expect(leading.length).toBeGreaterThan(shown.length);
    expect(shown.map(([coordinate]) => coordinate)).toEqual([]);
  });
});
