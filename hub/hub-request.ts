import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ERROR_CODES, HubError, type ErrorCode } from '../platform/domain/errors';

/** A running hub and how a verb may call it. */
export interface HubAddress {
  /** Base URL of its gateway. */
  readonly url: string;
  readonly token: string;
  /** What the token must hold, and the development issuer's role that does. */
  readonly right: VerbRight;
  /** What to do when it does not answer: `try again` unless told. */
  readonly again?: string;
}

/** A scope that verbs need, and the role that holds it. */
export interface VerbRight {
  readonly scope: 'operator:write' | 'audit:read';
  readonly role: 'operator' | 'auditor';
}

/** What operators' verbs need. */
export const OPERATING: VerbRight = { scope: 'operator:write', role: 'operator' };
/** What auditors' verbs need. */
export const AUDITING: VerbRight = { scope: 'audit:read', role: 'auditor' };

/** One request. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  /** From the root of the hub: `/operator/drain`. */
  readonly path: string;
  readonly contentType?: string;
  readonly body?: AsyncIterable<Uint8Array> | string;
}

/**
 * One request and its JSON answer. Without a time limit: a drain takes as long as there is work. Throws the hub's own
 * error by its code and words, and SOURCE_UNAVAILABLE when it does not answer.
 */
export async function exchange(hub: HubAddress, sent: Sent): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of answerTo(hub, sent)) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as unknown;
}

/** One request and its answer as it comes. Throws as `exchange` does, also when the answer breaks off. */
export async function* answerTo(hub: HubAddress, sent: Sent): AsyncGenerator<Uint8Array> {
  const answer = await sendTo(hub, sent);
  const status = answer.statusCode ?? 0;
  if (status < 400) {
    yield* piecesOf(answer, hub);
    return;
  }
  const chunks: Uint8Array[] = [];
  for await (const chunk of piecesOf(answer, hub)) chunks.push(chunk);
  throw refusal(status, Buffer.concat(chunks).toString('utf8'), hub);
}

function sendTo(hub: HubAddress, { method, path, contentType, body }: Sent): Promise<IncomingMessage> {
  const { url, token } = hub;
  return new Promise((resolve, reject) => {
    const open = url.startsWith('https:') ? httpsRequest : httpRequest;
    const headers = { authorization: `Bearer ${token}`, ...(contentType ? { 'content-type': contentType } : {}) };
    const request = open(`${url}${path}`, { method, headers }, (response) => {
      isAnswered = true;
      resolve(response);
    });
    let isAnswered = false;
    const failed = (cause: unknown): void => {
      if (!isAnswered) reject(noAnswer(hub, cause));
    };
    request.on('error', failed);
    if (body === undefined || typeof body === 'string') return request.end(body);
    const source = Readable.from(body, { objectMode: false });
    // A body that cannot be read fails as itself; a hub that answers before it has read all of it has answered.
    source.on('error', reject);
    pipeline(source, request).catch(failed);
  });
}

async function* piecesOf(answer: IncomingMessage, hub: HubAddress): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of answer) yield chunk as Buffer;
  } catch (cause) {
    throw noAnswer(hub, cause);
  }
}

const noAnswer = ({ url, again = 'try again' }: HubAddress, cause: unknown): HubError =>
  new HubError('SOURCE_UNAVAILABLE', `the hub does not answer at ${new URL(url).origin}; see whether it runs, then ${again}`, { source: 'hub', cause }); // prettier-ignore

function refusal(status: number, text: string, { right: { scope, role } }: HubAddress): HubError {
  const { code, message } = errorIn(text);
  if (code === 'UNAUTHENTICATED' || code === 'FORBIDDEN') {
    const what = `set ACCORD_TOKEN to a new one that holds ${scope} (npm run --silent accord -- token --role ${role})`;
    return new HubError(code, `the hub refuses: ${message}; ${what}`);
  }
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
