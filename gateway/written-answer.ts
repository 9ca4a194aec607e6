import type { ExecutionResult, FormattedExecutionResult } from 'graphql';

type Data = NonNullable<ExecutionResult['data']> | null;

/**
 * An answer without errors whose data is JSON already: who sends it on takes the text, who looks into it gets it parsed.
 * It is not spread, since `data` is worked out when it is asked for.
 */
export class WrittenAnswer implements ExecutionResult {
  /** It has none. */
  declare readonly errors?: never;
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

/** An answer as JSON; one that is written already is not read and written once more. */
export const jsonOf = (answer: ExecutionResult | FormattedExecutionResult): string =>
  answer instanceof WrittenAnswer ? `{"data":${answer.text}}` : JSON.stringify(answer);
