import { money } from '../../../platform/domain/money';
import type { QueryMetricArgs, Resolvers } from '../generated';
import { checkQuestion, type MetricCellAnswer, type MetricQuestion } from './answers';
import type { AtomSums } from './atoms';
import { METRICS } from './definitions';

const questionOf = ({ name, groupBy, filter, currency }: QueryMetricArgs): MetricQuestion => ({
  name,
  groupBy: groupBy ?? [],
  currency: currency ?? 'USD',
  facilityId: filter?.facilityId ?? null,
  payerId: filter?.payerId ?? null,
  month: filter?.month ?? null,
});

/** Rounds half away from zero, to a whole number; null where there is nothing to divide by. */
const quotient = (amount: number, by: number): number | null => (by === 0 ? null : Math.round(amount / by));

/** A value of the claims that were paid; null for other metrics and for what is suppressed. */
const ofPayments = ({ metric, sums }: MetricCellAnswer, valueOf: (sums: AtomSums) => number | null): number | null =>
  metric === 'PAYMENTS' && sums ? valueOf(sums) : null;

const reference = (id: string | null | undefined): { readonly id: string } | null => (id ? { id } : null);

/** The graph of metrics. */
export const metricResolvers = {
  Query: {
    metric: (_, args, { loaders }) => {
      const question = questionOf(args);
      checkQuestion(question);
      return loaders.metric.load(question);
    },
    closeReadiness: async (_, __, { loaders: { documents, visibleAtFacility } }) => {
      const filter = { all: [visibleAtFacility, { isPending: true }] };
      const { items } = await documents.journalDays.find(filter, { sort: [['postingDate', 'asc']], limit: 1 });
      const unjournalledDayCount = await documents.journalDays.count(filter);
      return { unjournalledDayCount, oldestUnjournalledDate: items[0]?.postingDate ?? null };
    },
  },
  Metric: {
    asOfDate: ({ asOf }) => asOf,
  },
  MetricCell: {
    isSuppressed: ({ sums }) => sums === null,
    facility: ({ group }) => reference(group.facilityId),
    payer: ({ group }) => reference(group.payerId),
    month: ({ group }) => group.month ?? null,
    age: ({ group }) => group.age ?? null,
    responsibleParty: ({ group }) => group.responsibleParty ?? null,
    denialReason: ({ group }) => group.denialReason ?? null,
    count: ({ sums }) => sums?.count ?? null,
    amount: ({ metric, sums, currency }) => sums && money(sums[METRICS[metric].amount], currency),
    averageDaysToPayment: (cell) =>
      ofPayments(cell, ({ daysToPayment, undatedCount, count }) => (undatedCount > 0 ? null : quotient(daysToPayment, count))), // prettier-ignore
    paymentRate: (cell) => ofPayments(cell, ({ paidAmount, amount }) => quotient(paidAmount * 10_000, amount)),
  },
} as const satisfies Pick<Resolvers, 'Query' | 'Metric' | 'MetricCell'>;
