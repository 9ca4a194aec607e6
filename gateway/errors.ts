import type { GraphQLFormattedError } from 'graphql';

/** Error codes of an answer, one for each error. */
export const codesOf = (errors: readonly GraphQLFormattedError[] | undefined): readonly string[] =>
  (errors ?? []).map(({ extensions }) => {
    const code = extensions?.['code'];
    return typeof code === 'string' ? code : 'INTERNAL';
  });

/** How many of an answer's errors say that a field was refused. */
export const refusedIn = (errors: readonly GraphQLFormattedError[] | undefined): number =>
  (errors ?? []).filter(({ extensions }) => extensions?.['code'] === 'FORBIDDEN' && 'field' in extensions).length;
