import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import Stripe from 'stripe';
import { WebSocket } from 'ws';
import { startHub, type Hub } from '../../hub/embedded';
import { readEnvironment } from '../../hub/environment';
import { SANDBOX_WEBHOOK_SECRET } from '../../hub/sandbox-process';
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import type { Role } from '../../platform/access/roles';
import { instantOf } from '../../platform/domain/instant';
import { openStore } from '../../platform/store/open';
import { receiveOtlp, type OtlpReceiver } from '../platform/telemetry/otlp-receiver';

let folder: string;
let hub: Hub;
let collector: OtlpReceiver;
const lines: string[] = [];
const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });

const start = () => {
  const variables = { ACCORD_PORT: '0', ACCORD_DATA: folder, ACCORD_LOG_LEVEL: 'error' };
  const environment = readEnvironment({ ...variables, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  return startHub(environment, { sandbox: true, pace: 0, log });
};

interface Whom {
  readonly role?: Role;
  readonly patient?: string;
  readonly ttlSeconds?: number;
  readonly at?: number;
  readonly keys?: string;
}

/** A token of the hub's own development issuer, or of another that keeps its keys elsewhere. */
async function tokenOf({ role = 'billing', patient, ttlSeconds = 600, at = Date.now(), keys = folder }: Whom = {}) {
  const issuer = await createDevelopmentIssuer({ folder: keys });
  const patientIds = patient === undefined ? [] : [patient];
  return issuer.issue({ role, patientIds, facilityIds: ['*'], ttlSeconds, now: instantOf(at) });
}

const graph = (token: string, query: string, headers: Record<string, string> = {}) =>
  fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
    body: JSON.stringify({ query }),
  });

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is each query's
const ask = async (query: string, whom: Whom = {}): Promise<{ data: any; errors?: any[] }> =>
  (await (await graph(await tokenOf(whom), query)).json()) as never;

const advance = async (days: number): Promise<{ day: number; date: string }> => {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ days }) };
  return (await (await fetch(`${hub.url}/sandbox/advance`, init)).json()) as never;
};

const drain = async (): Promise<number> => {
  const headers = { authorization: `Bearer ${await tokenOf({ role: 'operator' })}` };
  return (await fetch(`${hub.url}/operator/drain`, { method: 'POST', headers })).status;
};

const ACCOUNT_PAGE = `{ accounts(first: 30) { totalCount nodes {
  id cursor balance { minorUnits currency } patientBalanceAmount { minorUnits } insuranceBalanceAmount { minorUnits }
  patient { id name { family } birthDate } guarantor { id name { family } } facility { name }
  entries(first: 20) { totalCount nodes { id amount { minorUnits } balanceAfterAmount { minorUnits } commit { correlationId } } }
  claims(first: 20) { totalCount nodes { id status billedAmount { minorUnits } } }
  payments(first: 20) { totalCount nodes { id status amount { minorUnits } } } } } }`;

const TRIAL_BALANCE = '{ trialBalance { entryCount totalAmount { minorUnits } lines { ledgerAccount amount { minorUnits } } } }'; // prettier-ignore

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-hub-'));
  collector = await receiveOtlp();
  hub = await start();
  expect((await advance(3)).day).toBe(3);
}, 60_000);

afterAll(async () => {
  await hub.stop();
  await collector.close();
  await rm(folder, { recursive: true });
}, 20_000);

