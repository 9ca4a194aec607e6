import { createHttpClient, type HttpClient } from '../platform/connect/http-client';
import { createClientPolicy } from '../platform/connect/policy';
import type { Logger } from '../platform/telemetry/logger';
import type { EhrConnector } from '../subgraphs/ehr/connector';
import { FhirEhrConnector } from '../subgraphs/ehr/connectors/fhir';
import type { ErpConnector } from '../subgraphs/erp/connector';
import { createCloudErp } from '../subgraphs/erp/connectors/cloud-erp';
import type { PayerConnector } from '../subgraphs/payer/connector';
import { createClearinghouse } from '../subgraphs/payer/connectors/clearinghouse';
import type { Bank, PaymentService } from '../subgraphs/payments/connector';
import { createBankFiles } from '../subgraphs/payments/connectors/bank-files';
import { createStripeApi, createStripeService } from '../subgraphs/payments/connectors/stripe';
import type { Outside, OutsideAddress } from './outside';

/** The connectors of the outside systems that the hub talks to; null for one that it does not. */
export interface Connections {
  readonly ehr: EhrConnector | null;
  readonly clearinghouse: PayerConnector | null;
  readonly erp: ErpConnector | null;
  readonly bank: Bank | null;
  readonly stripe: PaymentService | null;
  /** The sandbox's payment page, for its bills. */
  readonly paymentPage: HttpClient | null;
  close(): Promise<void>;
}

/** Makes one client, with one policy, for each outside system. */
export function openConnections(outside: Outside, log: Logger): Connections {
  const clients: HttpClient[] = [];
  const client = ({ source, url, token }: OutsideAddress): HttpClient => {
    const policy = createClientPolicy(source, log);
    const http = createHttpClient({ source, baseUrl: url, headers: { authorization: `Bearer ${token}` }, policy, log });
    clients.push(http);
    return http;
  };
  const { ehr, clearinghouse, erp, bank, stripe, isSandbox } = outside;
  return {
    ehr: ehr && new FhirEhrConnector({ http: client(ehr) }),
    clearinghouse: clearinghouse && createClearinghouse({ http: client(clearinghouse) }),
    erp: erp && createCloudErp({ http: client(erp) }),
    bank: bank && createBankFiles({ http: client(bank) }),
    stripe: stripe && paymentService(stripe, log),
    paymentPage: isSandbox && stripe ? client(stripe) : null,
    close: async () => void (await Promise.all(clients.map((http) => http.close()))),
  };
}

/** The payment service, spoken to by its own SDK. */
export function paymentService(address: NonNullable<Outside['stripe']>, log: Logger): PaymentService {
  const { source, url, token, webhookSecret } = address;
  return createStripeService({
    source,
    api: createStripeApi({ secretKey: token, baseUrl: url }),
    policy: createClientPolicy(source, log),
    webhookSecrets: [webhookSecret],
  });
}
