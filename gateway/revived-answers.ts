import { GraphQLError, type FormattedExecutionResult, type GraphQLFormattedError } from 'graphql';
import type { PushedStream } from './pushed-stream';

/** The library of graphql-transport-ws wants errors that can `toJSON` themselves. */
export const revived = ({ message, path, extensions }: GraphQLFormattedError): GraphQLError =>
  new GraphQLError(message, { path: path ?? null, extensions: extensions ?? null });

/** An answer with such errors. */
export const revivedResult = ({ data, errors, extensions }: FormattedExecutionResult) => ({
  ...(data === undefined ? {} : { data }),
  ...(extensions === undefined ? {} : { extensions }),
  ...(errors ? { errors: errors.map(revived) } : {}),
});

/** Answers with such errors, as they come. */
export function revivedStream(answers: PushedStream) {
  const revive = ({ done, value }: IteratorResult<FormattedExecutionResult>) =>
    done ? { done, value: undefined } : { done: false, value: revivedResult(value) };
  const end = async () => {
    await answers.return?.();
    return { done: true as const, value: undefined };
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => revive(await answers.next()),
    return: end,
    throw: end,
    cursor: () => answers.cursor(),
  };
}
