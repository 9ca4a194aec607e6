import type { Recorder, Settlement, Taken } from '../../platform/connect/port';
import { HubError } from '../../platform/domain/errors';
import type { Clock } from '../../platform/domain/instant';
import type { CommitLog } from '../../platform/events/port';
import type { PayerDocuments } from './documents';
import type { PayerFact } from './facts';
import type { PayerNews } from './news';
import { recordRemittance } from './record-remittance';
import { recordReports } from './record-reports';
import { rereadMessage } from './x12/messages';

export interface RecorderDependencies {
  readonly log: CommitLog<PayerFact>;
  readonly documents: PayerDocuments;
  readonly clock: Clock;
}

/** What became of a message, and whether all it says was known before. */
export interface Recorded {
  readonly settlement: Settlement;
  readonly isRepeat: boolean;
}

/** Records what payers say, one message after the other. Idempotent. */
export function createRecorder(deps: RecorderDependencies): Recorder {
  const record = createMessageRecorder(deps);
  return async (messages) => {
    const settlements: Settlement[] = [];
    for (const message of messages) settlements.push((await record(message)).settlement);
    return settlements;
  };
}

/** As `createRecorder`, for one message, and tells repeats apart. */
export function createMessageRecorder(deps: RecorderDependencies): (message: Taken) => Promise<Recorded> {
  return async (message) => {
    const { messageId } = message;
    const payload = payloadOf(message);
    if (payload instanceof HubError) return setAside(messageId, payload);
    if (payload.kind !== 'REMITTANCE') {
      const isRepeat = !(await recordReports(deps, message, payload));
      return { settlement: { messageId, outcome: 'ACCEPTED' }, isRepeat };
    }
    const outcome = await recordRemittance(deps, message, payload);
    if (outcome === 'CONFLICTING') return setAside(messageId, conflict(message));
    return { settlement: { messageId, outcome: 'ACCEPTED' }, isRepeat: outcome === 'REPEATED' };
  };
}

/** A message that comes back from the inbox has no payload: it is read again from its raw text. */
const payloadOf = (message: Taken): PayerNews | HubError =>
  (message.payload as PayerNews | HubError | undefined) ?? rereadMessage(message).payload;

const setAside = (messageId: string, reason: HubError): Recorded => ({
  settlement: { messageId, outcome: 'SET_ASIDE', reason },
  isRepeat: false,
});

const conflict = ({ system }: Taken): HubError =>
  new HubError('CONFLICT', 'a remittance of the same trace, day, amount and payee came before with other content', {
    source: system,
  });
