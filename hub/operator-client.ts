import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ERROR_CODES, HubError, type ErrorCode } from '../platform/domain/errors';
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

interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly contentType?: string;
  readonly body?: AsyncIterable<Uint8Array> | string;
}

/**
 * Talks to `url` with a token that holds `operator:write`. Throws the hub's own error by its code and words, and
 * SOURCE_UNAVAILABLE when it does not answer.
 */
export function createOperatorClient(hub: { readonly url: string; readonly token: string }): OperatorClient {
  const send = (sent: Sent): Promise<unknown> => exchange(hub, sent);
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

/** One request and its JSON answer. Without a time limit: a drain takes as long as there is work. */
async function exchange(hub: { readonly url: string; readonly token: string }, sent: Sent): Promise<unknown> {
  const answer = await answerTo(hub, sent);
  const text = await bodyOf(answer, hub.url);
  const status = answer.statusCode ?? 0;
  if (status < 400) return JSON.parse(text) as unknown;
  throw refusal(status, text);
}

function answerTo(
  { url, token }: { readonly url: string; readonly token: string },
  sent: Sent,
): Promise<IncomingMessage> {
  const { method, path, contentType, body } = sent;
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? httpsRequest : httpRequest;
    const headers = { authorization: `Bearer ${token}`, ...(contentType ? { 'content-type': contentType } : {}) };
    const request = open(`${url}/operator${path}`, { method, headers }, (response) => {
      isAnswered = true;
      resolve(response);
    });
    let isAnswered = false;
    const failed = (cause: unknown): void => {
      if (!isAnswered) reject(noAnswer(url, cause));
    };
    request.on('error', failed);
    if (body === undefined || typeof body === 'string') return request.end(body);
    const source = Readable.from(body, { objectMode: false });
    // A body that cannot be read fails as itself; a hub that answers before it has read all of it has answered.
    source.on('error', reject);
    pipeline(source, request).catch(failed);
  });
}

async function bodyOf(answer: IncomingMessage, url: string): Promise<string> {
  try {
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    return Buffer.concat(chunks).toString('utf8');
  } catch (cause) {
    throw noAnswer(url, cause);
  }
}

const noAnswer = (url: string, cause: unknown): HubError =>
  new HubError('SOURCE_UNAVAILABLE', `the hub does not answer at ${new URL(url).origin}; see whether it runs, then import again: what was taken in counts as repeated`, { source: 'hub', cause }); // prettier-ignore

/** What to do about a token that the hub does not take. */
const NEW_TOKEN = 'set ACCORD_TOKEN to a new one that holds operator:write (npm run --silent accord -- token --role operator)'; // prettier-ignore

function refusal(status: number, text: string): HubError {
  const { code, message } = errorIn(text);
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') return new HubError(code, `the hub refuses: ${message}; ${NEW_TOKEN}`); // prettier-ignore
  if (code === 'INTERNAL') return new HubError('INTERNAL', 'the hub failed on this; its log says why');
  return new HubError(code, message ?? `the hub refused with status ${status}`);
}

function errorIn(text: string): { readonly code: ErrorCode; readonly message?: string } {
  try {
    const { code, message } = JSON.parse(text) as { readonly code?: string; readonly message?: string };
    const known = ERROR_CODES.find((one) => one === code) ?? 'BAD_INPUT';
    return { code: known, ...(message === undefined ? {} : { message }) };
  } catch {
    return { code: 'BAD_INPUT' };
  }
}
