import { toHubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import type { Received } from '../../../platform/connect/port';
import type { ServiceEvent } from '../connector';

const KIND = 'Stripe event';

/**
 * An event as it goes into the inbox, whichever way it came (webhook, list, file). Stripe sends one event in several
 * wordings (white space, the count of webhooks still to come), so the text that is kept is the event in one wording,
 * without that count: the same event is the same message.
 * Key: the event id; for what has none, a digest.
 */
export function receivedStripeEvent(raw: string, read: (raw: string) => ServiceEvent): Received<ServiceEvent> {
  const event = parsed(raw);
  if (event === null) return unreadable(raw, raw, read);
  const { pending_webhooks: _, ...told } = event;
  const text = JSON.stringify(inOrder(told));
  if (typeof told['id'] !== 'string' || told['object'] !== 'event') return unreadable(raw, text, read);
  return { key: told['id'], kind: KIND, raw: text, payload: payloadOf(text, read) };
}

function unreadable(raw: string, text: string, read: (raw: string) => ServiceEvent): Received<ServiceEvent> {
  return { key: `unreadable/${digestOf(raw)}`, kind: KIND, raw: text, payload: payloadOf(text, read) };
}

function payloadOf(text: string, read: (raw: string) => ServiceEvent): Received<ServiceEvent>['payload'] {
  try {
    return read(text);
  } catch (error) {
    return toHubError(error);
  }
}

function parsed(raw: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The same value with the keys of every object in order. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, inOrder(inner)]));
}