describe('a running hub', () => {
  test('says that it lives and is ready', async () => {
    expect(await (await fetch(`${hub.url}/health/live`)).json()).toEqual({ status: 'live' });
    expect(await (await fetch(`${hub.url}/health/ready`)).json()).toEqual({ status: 'ready' });
  });

  test('answers the account page to billing from all its rooms at once', async () => {
    const { data, errors } = await ask(ACCOUNT_PAGE);
    expect(errors).toBeUndefined();
    expect(data.accounts.totalCount).toBeGreaterThan(100);
    for (const { balance, patient, facility, entries, patientBalanceAmount, insuranceBalanceAmount } of data.accounts
      .nodes) {
      expect(balance.minorUnits).toBe(patientBalanceAmount.minorUnits + insuranceBalanceAmount.minorUnits);
      expect(entries.nodes[0].balanceAfterAmount.minorUnits).toBe(balance.minorUnits);
      expect(patient.name.family).toMatch(/\w/);
      expect(patient.birthDate).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(facility.name).toMatch(/\w/);
    }
    expect(data.accounts.nodes.some(({ claims }: { claims: { totalCount: number } }) => claims.totalCount > 0)).toBe(true); // prettier-ignore
  });

  test('shows a patient the own account, and of another not even whether it is there', async () => {
    const { data } = await ask('{ accounts(first: 60) { nodes { id patient { id } } } }');
    const [own] = data.accounts.nodes;
    const patient = own.patient.id as string;
    const other = data.accounts.nodes.find((node: typeof own) => node.patient.id !== patient);
    const query = (id: string) => `{ account(id: "${id}") { id patient { id name { family } } claims(first: 1) { totalCount } } }`; // prettier-ignore
    expect((await ask(query(own.id), { role: 'patient', patient })).data.account.patient.id).toBe(patient);
    const foreign = await ask(query(other.id), { role: 'patient', patient });
    const absent = await ask(query('no-such-account'), { role: 'patient', patient });
    expect(foreign.data).toEqual({ account: null });
    expect(foreign.errors?.[0].extensions.code).toBe('NOT_FOUND');
    expect(foreign).toEqual(absent);
    const mine = await ask('{ accounts(first: 5) { nodes { patient { id } } } patients(first: 5) { nodes { id } } }', { role: 'patient', patient }); // prettier-ignore
    expect(mine.data.patients.nodes).toEqual([{ id: patient }]);
    expect(new Set(mine.data.accounts.nodes.map((node: typeof own) => node.patient.id))).toEqual(new Set([patient]));
  });

  test('denies an analyst the name, with path and code, masks the birth date, and shows the amounts', async () => {
    const query = '{ patients(first: 1) { nodes { id name { family } birthDate address { postalCode } } } accounts(first: 1) { nodes { balance { minorUnits } } } }'; // prettier-ignore
    const full = (await ask(query)).data.patients.nodes[0];
    const { data, errors } = await ask(query, { role: 'analyst' });
    expect(data.patients.nodes[0]).toEqual({
      id: full.id,
      name: null,
      birthDate: `${full.birthDate.slice(0, 4)}-01-01`,
      address: { postalCode: full.address.postalCode.slice(0, 3) },
    });
    expect(data.accounts.nodes[0].balance.minorUnits).toBeGreaterThan(0);
    expect(errors).toMatchObject([
      { path: ['patients', 'nodes', 0, 'name'], extensions: { code: 'FORBIDDEN', field: 'Patient.name' } },
    ]);
  });

  test('knows where a balance comes from, and which APIs it is made of', async () => {
    const { data } = await ask('{ lineage(field: "PatientAccount.balance") { target source transform depth api { name } } apis(first: 10) { nodes { name } } }', { role: 'steward' }); // prettier-ignore
    expect(data.apis.nodes.map(({ name }: { name: string }) => name).sort()).toEqual(['billing', 'catalog', 'ehr', 'erp', 'payer', 'payments']); // prettier-ignore
    const own = data.lineage.filter(({ depth }: { depth: number }) => depth === 1);
    expect(own.length).toBeGreaterThan(0);
    expect(own[0]).toMatchObject({ target: 'PatientAccount.balance', api: { name: 'billing' } });
    expect(data.lineage.some(({ source }: { source: string }) => /^(FHIR|X12|Stripe)/.test(source))).toBe(true);
  });

  test('hides the field through which events are pushed', async () => {
    const { errors } = await ask('{ _onAccountBalanceChanged(accountId: "x") { cursor } }');
    expect(errors).toMatchObject([{ message: expect.stringContaining('Cannot query field'), extensions: { code: 'BAD_INPUT' } }]); // prettier-ignore
    const { data } = await ask('{ __schema { queryType { fields { name } } } }');
    const names = data.__schema.queryType.fields.map(({ name }: { name: string }) => name);
    expect(names).toContain('account');
    expect(names.filter((name: string) => name.startsWith('_'))).toEqual([]);
  });

  test('refuses expired, forged, changed and absent tokens with 401 and says why', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'accord-forger-'));
    const good = await tokenOf();
    const [head = '', , signature = ''] = good.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'x', scope: 'account:read' })).toString('base64url');
    const refusals = [
      [await tokenOf({ at: Date.now() - 3_600_000, ttlSeconds: 60 }), /has expired/],
      [await tokenOf({ keys: elsewhere }), /signature|key/],
      [`${head}.${claims}.${signature}`, /signature|not valid/],
      ['nonsense', /token/],
    ] as const;
    for (const [token, reason] of refusals) {
      const response = await graph(token, '{ accounts(first: 1) { totalCount } }');
      expect(response.status).toBe(401);
      expect(response.headers.get('www-authenticate')).toBe('Bearer');
      const { data, errors } = (await response.json()) as Awaited<ReturnType<typeof ask>>;
      expect(data).toBeUndefined();
      expect(errors).toMatchObject([{ message: expect.stringMatching(reason), extensions: { code: 'UNAUTHENTICATED' } }]); // prettier-ignore
    }
    await rm(elsewhere, { recursive: true });
  });

  test('tells figures without anybody’s id', async () => {
    const { data } = await ask('{ accounts(first: 30) { nodes { id patient { id } } } }');
    const figures = await (await fetch(`${hub.url}/metrics`)).text();
    expect(figures).toMatch(/^accord_operations_total\{.*\} \d+$/m);
    for (const { id, patient } of data.accounts.nodes) {
      expect(figures).not.toContain(id);
      expect(figures).not.toContain(patient.id);
    }
  });
});

