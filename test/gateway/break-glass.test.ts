import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { openAuditCollections } from '../../platform/access/audit/audit-store';
import { createAuditWriter, type AuditWriter } from '../../platform/access/audit/audit-writer';
import { createBreakGlass, type GlassGrant } from '../../platform/access/break-glass';
import type { Role } from '../../platform/access/roles';
import { instantOf } from '../../platform/domain/instant';
import type { Store } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger } from '../../platform/telemetry/logger';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

const HOUR = 3_600_000;
const NOTE = '{ patient(id: "p1") { name note } secretCount }';

describe('the purpose BTG', () => {
  let running: RunningGateway;
  let store: Store;
  let audit: AuditWriter;
  const announced: GlassGrant[] = [];
  beforeAll(async () => {
    store = await openSqliteStore({ path: ':memory:' });
    audit = await createAuditWriter({ store, name: 'w', log: silentLogger });
    const clock = () => instantOf(Date.now() + running.ahead);
    const announce = async (grant: GlassGrant) => void announced.push(grant);
    running = await startGateway({ audit, breakGlass: await createBreakGlass({ store, clock, announce }) });
  });
  afterEach(() => {
    running.ahead = 0;
  });
  afterAll(async () => {
    await running.stop();
    await audit.close();
    await store.close();
  });

  const ask = async (role: Role, query: string, reason?: string, correlationId = 'btg') => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await running.tokenOf(role, role, 7_200)}`,
        'x-purpose-of-use': 'BTG',
        'x-correlation-id': correlationId,
        ...(reason === undefined ? {} : { 'x-break-glass-reason': reason }),
      },
      body: JSON.stringify({ query }),
    });
    const body = (await response.json()) as { data?: unknown; errors?: { extensions: { code: string } }[] };
    return {
      status: response.status,
      data: body.data,
      codes: (body.errors ?? []).map(({ extensions }) => extensions.code),
    };
  };

  it('opens what the purpose guards for whoever may, with a reason, and nothing that is not PII or PHI', async () => {
    expect(await ask('billing', NOTE, 'unconscious')).toEqual({
      status: 200,
      data: { patient: { name: 'Ada Quill', note: 'n1' }, secretCount: null },
      codes: ['FORBIDDEN'],
    });
    expect(announced).toMatchObject([{ subject: 'billing', reason: 'unconscious', facilityId: 'f1' }]);
  });

  it('asks for the reason, and for the scope', async () => {
    expect(await ask('billing', NOTE)).toMatchObject({ status: 400, data: undefined, codes: ['BAD_INPUT'] });
    expect(await ask('patient', NOTE, 'curious')).toMatchObject({ status: 403, data: undefined, codes: ['FORBIDDEN'] });
  });

  it('is on record with its reason, also for an operation that tells of nobody', async () => {
    await ask('billing', '{ account(id: "a1") { id } }', 'to look around', 'btg-empty');
    const { records } = await openAuditCollections(store);
    const { items } = await records.find({ correlationId: 'btg-empty' });
    expect(items).toMatchObject([{ subgraph: 'gateway', purpose: 'BTG', reason: 'to look around', accesses: [] }]);
  });

  it('closes after an hour', async () => {
    await ask('billing', NOTE, 'bleeding');
    running.ahead = HOUR - 60_000;
    expect((await ask('billing', NOTE, 'bleeding')).status).toBe(200);
    running.ahead = HOUR + 60_000;
    expect(await ask('billing', NOTE, 'bleeding')).toMatchObject({ status: 403, codes: ['FORBIDDEN'] });
  });

  it('ends a subscription with its hour', async () => {
    const client = createClient({
      url: `${running.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: {
        authorization: `Bearer ${await running.tokenOf('billing', 'billing', 7_200)}`,
        purposeOfUse: 'BTG',
        breakGlassReason: 'to watch',
      },
    });
    const query = 'subscription { balanceChanged(accountId: "a1") { account { patient { note } } } }';
    const stream = client.iterate({ query });
    const pushed = async () => {
      const next = stream.next();
      const timer = setInterval(() => running.stub.events.emit('balance', 'a1'), 20);
      return next.finally(() => clearInterval(timer));
    };
    expect((await pushed()).value).toEqual({ data: { balanceChanged: { account: { patient: { note: 'n1' } } } } });
    running.ahead = HOUR + 60_000;
    let last = await pushed();
    for (let more = 0; more < 20 && !last.value?.errors; more += 1) last = await pushed(); // answered before the hour's end
    expect(last.value).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect((await pushed()).done).toBe(true);
    await client.dispose();
  });

  it('cannot be used where nobody keeps grants', async () => {
    const bare = await startGateway();
    const response = await fetch(`${bare.url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', 'x-purpose-of-use': 'BTG', 'x-break-glass-reason': 'why' },
        authorization: `Bearer ${await bare.tokenOf('billing')}`,
      },
      body: JSON.stringify({ query: NOTE }),
    });
    expect(response.status).toBe(403);
    await bare.stop();
  });
});
