import {
  chargeMapping,
  paymentIntentMapping,
  payoutItemMapping,
  payoutMapping,
  refundMapping,
} from '../../../../subgraphs/payments/mapping/stripe';

const intent = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 12_345,
  amount_received: 0,
  currency: 'usd',
  status: 'requires_payment_method',
  last_payment_error: null,
  latest_charge: 'ch_1',
  metadata: { account_id: 'a-1', patient_id: 'p-1', facility_id: 'f-1' },
  statement_descriptor: null,
  created: 1_767_600_000,
};

const usd = (minorUnits: number) => ({ minorUnits, currency: 'USD' });

describe('a PaymentIntent', () => {
  it('becomes a payment of its account', () => {
    expect(paymentIntentMapping.map(intent)).toEqual({
      id: 'pi_1',
      sourceId: 'pi_1',
      accountId: 'a-1',
      patientId: 'p-1',
      facilityId: 'f-1',
      amount: usd(12_345),
      status: 'REQUIRES_PAYMENT_METHOD',
      method: null,
      failureCode: null,
      statementDescriptor: null,
      createdAt: '2026-01-05T08:00:00.000Z',
    });
  });

  it('keeps the hub’s own id when the hub asked for it', () => {
    const own = paymentIntentMapping.map({ ...intent, metadata: { payment_id: 'own-1' } });
    expect(own).toMatchObject({ id: 'own-1', sourceId: 'pi_1', accountId: null });
  });

  it('counts what was received once it succeeded', () => {
    const paid = paymentIntentMapping.map({ ...intent, status: 'succeeded', amount_received: 12_000 });
    expect(paid).toMatchObject({ status: 'SUCCEEDED', amount: usd(12_000) });
  });

  it('that asks for a method after an error has failed', () => {
    const error = { code: 'card_declined', decline_code: 'insufficient_funds' };
    expect(paymentIntentMapping.map({ ...intent, last_payment_error: error })).toMatchObject({
      status: 'FAILED',
      failureCode: 'insufficient_funds',
    });
  });

  it('tells the method when its charge is expanded', () => {
    const charge = { id: 'ch_1', payment_method_details: { type: 'card', card: { brand: 'visa', last4: '4242' } } };
    const { method } = paymentIntentMapping.map({ ...intent, latest_charge: charge });
    expect(method).toEqual({ kind: 'card', brand: 'visa', last4: '4242' });
  });

  it.each([
    ['status', { ...intent, status: 'something_new' }],
    ['amount', { ...intent, amount: 12.5 }],
    ['createdAt', { ...intent, created: 'yesterday' }],
    ['id', { ...intent, id: undefined }],
  ])('that cannot be read names %s and no value', (field, broken) => {
    expect(() => paymentIntentMapping.map(broken)).toThrow(
      expect.objectContaining({ code: 'SOURCE_MALFORMED', message: expect.stringContaining(`Payment.${field}`) }),
    );
  });
});

describe('a Charge', () => {
  const charge = {
    id: 'ch_1',
    amount: 500,
    currency: 'usd',
    status: 'succeeded',
    captured: true,
    payment_intent: 'pi_1',
    payment_method_details: { type: 'card', card: { brand: 'amex', last4: '0005' } },
    metadata: {},
    created: 1_767_600_000,
  };

  it('is told of as its intent', () =>
    expect(chargeMapping.map(charge)).toMatchObject({ id: 'pi_1', sourceId: 'pi_1', status: 'SUCCEEDED' }));
  it('without an intent is a payment of its own', () =>
    expect(chargeMapping.map({ ...charge, payment_intent: null })).toMatchObject({ id: 'ch_1', sourceId: 'ch_1' }));
  it('that is not captured is only authorised', () =>
    expect(chargeMapping.map({ ...charge, captured: false }).status).toBe('REQUIRES_CAPTURE'));
});

describe('a Refund', () => {
  const refund = {
    id: 're_1',
    amount: 300,
    currency: 'usd',
    status: 'succeeded',
    payment_intent: { id: 'pi_1' },
    metadata: null,
    created: 1_767_600_000,
  };

  it('names its payment by the payment service’s id', () =>
    expect(refundMapping.map(refund)).toMatchObject({ id: 're_1', paymentId: null, paymentSourceId: 'pi_1', accountId: null })); // prettier-ignore
  it('names it by the hub’s when the hub asked', () =>
    expect(refundMapping.map({ ...refund, metadata: { refund_id: 'r', payment_id: 'p' } })).toMatchObject({ id: 'r', paymentId: 'p' })); // prettier-ignore
});

describe('a Payout', () => {
  it('has the day it reaches the bank', () => {
    const payout = { id: 'po_1', amount: 900, currency: 'usd', status: 'paid', arrival_date: 1_767_657_600, trace_id: { value: 'T1' }, created: 1_767_600_000 }; // prettier-ignore
    expect(payoutMapping.map(payout)).toMatchObject({ status: 'PAID', arrivalDate: '2026-01-06', traceNumber: 'T1' });
  });

  it('has items that name their payment', () => {
    const item = { id: 'txn_1', type: 'charge', amount: 500, fee: 45, net: 455, currency: 'usd', source: { id: 'ch_1', payment_intent: 'pi_1', metadata: {} } }; // prettier-ignore
    expect(payoutItemMapping.map(item)).toEqual({ id: 'txn_1', kind: 'charge', paymentId: 'pi_1', amount: usd(500), fee: usd(45), net: usd(455) }); // prettier-ignore
  });
});

it('publishes the rows it runs', () => {
  expect(paymentIntentMapping.lineage).toContainEqual({
    target: 'Payment.status',
    sources: ['Stripe PaymentIntent.status', 'Stripe PaymentIntent.last_payment_error'],
    transform: 'intentStatus',
  });
});
