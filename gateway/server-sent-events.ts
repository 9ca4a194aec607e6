import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { isGone, type Exchange } from './exchange';
import type { Operations, Refused } from './operations';
import type { Prepared } from './preparation';
import type { PushedStream } from './pushed-stream';
import { LAST_WORD_TIMEOUT, SEND_TIMEOUT, shuttingDown, tooSlow } from './stream-end';
import { jsonOf } from './written-answer';

const KEEP_ALIVE = 12_000; // 12 seconds between comments, so that proxies keep the connection

/** What a stream is made of. */
export interface EventsOptions {
  readonly prepared: Prepared;
  readonly operations: Operations;
  /** Aborted when the gateway shuts down. */
  readonly closing: AbortSignal;
  /** Milliseconds that a client may take for one event; 30,000 unless given. */
  readonly sendTimeoutMs?: number | undefined;
}

type To = Pick<Exchange, 'response' | 'headers'>;

/**
 * Answers one operation as server-sent events: the distinct connections mode of GraphQL over SSE (`next` for each
 * answer, then `complete`). Each event has the cursor as its `id`. Resolves when the response has ended; to why, with
 * nothing sent, when the operation cannot run.
 */
export async function answerByEvents(to: To, options: EventsOptions): Promise<Refused | undefined> {
  const { prepared, operations, sendTimeoutMs } = options;
  const { response, headers } = to;
  if (prepared.type !== 'subscription') {
    const result = await operations.answer(prepared);
    begin(response, headers);
    if ((await write(response, event('next', result), sendTimeoutMs)) === 'TOO_SLOW') response.destroy();
    complete(response);
    return undefined;
  }
  const answers = await operations.subscribe(prepared);
  if ('errors' in answers) return answers;
  begin(response, headers);
  await stream(answers, response, options);
  return undefined;
}

/**
 * Waits for the client to take each event before the next is fetched. When it takes one too slowly, or the gateway shuts
 * down, the last event says so with the cursor to resume from, and the stream ends without `complete`, as one that is to
 * be opened again.
 */
async function stream(
  answers: PushedStream,
  response: ServerResponse,
  { closing, sendTimeoutMs }: EventsOptions,
): Promise<void> {
  const stop = (): void => void answers.return?.();
  response.on('close', stop);
  closing.addEventListener('abort', stop);
  if (closing.aborted) stop();
  const pings = setInterval(() => response.write(':\n\n'), KEEP_ALIVE);
  let fate: Fate = 'TAKEN';
  try {
    for await (const answer of answers) {
      fate = await write(response, event('next', answer, answers.cursor()), sendTimeoutMs);
      if (fate !== 'TAKEN') break;
    }
  } finally {
    clearInterval(pings);
    closing.removeEventListener('abort', stop);
    response.off('close', stop);
  }
  if (fate === 'TOO_SLOW') return endWith(response, { errors: [tooSlow(answers.cursor())] });
  if (closing.aborted) return endWith(response, { errors: [shuttingDown(answers.cursor())] });
  complete(response);
}

function begin(response: ServerResponse, headers: Exchange['headers']): void {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
}

/** One event; a line of its own for its id, as WHATWG HTML, 9.2.6, reads it. */
const event = (name: 'next' | 'complete', data?: FormattedExecutionResult, cursor: string | null = null): string =>
  `${cursor === null || /[\0\r\n]/.test(cursor) ? '' : `id: ${cursor}\n`}event: ${name}\ndata: ${data === undefined ? '' : jsonOf(data)}\n\n`;

type Fate = 'TAKEN' | 'GONE' | 'TOO_SLOW';

/** Resolves when the client has taken the text, is gone, or has taken nothing in time. */
function write(response: ServerResponse, text: string, timeoutMs = SEND_TIMEOUT): Promise<Fate> {
  if (isGone(response) || response.writableEnded) return Promise.resolve('GONE');
  if (response.write(text)) return Promise.resolve('TAKEN');
  return new Promise((resolve) => {
    const settle = (fate: Fate): void => {
      clearTimeout(timer);
      response.off('drain', onDrain).off('close', onClose);
      resolve(fate);
    };
    const timer = setTimeout(() => settle('TOO_SLOW'), timeoutMs);
    const onDrain = (): void => settle('TAKEN');
    const onClose = (): void => settle('GONE');
    response.once('drain', onDrain).once('close', onClose);
  });
}

/** Ends a stream that is to be opened again; who does not even take that is cut off. */
function endWith(response: ServerResponse, last: FormattedExecutionResult): void {
  if (isGone(response)) return;
  response.end(event('next', last));
  const cut = setTimeout(() => response.destroy(), LAST_WORD_TIMEOUT).unref();
  response.once('close', () => clearTimeout(cut));
}

function complete(response: ServerResponse): void {
  if (!isGone(response) && !response.writableEnded) response.end(event('complete'));
}
