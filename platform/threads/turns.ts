/** One piece of work at a time; those who ask for it take turns, so that nobody waits behind all that another asks. */
export class Turns<Asker> {
  /** Who waits, next first. */
  readonly #waiting = new Map<Asker, (() => Promise<void>)[]>();
  #isBusy = false;

  /** Does a piece of work when its turn comes; gives, or throws, what it does. */
  take<Result>(asker: Asker, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const ofAsker = this.#waiting.get(asker) ?? [];
      this.#waiting.set(asker, ofAsker);
      ofAsker.push(() => work().then(resolve, reject));
      void this.#next();
    });
  }

  /** How much of an asker's work has not begun. */
  waitingOf(asker: Asker): number {
    return this.#waiting.get(asker)?.length ?? 0;
  }

  async #next(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (const [asker, [work, ...later]] of this.#waiting) {
      // Who has had a turn comes after all others: a map goes through what is put in meanwhile, too.
      this.#waiting.delete(asker);
      if (later.length > 0) this.#waiting.set(asker, later);
      await work?.();
    }
    this.#isBusy = false;
  }
}
