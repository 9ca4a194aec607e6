import type { Received } from '../../platform/connect/port';
import { HubError } from '../../platform/domain/errors';
import type { Logger } from '../../platform/telemetry/logger';
import type { PaymentService, ServiceEvent } from './connector';

/** The inbox, as far as a webhook needs it: resolves once the raw message is on disk. */
export interface WebhookInbox {
  receive(
    messages: readonly Received[],
    from: { readonly system: string; readonly correlationId: string },
  ): Promise<readonly { readonly outcome: 'NEW' | 'REPEATED' | 'CONFLICTING'; readonly messageId: string }[]>;
}

export interface WebhookCounts {
  readonly received: number;
  readonly repeated: number;
  /** Calls whose signature did not fit; nothing else is kept of them. */
  readonly refused: number;
}

export interface WebhookEntrance {
  /**
   * Takes one webhook call. Resolves once the event is on disk: answer 200 then, for the recorder does the rest.
   * Throws BAD_INPUT (answer 400) for a signature that does not fit; anything else: answer 500, and it comes again.
   */
  handleWebhook(
    rawBody: string | Buffer,
    signatureHeader: string | undefined,
    call: { readonly correlationId: string },
  ): Promise<{ readonly outcome: 'NEW' | 'REPEATED' | 'CONFLICTING'; readonly messageId: string }>;
  counts(): WebhookCounts;
}

export interface WebhookDependencies {
  readonly service: Pick<PaymentService, 'source' | 'verify'>;
  readonly inbox: WebhookInbox;
  readonly log: Logger;
}

/** Where the payment service calls. Counts are of this process since its start. */
export function createWebhookEntrance({ service, inbox, log }: WebhookDependencies): WebhookEntrance {
  const counts = { received: 0, repeated: 0, refused: 0 };
  const verified = (rawBody: string | Buffer, signature: string | undefined): Received<ServiceEvent> => {
    try {
      return service.verify(rawBody, signature);
    } catch (error) {
      counts.refused += 1;
      throw error;
    }
  };
  return {
    async handleWebhook(rawBody, signatureHeader, { correlationId }) {
      const message = verified(rawBody, signatureHeader);
      const [taken] = await inbox.receive([message], { system: service.source, correlationId });
      if (!taken) throw new HubError('INTERNAL', 'the inbox gave no answer');
      counts.received += 1;
      if (taken.outcome === 'REPEATED') counts.repeated += 1;
      log.debug(
        { system: service.source, outcome: taken.outcome, messageId: taken.messageId, correlationId },
        'webhook',
      );
      return taken;
    },
    counts: () => ({ ...counts }),
  };
}
