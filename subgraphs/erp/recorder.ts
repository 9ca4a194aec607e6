import type { Recorder, Settlement, Taken } from '../../platform/connect/port';
import { HubError, toHubError } from '../../platform/domain/errors';
import type { ErpConnector, ErpNews } from './connector';
import type { FactWriter } from './fact-writer';

export interface RecorderDependencies {
  readonly writer: FactWriter;
  readonly connector: Pick<ErpConnector, 'read'>;
}

/** Records what the ERP sends, one message after the other; one that says nothing new is accepted and leaves no fact. */
export function createRecorder({ writer, connector }: RecorderDependencies): Recorder {
  return async (messages) => {
    const settlements: Settlement[] = [];
    for (const message of messages) settlements.push(await record(message));
    return settlements;
  };

  async function record(message: Taken): Promise<Settlement> {
    const { messageId, key, system, receivedAt, correlationId } = message;
    const news = newsOf(message);
    if (news instanceof HubError) return { messageId, outcome: 'SET_ASIDE', reason: news };
    await writer.news(news, {
      factKey: key,
      origin: { system, receivedAt, messageId, correlationId },
      trace: { correlationId, causationId: messageId },
    });
    return { messageId, outcome: 'ACCEPTED' };
  }

  /** A message that waited comes back without its payload: it is read again from its raw text. */
  function newsOf({ kind, raw, payload }: Taken): ErpNews | HubError {
    if (payload instanceof HubError) return payload;
    try {
      return connector.read(kind, raw);
    } catch (error) {
      const reason = toHubError(error);
      if (reason.code === 'INTERNAL') throw error;
      return reason;
    }
  }
}
