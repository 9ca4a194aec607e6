import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import type { Answer, SentRequest } from '../adapters/adapter';

/** Where a request goes, and as whom. */
export interface Way {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly connectionParams: Readonly<Record<string, unknown>>;
}

/** Answers as they come; null when the stream has ended. */
export interface AnswerStream {
  next(): Promise<Answer | null>;
  close(): void;
}

const PATIENCE = 5_000; // 5 seconds for an answer

/** One operation by POST. */
export async function askByPost(request: SentRequest, { url, headers }: Way): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(request),
    signal: AbortSignal.timeout(PATIENCE),
  });
  return answerOf(response);
}

/** One query by GET, without variables. */
export async function askByGet({ query, operationName }: SentRequest, { url, headers }: Way): Promise<Answer> {
  const asked = new URL(url);
  asked.searchParams.set('query', query);
  if (operationName !== undefined) asked.searchParams.set('operationName', operationName);
  const more = { 'apollo-require-preflight': 'true', ...headers };
  return answerOf(await fetch(asked, { headers: more, signal: AbortSignal.timeout(PATIENCE) }));
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text();
  const all = `${[...response.headers].map((pair) => pair.join(': ')).join('\n')}\n${text}`;
  return { status: response.status, body: bodyOf(text), text: all };
}

function bodyOf(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    throw new Error(`the answer is no JSON: ${text.slice(0, 200)}`);
  }
}

/** A subscription, or any operation, by server-sent events (GraphQL over SSE, distinct connections). */
export async function openEvents(request: SentRequest, { url, headers }: Way): Promise<AnswerStream> {
  const abort = new AbortController();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'text/event-stream', ...headers },
    body: JSON.stringify(request),
    signal: abort.signal,
  });
  if (!/event-stream/.test(response.headers.get('content-type') ?? '')) return once(await answerOf(response));
  const events = eventsOf(response);
  return {
    async next() {
      const { value } = await inTime(events.next());
      return value ?? null;
    },
    close: () => abort.abort(),
  };
}

function once(answer: Answer): AnswerStream {
  const left: (Answer | undefined)[] = [answer];
  return { next: async () => left.pop() ?? null, close: () => {} };
}

async function* eventsOf(response: Response): AsyncGenerator<Answer, undefined> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split('\n\n');
    text = blocks.pop() ?? '';
    for (const block of blocks) {
      if (/^event: complete$/m.test(block)) return;
      const [, data] = /^data: (.*)$/m.exec(block) ?? [];
      if (data !== undefined && data !== '') yield { status: response.status, body: bodyOf(data), text: block };
    }
  }
}

/** An operation over a WebSocket (graphql-transport-ws). A socket that is closed counts as a last answer with its reason. */
export function openSocket(
  { query, operationName, variables }: SentRequest,
  { url, connectionParams }: Way,
): AnswerStream {
  const client = createClient({
    url: url.replace(/^http/, 'ws'),
    webSocketImpl: WebSocket,
    connectionParams: { ...connectionParams },
    retryAttempts: 0,
    lazy: true,
  });
  const answers = client.iterate({
    query,
    ...(operationName === undefined ? {} : { operationName }),
    ...(variables === undefined ? {} : { variables }),
  });
  return {
    async next() {
      try {
        const { done, value } = await inTime(answers.next());
        return done ? null : socketAnswer(value as Answer['body']);
      } catch (error) {
        return socketAnswer({ errors: errorsOf(error) });
      }
    },
    close: () => void client.dispose(),
  };
}

const socketAnswer = (body: Answer['body']): Answer => ({ status: 200, body, text: JSON.stringify(body) });

/** What ended a socket operation: the operation's own errors, or the close frame, whose reason opens with a code. */
function errorsOf(error: unknown): NonNullable<Answer['body']['errors']> {
  if (Array.isArray(error)) return error as NonNullable<Answer['body']['errors']>;
  const { code, reason, message } = error as { code?: number; reason?: string; message?: string };
  if (code === undefined) throw error;
  const [, word] = /^([A-Z_]+)\b/.exec(reason ?? '') ?? [];
  return [{ message: reason ?? message ?? '', extensions: { code: word ?? `CLOSED_${code}` } }];
}

function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 5 seconds')), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
