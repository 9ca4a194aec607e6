/**
 * Tells work to end before its time, as an AbortSignal does, for work of which there is much: Node 20 gives each
 * AbortSignal a hidden class of its own, in the old generation, by which all that its request made stays in memory until
 * the next full collection.
 */
export class StopSignal {
  readonly #callbacks: (() => void)[] = [];
  #reason: Error | null = null;

  /** Why it has stopped; null while it has not. */
  get reason(): Error | null {
    return this.#reason;
  }

  /** Stops, once, and calls back whoever listens. */
  stop(reason: Error): void {
    if (this.#reason !== null) return;
    this.#reason = reason;
    for (const callback of this.#callbacks.splice(0)) callback();
  }

  /** Calls back when it stops; returns how to listen no longer. */
  onStop(callback: () => void): () => void {
    this.#callbacks.push(callback);
    return () => {
      const at = this.#callbacks.indexOf(callback);
      if (at >= 0) this.#callbacks.splice(at, 1);
    };
  }

  /** Throws its reason once it has stopped. */
  throwIfStopped(): void {
    if (this.#reason !== null) throw this.#reason;
  }
}
