import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { CalendarDate } from '../../platform/domain/calendar-date';
import { systemClock, type Clock } from '../../platform/domain/instant';
import type { BankSystem } from '../bank/bank-system';
import { serve, type Refuse } from '../http';
import type { SandboxSystem, SystemDependencies } from '../system';
import { answering } from './answering';
import { payBills, presentBill, readBill } from './bills';
import { applyChange, createBook, type Book, type BookChange } from './book';
import type { StripeEvent } from './objects';
import { arrivalDay, payOut, settlePayouts, traceOf } from './payouts';
import { ROUTES } from './routes';
import { StripeError } from './stripe-error';
import { openTill, type Till } from './till';
import { createCourier, type Courier } from './webhooks';

/** The secret API key of the sandbox's account. */
export const SECRET_KEY = 'sk_test_sandbox';

/** The payment service, with the courier that a test waits for. */
export interface PaymentsSystem extends SandboxSystem {
  readonly courier: Courier;
}

const COMPANY = 'STRIPE';
const COMPANY_ID = '1800948598'; // the originator under which card payouts reach the bank

/**
 * Starts the stand-in for Stripe: the endpoints of ROUTES, signed webhooks, `POST /sandbox/bills`, and patients who
 * pay their bills. Everything accepted is in the journal before it is answered. `clock` is wall time.
 */
export async function createPaymentsSystem(
  deps: SystemDependencies,
  { clock = systemClock }: { clock?: Clock } = {},
): Promise<PaymentsSystem> {
  const book = createBook();
  const undelivered = new Map<string, StripeEvent>();
  const progress = { day: await replay(deps, book, undelivered) };
  const courier = createCourier({
    url: deps.webhookUrl,
    faults: deps.faults,
    clock,
    onDelivered: (eventId) => void deps.journal.append('delivered', { eventId }).catch(() => undefined), // sent again after a restart
  });
  const commit = async (change: BookChange): Promise<void> => {
    applyChange(book, change);
    await deps.journal.append('change', change);
    for (const object of change.objects) if (object.object === 'event') courier.send(object);
  };
  const served = await serve(application(deps, { book, clock, commit }));
  for (const event of undelivered.values()) courier.send(event);
  return {
    name: 'payments',
    url: served.url,
    courier,
    runDay: async (day) => {
      if (progress.day === null || progress.day < day) {
        await commit({ objects: passDay(deps, book, day), day });
        progress.day = day;
      }
      await reportPayouts(deps, book);
    },
    counts: () => ({
      payments: book.all('payment_intent').length,
      refunds: book.all('refund').length,
      payouts: book.all('payout').length,
      bills: book.all('sandbox_bill').length,
      events: book.all('event').length,
      webhooksPending: courier.pending(),
    }),
    close: async () => {
      await courier.close();
      await served.close();
    },
  };
}

async function replay(
  { journal }: SystemDependencies,
  book: Book,
  undelivered: Map<string, StripeEvent>,
): Promise<string | null> {
  let day: string | null = null;
  for await (const { kind, data } of journal.replay()) {
    if (kind === 'delivered') undelivered.delete((data as { eventId: string }).eventId);
    if (kind !== 'change') continue;
    const change = data as BookChange;
    applyChange(book, change);
    day = change.day ?? day;
    for (const object of change.objects) if (object.object === 'event') undelivered.set(object.id, object);
  }
  return day;
}

function passDay({ world }: SystemDependencies, book: Book, day: CalendarDate): ReturnType<Till['changes']> {
  const till = openTill({ book, seed: world.seed, day, request: null });
  settlePayouts(till);
  payBills(till, world.random);
  payOut(till);
  return till.changes();
}

/** Every payout has its deposit at the bank; offered again each day, which the bank takes once. */
async function reportPayouts({ systems, world }: SystemDependencies, book: Book): Promise<void> {
  const bank = systems.get('bank') as BankSystem | undefined;
  for (const payout of book.all('payout').slice(-3)) {
    // days: a crash loses no more than the current one
    await bank?.deposit({
      key: payout.id,
      legalEntityId: world.legalEntities[0]?.id ?? '',
      amount: payout.amount,
      valueDay: arrivalDay(payout),
      trace: traceOf(payout),
      originatorId: COMPANY_ID,
      originatorName: COMPANY,
      purpose: 'TRANSFER',
    });
  }
}

interface Serving {
  readonly book: Book;
  readonly clock: Clock;
  readonly commit: (change: BookChange) => Promise<void>;
}

function application(deps: SystemDependencies, { book, clock, commit }: Serving): Express {
  const { world, faults, today } = deps;
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(faults.middleware(refuse));
  app.use(requireSecretKey);
  app.use('/v1', express.text({ type: () => true, limit: '1mb' }));
  for (const route of ROUTES) app[route.method](route.path, answering(route, { book, seed: world.seed, today, clock, commit })); // prettier-ignore
  app.post('/sandbox/bills', express.json(), async (request, response) => {
    const till = openTill({ book, seed: world.seed, day: today(), request: null });
    const bill = presentBill(till, readBill(request.body), world.random);
    const objects = till.changes();
    if (objects.length > 0) await commit({ objects });
    response.status(202).json({ bill: bill?.id ?? null });
  });
  app.use((request, response) => {
    refuse(response, 404, `Unrecognized request URL (${request.method}: ${request.path}).`);
  });
  app.use(onError);
  return app;
}

const refuse: Refuse = (response, status, message) => {
  const type = status >= 500 ? 'api_error' : 'invalid_request_error';
  response.status(status).json({ error: { type, message } });
};

const requireSecretKey: RequestHandler = (request, response, next) => {
  const given = request.get('authorization') ?? '';
  const basic = `Basic ${Buffer.from(`${SECRET_KEY}:`).toString('base64')}`;
  if (given === `Bearer ${SECRET_KEY}` || given === basic) return next();
  refuse(response, 401, given === '' ? 'You did not provide an API key.' : 'Invalid API Key provided.');
};

const onError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const status = error instanceof StripeError ? error.status : Number((error as { status?: number }).status ?? 500);
  if (error instanceof StripeError) response.status(status).json({ error: error.body });
  else refuse(response, status, status < 500 ? 'The body could not be read.' : 'An unknown error occurred.');
};
