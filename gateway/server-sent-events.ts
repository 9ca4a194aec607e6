import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { HubError } from '../platform/domain/errors';
import { formatThrown } from '../platform/domain/graphql-errors';
import { isGone, type Exchange } from './exchange';
import type { Operations, Refused } from './operations';
import type { Prepared } from './preparation';
import { jsonOf } from './written-answer';

const KEEP_ALIVE = 12_000; // 12 seconds between comments, so that proxies keep the connection
const SEND_TIMEOUT = 30_000; // 30 seconds for a client to take one event

/** What a stream is made of. */
export interface EventsOptions {
  readonly prepared: Prepared;
  readonly operations: Operations;
  /** Aborted when the gateway shuts down. */
  readonly closing: AbortSignal;
}

/**
 * Answers one operation as server-sent events: the distinct connections mode of GraphQL over SSE (`next` for each
 * answer, then `complete`). Waits for the client to take each event before the next is fetched. When the gateway shuts
 * down, the last event says so, and the stream ends without `complete`, as one that is to be opened again. Resolves when
 * the response has ended; to why, with nothing sent, when the operation cannot run.
 */
export async function answerByEvents(
  { response, headers }: Pick<Exchange, 'response' | 'headers'>,
  { prepared, operations, closing }: EventsOptions,
): Promise<Refused | undefined> {
  if (prepared.type !== 'subscription') {
    const result = await operations.answer(prepared);
    begin(response, headers);
    await write(response, event('next', result));
    end(response);
    return undefined;
  }
  const answers = await operations.subscribe(prepared);
  if ('errors' in answers) return answers;
  begin(response, headers);
  const stop = (): void => void answers.return?.();
  response.on('close', stop);
  closing.addEventListener('abort', stop);
  if (closing.aborted) stop();
  const pings = setInterval(() => response.write(':\n\n'), KEEP_ALIVE);
  try {
    for await (const answer of answers) {
      if (!(await write(response, event('next', answer)))) break;
    }
    if (closing.aborted) await write(response, event('next', SHUTTING_DOWN));
  } finally {
    clearInterval(pings);
    closing.removeEventListener('abort', stop);
    response.off('close', stop);
    if (closing.aborted) response.end();
    else end(response);
  }
  return undefined;
}

const SHUTTING_DOWN: FormattedExecutionResult = {
  errors: [formatThrown(new HubError('SOURCE_UNAVAILABLE', 'the hub shuts down: resume from your last cursor'))],
};

function begin(response: ServerResponse, headers: Exchange['headers']): void {
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/event-stream; charset=utf-8',
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
}

const event = (name: 'next' | 'complete', data?: FormattedExecutionResult): string =>
  `event: ${name}\ndata: ${data === undefined ? '' : jsonOf(data)}\n\n`;

/** False when the client is gone, or took nothing for 30 seconds. */
async function write(response: ServerResponse, text: string): Promise<boolean> {
  if (isGone(response) || response.writableEnded) return false;
  if (response.write(text)) return true;
  const taken = await Promise.race([
    once(response, 'drain', { signal: AbortSignal.timeout(SEND_TIMEOUT) }).then(
      () => true,
      () => false,
    ),
    once(response, 'close').then(() => false),
  ]);
  if (!taken) response.destroy();
  return taken;
}

function end(response: ServerResponse): void {
  if (!isGone(response) && !response.writableEnded) response.end(event('complete'));
}
