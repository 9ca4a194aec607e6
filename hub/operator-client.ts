import { exchange, OPERATING, type HubAddress, type Sent } from './hub-request';
import type { EhrRemainder, MessageReport, SetAsideMessage, UnreadableMessage } from './import/message-report';

/** An operator's hold on a running hub, by HTTP. */
export interface OperatorClient {
  /** Throws what keeps the hub from being worked with. */
  check(): Promise<void>;
  /** Streams X12 in by the payer's entrance. */
  giveX12(body: AsyncIterable<Uint8Array>): Promise<MessageReport>;
  /** Gives events of the payment service in, as JSON texts. */
  giveStripeEvents(events: readonly string[]): Promise<MessageReport>;
  /** Gives a bank's BAI2 file in. */
  giveBankFile(text: string): Promise<MessageReport>;
  /** Gives in what cannot be read: kept raw, and raised as an exception case. */
  setAside(message: UnreadableMessage): Promise<SetAsideMessage>;
  /** What of the EHR the hub has set aside, or waits with. */
  ehrRemainder(): Promise<EhrRemainder>;
  /** Pulls from every outside system and resolves once all that was taken in has reached the ledger and the views. */
  drain(): Promise<void>;
}

/**
 * Talks to `url` with a token that holds `operator:write`. Throws the hub's own error by its code and words, and
 * SOURCE_UNAVAILABLE when it does not answer.
 */
export function createOperatorClient(address: { readonly url: string; readonly token: string }): OperatorClient {
  const again = 'import again: what was taken in counts as repeated';
  const hub: HubAddress = { ...address, right: OPERATING, again };
  const send = ({ path, ...sent }: Sent): Promise<unknown> => exchange(hub, { ...sent, path: `/operator${path}` });
  const get = (path: string): Promise<unknown> => send({ method: 'GET', path });
  const post = (path: string, contentType: string, body: Sent['body'] = ''): Promise<unknown> =>
    send({ method: 'POST', path, contentType, body });
  const postJson = (path: string, body: object): Promise<unknown> =>
    post(path, 'application/json', JSON.stringify(body));
  return {
    check: async () => void (await get('/status')),
    giveX12: (body) => post('/x12', 'application/edi-x12', body) as Promise<MessageReport>,
    giveStripeEvents: (events) => postJson('/stripe-events', { events }) as Promise<MessageReport>,
    giveBankFile: (text) => post('/bank-files', 'text/plain; charset=utf-8', text) as Promise<MessageReport>,
    setAside: (message) => postJson('/set-aside', message) as Promise<SetAsideMessage>,
    ehrRemainder: () => get('/ehr-remainder') as Promise<EhrRemainder>,
    drain: async () => void (await postJson('/drain', {})),
  };
}
