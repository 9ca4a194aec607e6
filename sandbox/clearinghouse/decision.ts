import type { SubmittedLine } from './submitted-claim';

/** One CAS triplet. Cents; positive takes off what is paid. */
export interface DecidedAdjustment {
  readonly group: 'CO' | 'PR' | 'OA';
  readonly reason: string;
  readonly amount: number;
}

/** One line as the payer decided it. paid = charge − Σ adjustments. */
export interface DecidedLine {
  readonly line: SubmittedLine;
  readonly charge: number;
  readonly paid: number;
  /** AMT*B6; null where it says nothing. */
  readonly allowed: number | null;
  readonly adjustments: readonly DecidedAdjustment[];
  readonly remarks: readonly string[];
}

/** One CLP: billed = paid + Σ adjustments of the claim and its lines. Cents; all negative in a reversal. */
export interface Decision {
  /** CLP02. */
  readonly statusCode: '1' | '2' | '3' | '4' | '19' | '22';
  readonly billed: number;
  readonly paid: number;
  /** CLP05: Σ PR. Zero in a reversal, where the guide leaves it out. */
  readonly patientResponsibility: number;
  /** CAS of the claim level. */
  readonly adjustments: readonly DecidedAdjustment[];
  readonly lines: readonly DecidedLine[];
}

/** Adds up what a decision consists of. */
export function decide(parts: Pick<Decision, 'statusCode' | 'adjustments' | 'lines'>): Decision {
  const { statusCode, adjustments, lines } = parts;
  const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
  const owed = all.filter(({ group }) => group === 'PR');
  return {
    ...parts,
    billed: sum(lines.map(({ charge }) => charge)),
    paid: sum(lines.map(({ paid }) => paid)) - sum(adjustments.map(({ amount }) => amount)),
    patientResponsibility: statusCode === '22' ? 0 : sum(owed.map(({ amount }) => amount)),
  };
}

/** A line with its paid amount: what no adjustment takes off. Adjustments of nothing are left out. */
export function decideLine(
  line: SubmittedLine,
  parts: Pick<DecidedLine, 'allowed' | 'adjustments' | 'remarks'>,
): DecidedLine {
  const adjustments = parts.adjustments.filter(({ amount }) => amount !== 0);
  const paid = line.charge - sum(adjustments.map(({ amount }) => amount));
  return { ...parts, line, charge: line.charge, paid, adjustments };
}

/** The same decision taken back: every amount with the other sign. X12 005010X221A1, 1.10.2.8. */
export function reverse(decision: Decision): Decision {
  const adjustments = decision.adjustments.map(negate);
  const lines = decision.lines.map((line) => ({
    ...line,
    charge: -line.charge,
    paid: -line.paid,
    allowed: null,
    adjustments: line.adjustments.map(negate),
  }));
  return decide({ statusCode: '22', adjustments, lines });
}

const negate = (adjustment: DecidedAdjustment): DecidedAdjustment => ({ ...adjustment, amount: -adjustment.amount });

/** Σ of cents. */
export const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
