import Stripe from 'stripe';
import { HubError } from '../../../platform/domain/errors';
import type { ClientPolicy } from '../../../platform/connect/policy';
import type { Call, Received } from '../../../platform/connect/port';
import type { PaymentReceipt, PaymentService, ServiceEvent } from '../connector';
import type { PaymentCommand, RefundPaymentCommand, StartPaymentCommand } from '../domain';
import { chargeMapping, paymentIntentMapping, payoutItemMapping, refundMapping } from '../mapping/stripe';
import { readStripeEvent } from '../mapping/stripe-event';
import { receivedStripeEvent } from './received-stripe-event';
import { pullEvents, type Ask } from './stripe-events';
import { stripeFailure } from './stripe-failure';

const PAGE = 100; // Stripe's largest page
const TIMEOUT_MS = 9_500; // just under the policy's own, so that the SDK's error is the one seen

/** The few methods of the SDK that the hub uses. */
export type StripeApi = Pick<
  Stripe,
  'paymentIntents' | 'charges' | 'refunds' | 'balanceTransactions' | 'events' | 'webhooks'
>;

export interface StripeServiceOptions {
  /** The system's name, as the catalog lists it. */
  readonly source?: string;
  readonly api: StripeApi;
  /** Signing secrets that are valid now: two while one is being replaced. */
  readonly webhookSecrets: readonly string[];
  readonly policy: ClientPolicy;
}

/** The SDK for `baseUrl` (Stripe itself when null). Retries are the policy's: the SDK's own are off. */
export function createStripeApi({ secretKey, baseUrl }: { secretKey: string; baseUrl: string | null }): StripeApi {
  const own = { maxNetworkRetries: 0, telemetry: false, timeout: TIMEOUT_MS };
  if (baseUrl === null) return new Stripe(secretKey, own);
  const { hostname, port, protocol } = new URL(baseUrl);
  const scheme = protocol === 'https:' ? 'https' : 'http';
  return new Stripe(secretKey, { ...own, host: hostname, port: port || (scheme === 'https' ? 443 : 80), protocol: scheme }); // prettier-ignore
}

/** The Stripe API as the hub's payment service. */
export function createStripeService(options: StripeServiceOptions): PaymentService {
  const { source = 'stripe', api, policy } = options;
  const ask: Ask = (task, { signal }, idempotent = true) =>
    policy.execute(
      () =>
        task().catch((error: unknown) => {
          throw stripeFailure(source, error);
        }),
      { signal, idempotent },
    );
  const read = (raw: string): ServiceEvent => readStripeEvent(raw, source);
  return {
    source,
    read,
    reread: ({ raw }) => receivedStripeEvent(raw, read),
    verify: (rawBody, signature) => verified(options, read, { rawBody, signature }),
    pull: (cursor, call) => pullEvents({ api, ask, read }, cursor, call),
    deliver: (command, call) =>
      command.kind === 'START_PAYMENT'
        ? startPayment(api, ask, { command, call })
        : refund(api, ask, { command, call }),
    find: (command, call) => findEarlier(api, ask, { command, call }),
    async payment(sourceId, call) {
      if (sourceId.startsWith('ch_')) return chargeMapping.map(await ask(() => api.charges.retrieve(sourceId), call));
      const intent = () => api.paymentIntents.retrieve(sourceId, { expand: ['latest_charge'] });
      return paymentIntentMapping.map(await ask(intent, call));
    },
    payoutItems: (payoutId, call) =>
      ask(async () => {
        const query = { payout: payoutId, limit: PAGE, expand: ['data.source'] };
        const items = [];
        for await (const item of api.balanceTransactions.list(query)) {
          if (item.type !== 'payout') items.push(payoutItemMapping.map(item));
        }
        return items;
      }, call),
  };
}

type Read = PaymentService['read'];

/** Stripe, "Verify webhook signatures": HMAC-SHA256 over time and body, at most 5 minutes old. */
function verified(
  { api, webhookSecrets }: StripeServiceOptions,
  read: Read,
  { rawBody, signature }: { readonly rawBody: string | Buffer; readonly signature: string | undefined },
): Received<ServiceEvent> {
  const fits = webhookSecrets.some((secret) => isSignedWith(api, { rawBody, signature, secret }));
  if (!fits) throw new HubError('BAD_INPUT', 'the webhook signature does not fit; check the signing secret and the clock'); // prettier-ignore
  return receivedStripeEvent(rawBody.toString(), read);
}

