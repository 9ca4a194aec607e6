import { createHmac } from 'node:crypto';
import type { Clock } from '../../platform/domain/instant';
import type { SystemFaults } from '../faults';
import type { StripeEvent } from './objects';

/** The secret under which the sandbox signs its webhooks. */
export const WEBHOOK_SECRET = 'whsec_sandbox';

const FIRST_RETRY = 250; // milliseconds; doubles with each failure
const LAST_RETRY = 30_000; // 30 seconds between attempts at most
const TIMEOUT = 10_000; // 10 seconds for the receiver to answer
const AT_ONCE = 4; // deliveries in flight
const IDLE = 250; // milliseconds between looks while there is no address to post to

/**
 * The `Stripe-Signature` header for a body sent at `seconds`: `t=…,v1=…`, HMAC-SHA256 over `t.body`.
 * Source: Stripe documentation, "Verify webhook signatures manually".
 */
export function signatureOf(body: string, seconds: number, secret: string): string {
  const signature = createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex');
  return `t=${seconds},v1=${signature}`;
}

export interface CourierOptions {
  readonly url: () => string | null;
  readonly faults: SystemFaults;
  /** Wall time: receivers refuse a signature that is older than five minutes. */
  readonly clock: Clock;
  /** Called once the receiver has answered 2xx. */
  readonly onDelivered: (eventId: string) => void;
}

/** Posts events to the webhook address, each at least once, in no promised order. */
export interface Courier {
  send(event: StripeEvent): void;
  /** Events that were not delivered yet. */
  pending(): number;
  /** Resolves when nothing is waiting or in flight; never while the receiver refuses. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Delivers until the receiver answers 2xx: retries wait 250 ms, then twice as long each time, up to 30 s.
 * With the duplicate knob a delivered event comes once more; with the malformed knob it is preceded by a cut body
 * (rightly signed) or by one signed with another secret.
 */
export function createCourier({ url, faults, clock, onDelivered }: CourierOptions): Courier {
  const queue: { event: StripeEvent; attempt: number }[] = [];
  const timers = new Set<NodeJS.Timeout>();
  const flights = new Set<Promise<void>>();
  const stop = new AbortController();
  let waiting = 0;
  const later = (milliseconds: number, run: () => void): void => {
    waiting += 1;
    const timer = setTimeout(() => {
      timers.delete(timer);
      waiting -= 1;
      run();
    }, milliseconds);
    timers.add(timer);
  };
  const fly = async (event: StripeEvent, attempt: number): Promise<void> => {
    const address = url();
    const delivered = address !== null && (await deliver(address, event, { faults, clock, signal: stop.signal }));
    if (stop.signal.aborted) return;
    if (delivered) return onDelivered(event.id);
    const wait = address === null ? IDLE : Math.min(LAST_RETRY, FIRST_RETRY * 2 ** attempt);
    later(wait, () => enqueue(event, address === null ? attempt : attempt + 1));
  };
  const enqueue = (event: StripeEvent, attempt: number): void => {
    queue.push({ event, attempt });
    pump();
  };
  const pump = (): void => {
    while (flights.size < AT_ONCE && queue.length > 0 && !stop.signal.aborted) {
      const { event, attempt } = queue.shift() as { event: StripeEvent; attempt: number };
      const flight: Promise<void> = fly(event, attempt).finally(() => {
        flights.delete(flight);
        pump();
      });
      flights.add(flight);
    }
  };
  const pending = (): number => queue.length + flights.size + waiting;
  return {
    send: (event) => enqueue(event, 0),
    pending,
    settled: async () => {
      while (pending() > 0) await new Promise((resolve) => setTimeout(resolve, 10)); // milliseconds
    },
    close: async () => {
      stop.abort();
      timers.forEach(clearTimeout);
      await Promise.all(flights);
    },
  };
}

interface Sending {
  readonly faults: SystemFaults;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

async function deliver(address: string, event: StripeEvent, sending: Sending): Promise<boolean> {
  const body = JSON.stringify(event, null, 2);
  if (sending.faults.shouldMalform()) await sendBroken(address, body, sending);
  const delivered = await post(address, body, sending);
  if (delivered && sending.faults.shouldDuplicate()) await post(address, body, sending);
  return delivered;
}

/** By the body's own length one of two faults, so that both occur and neither draws from a generator. */
async function sendBroken(address: string, body: string, sending: Sending): Promise<void> {
  if (body.length % 2 === 0) await post(address, body, sending, 'whsec_of_someone_else');
  else await post(address, body.slice(0, Math.floor(body.length / 2)), sending);
}

async function post(address: string, body: string, sending: Sending, secret = WEBHOOK_SECRET): Promise<boolean> {
  const seconds = Math.floor(Date.parse(sending.clock()) / 1_000);
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json; charset=utf-8',
        'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
        'Stripe-Signature': signatureOf(body, seconds, secret),
      },
      body,
      signal: AbortSignal.any([sending.signal, AbortSignal.timeout(TIMEOUT)]),
    });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // unreachable, too slow, or we are closing: tried again later
  }
}
