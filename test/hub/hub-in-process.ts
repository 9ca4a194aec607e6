import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { startHub, type Hub } from '../../hub/embedded';
import { readEnvironment } from '../../hub/environment';
import type { ContractName } from '../../platform/access/contracts';
import { createDevelopmentIssuer, type TokenRequest } from '../../platform/access/development-issuer';
import { instantOf } from '../../platform/domain/instant';
import { silentLogger } from '../../platform/telemetry/logger';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is each query's
export type Answer = { readonly data: any; readonly errors?: readonly any[]; readonly status: number };

/** A token of `request`, or of a role for all facilities. */
export type Whom = Omit<TokenRequest, 'now'>;

export interface HubInProcess {
  readonly hub: Hub;
  readonly folder: string;
  tokenOf(whom: Whom): Promise<string>;
  ask(whom: Whom, query: string, headers?: Readonly<Record<string, string>>): Promise<Answer>;
  /** A call of the hub's JSON routes by an operator. */
  operate(method: string, path: string, body?: object): Promise<{ readonly status: number; readonly body: never }>;
  advance(days: number): Promise<void>;
  /** A socket to the whole graph, or to a contract. */
  connect(whom: Whom, contract?: ContractName): Promise<Client>;
  stop(): Promise<void>;
}

/** A hub with its sandbox in this process, in a folder of its own, whose days pass when told. */
export async function startHubInProcess(): Promise<HubInProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-oversight-'));
  const environment = readEnvironment({ ACCORD_PORT: '0', ACCORD_DATA: folder, ACCORD_LOG_LEVEL: 'error' });
  const hub = await startHub(environment, { sandbox: true, pace: 0, log: silentLogger });
  const issuer = await createDevelopmentIssuer({ folder });
  const tokenOf = (whom: Whom) => issuer.issue({ facilityIds: ['*'], ...whom, now: instantOf(Date.now()) });
  const json = async (method: string, path: string, { token, body, headers }: Sent) => {
    const authorization = `Bearer ${token}`;
    const init = { method, headers: { 'content-type': 'application/json', authorization, ...headers } };
    const response = await fetch(`${hub.url}${path}`, body ? { ...init, body: JSON.stringify(body) } : init);
    return { status: response.status, body: (await response.json()) as never };
  };
  const clients: Client[] = [];
  return {
    hub,
    folder,
    tokenOf,
    async ask(whom, query, headers = {}) {
      const { status, body } = await json('POST', '/graphql', { token: await tokenOf(whom), body: { query }, headers });
      return { ...(body as Answer), status };
    },
    operate: async (method, path, body) =>
      json(method, `/operator${path}`, { token: await tokenOf({ role: 'operator' }), ...(body ? { body } : {}) }),
    async advance(days) {
      const { status } = await json('POST', '/sandbox/advance', { token: '', body: { days } });
      if (status !== 200) throw new Error(`the days did not pass: ${status}`);
    },
    async connect(whom, contract) {
      const connectionParams = { authorization: `Bearer ${await tokenOf(whom)}` };
      const url = `${hub.url.replace('http', 'ws')}/graphql${contract ? `/${contract}` : ''}`;
      const client = createClient({ url, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
      clients.push(client);
      return client;
    },
    async stop() {
      await Promise.all(clients.map(async (client) => client.dispose()));
      await hub.stop();
      await rm(folder, { recursive: true });
    },
  };
}

interface Sent {
  readonly token: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}
