import type { ExecutionResult, FormattedExecutionResult, GraphQLError } from 'graphql';

type Data = NonNullable<ExecutionResult['data']> | null;

/**
 * An answer whose data is JSON already: who sends it on takes the text, who looks into it gets it parsed. It is not
 * spread, since `data` is worked out when it is asked for.
 */
export class WrittenAnswer<Told = GraphQLError> {
  /** Absent where there are none. */
  declare readonly errors?: readonly Told[];
  readonly text: string;
  #data: Data | undefined;

  constructor(text: string, errors: readonly Told[] = []) {
    this.text = text;
    if (errors.length > 0) this.errors = errors;
  }

  get data(): Data {
    return (this.#data ??= JSON.parse(this.text) as Data);
  }

  /** The same data with its errors as they are mapped. */
  withErrors<Other>(map: (error: Told) => Other): WrittenAnswer<Other> {
    return new WrittenAnswer(this.text, this.errors?.map(map));
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
