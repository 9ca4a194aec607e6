import type { TransactionSet } from '../../../platform/x12/interchange';
import { x12Path, type Loop } from '../../../platform/x12/x12-path';
import type { RemittanceClaim, RemittanceReading } from '../domain';
import { imbalancesOf } from './balancing';
import { cutRemittance } from './loops';
import { firstDate } from './read-values';
import { claimMapping, headerMapping } from './remittance-mapping';

/**
 * Reads one 835.
 * Shape:  TransactionSet 835 (5010 or 4010) → RemittanceReading.
 * Units:  cents of USD; dates are the payer's calendar days.
 * Throws: SOURCE_MALFORMED for an element that cannot be read. Sums that do not come out are reported, not thrown.
 * Source: X12 005010X221A1, 004010X091A1.
 */
export function readRemittance(set: TransactionSet): RemittanceReading {
  const claims: RemittanceClaim[] = [];
  const headerLoop = cutRemittance(set, (loop) => claims.push(claimMapping.map(loop)));
  const header = headerMapping.map(headerLoop);
  const imbalances = imbalancesOf(header, claims);
  return {
    ...header,
    guideVersion: set.version,
    isTest: set.interchange.isTest,
    claims,
    status: imbalances.length === 0 ? 'BALANCED' : 'OUT_OF_BALANCE',
    imbalances,
    findings: [...set.findings.map((finding) => finding.message), ...dateFinding(headerLoop)],
  };
}

const paymentDay = x12Path('BPR16') as (loop: Loop) => string | undefined;

const dateFinding = (header: Loop): readonly string[] =>
  firstDate(paymentDay(header)) === null ? ['BPR16 is missing or no day; the production date stands in'] : [];
