import { readEnvironment } from '../../hub/environment';
import { environmentOutside, sandboxOutside } from '../../hub/outside';

test('the sandbox’s systems are named as such and reached at the URLs that it told', () => {
  const urls = Object.fromEntries(['ehr', 'clearinghouse', 'erp', 'bank', 'payments'].map((name) => [name, `http://${name}`])); // prettier-ignore
  const { isSandbox, ...systems } = sandboxOutside(urls);
  expect(isSandbox).toBe(true);
  expect(Object.values(systems).map((system) => `${system?.source} ${system?.url}`)).toEqual([
    'ehr-sandbox http://ehr/fhir/R4',
    'clearinghouse-sandbox http://clearinghouse',
    'erp-sandbox http://erp',
    'bank-sandbox http://bank',
    'payments-sandbox http://payments',
  ]);
  expect(systems.stripe).toMatchObject({ token: 'sk_test_sandbox', webhookSecret: 'whsec_sandbox' });
});

test('the environment’s systems are those that it names, and no others', () => {
  expect(environmentOutside(readEnvironment({}))).toEqual({ ehr: null, clearinghouse: null, erp: null, bank: null, stripe: null, isSandbox: false }); // prettier-ignore
  const named = environmentOutside(
    readEnvironment({ ACCORD_ERP_URL: 'http://erp', ACCORD_ERP_TOKEN: 't', ACCORD_STRIPE_KEY: 'sk', ACCORD_STRIPE_WEBHOOK_SECRET: 'wh' }), // prettier-ignore
  );
  expect(named).toMatchObject({
    ehr: null,
    erp: { source: 'erp', url: 'http://erp', token: 't' },
    stripe: { source: 'stripe', url: 'https://api.stripe.com', token: 'sk', webhookSecret: 'wh' },
    isSandbox: false,
  });
});
