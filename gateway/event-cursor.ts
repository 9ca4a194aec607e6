import { getNamedType, isObjectType, type FormattedExecutionResult } from 'graphql';
import type { Prepared } from './preparation';

/**
 * What `after` takes to go on behind an event: its own cursor, where the subscription can be resumed and its viewer may
 * see cursors, in the contract that they ask of. Else null.
 */
export function cursorOf(
  payload: unknown,
  field: string,
  { graph, contract, viewer }: Pick<Prepared, 'graph' | 'contract' | 'viewer'>,
): string | null {
  const { cursor } = (payload ?? {}) as { readonly cursor?: unknown };
  const subscription = contract.schema.getSubscriptionType()?.getFields()[field];
  const type = subscription && getNamedType(subscription.type);
  if (typeof cursor !== 'string' || !isObjectType(type) || !type.getFields()['cursor']) return null;
  if (!subscription?.args.some(({ name }) => name === 'after')) return null;
  return graph.access.rulebookFor(viewer).decide(type, 'cursor') === 'ALLOW' ? cursor : null;
}

/** Whether an answer tells of its event at all: one that only says what went wrong is to be asked for again. */
export const isTold = ({ errors, data }: FormattedExecutionResult): boolean =>
  !errors || Object.values(data ?? {}).some((value) => value !== null);

/** What a subscription began behind, as it was asked. */
export const beginningOf = ({ after }: Readonly<Record<string, unknown>>): string | null =>
  typeof after === 'string' ? after : null;
