import { z } from 'zod';
import { DOORS, type Door } from '../gateway/doors';
import { HubError } from '../platform/domain/errors';
import type { TlsFiles } from '../platform/http/tls-pair';

/** Addresses and credentials of one outside system; absent while the hub does not talk to it. */
export interface OutsideSystem {
  readonly url: string;
  readonly token: string;
}

/** Everything that the environment decides, read and checked once. */
export interface Environment {
  readonly port: number;
  readonly dataFolder: string;
  readonly store: string | null;
  readonly oidcIssuer: string | null;
  readonly oidcAudience: string;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly legalEntityId: string;
  readonly booksOpenFrom: string;
  readonly ehr: OutsideSystem | null;
  readonly clearinghouse: OutsideSystem | null;
  readonly erp: OutsideSystem | null;
  readonly bank: OutsideSystem | null;
  readonly stripe: (OutsideSystem & { readonly webhookSecret: string }) | null;
  /** JWK text: the private key at a gateway, the public one at a subgraph. */
  readonly hubKey: string | null;
  /** Secret that the HASH mask is keyed by; null: the one kept in the data folder. */
  readonly hashKey: string | null;
  /** Folder of documents that are known before they are asked. */
  readonly trustedDocuments: string | null;
  /** Where no other documents are taken. */
  readonly trustedOnly: readonly Door[];
  /** Files of the certificate and key by which a gateway serves HTTPS; null: it serves HTTP. */
  readonly tls: TlsFiles | null;
  /** Where a collector takes traces by OTLP over HTTP; null: none are recorded. */
  readonly tracesUrl: string | null;
  /** A bearer token for operators' verbs against a hub that has its own identity provider. */
  readonly token: string | null;
}

const url = z.url({ protocol: /^https?$/, error: 'must be an http or https URL' });
const text = z.string().min(1, 'must not be empty');

const PORT = { error: 'must be a whole number from 0 to 65535' };

const schema = z.object({
  ACCORD_PORT: z.coerce.number(PORT).int(PORT).min(0, PORT).max(65_535, PORT).default(4000),
  ACCORD_DATA: text.default('./data'),
  ACCORD_STORE: text.regex(/^(file:|mongodb(\+srv)?:\/\/)/, 'must begin with file: or mongodb://').optional(),
  ACCORD_BUS: z.literal('in-process', { error: 'must be in-process' }).default('in-process'),
  ACCORD_OIDC_ISSUER: url.optional(),
  ACCORD_OIDC_AUDIENCE: text.default('accord'),
  ACCORD_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  ACCORD_LEGAL_ENTITY: text.default('le-lakeview'),
  ACCORD_BOOKS_OPEN_FROM: z.iso.date('must be a day, YYYY-MM-DD').default('2026-01-01'),
  ACCORD_EHR_URL: url.optional(),
  ACCORD_EHR_TOKEN: text.optional(),
  ACCORD_CLEARINGHOUSE_URL: url.optional(),
  ACCORD_CLEARINGHOUSE_TOKEN: text.optional(),
  ACCORD_ERP_URL: url.optional(),
  ACCORD_ERP_TOKEN: text.optional(),
  ACCORD_BANK_URL: url.optional(),
  ACCORD_BANK_TOKEN: text.optional(),
  ACCORD_STRIPE_URL: url.optional(),
  ACCORD_STRIPE_KEY: text.optional(),
  ACCORD_STRIPE_WEBHOOK_SECRET: text.optional(),
  ACCORD_HUB_KEY: text.optional(),
  ACCORD_HASH_KEY: text.min(16, 'must have at least 16 characters').optional(),
  ACCORD_TRUSTED_DOCUMENTS: text.optional(),
  ACCORD_TRUSTED_ONLY: z
    .string()
    .transform((list) => list.split(',').map((door) => door.trim()))
    .pipe(z.array(z.enum(DOORS, { error: `must be some of ${DOORS.join(', ')}, separated by commas` })))
    .default([]),
  ACCORD_TLS_CERT: text.optional(),
  ACCORD_TLS_KEY: text.optional(),
  ACCORD_TOKEN: text.optional(),
  // OpenTelemetry's own names; the library itself reads those that are not here.
  OTEL_EXPORTER_OTLP_ENDPOINT: url.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: url.optional(),
  OTEL_SDK_DISABLED: text.optional(),
});

type Variables = z.infer<typeof schema>;

