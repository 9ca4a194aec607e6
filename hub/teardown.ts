import type { Logger } from '../platform/telemetry/logger';

/** Steps to be undone, the last one first, each whatever became of the others. */
export class Teardown {
  readonly #steps: (() => unknown)[] = [];
  readonly #log: Logger;

  constructor(log: Logger) {
    this.#log = log;
  }

  add(step: () => unknown): void {
    this.#steps.push(step);
  }

  async run(): Promise<void> {
    for (let step = this.#steps.pop(); step; step = this.#steps.pop()) {
      try {
        await step();
      } catch (error) {
        this.#log.warn({ err: error }, 'a part did not stop cleanly');
      }
    }
  }
}
