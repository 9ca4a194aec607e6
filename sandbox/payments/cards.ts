import type { Card, Decline } from './objects';

interface TestMethod {
  readonly card: Card;
  readonly decline: Decline | null;
}

const card = (brand: string, last4: string, funding: Card['funding'] = 'credit'): Card => ({
  brand,
  country: 'US',
  exp_month: 8,
  exp_year: 2031,
  fingerprint: `sandbox${brand}${last4}`,
  funding,
  last4,
  network: brand,
});

const declined = (last4: string, code: string, declineCode: string, message: string): TestMethod => ({
  card: card('visa', last4),
  decline: { code, declineCode, message },
});

/** Stripe's test payment methods. Source: Stripe documentation, "Testing". */
const METHODS: Readonly<Record<string, TestMethod>> = {
  pm_card_visa: { card: card('visa', '4242'), decline: null },
  pm_card_visa_debit: { card: card('visa', '5556', 'debit'), decline: null },
  pm_card_mastercard: { card: card('mastercard', '4444'), decline: null },
  pm_card_amex: { card: card('amex', '8431'), decline: null },
  pm_card_discover: { card: card('discover', '1117'), decline: null },
  pm_card_chargeDeclined: declined('0002', 'card_declined', 'generic_decline', 'Your card was declined.'),
  pm_card_chargeDeclinedInsufficientFunds: declined('9995', 'card_declined', 'insufficient_funds', 'Your card has insufficient funds.'), // prettier-ignore
  pm_card_chargeDeclinedExpiredCard: declined('0069', 'expired_card', 'expired_card', 'Your card has expired.'),
};

/** The cards that are taken: what patients of the sandbox pay with. */
export const GOOD_CARDS = ['pm_card_visa', 'pm_card_visa_debit', 'pm_card_mastercard', 'pm_card_amex', 'pm_card_discover']; // prettier-ignore

/** The card behind a test payment method and whether it declines; undefined for one that does not exist. */
export const testMethod = (id: string): TestMethod | undefined =>
  Object.hasOwn(METHODS, id) ? METHODS[id] : undefined;

const FEE_BASIS_POINTS = 290; // 2.9 %
const FEE_FIXED = 30; // 30 cents

/** What the service keeps of a card payment, in cents: 2.9 % rounded half up, and 30 cents. */
export const feeOf = (amount: number): number => Math.floor((amount * FEE_BASIS_POINTS + 5_000) / 10_000) + FEE_FIXED;