describe('a subscription', () => {
  const SUBSCRIPTION = 'subscription ($id: ID!, $after: String) { accountBalanceChanged(accountId: $id, after: $after) { cursor balance { minorUnits } entries { id } account { id patient { name { family } } } } }'; // prettier-ignore
  interface Change {
    readonly cursor: string;
    readonly balance: { readonly minorUnits: number };
    readonly entries: readonly { readonly id: string }[];
    readonly account: { readonly id: string; readonly patient: { readonly name: { readonly family: string } } };
  }
  interface Account {
    readonly id: string;
    readonly cursor: string;
    readonly balance: { readonly minorUnits: number };
    readonly entries: { readonly nodes: readonly { readonly id: string; readonly commit: { readonly id: string } }[] };
  }
  const clients: Client[] = [];
  afterEach(() => Promise.all(clients.splice(0).map(async (client) => client.dispose())));

  async function watch(client: Client, id: string, after?: string) {
    const changes: Change[] = [];
    const stream = client.iterate<{ accountBalanceChanged: Change }>({ query: SUBSCRIPTION, variables: { id, after } });
    const reading = (async () => {
      for await (const { data, errors } of stream) {
        expect(errors).toBeUndefined();
        if (data) changes.push(data.accountBalanceChanged);
      }
    })();
    return { id, changes, end: async () => (await stream.return?.(), reading) };
  }
  async function connected(): Promise<Client> {
    const connectionParams = { authorization: `Bearer ${await tokenOf()}` };
    const url = `${hub.url.replace('http', 'ws')}/graphql`;
    const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
    clients.push(client);
    return client;
  }
  async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
    for (let tries = 0; tries < 400 && !(await isSo()); tries += 1) await new Promise((resolve) => setTimeout(resolve, 25)); // prettier-ignore
    expect(await isSo()).toBe(true);
  }
  const open = async (): Promise<number> => {
    const [, count] = /^accord_subscriptions_open (\d+)$/m.exec(await (await fetch(`${hub.url}/metrics`)).text()) ?? [];
    return Number(count);
  };

  test('is pushed each change of its account as days pass, and resumes after any of them without gap or repeat', async () => {
    const accounts = async (): Promise<readonly Account[]> =>
      (await ask('{ accounts(first: 60) { nodes { id cursor balance { minorUnits } entries(first: 100) { nodes { id commit { id } } } } } }')).data.accounts.nodes; // prettier-ignore
    const client = await connected();
    const before = new Map((await accounts()).map(({ id, cursor }) => [id, cursor]));
    const watched = await Promise.all([...before.keys()].map((id) => watch(client, id)));
    await until(async () => (await open()) === watched.length);
    await advance(2);
    const after = (await accounts()).filter(({ id }) => before.has(id));
    const changesOf = (id: string) => watched.find((one) => one.id === id)?.changes ?? [];
    /** Cursors of the commits that the ledger shows since the watch began, the oldest first. */
    const postedTo = ({ id, entries }: Account): readonly string[] => {
      const versions = entries.nodes.map(({ commit }) => Number(commit.id.split('@').at(-1)));
      const since = versions.filter((version) => version > Number(before.get(id)?.slice(1)));
      return [...new Set(since)].sort((a, b) => a - b).map((version) => `v${version}`);
    };
    const changed = after.filter((account) => postedTo(account).length > 0);
    expect(changed.length).toBeGreaterThan(5);
    await until(() => changed.every((account) => changesOf(account.id).length >= postedTo(account).length));
    for (const account of after) {
      const changes = changesOf(account.id);
      expect(changes.map(({ cursor }) => cursor)).toEqual(postedTo(account));
      const pushed = changes.flatMap(({ entries }) => entries.map(({ id }) => id));
      expect(account.entries.nodes.map(({ id }) => id)).toEqual(expect.arrayContaining(pushed));
      if (changes.length === 0) continue;
      expect(changes.at(-1)).toMatchObject({ balance: account.balance, account: { id: account.id } });
      expect(changes.at(-1)?.account.patient.name.family).toMatch(/\w/);
    }
    for (const one of watched) await one.end();

    const again = await connected();
    const [{ id } = { id: '' }] = [...changed].sort((a, b) => changesOf(b.id).length - changesOf(a.id).length);
    const live = changesOf(id);
    const resumed = await watch(again, id, before.get(id));
    const later = await watch(again, id, live[0]?.cursor);
    const current = await watch(again, id, live.at(-1)?.cursor);
    await until(() => resumed.changes.length === live.length && later.changes.length === live.length - 1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(resumed.changes.map(({ cursor }) => cursor)).toEqual(live.map(({ cursor }) => cursor));
    expect(resumed.changes.map(({ entries }) => entries)).toEqual(live.map(({ entries }) => entries));
    expect(later.changes).toEqual(resumed.changes.slice(1));
    expect(current.changes).toEqual([]);
    for (const one of [resumed, later, current]) await one.end();
    await until(async () => (await open()) === 0);
  }, 30_000);
});

