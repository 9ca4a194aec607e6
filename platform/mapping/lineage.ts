/** One edge of field-level lineage: a target field of the graph, what it is made of, and how. */
export interface LineageRow {
  /** Field coordinate in the graph: `Patient.birthDate`. */
  readonly target: string;
  /** Standard and path in it (`FHIR R4 Patient.birthDate`), or field coordinates for a derivation. */
  readonly sources: readonly string[];
  /** What is done on the way, in a word. */
  readonly transform: string;
}

/** Declares the inputs of a field that a resolver works out from other fields of the graph. */
export const derived = (target: string, inputs: readonly string[], transform: string): LineageRow => ({
  target,
  sources: inputs,
  transform,
});
