import {
  fiscalPeriodMapping,
  journalEntryMapping,
  ledgerAccountMapping,
  legalEntityMapping,
  lineage,
} from '../../../subgraphs/erp/mapping';

const usd = (minorUnits: number) => ({ minorUnits, currency: 'USD' });

const entry = {
  id: 'je_1',
  externalId: 'J1',
  entityId: 'le-1',
  facilityId: null,
  postingDate: '2026-01-05',
  currency: 'USD',
  status: 'posted',
  periodId: '2026-01',
  version: 3,
  reversalOf: null,
  lines: [
    { accountCode: '1010', debit: '125.50', credit: '0.00', memo: 'cash' },
    { accountCode: '1110', credit: '125.50' },
  ],
};

describe('a journal entry of the cloud ERP', () => {
  it('becomes the hub’s, to the cent', () => {
    expect(journalEntryMapping.map(entry)).toEqual({
      id: 'J1',
      sourceId: 'je_1',
      sourceVersion: 3,
      legalEntityId: 'le-1',
      facilityId: null,
      postingDate: '2026-01-05',
      fiscalPeriodId: '2026-01',
      status: 'POSTED',
      lines: [
        { ledgerAccountId: '1010', debitAmount: usd(12_550), creditAmount: usd(0), memo: 'cash' },
        { ledgerAccountId: '1110', debitAmount: usd(0), creditAmount: usd(12_550), memo: null },
      ],
      totalAmount: usd(12_550),
      sourceKey: 'J1',
      reversalOfSourceId: null,
    });
  });

  it.each([null, 'has space', 'has@at'])('with external id %p goes by the ERP’s own', (externalId) =>
    expect(journalEntryMapping.map({ ...entry, externalId }).id).toBe('je_1'),
  );

  it.each([
    ['postingDate', { ...entry, postingDate: '2026-02-30' }],
    ['status', { ...entry, status: 'lost' }],
    ['lines', { ...entry, lines: [{ accountCode: '1010', debit: 12.5 }] }],
    ['sourceVersion', { ...entry, version: 'new' }],
  ])('that cannot be read names %s', (field, broken) =>
    expect(() => journalEntryMapping.map(broken)).toThrow(
      expect.objectContaining({ code: 'SOURCE_MALFORMED', message: expect.stringContaining(`JournalEntry.${field}`) }),
    ),
  );
});

it('reads entities, accounts and periods', () => {
  expect(legalEntityMapping.map({ id: 'le-1', name: 'One Inc', taxId: '990000101', currency: 'USD' })).toEqual({ id: 'le-1', name: 'One Inc', taxId: '990000101', currency: 'USD' }); // prettier-ignore
  expect(ledgerAccountMapping.map({ code: '1010', name: 'Bank', type: 'ASSET', active: true })).toEqual({ id: '1010', code: '1010', name: 'Bank', type: 'ASSET', isActive: true }); // prettier-ignore
  expect(ledgerAccountMapping.map({ code: '9', name: 'X', type: 'STATISTICAL', active: false })).toMatchObject({ type: 'OTHER', isActive: false }); // prettier-ignore
  expect(fiscalPeriodMapping.map({ id: '2026-01', fiscalYear: 2026, startDate: '2026-01-01', endDate: '2026-01-31', status: 'closed' })).toMatchObject({ status: 'CLOSED' }); // prettier-ignore
});

it('publishes its rows by the names of the graph', () => {
  expect(lineage).toContainEqual({ target: 'JournalEntry.legalEntity', sources: ['Cloud ERP JournalEntry.entityId'], transform: 'requiredText' }); // prettier-ignore
  expect(lineage.map(({ target }) => target).filter((target) => /Id$/.test(target.split('.')[1] ?? ''))).toEqual(['LegalEntity.taxId']); // prettier-ignore
});