function isSignedWith(
  api: StripeApi,
  given: { readonly rawBody: string | Buffer; readonly signature: string | undefined; readonly secret: string },
): boolean {
  try {
    api.webhooks.constructEvent(given.rawBody, given.signature ?? '', given.secret);
    return true;
  } catch (error) {
    // A body that is signed and yet no JSON is genuine: it is kept and set aside, not refused.
    return error instanceof SyntaxError;
  }
}

interface Delivered<Command> {
  readonly command: Command;
  readonly call: Call & { readonly idempotencyKey: string };
}

const ownerMetadata = (owner: RefundPaymentCommand | StartPaymentCommand): Record<string, string> => ({
  ...(owner.accountId === null ? {} : { account_id: owner.accountId }),
  ...(owner.patientId === null ? {} : { patient_id: owner.patientId }),
  ...(owner.facilityId === null ? {} : { facility_id: owner.facilityId }),
});

async function startPayment(
  api: StripeApi,
  ask: Ask,
  { command, call }: Delivered<StartPaymentCommand>,
): Promise<PaymentReceipt> {
  const { id, amount, paymentMethodToken } = command;
  const params: Stripe.PaymentIntentCreateParams = {
    amount: amount.minorUnits,
    currency: amount.currency.toLowerCase(),
    metadata: { ...ownerMetadata(command), payment_id: id },
    expand: ['latest_charge'],
    ...(paymentMethodToken === null
      ? { automatic_payment_methods: { enabled: true } }
      : { payment_method: paymentMethodToken, payment_method_types: ['card'], confirm: true, off_session: true }),
  };
  return ask(async () => {
    try {
      return paymentReceipt(await api.paymentIntents.create(params, { idempotencyKey: call.idempotencyKey }));
    } catch (error) {
      // A declined card is an answer: the payment exists, and failed.
      if (error instanceof Stripe.errors.StripeError && error.payment_intent)
        return paymentReceipt(error.payment_intent);
      throw error;
    }
  }, call);
}

/** The object's state counts from its creation: events that follow are later, and win. */
function paymentReceipt(intent: unknown): PaymentReceipt {
  const state = paymentIntentMapping.map(intent);
  return { at: state.createdAt, news: { kind: 'PAYMENT', state } };
}

function refundReceipt(object: unknown): PaymentReceipt {
  const state = refundMapping.map(object);
  return { at: state.createdAt, news: { kind: 'REFUND', state } };
}

async function refund(
  api: StripeApi,
  ask: Ask,
  { command, call }: Delivered<RefundPaymentCommand>,
): Promise<PaymentReceipt> {
  const { id, paymentId, paymentSourceId, amount, reason } = command;
  const params: Stripe.RefundCreateParams = {
    ...(paymentSourceId.startsWith('ch_') ? { charge: paymentSourceId } : { payment_intent: paymentSourceId }),
    amount: amount.minorUnits,
    metadata: { ...ownerMetadata(command), payment_id: paymentId, refund_id: id },
    ...(reason === null ? {} : { reason }),
  };
  const create = () => api.refunds.create(params, { idempotencyKey: call.idempotencyKey });
  return refundReceipt(await ask(create, call));
}

interface Sought {
  readonly command: PaymentCommand;
  readonly call: Call;
}

/** Stripe forgets idempotency keys after 24 hours; metadata stays. Refunds have no search: those of the payment are read. */
async function findEarlier(api: StripeApi, ask: Ask, { command, call }: Sought): Promise<PaymentReceipt | null> {
  if (command.kind === 'START_PAYMENT') {
    const query = `metadata['payment_id']:'${command.id}'`;
    const found = await ask(() => api.paymentIntents.search({ query, limit: 1 }), call);
    return found.data[0] ? paymentReceipt(found.data[0]) : null;
  }
  const { paymentSourceId: id } = command;
  const query = { limit: PAGE, ...(id.startsWith('ch_') ? { charge: id } : { payment_intent: id }) };
  const found = await ask(async () => {
    for await (const each of api.refunds.list(query)) if (each.metadata?.['refund_id'] === command.id) return each;
    return null;
  }, call);
  return found ? refundReceipt(found) : null;
}
