import { readEnvironment } from '../../hub/environment';
import { expectError } from '../expect-error';

/** The faults that are told of these variables, one line each. */
const faultsOf = (variables: Record<string, string>): readonly string[] => {
  const [head, ...faults] = expectError(() => readEnvironment(variables), 'BAD_INPUT').message.split('\n');
  expect(head).toBe('the environment is not right:');
  return faults.map((line) => line.replace(/^ {2}- /, ''));
};

describe('the environment', () => {
  test('needs nothing: everything has a default, and no outside system is talked to', () => {
    expect(readEnvironment({})).toEqual({
      port: 4000,
      dataFolder: './data',
      store: null,
      oidcIssuer: null,
      oidcAudience: 'accord',
      logLevel: 'info',
      legalEntityId: 'le-lakeview',
      booksOpenFrom: '2026-01-01',
      ehr: null,
      clearinghouse: null,
      erp: null,
      bank: null,
      stripe: null,
      hubKey: null,
      hashKey: null,
      trustedDocuments: null,
      trustedOnly: [],
      tls: null,
      tracesUrl: null,
      token: null,
    });
  });

  test('names a collector of traces as OpenTelemetry does', () => {
    const read = (variables: Record<string, string>) => readEnvironment(variables).tracesUrl;
    const OTEL_EXPORTER_OTLP_ENDPOINT = 'http://collector:4318/';
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT })).toBe('http://collector:4318/v1/traces');
    const OTEL_EXPORTER_OTLP_TRACES_ENDPOINT = 'https://traces.example/otlp';
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT })).toBe('https://traces.example/otlp'); // prettier-ignore
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT, OTEL_SDK_DISABLED: 'true' })).toBeNull();
    expect(faultsOf({ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' })).toEqual([
      'OTEL_EXPORTER_OTLP_ENDPOINT must be an http or https URL',
    ]);
  });

  test('an empty variable is as good as none, and other programs’ variables are theirs', () => {
    const names = ['ACCORD_PORT', 'ACCORD_DATA', 'ACCORD_STORE', 'ACCORD_EHR_URL', 'ACCORD_STRIPE_KEY', 'ACCORD_LOG_LEVEL']; // prettier-ignore
    const empty = Object.fromEntries(names.map((name) => [name, '']));
    expect(readEnvironment({ ...empty, PATH: '/bin', EHR_URL: 'x', ACCORD_TOKEN: undefined })).toEqual(readEnvironment({})); // prettier-ignore
  });

  test('names each outside system with what it asks for; a slash at the end of an address counts for nothing', () => {
    const read = readEnvironment({
      ACCORD_EHR_URL: 'https://ehr.example/fhir/R4/',
      ACCORD_EHR_TOKEN: 'e',
      ACCORD_CLEARINGHOUSE_URL: 'https://clearing.example',
      ACCORD_CLEARINGHOUSE_TOKEN: 'c',
      ACCORD_ERP_URL: 'http://127.0.0.1:8000',
      ACCORD_ERP_TOKEN: 'r',
      ACCORD_BANK_URL: 'https://bank.example//',
      ACCORD_BANK_TOKEN: 'b',
      ACCORD_STRIPE_KEY: 'sk_1',
      ACCORD_STRIPE_WEBHOOK_SECRET: 'whsec_1',
    });
    expect(read).toMatchObject({
      ehr: { url: 'https://ehr.example/fhir/R4', token: 'e' },
      clearinghouse: { url: 'https://clearing.example', token: 'c' },
      erp: { url: 'http://127.0.0.1:8000', token: 'r' },
      bank: { url: 'https://bank.example', token: 'b' },
      stripe: { url: 'https://api.stripe.com', token: 'sk_1', webhookSecret: 'whsec_1' },
    });
  });

  test.each([
    ['ACCORD_PORT', 'abc', 'must be a whole number from 0 to 65535'],
    ['ACCORD_PORT', '70000', 'must be a whole number from 0 to 65535'],
    ['ACCORD_PORT', '-1', 'must be a whole number from 0 to 65535'],
    ['ACCORD_PORT', '40.5', 'must be a whole number from 0 to 65535'],
    ['ACCORD_STORE', 'postgres://x', 'must begin with file: or mongodb://'],
    ['ACCORD_BUS', 'nats://x', 'must be in-process'],
    ['ACCORD_OIDC_ISSUER', 'id.example', 'must be an http or https URL'],
    ['ACCORD_LOG_LEVEL', 'loud', /"debug"/],
    ['ACCORD_BOOKS_OPEN_FROM', '2026-02-30', 'must be a day, YYYY-MM-DD'],
  ])('refuses %s=%s', (name, value, why) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^${name} .*${why instanceof RegExp ? why.source : why}`));
  });

  test('names where trusted documents only are taken, which needs some', () => {
    const read = readEnvironment({ ACCORD_TRUSTED_DOCUMENTS: './documents', ACCORD_TRUSTED_ONLY: 'portal, analytics' });
    expect(read).toMatchObject({ trustedDocuments: './documents', trustedOnly: ['portal', 'analytics'] });
    const tls = readEnvironment({ ACCORD_TLS_CERT: './tls.crt', ACCORD_TLS_KEY: './tls.key' });
    expect(tls.tls).toEqual({ cert: './tls.crt', key: './tls.key' });
    expect(() => readEnvironment({ ACCORD_TLS_CERT: './tls.crt' })).toThrow('ACCORD_TLS_KEY is missing');
    expect(faultsOf({ ACCORD_TRUSTED_DOCUMENTS: './documents', ACCORD_TRUSTED_ONLY: 'portal,partners,all' })).toEqual([
      'ACCORD_TRUSTED_ONLY must be some of graph, portal, analytics, finance, governance, separated by commas',
    ]);
    expect(faultsOf({ ACCORD_TRUSTED_ONLY: 'graph' })).toEqual([
      'ACCORD_TRUSTED_DOCUMENTS is missing: ACCORD_TRUSTED_ONLY needs it',
    ]);
  });

  test('tells every fault at once: what is wrong and what is missing', () => {
    const faults = faultsOf({
      ACCORD_PORT: 'abc',
      ACCORD_BOOKS_OPEN_FROM: 'soon',
      ACCORD_EHR_URL: 'ftp://ehr.example',
      ACCORD_ERP_TOKEN: 't',
      ACCORD_STRIPE_URL: 'http://127.0.0.1:1',
      ACCORD_STRIPE_WEBHOOK_SECRET: 'whsec',
    });
    expect(faults).toEqual([
      'ACCORD_PORT must be a whole number from 0 to 65535',
      'ACCORD_BOOKS_OPEN_FROM must be a day, YYYY-MM-DD',
      'ACCORD_EHR_URL must be an http or https URL',
      'ACCORD_EHR_TOKEN is missing: ACCORD_EHR_URL needs it',
      'ACCORD_ERP_URL is missing: ACCORD_ERP_TOKEN needs it',
      'ACCORD_STRIPE_KEY is missing: ACCORD_STRIPE_WEBHOOK_SECRET needs it',
      'ACCORD_STRIPE_KEY is missing: ACCORD_STRIPE_URL needs it',
    ]);
  });

  test('repeats no value, for it may be a secret', () => {
    const { message } = expectError(() => readEnvironment({ ACCORD_STORE: 'redis://user:secret@x', ACCORD_EHR_URL: 'secret' }), 'BAD_INPUT'); // prettier-ignore
    expect(message).not.toContain('secret');
  });
});