describe('a webhook', () => {
  const stripe = new Stripe('sk_test_x');
  const eventOf = (id: string, accountId: string, amount: number): string =>
    JSON.stringify({
      id: `evt_${id}`,
      object: 'event',
      type: 'payment_intent.succeeded',
      created: Math.floor(Date.now() / 1_000),
      data: {
        object: {
          id: `pi_${id}`,
          object: 'payment_intent',
          amount,
          amount_received: amount,
          currency: 'usd',
          status: 'succeeded',
          created: Math.floor(Date.now() / 1_000),
          metadata: { account_id: accountId },
          latest_charge: null,
        },
      },
    });
  const send = (payload: string, secret: string, headers: Record<string, string> = {}) =>
    fetch(`${hub.url}/webhooks/stripe`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'stripe-signature': stripe.webhooks.generateTestHeaderString({ payload, secret }),
        ...headers,
      },
      body: payload,
    });

  test('that is signed is taken, and its correlation id leads to the ledger entry it caused', async () => {
    const { data } = await ask('{ accounts(first: 1) { nodes { id unappliedAmount { minorUnits } balance { minorUnits } } } }'); // prettier-ignore
    const [{ id, balance, unappliedAmount }] = data.accounts.nodes;
    const correlationId = '7f1c9a52-4d38-4b57-9c1e-0a6b4f1f2d11';
    const response = await send(eventOf('chain', id, 1_234), SANDBOX_WEBHOOK_SECRET, { 'x-correlation-id': correlationId }); // prettier-ignore
    expect(response.status).toBe(200);
    expect(response.headers.get('x-correlation-id')).toBe(correlationId);
    const repeated = await send(eventOf('chain', id, 1_234), SANDBOX_WEBHOOK_SECRET);
    expect(repeated.status).toBe(200);
    expect(repeated.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await drain()).toBe(200);
    const after = await ask(`{ account(id: "${id}") { unappliedAmount { minorUnits } balance { minorUnits } entries(first: 20) { nodes { kind payment { id amount { minorUnits } origin { correlationId } } commit { correlationId } } } } }`); // prettier-ignore
    const { account } = after.data;
    const mine = account.entries.nodes.filter((entry: any) => entry.commit.correlationId === correlationId); // eslint-disable-line @typescript-eslint/no-explicit-any
    expect(mine.filter((entry: { kind: string }) => entry.kind === 'PATIENT_PAYMENT')).toMatchObject([
      { payment: { id: 'pi_chain', amount: { minorUnits: 1_234 }, origin: { correlationId } } },
    ]);
    const owed = (of: typeof account) => of.balance.minorUnits - of.unappliedAmount.minorUnits;
    expect(owed(account)).toBe(owed({ balance, unappliedAmount }) - 1_234);
  });

  test('whose signature does not fit is refused with 400 and leaves nothing behind', async () => {
    const { data } = await ask('{ accounts(first: 1) { nodes { id } } }');
    const wrong = await send(eventOf('forged', data.accounts.nodes[0].id, 99_999), 'whsec_other');
    expect(wrong.status).toBe(400);
    expect(await wrong.json()).toMatchObject({ code: 'BAD_INPUT', message: expect.stringMatching(/signature/) });
    const unsigned = await fetch(`${hub.url}/webhooks/stripe`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(400);
    await drain();
    expect((await ask('{ payment(id: "pi_forged") { id } }')).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]); // prettier-ignore
    expect(lines.join('')).not.toContain('pi_forged');
  });
});

