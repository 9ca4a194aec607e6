import type { TransactionSet } from '../../../platform/x12/interchange';
import { x12Path, type Loop } from '../../../platform/x12/x12-path';
import type { RemittanceClaim, RemittanceReading } from '../domain';
import { checkBalance } from './balancing';
import { claimLoopsOf, headerLoopOf } from './loops';
import { firstDate } from './read-values';
import { claimMapping, headerMapping } from './remittance-mapping';

const MOST_IMBALANCES = 1_000; // told one by one

/**
 * Reads one 835 and checks all its sums. Its claim payments are read anew by whoever goes through them, and not kept:
 * one remittance may hold 10,000.
 * Shape:  TransactionSet 835 (5010 or 4010) → RemittanceReading.
 * Units:  cents of USD; dates are the payer's calendar days.
 * Throws: SOURCE_MALFORMED for an element that cannot be read. Sums that do not come out are reported, not thrown.
 * Source: X12 005010X221A1, 004010X091A1.
 */
export function readRemittance(set: TransactionSet): RemittanceReading {
  const headerLoop = headerLoopOf(set);
  const header = headerMapping.map(headerLoop);
  const { claimCount, imbalances } = checkBalance(header, claimsOf(set));
  return {
    ...header,
    guideVersion: set.version,
    isTest: set.interchange.isTest,
    claimCount,
    claims: { [Symbol.iterator]: () => claimsOf(set) },
    status: imbalances.length === 0 ? 'BALANCED' : 'OUT_OF_BALANCE',
    imbalances: imbalances.slice(0, MOST_IMBALANCES),
    findings: [
      ...set.findings.map((finding) => finding.message),
      ...dateFinding(headerLoop),
      ...(imbalances.length > MOST_IMBALANCES ? [`${imbalances.length} sums do not come out; the first are told`] : []),
    ],
  };
}

function* claimsOf(set: TransactionSet): Generator<RemittanceClaim, void, undefined> {
  for (const loop of claimLoopsOf(set)) yield claimMapping.map(loop);
}

const paymentDay = x12Path('BPR16') as (loop: Loop) => string | undefined;

const dateFinding = (header: Loop): readonly string[] =>
  firstDate(paymentDay(header)) === null ? ['BPR16 is missing or no day; the production date stands in'] : [];
