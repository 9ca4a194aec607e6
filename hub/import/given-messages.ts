import { createIntake, type OnSetAside } from '../../platform/connect/intake';
import type { PullConnector, Received, Recorder } from '../../platform/connect/port';
import { HubError } from '../../platform/domain/errors';
import { digestOf, newId } from '../../platform/domain/ids';
import type { Clock } from '../../platform/domain/instant';
import type { Inbox } from '../../platform/events/inbox';
import type { PayerNews } from '../../subgraphs/payer/news';
import { rereadMessage } from '../../subgraphs/payer/x12/messages';
import { createOfflineBank, receivedBankFile } from '../../subgraphs/payments/connectors/bank-files';
import { receivedStripeEvent } from '../../subgraphs/payments/connectors/received-stripe-event';
import { readStripeEvent } from '../../subgraphs/payments/mapping/stripe-event';
import type { Connections } from '../connections';
import type { Rooms } from '../rooms';
import type { EhrRemainder, GivenMessages, MessageReport, SetAsideMessage } from './message-report';

/** Where given messages that belong to no connected system say that they come from. */
const IMPORT = 'import';

/**
 * X12 whose taking in was broken off, as by a crash: it stands in the inbox, and the first pull after a start goes on
 * with it. There is nothing else to pull.
 */
export const brokenOffX12: PullConnector<PayerNews> = {
  source: IMPORT,
  async *pull() {
    yield* [];
  },
  reread: rereadMessage,
};

export interface GivenMessagesDependencies {
  readonly rooms: Pick<Rooms, 'payer' | 'payments' | 'billing' | 'inboxes'>;
  readonly connections: Pick<Connections, 'ehr' | 'stripe' | 'bank'>;
  readonly clock: Clock;
  /** Raises the exception case of a message that a room sets aside. */
  readonly onSetAside: OnSetAside;
  /** Resolves once what was recorded has reached the ledger and the views. */
  readonly catchUp: () => Promise<void>;
}

const MOST_AHEAD = 1_000_000; // characters of X12 taken in before the ledger and the views must have caught up

/** Takes in what a person gives, by the same recorders as what connectors bring. Safe to repeat at every step. */
export function createGivenMessages(deps: GivenMessagesDependencies): GivenMessages {
  const { rooms, connections, onSetAside } = deps;
  const { payer, payments, inboxes } = rooms;
  const stripe = connections.stripe ?? offlinePaymentService;
  const bank = connections.bank ?? createOfflineBank('bank');
  let ahead = 0;
  return {
    async giveX12(body) {
      const given = { body, inbox: inboxes.payer, system: IMPORT, correlationId: newId(), onSetAside };
      const report = await payer.takeFile(given);
      ahead += body.length;
      if (ahead >= MOST_AHEAD) {
        ahead = 0;
        await deps.catchUp();
      }
      return { ...report, findings: [] };
    },
    giveStripeEvents: (events) =>
      takeIn(deps, {
        messages: events.map((event) => receivedStripeEvent(event, stripe.read)),
        system: stripe.source,
        inbox: inboxes.payments,
        record: payments.recordStripeEvents(stripe),
      }),
    giveBankFile: (text) =>
      takeIn(deps, {
        messages: [receivedBankFile(text, bank.read)],
        system: bank.source,
        inbox: inboxes.payments,
        record: payments.recordBankFiles(bank),
      }),
    setAside: (message) => setAside(deps, message),
    ehrRemainder: () => ehrRemainder(inboxes.ehr, connections.ehr?.source ?? null),
  };
}

/** Reads events where no payment service is connected: what must be asked for more is set aside. */
const offlinePaymentService = {
  source: 'stripe',
  read: (raw: string) => readStripeEvent(raw, 'stripe'),
  payment: () => Promise.reject(notConnected()),
  payoutItems: () => Promise.reject(notConnected()),
};

const notConnected = (): HubError =>
  new HubError('SOURCE_REJECTED', 'the event needs an answer of the payment service, and none is connected; set ACCORD_STRIPE_KEY', { source: 'stripe' }); // prettier-ignore

interface Given {
  readonly messages: readonly Received[];
  readonly system: string;
  readonly inbox: Inbox;
  readonly record: Recorder;
}

async function takeIn(
  { clock, onSetAside }: GivenMessagesDependencies,
  { messages, system, inbox, record }: Given,
): Promise<MessageReport> {
  const setAsides: SetAsideMessage[] = [];
  const intake = createIntake({
    ...{ system, inbox, record, clock },
    async onSetAside(message, reason) {
      await onSetAside(message, reason);
      setAsides.push({ kind: message.kind, reason: reason.message, messageId: message.messageId });
    },
  });
  const correlationId = newId();
  const open: Received[] = [];
  const seen = new Set<string>();
  const receipts = await inbox.receive(messages, { system, correlationId });
  for (const [index, { outcome, messageId }] of receipts.entries()) {
    const message = messages[index];
    const known = outcome === 'REPEATED' ? await inbox.get(messageId) : null;
    const isNews = !seen.has(messageId) && (known === null || known.state === 'PENDING');
    seen.add(messageId);
    if (message && isNews) open.push(message);
    else if (known?.state === 'SET_ASIDE') setAsides.push({ kind: known.kind, reason: known.reason ?? '', messageId });
  }
  // Received above, so that each is seen again here: `again` records what is not settled yet.
  const before = setAsides.length;
  const { accepted, waiting } = await intake.take(open, { correlationId, again: true });
  const repeated = messages.length - open.length - before;
  return { messages: messages.length, accepted: accepted + waiting, repeated, setAside: setAsides, findings: [] };
}

async function setAside(
  { rooms, clock }: GivenMessagesDependencies,
  { kind, reason, raw }: Parameters<GivenMessages['setAside']>[0],
): Promise<SetAsideMessage> {
  const { inboxes, billing } = rooms;
  const correlationId = newId();
  const [receipt] = await inboxes.hub.receive([{ key: digestOf(raw), kind, raw }], { system: IMPORT, correlationId });
  if (!receipt) throw new HubError('INTERNAL', 'the inbox gave no answer');
  const { messageId } = receipt;
  const exception = { kind: 'UNREADABLE_MESSAGE', reason: `${kind}: ${reason}`, system: IMPORT, messageId, accountId: null, facilityId: null } as const; // prettier-ignore
  // Each time, as the first may have been broken off here; a case that stands already stays as it is.
  await billing.raiseException(messageId, exception, { at: clock(), trace: { correlationId, causationId: messageId } });
  const kept = await inboxes.hub.get(messageId);
  if (kept?.state === 'PENDING') await inboxes.hub.settle(messageId, 'SET_ASIDE', reason);
  return { kind, reason, messageId };
}

const MOST_WAITING = 1_000; // messages told of

async function ehrRemainder(inbox: Inbox, source: string | null): Promise<EhrRemainder> {
  if (source === null) return { setAside: [], waiting: [] };
  const setAsides: { key: string; reason: string }[] = [];
  for (let after: string | null = null; ;) {
    const page = await inbox.setAside({ after });
    setAsides.push(...page.items.filter(({ system }) => system === source).map(({ key, reason }) => ({ key, reason: reason ?? '' }))); // prettier-ignore
    after = page.cursorAt(-1);
    if (!page.hasMore || after === null) break;
  }
  const pending = await inbox.pending(MOST_WAITING);
  return {
    setAside: setAsides,
    waiting: pending.filter(({ system }) => system === source).map(({ key }) => ({ key })),
  };
}