test('a request’s correlation id comes back, and a new one is made for what might name a person', async () => {
  const token = await tokenOf();
  const idOf = async (given: string) =>
    (await graph(token, '{ __typename }', { 'x-correlation-id': given })).headers.get('x-correlation-id');
  expect(await idOf('my-chain.1')).toBe('my-chain.1');
  expect(await idOf('born-1980-02-03')).toMatch(/^[0-9a-f-]{36}$/);
});

test('a restart on the same data keeps everything', async () => {
  const page = (await ask(ACCOUNT_PAGE)).data;
  const books = (await ask(TRIAL_BALANCE, { role: 'finance' })).data;
  const { day, date } = (await (await fetch(`${hub.url}/sandbox/state`)).json()) as { day: number; date: string };
  const { sandbox, url } = hub;
  const token = await tokenOf();
  await hub.stop();
  await expect(fetch(`${url}/health/live`)).rejects.toThrow();
  expect(new Set(collector.spans.map((span) => span.service))).toEqual(new Set(['accord-hub']));
  for (const name of ['query', 'plan', 'fetch ehr', 'fetch billing']) expect(collector.spans).toContainEqual(expect.objectContaining({ name })); // prettier-ignore
  await expect(fetch(`${sandbox?.control}/state`)).rejects.toThrow();

  const store = await openStore(`file:${join(folder, 'accord.db')}`);
  const inbox = await store.collection<{ _id: string; version: number; key: string }>({ name: 'payments_inbox' });
  const keys: string[] = [];
  for await (const { key } of inbox.iterate({})) keys.push(key);
  await store.close();
  expect(keys.filter((key) => /chain|forged/.test(key))).toEqual(['evt_chain']);

  hub = await start();
  expect((await graph(token, '{ __typename }')).status).toBe(200);
  expect(await (await fetch(`${hub.url}/sandbox/state`)).json()).toMatchObject({ day, date });
  await drain();
  expect((await ask(ACCOUNT_PAGE)).data).toEqual(page);
  expect((await ask(TRIAL_BALANCE, { role: 'finance' })).data).toEqual(books);
  expect((await advance(1)).day).toBe(day + 1);
}, 40_000);

test('the ledger sums to zero, and no log line and no span names a patient', async () => {
  const { data } = await ask(TRIAL_BALANCE, { role: 'finance' });
  const { entryCount, totalAmount, lines: sums } = data.trialBalance;
  expect(entryCount).toBeGreaterThan(500);
  expect(totalAmount.minorUnits).toBe(0);
  expect(sums.reduce((sum: number, { amount }: { amount: { minorUnits: number } }) => sum + amount.minorUnits, 0)).toBe(0); // prettier-ignore
  const { data: people } = await ask('{ patients(first: 200) { nodes { id name { family } } } }');
  const names = new Set<string>(people.patients.nodes.map(({ name }: { name: { family: string } }) => name.family));
  const words = new Set(`${lines.join('')} ${collector.bytes()}`.match(/[\p{L}'-]+/gu));
  expect([...names].filter((name) => words.has(name))).toEqual([]);
});
