import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { instantOf, systemClock, type Clock } from '../../../platform/domain/instant';
import type { Money } from '../../../platform/domain/money';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { silentLogger } from '../../../platform/telemetry/logger';
import { createBankSystem, type BankSystem } from '../../../sandbox/bank/bank-system';
import { createPaymentsSystem, type PaymentsSystem } from '../../../sandbox/payments/payments-system';
import { createBankFiles } from '../../../subgraphs/payments/connectors/bank-files';
import { createStripeApi, createStripeService, type StripeApi } from '../../../subgraphs/payments/connectors/stripe';
import type { Bank, PaymentService } from '../../../subgraphs/payments/connector';
import type { PaymentFact } from '../../../subgraphs/payments/domain';
import { createPaymentsSubgraph, type Payments } from '../../../subgraphs/payments/index';
import { createWebhookEntrance, type WebhookEntrance } from '../../../subgraphs/payments/webhook';
import { createBench, type Bench } from '../../sandbox/stand-in';
import { createRoomBench, quickPolicy, sandboxClient, type RoomBench } from '../room-bench';

/** The payments room against the sandbox's payment service and bank. */
export interface PaymentsBench {
  readonly sandbox: Bench;
  readonly stripeSystem: PaymentsSystem;
  readonly api: StripeApi;
  readonly service: PaymentService;
  readonly bank: Bank;
  readonly payments: Payments;
  readonly room: RoomBench<PaymentFact>;
  readonly webhook: WebhookEntrance;
  /** Where it listens: to be set as the sandbox's `webhookUrl`. */
  readonly webhookAddress: string;
  /** HTTP statuses that the webhook address answered. */
  readonly answers: number[];
  /** Moves the hub's clock on by so many milliseconds. */
  passTime(milliseconds: number): void;
  stop(): Promise<void>;
}

export const trace = { correlationId: 'test', causationId: null };
export const usd = (minorUnits: number): Money => ({ minorUnits, currency: 'USD' });
export const owner = { accountId: 'account-1', patientId: 'patient-1', facilityId: 'facility-harbor' };
export const ownerMetadata = { account_id: 'account-1', patient_id: 'patient-1', facility_id: 'facility-harbor' };

export async function startPaymentsBench(): Promise<PaymentsBench> {
  const sandbox = createBench();
  const stripeSystem = await createPaymentsSystem(await sandbox.dependencies('payments'));
  const bankSystem: BankSystem = await createBankSystem(await sandbox.dependencies('bank'));
  sandbox.systems.set('payments', stripeSystem).set('bank', bankSystem);
  let offset = 0;
  const clock: Clock = () => instantOf(Date.parse(systemClock()) + offset);
  const store = await openSqliteStore({ path: ':memory:' });
  const payments = await createPaymentsSubgraph({ store, clock, log: silentLogger });
  const room = await createRoomBench<PaymentFact>({ store, name: 'payments', project: payments.project, clock });
  const api = createStripeApi({ secretKey: 'sk_test_sandbox', baseUrl: stripeSystem.url });
  const service = createStripeService({ api, webhookSecrets: ['whsec_sandbox'], policy: quickPolicy('stripe') });
  const webhook = createWebhookEntrance({ service, inbox: room.inbox, log: silentLogger });
  const answers: number[] = [];
  const server = await listen(webhook, answers);
  return {
    ...{ sandbox, stripeSystem, api, service, payments, room, webhook, answers },
    bank: createBankFiles({ http: sandboxClient('bank', bankSystem.url) }),
    passTime: (milliseconds) => void (offset += milliseconds),
    async stop() {
      await sandbox.stop();
      await new Promise((resolve) => server.close(resolve));
      await store.close();
    },
    webhookAddress: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhook`,
  };
}

async function listen(webhook: WebhookEntrance, answers: number[]): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const signature = request.headers['stripe-signature'];
      const taken = webhook.handleWebhook(Buffer.concat(chunks), [signature].flat()[0], { correlationId: 'hook' });
      taken
        .then(() => 200)
        .catch((error: { code?: string }) => (error.code === 'BAD_INPUT' ? 400 : 500))
        .then((status) => {
          answers.push(status);
          response.writeHead(status).end();
        })
        .catch(() => response.destroy());
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
