import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient, type HttpClient } from '../../../../platform/connect/http-client';
import { createClientPolicy } from '../../../../platform/connect/policy';
import { calendarDate } from '../../../../platform/domain/calendar-date';
import { silentLogger } from '../../../../platform/telemetry/logger';
import { createErpSystem } from '../../../../sandbox/erp/erp-system';
import type { RateLimit } from '../../../../sandbox/erp/rate-limit';
import type { SandboxSystem } from '../../../../sandbox/system';
import type { ErpConnector } from '../../../../subgraphs/erp/connector';
import { createCloudErp } from '../../../../subgraphs/erp/connectors/cloud-erp';
import type { PostJournalCommand } from '../../../../subgraphs/erp/domain';
import { createBench, type Bench } from '../../../sandbox/stand-in';
import { sandboxClient } from '../../room-bench';

const call = { signal: new AbortController().signal, correlationId: 'test' };
const usd = (minorUnits: number) => ({ minorUnits, currency: 'USD' });
const command: PostJournalCommand = {
  ...{ id: 'J1', legalEntityId: 'le-lakeview', facilityId: null, currency: 'USD' },
  postingDate: calendarDate('2026-01-05'),
  lines: [
    { ledgerAccountId: '1010', debitAmount: usd(100), creditAmount: usd(0), memo: null },
    { ledgerAccountId: '1110', debitAmount: usd(0), creditAmount: usd(100), memo: null },
  ],
};
const deliver = (connector: ErpConnector, one = command) =>
  connector.deliver(one, { ...call, idempotencyKey: one.id }).catch((error: unknown) => error);

describe('against the sandbox', () => {
  let sandbox: Bench;
  let system: SandboxSystem;
  let http: HttpClient;
  const start = async (rateLimit?: RateLimit): Promise<void> => {
    sandbox = createBench();
    system = await createErpSystem(await sandbox.dependencies('erp'), rateLimit ? { rateLimit } : {});
    sandbox.systems.set('erp', system);
    http = sandboxClient('cloud-erp', system.url);
  };
  afterEach(async () => {
    await http.close();
    await sandbox.stop();
  });

  it('posts an entry once under its key, and refuses the key for another', async () => {
    await start();
    const connector = createCloudErp({ http });
    const first = await deliver(connector);
    expect(first).toMatchObject({ id: 'J1', status: 'POSTED', sourceVersion: 1 });
    expect(await deliver(connector)).toEqual(first);
    const other = { ...command, postingDate: calendarDate('2026-01-06') };
    const refusal = { code: 'SOURCE_REJECTED', details: { status: 409, sourceCode: 'KEY_REUSED' } };
    expect(await deliver(connector, other)).toMatchObject(refusal);
  });

  it('pulls lists and entries, and goes on behind its cursor', async () => {
    await start();
    const connector = createCloudErp({ http });
    const pulledAfter = async (cursor: string | null): Promise<{ kinds: string[]; next: string | null }> => {
      const kinds: string[] = [];
      let last = cursor;
      for await (const { messages, next } of connector.pull(cursor, call)) {
        kinds.push(...messages.map(({ kind }) => kind));
        last = next;
      }
      return { kinds, next: last };
    };
    const lists = await pulledAfter(null);
    expect(lists.kinds).toEqual(['Cloud ERP entities', 'Cloud ERP accounts', 'Cloud ERP periods']);
    for (const id of ['J1', 'J2', 'J3']) await deliver(connector, { ...command, id });
    const entries = await pulledAfter(lists.next);
    expect(entries.kinds).toEqual(Array.from({ length: 3 }, () => 'Cloud ERP journal entry'));
    expect(await pulledAfter(entries.next)).toEqual({ kinds: [], next: entries.next });
  });

  it('waits as long as a throttled service asks', async () => {
    await start({ perSecond: 20, burst: 2, now: () => performance.now() });
    const policy = createClientPolicy('cloud-erp', silentLogger, { firstDelayMs: 1, concurrency: 1 });
    const patient = createHttpClient({ source: 'cloud-erp', baseUrl: system.url, headers: { authorization: 'Bearer sandbox' }, policy, log: silentLogger }); // prettier-ignore
    const pulled: number[] = [];
    for await (const { messages } of createCloudErp({ http: patient }).pull(null, call)) pulled.push(messages.length);
    expect(pulled).toEqual([3]);
    await patient.close();
  });
});

describe('against a service that changes an entry meanwhile', () => {
  let server: Server;
  let connector: ErpConnector;
  let http: HttpClient;
  let version: number;
  let stale: number;
  const requests: string[] = [];

  const entry = (status: string): string =>
    JSON.stringify({
      ...{ id: 'je_1', externalId: 'J1', entityId: 'le-lakeview', postingDate: '2026-01-05', currency: 'USD' },
      ...{ status, periodId: '2026-01', version, lines: [{ accountCode: '1010', debit: '1.00' }] },
    });

  function answer({ method, headers }: IncomingMessage): [number, string] {
    requests.push(`${method ?? ''} ${String(headers['if-match'] ?? '')}`.trim());
    if (method === 'POST') return [200, entry('draft')];
    if (stale > 0) {
      stale -= 1;
      version += 1;
      return [412, '{}'];
    }
    return [200, entry('posted')];
  }

  beforeEach(async () => {
    version = 1;
    requests.length = 0;
    server = createServer((request, response) => {
      const etag = `"${version}"`;
      const [status, body] = answer(request);
      request.resume().on('end', () => response.writeHead(status, { etag }).end(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    http = sandboxClient('cloud-erp', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    connector = createCloudErp({ http });
  });
  afterEach(async () => {
    await http.close();
    await new Promise((resolve) => server.close(resolve));
  });

  it('reads a draft again and posts it under its new version', async () => {
    stale = 1;
    expect(await deliver(connector)).toMatchObject({ status: 'POSTED', sourceVersion: 2 });
    expect(requests).toEqual(['POST', 'PATCH "1"', 'POST', 'PATCH "2"']);
  });

  it('gives up for now when that never ends', async () => {
    stale = 99;
    expect(await deliver(connector)).toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    expect(requests).toHaveLength(10);
  });
});
