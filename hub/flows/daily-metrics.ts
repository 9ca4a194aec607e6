import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Clock } from '../../platform/domain/instant';
import type { Billing } from '../../subgraphs/billing/index';
import type { MetricClaim } from '../../subgraphs/billing/metrics/records';
import type { ClaimDocument } from '../../subgraphs/payer/documents';
import type { PayerRoom } from '../../subgraphs/payer/index';
import type { BusinessDay } from './business-day';

export interface DailyMetricsDependencies {
  readonly billing: Pick<Billing, 'metrics'>;
  readonly payer: { readonly documents: Pick<PayerRoom['documents'], 'claims'> };
  readonly businessDay: Pick<BusinessDay, 'read'>;
  /** How many commits this thread has made so far. */
  readonly committed: () => number;
  readonly clock: Clock;
}

/** The metrics of each business day, counted once. Both return how many days were counted: 0 or 1. */
export interface DailyMetrics {
  /** Counts a new day once nothing has been committed for some seconds, and after a minute in any case. */
  whenQuiet(): Promise<number>;
  /** Counts a new day at once. */
  now(): Promise<number>;
}

const QUIET_FOR = 5_000; // 5 seconds
const WAITS_AT_MOST = 60_000; // 1 minute

/** Carries accounts and claims, at the end of each business day, to billing's metrics. */
export function createDailyMetrics(deps: DailyMetricsDependencies): DailyMetrics {
  const { billing, payer, businessDay, committed, clock } = deps;
  let wait: { readonly from: number; readonly commits: number; readonly quietFrom: number } | null = null;

  const take = async (asOf: CalendarDate): Promise<number> => {
    wait = null;
    return (await billing.metrics.take({ asOf, claims: () => claimsOf(payer.documents.claims.iterate({})) })) ? 1 : 0;
  };

  /** The day that is to be counted, or null. */
  const newDay = async (): Promise<CalendarDate | null> => {
    const [today, counted] = [await businessDay.read(), await billing.metrics.asOf()];
    return today !== null && (counted === null || counted < today) ? today : null;
  };

  return {
    async whenQuiet() {
      const day = await newDay();
      if (day === null) return 0;
      const [now, commits] = [Date.parse(clock()), committed()];
      const quietFrom = wait?.commits === commits ? wait.quietFrom : now;
      wait = { from: wait?.from ?? now, commits, quietFrom };
      return now - quietFrom >= QUIET_FOR || now - wait.from >= WAITS_AT_MOST ? take(day) : 0;
    },
    async now() {
      const day = await newDay();
      return day === null ? 0 : take(day);
    },
  };
}

async function* claimsOf(claims: AsyncIterable<ClaimDocument>): AsyncGenerator<MetricClaim> {
  for await (const claim of claims) if (claim.status !== 'CANCELLED') yield metricClaimOf(claim);
}

/** What of a claim counts: test files and predeterminations decide nothing, and the last decision stands. */
function metricClaimOf(claim: ClaimDocument): MetricClaim {
  const decisions = claim.adjudications.filter(({ isTest, status }) => !isTest && status !== 'PREDETERMINED');
  const denial = decisions.at(-1)?.denial ?? null;
  const { accountId, patientId, facilityId, payerId, serviceDate, billedAmount, paidAmount } = claim;
  return {
    ...{ accountId, patientId, facilityId, payerId, serviceDate, currency: billedAmount.currency },
    billedAmount: billedAmount.minorUnits,
    paidAmount: paidAmount.minorUnits,
    firstPaidOn: decisions.find(({ paidAmount: paid }) => paid.minorUnits > 0)?.paymentDate ?? null,
    deniedAmount: denial?.deniedAmount.minorUnits ?? 0,
    denialReason: denial?.reasonCodes[0] ?? null,
  };
}
