import type { Decision } from '../rights';

/** A field whose accesses are recorded. One object for each field of a schema: it is known by its identity. */
export interface WatchedField {
  readonly type: string;
  readonly coordinate: string;
}

/** Fields that were asked for on each of these parents, one after another, and how each was decided. */
export interface Sighting {
  readonly steps: readonly Step[];
  readonly parents: readonly unknown[];
}

export interface Step {
  readonly field: WatchedField;
  readonly decision: Decision;
}

/** No parent of a field. */
const NONE = Symbol('none');

/**
 * What was asked for on the values of one type. The records of a list are mostly asked for the same fields in the same
 * order, so those are kept once, and of each record itself.
 */
export class Sightings {
  #start = new Pattern(null, null);
  #parent: unknown = NONE;
  #met = this.#start;

  note(field: WatchedField, decision: Decision, parent: unknown): void {
    if (parent !== this.#parent) this.#turnTo(parent);
    this.#met = this.#met.after(field, decision);
  }

  /** All that was noted, and forgets it. */
  take(): readonly Sighting[] {
    this.#turnTo(NONE);
    const found = [...this.#start.sightings()];
    this.#start = this.#met = new Pattern(null, null);
    return found;
  }

  #turnTo(parent: unknown): void {
    if (this.#parent !== NONE) this.#met.parents.push(this.#parent);
    this.#parent = parent;
    this.#met = this.#start;
  }
}

/** The fields on the way from the start to here, in a tree of all ways that were gone. */
class Pattern {
  readonly parents: unknown[] = [];
  readonly #before: Pattern | null;
  readonly #step: Step | null;
  readonly #next: Pattern[] = [];
  /** Where the way went on the last time. */
  #last: Pattern | null = null;

  constructor(before: Pattern | null, step: Step | null) {
    this.#before = before;
    this.#step = step;
  }

  after(field: WatchedField, decision: Decision): Pattern {
    if (!this.#last?.isBy(field, decision)) this.#last = this.#nextBy(field, decision);
    return this.#last;
  }

  *sightings(): Generator<Sighting> {
    if (this.parents.length > 0) yield { steps: this.steps(), parents: this.parents };
    for (const next of this.#next) yield* next.sightings();
  }

  isBy(field: WatchedField, decision: Decision): boolean {
    return this.#step?.field === field && this.#step.decision === decision;
  }

  #nextBy(field: WatchedField, decision: Decision): Pattern {
    const known = this.#next.find((next) => next.isBy(field, decision));
    if (known) return known;
    const next = new Pattern(this, { field, decision });
    this.#next.push(next);
    return next;
  }

  steps(): readonly Step[] {
    return this.#step ? [...(this.#before?.steps() ?? []), this.#step] : [];
  }
}
