import { addDays, calendarDate } from '../platform/domain/calendar-date';
import { openSqliteStore } from '../platform/store/sqlite';
import { openBillingDocuments, type AccountDocument, type EntryDocument } from '../subgraphs/billing/documents';
import { MetricDesk, type MetricQuestion } from '../subgraphs/billing/metrics/answers';
import type { MetricClaim } from '../subgraphs/billing/metrics/records';
import { createMetricSnapshots } from '../subgraphs/billing/metrics/snapshots';
import type { Bench } from './harness/bench';
import { withFolder } from './harness/folder';
import { latencyRows, timed, timedEach } from './harness/statistics';

const ACCOUNTS = 100_000;
const BATCH = 5_000;
const ASKED = { currency: 'USD', facilityId: null, payerId: null, month: null };
const QUESTIONS: readonly MetricQuestion[] = [
  { ...ASKED, name: 'RECEIVABLES', groupBy: ['FACILITY', 'AGE'] },
  { ...ASKED, name: 'RECEIVABLES', groupBy: ['PAYER'] },
  { ...ASKED, name: 'CLAIMS', groupBy: ['PAYER', 'MONTH'] },
  { ...ASKED, name: 'PAYMENTS', groupBy: ['PAYER'] },
  { ...ASKED, name: 'DENIALS', groupBy: ['DENIAL_REASON'] },
];

const dateOf = (index: number) => addDays(calendarDate('2025-01-01'), index % 365);
const ownerOf = (index: number) => ({ patientId: `patient-${index % 60_000}`, facilityId: `facility-${index % 10}` });
const idOf = (index: number): string => `account-${index}`;

const accountOf = (index: number): AccountDocument => ({
  ...{ ...ownerOf(index), _id: idOf(index), version: 1, legalEntityId: 'le', guarantorId: null, currency: 'USD' },
  ...{ balance: 10_000, insuranceBalance: 8_000, patientBalance: 2_000, unapplied: 0 },
  changedAt: '2026-01-01T00:00:00.000Z' as AccountDocument['changedAt'],
});

const entryOf = (index: number): EntryDocument => ({
  ...{ ...ownerOf(index), _id: `${idOf(index)}@1.1`, accountId: idOf(index), legalEntityId: 'le', sequence: 1_000 },
  ...{ kind: 'CHARGE', legs: { INSURANCE_RECEIVABLE: 10_000, REVENUE: -10_000 }, currency: 'USD', reasonCode: null },
  ...{ postingDate: dateOf(index), serviceDate: dateOf(index), position: index, balanceAfter: 10_000 },
  ...{ commitId: `${idOf(index)}@1`, factKey: 'bench', correlationId: 'bench' },
  recordedAt: '2026-01-01T00:00:00.000Z' as EntryDocument['recordedAt'],
});

async function* claims(): AsyncGenerator<MetricClaim> {
  for (let index = 0; index < ACCOUNTS; index += 1) {
    const isDenied = index % 20 === 0;
    yield {
      ...{ ...ownerOf(index), accountId: idOf(index), payerId: `payer-${index % 8}`, serviceDate: dateOf(index) },
      ...{ currency: 'USD', billedAmount: 10_000, paidAmount: index % 3 === 0 ? 6_000 : 0, deniedAmount: isDenied ? 10_000 : 0 }, // prettier-ignore
      ...{ firstPaidOn: addDays(dateOf(index), 14), denialReason: isDenied ? `CO-${index % 7}` : null },
    };
  }
}

/** Metrics over 100,000 accounts: counting a day, and answering five of them in one request. */
export const bench: Bench = {
  name: 'metrics of 100,000 accounts',
  run: (say) =>
    withFolder(async (folder) => {
      const store = await openSqliteStore({ path: `${folder}/bench.db` });
      try {
        const documents = await openBillingDocuments(store);
        say(`${ACCOUNTS} accounts`);
        for (let start = 0; start < ACCOUNTS; start += BATCH) {
          const batch = Array.from({ length: BATCH }, (_, index) => start + index);
          await documents.accounts.upsertMany(batch.map(accountOf));
          await documents.entries.upsertMany(batch.map(entryOf));
        }
        const asOf = calendarDate('2026-01-01');
        const metrics = createMetricSnapshots(documents);
        const taken = await timed(() => metrics.take({ asOf, claims }));
        const first = await timed(() => metrics.current());
        const atoms = (await metrics.current())?.atoms ?? [];
        const answers = await timedEach(30, () => new MetricDesk(atoms).answer(QUESTIONS, asOf));
        return [
          { what: 'a day counted', value: taken / 1_000, unit: 's' },
          { what: 'atoms', value: atoms.length, unit: '' },
          { what: 'atoms read, once a day', value: first, unit: 'ms' },
          ...latencyRows('five metrics answered', answers, 50),
        ];
      } finally {
        await store.close();
      }
    }),
};
