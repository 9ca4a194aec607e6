import type Stripe from 'stripe';
import { toHubError } from '../../../platform/domain/errors';
import type { Call, Pulled, SourceCursor } from '../../../platform/connect/port';
import type { PaymentService, ServiceEvent } from '../connector';
import { receivedStripeEvent } from './received-stripe-event';
import { isMissing } from './stripe-failure';

const PAGE = 100; // Stripe's largest page

/** One call under the policy, its failure in the hub's own words. Calls may be repeated unless told. */
export type Ask = <T>(task: () => Promise<T>, call: Call, idempotent?: boolean) => Promise<T>;

/** What a pull needs of the service. */
export interface PullTools {
  readonly api: Pick<Stripe, 'events'>;
  readonly ask: Ask;
  readonly read: PaymentService['read'];
}

/** Events after the cursor, the oldest first. Stripe keeps them 30 days: a cursor that is gone starts over. */
export async function* pullEvents(
  tools: PullTools,
  cursor: SourceCursor | null,
  call: Call,
): AsyncGenerator<Pulled<ServiceEvent>, void> {
  if (cursor === null) return yield* allKept(tools, call);
  for (let after = cursor; ;) {
    const page = await nextPage(tools, after, call);
    if (page === 'GONE') return yield* pullEvents(tools, null, call);
    const newest = page.at(-1);
    if (newest === undefined) return;
    yield { messages: page.map((event) => receivedStripeEvent(JSON.stringify(event), tools.read)), next: newest.id };
    after = newest.id;
  }
}

/** Everything Stripe still has, the oldest first. */
async function* allKept({ api, ask, read }: PullTools, call: Call): AsyncGenerator<Pulled<ServiceEvent>, void> {
  const pages: Stripe.Event[][] = [];
  let hasMore = true;
  while (hasMore) {
    const oldest = pages.at(-1)?.at(-1)?.id;
    const query = { limit: PAGE, ...(oldest === undefined ? {} : { starting_after: oldest }) };
    const page = await ask(() => api.events.list(query), call);
    pages.push(page.data);
    hasMore = page.has_more && page.data.length > 0;
  }
  for (const page of pages.reverse()) {
    const events = [...page].reverse();
    const newest = events.at(-1);
    if (newest)
      yield { messages: events.map((event) => receivedStripeEvent(JSON.stringify(event), read)), next: newest.id };
  }
}

async function nextPage({ api, ask }: PullTools, after: string, call: Call): Promise<Stripe.Event[] | 'GONE'> {
  try {
    const page = await ask(() => api.events.list({ limit: PAGE, ending_before: after }), call);
    return [...page.data].reverse();
  } catch (error) {
    if (isMissing(toHubError(error))) return 'GONE';
    throw error;
  }
}
