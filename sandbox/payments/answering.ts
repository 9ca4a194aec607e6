import type { Request, Response } from 'express';
import type { CalendarDate } from '../../platform/domain/calendar-date';
import { digestOf, newId } from '../../platform/domain/ids';
import type { Clock } from '../../platform/domain/instant';
import type { Book, BookChange, KeptAnswer } from './book';
import { expandPaths } from './expand';
import { parseForm, textList } from './form';
import type { Route } from './routes';
import { StripeError } from './stripe-error';
import { API_VERSION, openTill } from './till';

const FORGOTTEN_AFTER = 86_400_000; // 24 hours in milliseconds, as Stripe forgets idempotency keys

export interface AnsweringOptions {
  readonly book: Book;
  readonly seed: number;
  readonly today: () => CalendarDate;
  /** Wall time, for the age of idempotency keys. */
  readonly clock: Clock;
  /** Keeps the change and sends its events; resolves when it is on disk. */
  readonly commit: (change: BookChange) => Promise<void>;
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * An express handler for `route`. A POST with an `Idempotency-Key` runs once: the same key with the same parameters
 * gets the first answer again (`Idempotent-Replayed: true`), with others 400 `idempotency_error`. As at Stripe,
 * refused parameters are not kept under the key, and answers of a declined card are.
 */
export function answering(
  route: Route,
  options: AnsweringOptions,
): (request: Request, response: Response) => Promise<void> {
  return async (request, response) => {
    const requestId = `req_${newId().replaceAll('-', '').slice(0, 14)}`;
    const key = route.method === 'post' ? (request.get('idempotency-key') ?? null) : null;
    response.set({ 'Request-Id': requestId, 'Stripe-Version': request.get('stripe-version') ?? API_VERSION });
    if (key !== null) response.set('Idempotency-Key', key);
    const fingerprint = digestOf(`${request.method} ${request.path}\n${String(request.body ?? '')}`);
    const kept = key === null ? undefined : recall(options, key);
    if (kept !== undefined && kept.fingerprint === fingerprint) {
      response.set({ 'Idempotent-Replayed': 'true', 'Original-Request': kept.requestId });
      response.status(kept.status).json(kept.body);
      return;
    }
    const { status, body } = kept === undefined
      ? await run(route, request, { ...options, requestId, key, fingerprint })
      : errorAnswer(reusedKey()); // prettier-ignore
    response.status(status).json(body);
  };
}

function recall({ book, clock }: AnsweringOptions, key: string): KeptAnswer | undefined {
  const kept = book.answers.get(key);
  return kept !== undefined && Date.parse(clock()) - kept.keptAt < FORGOTTEN_AFTER ? kept : undefined;
}

interface Run extends AnsweringOptions {
  readonly requestId: string;
  readonly key: string | null;
  readonly fingerprint: string;
}

async function run(route: Route, request: Request, options: Run): Promise<Answer> {
  const { book, seed, today, clock, requestId, key, fingerprint, commit } = options;
  const till = openTill({ book, seed, day: today(), request: { id: requestId, idempotencyKey: key } });
  const answer = attempt(() => {
    const query = request.originalUrl.split('?')[1] ?? '';
    const params = parseForm(route.method === 'get' ? query : String(request.body ?? ''));
    const result = route.answer(till, { id: String(request.params['id'] ?? ''), params });
    return expandPaths(book, result, textList(params['expand']), till.now());
  });
  const isFinal = answer.status === 200 || answer.status === 402; // a declined card is an outcome, other refusals change nothing
  if (!isFinal) till.undo();
  const objects = till.changes();
  if (objects.length === 0) return answer;
  const kept = key === null ? {} : { answer: { key, fingerprint, ...answer, requestId, keptAt: Date.parse(clock()) } };
  await commit({ objects, ...kept });
  return answer;
}

function attempt(work: () => object): Answer {
  try {
    return { status: 200, body: work() };
  } catch (error) {
    if (error instanceof StripeError) return errorAnswer(error);
    throw error;
  }
}

const errorAnswer = (error: StripeError): Answer => ({ status: error.status, body: { error: error.body } });

const reusedKey = (): StripeError =>
  new StripeError(400, {
    type: 'idempotency_error',
    message: 'Keys for idempotent requests can only be used with the same parameters they were first used with.',
  });
