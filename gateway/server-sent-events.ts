import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import { statusOf } from '../platform/http/status-of';
import type { Operations } from './operations';
import type { Caller, ClientRequest } from './preparation';
import { jsonOf } from './written-answer';

const KEEP_ALIVE = 12_000; // 12 seconds between comments, so that proxies keep the connection
const SEND_TIMEOUT = 30_000; // 30 seconds for a client to take one event

/** Whether a request asks for server-sent events. */
export const wantsEvents = (accept: string | undefined): boolean => /\btext\/event-stream\b/.test(accept ?? '');

/**
 * Answers one operation as server-sent events: the distinct connections mode of GraphQL over SSE (`next` for each
 * answer, then `complete`). Waits for the client to take each event before the next is fetched. A request that cannot
 * run is answered as JSON with its HTTP status. Resolves when the response has ended.
 */
export async function answerByEvents(
  response: ServerResponse,
  {
    request,
    caller,
    operations,
  }: { readonly request: ClientRequest; readonly caller: Caller; readonly operations: Operations },
): Promise<void> {
  const prepared = await operations.prepare(request, caller);
  if ('errors' in prepared) return refuse(response, prepared);
  if (prepared.type !== 'subscription') {
    const result = await operations.answer(prepared);
    begin(response);
    await write(response, event('next', result));
    return end(response);
  }
  const answers = await operations.subscribe(prepared);
  if ('errors' in answers) return refuse(response, answers);
  begin(response);
  const stop = (): void => void answers.return?.();
  response.on('close', stop);
  const pings = setInterval(() => response.write(':\n\n'), KEEP_ALIVE);
  try {
    for await (const answer of answers) {
      if (!(await write(response, event('next', answer)))) break;
    }
  } finally {
    clearInterval(pings);
    response.off('close', stop);
    end(response);
  }
}

function refuse(response: ServerResponse, body: FormattedExecutionResult): void {
  const status = statusOf(body.errors?.[0]?.extensions?.['code']);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

function begin(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-accel-buffering': 'no',
  });
  response.write(':\n\n');
}

const event = (name: 'next' | 'complete', data?: FormattedExecutionResult): string =>
  `event: ${name}\ndata: ${data === undefined ? '' : jsonOf(data)}\n\n`;

/** False when the client is gone, or took nothing for 30 seconds. */
async function write(response: ServerResponse, text: string): Promise<boolean> {
  if (response.destroyed || response.writableEnded) return false;
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
  if (!response.destroyed && !response.writableEnded) response.end(event('complete'));
}
