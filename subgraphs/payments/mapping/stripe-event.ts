import { HubError } from '../../../platform/domain/errors';
import type { Mapping } from '../../../platform/mapping/mapping';
import type { ServiceEvent, ServiceNews } from '../connector';
import { chargeMapping, paymentIntentMapping, payoutMapping, refundMapping } from './stripe';
import { requiredText, unixSeconds } from './stripe-values';

const READERS: Readonly<Record<string, (object: unknown) => ServiceNews>> = {
  payment_intent: reader('PAYMENT', paymentIntentMapping),
  charge: reader('PAYMENT', chargeMapping),
  refund: reader('REFUND', refundMapping),
  payout: reader('PAYOUT', payoutMapping),
};

function reader<State>(kind: ServiceNews['kind'], mapping: Mapping<unknown, State>): (object: unknown) => ServiceNews {
  return (object) => ({ kind, state: mapping.map(object) }) as ServiceNews;
}

/**
 * Reads one Stripe Event.
 * Shape:  JSON text of an Event → ServiceEvent; kinds of object that the hub does not use are `OTHER`.
 * Throws: SOURCE_MALFORMED for text that is no Event or an object that lacks what a mapping needs.
 * Source: Stripe API, "The Event object".
 */
export function readStripeEvent(raw: string, source: string): ServiceEvent {
  const event = parse(raw, source);
  const object = objectOf(event['data']);
  const kind = object?.['object'];
  const read = typeof kind === 'string' && Object.hasOwn(READERS, kind) ? READERS[kind] : undefined;
  try {
    const type = requiredText(event['type']);
    return {
      id: requiredText(event['id']),
      type,
      at: unixSeconds(event['created']),
      news: read ? read(object) : { kind: 'OTHER' },
    };
  } catch (error) {
    if (error instanceof HubError && error.code === 'SOURCE_MALFORMED') throw error;
    throw new HubError('SOURCE_MALFORMED', 'a Stripe event needs id, type and created', { source, cause: error });
  }
}

function parse(raw: string, source: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    // The parser's message quotes the text, so it is not kept as a cause.
    throw new HubError('SOURCE_MALFORMED', 'a Stripe event must be JSON', { source });
  }
  if (typeof value !== 'object' || value === null || (value as { object?: unknown }).object !== 'event') {
    throw new HubError('SOURCE_MALFORMED', 'the message is not a Stripe event', { source });
  }
  return value as Record<string, unknown>;
}

function objectOf(data: unknown): Record<string, unknown> | undefined {
  const object: unknown = typeof data === 'object' && data !== null ? (data as { object?: unknown }).object : undefined;
  return typeof object === 'object' && object !== null ? (object as Record<string, unknown>) : undefined;
}
