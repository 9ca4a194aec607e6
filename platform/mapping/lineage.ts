/** One edge of field-level lineage: a target field of the graph, what it is made of, and how. */
export interface LineageRow {
  /** Field coordinate in the graph: `Patient.birthDate`. */
  readonly target: string;
  /** Standard and path in it (`FHIR R4 Patient.birthDate`), or field coordinates for a derivation. */
  readonly sources: readonly string[];
  /** What is done on the way, in a word. */
  readonly transform: string;
  /** Whether it is counted, summed or picked over so many people that it tells of none of them. */
  readonly isAggregate?: true;
}

/** Declares the inputs of a field that a resolver works out from other fields of the graph. */
export const derived = (target: string, inputs: readonly string[], transform: string): LineageRow => ({
  target,
  sources: inputs,
  transform,
});

/**
 * Declares the inputs of a figure over many people. Whoever computes it holds back what tells of few; so it may be shown
 * to viewers who may not see its inputs.
 */
export const aggregated = (target: string, inputs: readonly string[], transform: string): LineageRow => ({
  ...derived(target, inputs, transform),
  isAggregate: true,
});
