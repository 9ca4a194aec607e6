import type { ExecutionResult } from 'graphql';

type Data = NonNullable<ExecutionResult['data']> | null;

/**
 * An answer without errors whose data is JSON already: who sends it on takes the text, who looks into it gets it parsed.
 * It is not spread, since `data` is worked out when it is asked for.
 */
export class WrittenAnswer implements ExecutionResult {
  readonly text: string;
  #data: Data | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get data(): Data {
    return (this.#data ??= JSON.parse(this.text) as Data);
  }

  toJSON(): ExecutionResult {
    return { data: this.data };
  }
}
