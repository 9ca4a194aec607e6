import { registerBill } from '../../../../subgraphs/payments/connectors/sandbox-bills';
import { sandboxClient } from '../../room-bench';
import { owner, startPaymentsBench, usd, type PaymentsBench } from '../payments-bench';

let bench: PaymentsBench;
beforeEach(async () => {
  bench = await startPaymentsBench();
});
afterEach(() => bench.stop());

const call = { signal: new AbortController().signal, correlationId: 'test' };

it('puts a bill on the payment page; a later one of the account takes its place', async () => {
  const http = sandboxClient('payment-page', bench.stripeSystem.url, 'sk_test_sandbox');
  await registerBill(http, { ...owner, amount: usd(3_000) }, call);
  await registerBill(http, { ...owner, amount: usd(3_000) }, call);
  expect(bench.stripeSystem.counts()).toMatchObject({ bills: 1 });
  await registerBill(http, { ...owner, amount: usd(2_000) }, call);
  expect(bench.stripeSystem.counts()).toMatchObject({ bills: 2 });
  const euros = registerBill(http, { ...owner, amount: { minorUnits: 5, currency: 'EUR' } }, call);
  await expect(euros).rejects.toMatchObject({ code: 'BAD_INPUT' });
  await http.close();
});
