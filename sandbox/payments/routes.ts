import type { Book } from './book';
import type { FormObject } from './form';
import { cancelIntent, confirmIntent, createIntent, updateIntent } from './intents';
import { listObjects } from './lists';
import type { Kind } from './objects';
import { requireKnown } from './parameters';
import { createRefund, updateRefund } from './refunds';
import { searchObjects } from './search';
import { resourceMissing } from './stripe-error';
import { toWire, type Till } from './till';

/** One call of the API: the id in its path (empty when there is none) and its parameters. */
export interface Call {
  readonly id: string;
  readonly params: FormObject;
}

/** One endpoint: what it answers. Throws StripeError. */
export interface Route {
  readonly method: 'get' | 'post';
  /** Express path. */
  readonly path: string;
  answer(till: Till, call: Call): object;
}

const COLLECTIONS: Readonly<Record<string, Kind>> = {
  payment_intents: 'payment_intent',
  charges: 'charge',
  refunds: 'refund',
  balance_transactions: 'balance_transaction',
  payouts: 'payout',
  events: 'event',
};

const read = (path: string, answer: Route['answer']): Route => ({ method: 'get', path, answer });
const write = (path: string, answer: Route['answer']): Route => ({ method: 'post', path, answer });

/** The endpoints of the Stripe API that the sandbox has, searches before the ids they would be taken for. */
export const ROUTES: readonly Route[] = [
  read('/v1/payment_intents/search', ({ book }, { params }) => searchObjects(book, 'payment_intent', params)),
  read('/v1/charges/search', ({ book }, { params }) => searchObjects(book, 'charge', params)),
  ...Object.entries(COLLECTIONS).flatMap(([name, kind]) => readsOf(name, kind)),
  write('/v1/payment_intents', (till, { params }) => createIntent(till, params)),
  write('/v1/payment_intents/:id', (till, { id, params }) => updateIntent(till, id, params)),
  write('/v1/payment_intents/:id/confirm', (till, { id, params }) => confirmIntent(till, id, params)),
  write('/v1/payment_intents/:id/cancel', (till, { id, params }) => cancelIntent(till, id, params)),
  write('/v1/refunds', (till, { params }) => createRefund(till, params)),
  write('/v1/refunds/:id', (till, { id, params }) => updateRefund(till, id, params)),
  read('/v1/balance', ({ book, now }) => balanceOf(book, now())),
];

function readsOf(name: string, kind: Kind): readonly Route[] {
  const path = `/v1/${name}`;
  return [
    read(path, ({ book, now }, { params }) => {
      const page = listObjects(book, kind, params, path);
      return { ...page, data: page.data.map((object) => toWire(object, now())) };
    }),
    read(`${path}/:id`, ({ book, now }, { id, params }) => {
      requireKnown(params, ['expand']);
      const object = book.get(kind, id);
      if (object === undefined) throw resourceMissing(kind, id);
      return toWire(object, now());
    }),
  ];
}

/** Stripe API, "The Balance object": what is in the account and not paid out, available now or still on its way. */
function balanceOf(book: Book, now: number): object {
  const open = book.all('balance_transaction').filter(({ paidOutBy }) => paidOutBy === null);
  const sum = (isAvailable: boolean): number =>
    open.filter((each) => each.available_on <= now === isAvailable).reduce((total, { net }) => total + net, 0);
  const amounts = (amount: number): object[] => [{ amount, currency: 'usd', source_types: { card: amount } }];
  return { object: 'balance', available: amounts(sum(true)), livemode: false, pending: amounts(sum(false)) };
}