/** Reads the environment. Throws one BAD_INPUT that lists every fault at once. */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>> = process.env): Environment {
  const given = withoutEmpty(variables);
  const read = schema.safeParse(given);
  const wrong = read.success ? [] : read.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`);
  const faults = [...new Set(wrong), ...incomplete(given)];
  if (!read.success || faults.length > 0) {
    const list = faults.map((fault) => `  - ${fault}`).join('\n');
    throw new HubError('BAD_INPUT', `the environment is not right:\n${list}`);
  }
  const it = read.data;
  return {
    port: it.ACCORD_PORT,
    dataFolder: it.ACCORD_DATA,
    store: it.ACCORD_STORE ?? null,
    oidcIssuer: it.ACCORD_OIDC_ISSUER ?? null,
    oidcAudience: it.ACCORD_OIDC_AUDIENCE,
    logLevel: it.ACCORD_LOG_LEVEL,
    legalEntityId: it.ACCORD_LEGAL_ENTITY,
    booksOpenFrom: it.ACCORD_BOOKS_OPEN_FROM,
    ehr: system(it.ACCORD_EHR_URL, it.ACCORD_EHR_TOKEN),
    clearinghouse: system(it.ACCORD_CLEARINGHOUSE_URL, it.ACCORD_CLEARINGHOUSE_TOKEN),
    erp: system(it.ACCORD_ERP_URL, it.ACCORD_ERP_TOKEN),
    bank: system(it.ACCORD_BANK_URL, it.ACCORD_BANK_TOKEN),
    stripe: stripe(it),
    hubKey: it.ACCORD_HUB_KEY ?? null,
    hashKey: it.ACCORD_HASH_KEY ?? null,
    trustedDocuments: it.ACCORD_TRUSTED_DOCUMENTS ?? null,
    trustedOnly: it.ACCORD_TRUSTED_ONLY,
    tls: it.ACCORD_TLS_CERT && it.ACCORD_TLS_KEY ? { cert: it.ACCORD_TLS_CERT, key: it.ACCORD_TLS_KEY } : null,
    tracesUrl: tracesUrl(it),
    token: it.ACCORD_TOKEN ?? null,
  };
}

/** Variables that are worth nothing without another one. */
const NEEDS = [
  ['ACCORD_EHR_URL', 'ACCORD_EHR_TOKEN'],
  ['ACCORD_EHR_TOKEN', 'ACCORD_EHR_URL'],
  ['ACCORD_CLEARINGHOUSE_URL', 'ACCORD_CLEARINGHOUSE_TOKEN'],
  ['ACCORD_CLEARINGHOUSE_TOKEN', 'ACCORD_CLEARINGHOUSE_URL'],
  ['ACCORD_ERP_URL', 'ACCORD_ERP_TOKEN'],
  ['ACCORD_ERP_TOKEN', 'ACCORD_ERP_URL'],
  ['ACCORD_BANK_URL', 'ACCORD_BANK_TOKEN'],
  ['ACCORD_BANK_TOKEN', 'ACCORD_BANK_URL'],
  ['ACCORD_STRIPE_KEY', 'ACCORD_STRIPE_WEBHOOK_SECRET'],
  ['ACCORD_STRIPE_WEBHOOK_SECRET', 'ACCORD_STRIPE_KEY'],
  ['ACCORD_STRIPE_URL', 'ACCORD_STRIPE_KEY'],
  ['ACCORD_TRUSTED_ONLY', 'ACCORD_TRUSTED_DOCUMENTS'],
  ['ACCORD_TLS_CERT', 'ACCORD_TLS_KEY'],
  ['ACCORD_TLS_KEY', 'ACCORD_TLS_CERT'],
] as const;

const incomplete = (given: Readonly<Record<string, string>>): readonly string[] =>
  NEEDS.filter(([it, needed]) => given[it] !== undefined && given[needed] === undefined).map(
    ([it, needed]) => `${needed} is missing: ${it} needs it`,
  );

const system = (address: string | undefined, token: string | undefined): OutsideSystem | null =>
  address === undefined || token === undefined ? null : { url: withoutSlash(address), token };

const withoutSlash = (address: string): string => address.replace(/\/+$/, '');

/** OpenTelemetry specification, "OpenTelemetry Protocol Exporter": the endpoint for traces is used as it is. */
function tracesUrl(it: Variables): string | null {
  if (it.OTEL_SDK_DISABLED?.toLowerCase() === 'true') return null;
  const { OTEL_EXPORTER_OTLP_ENDPOINT: base, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces } = it;
  return traces ?? (base === undefined ? null : `${withoutSlash(base)}/v1/traces`);
}

function stripe(it: Variables): Environment['stripe'] {
  if (it.ACCORD_STRIPE_KEY === undefined || it.ACCORD_STRIPE_WEBHOOK_SECRET === undefined) return null;
  const address = it.ACCORD_STRIPE_URL ?? 'https://api.stripe.com';
  return { url: withoutSlash(address), token: it.ACCORD_STRIPE_KEY, webhookSecret: it.ACCORD_STRIPE_WEBHOOK_SECRET };
}

/** An empty variable is as good as none: `ACCORD_STORE= npm start`. */
const withoutEmpty = (variables: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => Boolean(entry[1])));
