import type { OtherPlan, SubmittedClaim, SubmittedLine } from './submitted-claim';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

/** A service line while its loop is read. `at` is the place of its LX in the set. */
export type LineDraft = Partial<Draft<SubmittedLine>> & { at: number };

/** Another plan while its loop is read. Cents; null until something is said. */
export type PlanDraft = Draft<Omit<OtherPlan, 'decision'>> & {
  /** AMT*D */
  paid: number | null;
  /** Σ CAS of group PR. */
  owed: number | null;
  /** AMT*EAF, which counts where no CAS does. */
  remaining: number | null;
};

/** A claim while its loops are read. `at` is the place of its CLM in the set. */
export type ClaimDraft = Draft<Omit<SubmittedClaim, 'lines' | 'otherPlans'>> & {
  lines: LineDraft[];
  plans: PlanDraft[];
  at: number;
};

/** A segment of loop 2400 that the guide requires and that is not there. */
export interface MissingSegment {
  readonly segmentId: 'LX' | 'SV1' | 'DTP';
  readonly at: number;
}

/** The claim that a draft has come to, and what its lines lack; such lines are left out. */
export function finishClaim({ plans, lines, at, ...rest }: ClaimDraft): {
  claim: SubmittedClaim;
  missing: readonly MissingSegment[];
} {
  const finished = lines.map(finishLine);
  const missing = finished.filter(isMissing);
  const claim = {
    ...rest,
    lines: finished.flatMap((line) => (isMissing(line) ? [] : [line])),
    otherPlans: plans.map(({ paid, owed, remaining, ...plan }) => ({
      ...plan,
      decision: decisionOf(paid, owed ?? remaining),
    })),
  };
  return { claim, missing: lines.length === 0 ? [{ segmentId: 'LX', at }] : missing };
}

const isMissing = (line: SubmittedLine | MissingSegment): line is MissingSegment => 'segmentId' in line;

function finishLine({
  at,
  procedure,
  charge,
  units,
  serviceDate,
  controlNumber,
  prior,
}: LineDraft): SubmittedLine | MissingSegment {
  if (procedure === undefined || charge === undefined) return { segmentId: 'SV1', at };
  if (serviceDate === undefined) return { segmentId: 'DTP', at };
  return { procedure, charge, units: units ?? '1', serviceDate, controlNumber: controlNumber ?? null, prior: prior ?? null }; // prettier-ignore
}

/** What loop 2320 says was decided; null when it says nothing. */
const decisionOf = (paid: number | null, owed: number | null): OtherPlan['decision'] =>
  paid === null && owed === null ? null : { paid: paid ?? 0, patientResponsibility: owed ?? 0 };
