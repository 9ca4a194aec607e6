import type { ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';
import type { Answer } from './execution/compile';

type Data = NonNullable<ExecutionResult['data']> | null;

/**
 * An answer whose data is JSON already: who sends it on takes the text, who looks into it gets it parsed. It is not
 * spread, since `data` is worked out when it is asked for.
 */
export class WrittenAnswer<Told = GraphQLError> {
  /** Absent where there are none. */
  declare readonly errors?: readonly Told[];
  readonly #written: Pick<Answer, 'text'>;
  #data: Data | undefined;

  constructor(written: Pick<Answer, 'text'>, errors: readonly Told[] = []) {
    this.#written = written;
    if (errors.length > 0) this.errors = errors;
  }

  get text(): string {
    return this.#written.text;
  }

  get data(): Data {
    return (this.#data ??= JSON.parse(this.text) as Data);
  }

  /** The same data with its errors as they are mapped. */
  withErrors<Other>(map: (error: Told) => Other): WrittenAnswer<Other> {
    return new WrittenAnswer(this.#written, this.errors?.map(map));
  }

  /**
   * Lets go of the text once it is sent. The promises that it came by are as old as the request: they, and what they
   * hold, would stay in memory until the next full collection.
   */
  release(): void {
    this.#written.text = '';
  }

  toJSON(): { readonly errors?: readonly Told[]; readonly data: Data } {
    return { ...(this.errors ? { errors: this.errors } : {}), data: this.data };
  }
}

/** An answer as JSON, errors first; data that is written already is not read and written once more. */
export function jsonOf(answer: ExecutionResult | FormattedExecutionResult | WrittenAnswer<unknown>): string {
  if (!(answer instanceof WrittenAnswer)) return JSON.stringify(answer);
  const errors = answer.errors ? `"errors":${JSON.stringify(answer.errors)},` : '';
  return `{${errors}"data":${answer.text}}`;
}
