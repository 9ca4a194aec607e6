import type { CalendarDate } from '../../../platform/domain/calendar-date';
import { defineMapping, from } from '../../../platform/mapping/mapping';
import type { TransactionSet } from '../../../platform/x12/interchange';
import type { Segment } from '../../../platform/x12/segment';
import type { ClaimStatusReport } from '../domain';
import { OUTCOME_OF_CATEGORY } from './code-sets';
import { loopPath } from './loops';
import { firstDate, firstText, optionalText, requiredText } from './read-values';

/** What a 277CA or 277 says of one claim. */
export type ClaimStatusReading = Omit<ClaimStatusReport, 'id' | 'receivedAt' | 'kind'> & { readonly claimId: string };

interface StatusLoop {
  readonly ordinal: number;
  readonly segments: Segment[];
}

/** HL03 of the levels that claims stand in: patient of a 277CA, subscriber and dependent of a 277. */
const CLAIM_LEVELS: ReadonlySet<string> = new Set(['PT', '22', '23']);

/**
 * X12 277CA (005010X214) loop 2200D and 277 (005010X212) loops 2200D and 2200E → ClaimStatusReport. Where a claim has
 * several STC, one that rejects it decides.
 */
export const statusMapping = defineMapping<StatusLoop, ClaimStatusReading>({
  entity: 'ClaimStatusReport',
  standard: 'X12 277',
  path: loopPath,
  rows: {
    claimId: from(['REF[01=EJ].02', 'TRN02'], claimId),
    outcome: from('STC[*].01-1', outcome),
    categoryCode: from('STC[*].01-1', decidingCategory),
    statusCode: from(['STC[*].01-1', 'STC[*].01-2'], ofDeciding, 'decidingStatus'),
    effectiveDate: from(['STC[*].01-1', 'STC[*].02'], decidingDate),
    payerClaimControlNumber: from('REF[01=1K].02', optionalText),
  },
  graphFields: { claimId: null },
});

function claimId(...values: readonly (string | undefined)[]): string {
  return requiredText(firstText(...values) ?? undefined);
}

type Texts = readonly (string | undefined)[];

/** Place of the STC that decides: the first that rejects, else the first. */
function deciding(categories: Texts): number {
  return Math.max(
    0,
    categories.findIndex((category) => OUTCOME_OF_CATEGORY.get(category ?? '') === 'REJECTED'),
  );
}

function decidingCategory(categories: Texts): string {
  return requiredText(categories[deciding(categories)]);
}

function ofDeciding(categories: Texts, values: Texts): string | null {
  return values[deciding(categories)] ?? null;
}

function decidingDate(categories: Texts, days: Texts): CalendarDate | null {
  return firstDate(ofDeciding(categories, days) ?? undefined);
}

function outcome(categories: Texts): ClaimStatusReport['outcome'] {
  return OUTCOME_OF_CATEGORY.get(decidingCategory(categories)) ?? 'PENDING';
}

/** Reads the claims of a 277CA or 277. What it says of the receiver or provider as a whole is no claim's status. */
export function readClaimStatuses({ segments }: TransactionSet): readonly ClaimStatusReading[] {
  return cutStatuses(segments)
    .filter((loop) => loop.segments.some((segment) => segment.id === 'STC'))
    .map((loop) => statusMapping.map(loop));
}

/** A claim begins at each TRN of a claim level and ends at its first service line. */
function cutStatuses(segments: readonly Segment[]): readonly StatusLoop[] {
  const loops: StatusLoop[] = [];
  let isClaimLevel = false;
  let open: Segment[] | null = null;
  for (const segment of segments) {
    if (segment.id === 'HL') {
      isClaimLevel = CLAIM_LEVELS.has(segment.element(3));
      open = null;
    } else if (segment.id === 'TRN' && isClaimLevel) {
      open = [segment];
      loops.push({ ordinal: loops.length + 1, segments: open });
    } else if (segment.id === 'SVC' || segment.id === 'SE') {
      open = null;
    } else {
      open?.push(segment);
    }
  }
  return loops;
}
