import type Stripe from 'stripe';
import { ask, viewerOf } from '../room-bench';
import { ownerMetadata, startPaymentsBench, type PaymentsBench } from './payments-bench';

let bench: PaymentsBench;
beforeEach(async () => {
  bench = await startPaymentsBench();
});
afterEach(() => bench.stop());

const pull = () => bench.room.pull(bench.service, bench.payments.recordStripeEvents(bench.service));
const payAtStripe = (amount: number): Promise<Stripe.PaymentIntent> =>
  bench.api.paymentIntents.create({
    ...{ amount, currency: 'usd', payment_method: 'pm_card_visa', confirm: true, metadata: ownerMetadata },
  });

describe('the graph', () => {
  const QUERY = `query ($id: ID!) {
    payment(id: $id) {
      id account { id } amount { minorUnits currency } refundedAmount { minorUnits } status
      method { kind brand last4 } refunds { id amount { minorUnits } status } origin { system sourceId }
    }
  }`;
  let id: string;
  beforeEach(async () => {
    id = (await payAtStripe(10_000)).id;
    await bench.api.refunds.create({ payment_intent: id, amount: 2_500 });
    await pull();
  });

  it('shows a payment to the patient it is for', async () => {
    const viewer = viewerOf('patient', { kind: 'PATIENT', patientIds: ['patient-1'] });
    const { data, errors } = await ask(bench.payments.subgraph, viewer, QUERY, { id });
    expect(errors).toEqual([]);
    expect(data).toMatchObject({
      payment: {
        account: { id: 'account-1' },
        amount: { minorUnits: 10_000, currency: 'USD' },
        refundedAmount: { minorUnits: 2_500 },
        status: 'SUCCEEDED',
        method: { kind: 'card', brand: 'visa', last4: '4242' },
        refunds: [{ amount: { minorUnits: 2_500 }, status: 'SUCCEEDED' }],
        origin: { system: 'stripe', sourceId: id },
      },
    });
  });

  it('hides it from another patient and facility as if it did not exist', async () => {
    const others = [
      viewerOf('patient', { kind: 'PATIENT', patientIds: ['patient-2'] }),
      viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-northside'] }),
    ];
    for (const viewer of others) {
      const answer = await ask(bench.payments.subgraph, viewer, QUERY, { id });
      expect(answer).toEqual({ data: { payment: null }, errors: [{ code: 'NOT_FOUND', path: 'payment' }] });
      const { data } = await ask(bench.payments.subgraph, viewer, '{ payments(first: 5) { nodes { id } totalCount } }');
      expect(data).toEqual({ payments: { nodes: [], totalCount: 0 } });
    }
  });

  it('shows an analyst the money and not the card', async () => {
    const { data, errors } = await ask(bench.payments.subgraph, viewerOf('analyst'), QUERY, { id });
    expect(data).toMatchObject({ payment: { amount: { minorUnits: 10_000 }, method: null } });
    expect(errors).toEqual(['method', 'origin'].map((field) => ({ code: 'FORBIDDEN', path: `payment.${field}` })));
  });

  it('pages through a list, and one account’s, by cursor', async () => {
    for (let index = 0; index < 4; index += 1) await payAtStripe(1_000 + index);
    await pull();
    const seen: number[] = [];
    const page = `query ($after: String) { payments(first: 2, after: $after) {
      edges { cursor node { amount { minorUnits } } } pageInfo { hasNextPage endCursor } totalCount } }`;
    let after: string | null = null;
    do {
      const { data } = await ask(bench.payments.subgraph, viewerOf('finance'), page, { after });
      const { edges, pageInfo, totalCount } = (data as { payments: Page }).payments;
      expect(totalCount).toBe(5);
      seen.push(...edges.map(({ node }) => node.amount.minorUnits));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual([1_003, 1_002, 1_001, 1_000, 10_000]);
    const { errors } = await ask(
      bench.payments.subgraph,
      viewerOf('finance'),
      '{ payments(first: 201) { totalCount } }',
    );
    expect(errors).toEqual([{ code: 'BAD_INPUT', path: 'payments' }]);
  });

  it('reads the payments of many accounts in one go', async () => {
    const { payments } = bench.payments.documents;
    const template = await payments.get(id);
    if (!template) throw new Error('no payment');
    await payments.upsertMany(
      Array.from({ length: 100 }, (_, index) => ({ ...template, _id: `p-${index}`, id: `p-${index}`, accountId: `a-${index % 50}` })), // prettier-ignore
    );
    const find = jest.spyOn(payments, 'find');
    const group = jest.spyOn(payments, 'group');
    const representations = Array.from({ length: 50 }, (_, index) => ({
      __typename: 'PatientAccount',
      id: `a-${index}`,
    }));
    const { data, errors } = await ask(
      bench.payments.subgraph,
      viewerOf('finance'),
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on PatientAccount { id payments(first: 5) { totalCount nodes { id status } } } } }`,
      { representations },
    );
    expect(errors).toEqual([]);
    const accounts = (data as { _entities: { payments: { totalCount: number; nodes: unknown[] } }[] })._entities;
    expect(accounts.map(({ payments: page }) => [page.totalCount, page.nodes.length])).toEqual(Array.from({ length: 50 }, () => [2, 2])); // prettier-ignore
    expect(find).toHaveBeenCalledTimes(1);
    expect(group).toHaveBeenCalledTimes(1);
  });

  it('shows payouts and deposits to finance, and none to a facility', async () => {
    await bench.sandbox.advance(6);
    await pull();
    await bench.room.pull(bench.bank, bench.payments.recordBankFiles(bench.bank));
    const query = `{ payouts(first: 5) { nodes { status feeAmount { minorUnits } traceNumber items(first: 10) { nodes { kind payment { id } netAmount { minorUnits } } } } }
      bankDeposits(first: 5) { nodes { amount { minorUnits } traceNumber payerIdentifier bankAccountLast4 } totalCount } }`;
    const finance = await ask(bench.payments.subgraph, viewerOf('finance'), query);
    expect(finance.errors).toEqual([]);
    const { payouts, bankDeposits } = finance.data as { payouts: { nodes: { traceNumber: string }[] }; bankDeposits: { nodes: { traceNumber: string }[] } }; // prettier-ignore
    expect(payouts.nodes[0]).toMatchObject({ status: 'PAID', items: { nodes: expect.arrayContaining([{ kind: 'charge', payment: { id }, netAmount: { minorUnits: expect.any(Number) } }]) } }); // prettier-ignore
    expect(bankDeposits.nodes[0]?.traceNumber).toBe(payouts.nodes[0]?.traceNumber);
    const facility = viewerOf('billing', { kind: 'FACILITY', facilityIds: ['facility-harbor'] });
    const billing = await ask(bench.payments.subgraph, facility, query);
    expect(billing.data).toEqual({ payouts: { nodes: [] }, bankDeposits: { nodes: [], totalCount: 0 } });
  });
});

interface Page {
  readonly edges: readonly { readonly node: { readonly amount: { readonly minorUnits: number } } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  readonly totalCount: number;
}
