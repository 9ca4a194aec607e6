/**
 * Places in a list, in order, as arithmetic runs: first place, how many, and the step between them, for each run.
 * `[0, 1000, 1]` is 0 to 999; `[4, 3, 0]` is 4 three times. A list of records mostly takes one run.
 */
export type Places = readonly number[];

/** Gathers places one by one. */
export class PlacesWriter {
  readonly #runs: number[] = [];
  #first = 0;
  #count = 0;
  #step = 0;
  #last = 0;

  add(place: number): void {
    if (this.#count === 1) this.#step = place - this.#last;
    if (this.#count > 1 && place - this.#last !== this.#step) this.#endRun();
    if (this.#count === 0) this.#first = place;
    this.#count += 1;
    this.#last = place;
  }

  /** What was gathered. */
  end(): Places {
    if (this.#count > 0) this.#endRun();
    return this.#runs;
  }

  #endRun(): void {
    this.#runs.push(this.#first, this.#count, this.#count === 1 ? 0 : this.#step);
    this.#count = 0;
  }
}

/** Each place, in order. */
export function* placesIn(runs: Places): Generator<number> {
  for (let at = 0; at + 2 < runs.length; at += 3) {
    const [first = 0, count = 0, step = 0] = runs.slice(at, at + 3);
    for (let index = 0; index < count; index += 1) yield first + index * step;
  }
}
