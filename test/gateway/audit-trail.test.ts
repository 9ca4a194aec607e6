import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AuditRecord } from '../../platform/access/audit/audit-record';
import { openAuditCollections } from '../../platform/access/audit/audit-store';
import { createAuditWriter, type AuditWriter } from '../../platform/access/audit/audit-writer';
import { verifyChains } from '../../platform/access/audit/verify-chains';
import type { Role } from '../../platform/access/roles';
import { HubError } from '../../platform/domain/errors';
import { digestOf } from '../../platform/domain/ids';
import type { Store } from '../../platform/store/port';
import { openSqliteStore } from '../../platform/store/sqlite';
import { silentLogger } from '../../platform/telemetry/logger';
import { startGateway, type RunningGateway } from './stubs/running-gateway';

describe('the audit trail of a gateway', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-audit-'));
  let store: Store;
  let running: RunningGateway;
  let isDown = false;
  beforeAll(async () => {
    store = await openSqliteStore({ path: join(folder, 'audit.db') });
    const writer = await createAuditWriter({ store, name: 'hub', log: silentLogger });
    const audit: AuditWriter = {
      name: writer.name,
      close: () => writer.close(),
      append: async (contents) => {
        // An answer that left before this resolves would be seen before its record.
        await new Promise((resolve) => setTimeout(resolve, 20));
        if (isDown) throw new HubError('SOURCE_UNAVAILABLE', 'the disk of Ada Quill is full');
        await writer.append(contents);
      },
    };
    running = await startGateway({ audit });
  });
  beforeEach(() => {
    isDown = false;
  });
  afterAll(async () => {
    await running.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  let asked = 0;
  /** Asks, and gives the answer with the records that are stored when it arrives. */
  const ask = async (role: Role, query: string, more: { headers?: Record<string, string>; body?: object } = {}) => {
    const correlationId = `ask-${(asked += 1)}`;
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await running.tokenOf(role)}`,
        'x-correlation-id': correlationId,
        ...more.headers,
      },
      body: JSON.stringify({ query, ...more.body }),
    });
    const body = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: object }[] };
    return { status: response.status, body, records: await recordsOf(correlationId) };
  };
  const recordsOf = async (correlationId: string): Promise<readonly AuditRecord[]> => {
    const { records } = await openAuditCollections(store);
    return (await records.find({ correlationId }, { sort: [['sequence', 'asc']] })).items;
  };

  it('has one record for each subgraph: who, why, what of whom, and by which rules', async () => {
    const query = 'query Page { accounts { patient { name birthDate } balance { minorUnits } } }';
    const { body, records } = await ask('billing', query, { headers: { 'x-purpose-of-use': 'TREAT' } });
    expect(body.errors).toBeUndefined();
    expect(records).toMatchObject([
      {
        subgraph: 'people',
        viewer: { subject: 'billing', clientId: 'tests', patientIds: [] },
        purpose: 'TREAT',
        reason: null,
        operation: { kind: 'QUERY', nameHash: digestOf('Page') },
        policyVersion: digestOf(running.stub.supergraph),
        entities: ['p1', 'p2'],
        types: ['Patient'],
        patients: ['p1', 'p2'],
        owners: [0, 2, 1],
        accesses: [{ decision: 'ALLOW', fields: ['Patient.name', 'Patient.birthDate'], entities: [0, 2, 1] }],
      },
    ]);
    expect(records[0]?.viewer.tokenId).toMatch(/^[0-9a-f-]{36}$/);
    expect(records[0]?.operation.documentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(records)).not.toMatch(/Ada|Quill|1980/);
  });

  it('records masks, and what the gateway denied by itself', async () => {
    const { body, records } = await ask(
      'analyst',
      '{ patient(id: "p1") { name birthDate } account(id: "a1") { memo } }',
    );
    expect(body.data).toEqual({ patient: { name: null, birthDate: '1980-01-01' }, account: { memo: null } });
    expect(records.map(({ subgraph, entities, accesses }) => ({ subgraph, entities, accesses }))).toEqual([
      {
        subgraph: 'gateway',
        entities: [],
        accesses: [{ decision: 'DENY', fields: ['Patient.name', 'Account.memo'], entities: [] }],
      },
      {
        subgraph: 'people',
        entities: ['p1'],
        accesses: [{ decision: 'MASK', fields: ['Patient.birthDate'], entities: [0, 1, 0] }],
      },
    ]);
  });

  it('records a purpose-bound field by what the purpose decides', async () => {
    const query = '{ patient(id: "p2") { note } }';
    const treated = await ask('billing', query, { headers: { 'x-purpose-of-use': 'TREAT' } });
    expect(treated.records).toMatchObject([{ accesses: [{ decision: 'ALLOW', fields: ['Patient.note'] }] }]);
    const paid = await ask('billing', query);
    expect(paid.records).toMatchObject([{ subgraph: 'gateway', accesses: [{ decision: 'DENY' }] }]);
  });

  it('says whose records a patient may see', async () => {
    const { records } = await ask('patient', '{ patient(id: "p1") { name } }');
    expect(records).toMatchObject([{ purpose: 'PATRQT', viewer: { patientIds: ['p1'] } }]);
  });

  it('has nothing of an operation that tells of nobody', async () => {
    expect((await ask('billing', '{ account(id: "a1") { balance { minorUnits } } }')).records).toEqual([]);
    expect((await ask('billing', '{ __schema { queryType { name } } }')).records).toEqual([]);
  });

  it('records many at once, each whole', async () => {
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, index) => ask('billing', `{ patient(id: "p${(index % 2) + 1}") { name } }`)),
    );
    for (const [index, { records }] of answers.entries()) {
      expect(records).toMatchObject([{ entities: [`p${(index % 2) + 1}`] }]);
    }
  });

  it('lets no answer out that could not be put on record', async () => {
    isDown = true;
    const { status, body, records } = await ask('billing', '{ patient(id: "p1") { name } }');
    expect(status).toBe(500);
    expect(body.data).toBeUndefined();
    expect(body.errors).toMatchObject([{ extensions: { code: 'INTERNAL' } }]);
    expect(JSON.stringify(body)).not.toContain('Quill');
    expect(records).toEqual([]);
    expect((await ask('billing', '{ account(id: "a1") { balance { minorUnits } } }')).status).toBe(200);
  });

  const subscribe = async (role: Role, correlationId: string) => {
    const response = await fetch(`${running.url}/graphql`, {
      method: 'POST',
      headers: {
        ...{ 'content-type': 'application/json', accept: 'text/event-stream', 'x-correlation-id': correlationId },
        authorization: `Bearer ${await running.tokenOf(role)}`,
      },
      body: JSON.stringify({
        query: 'subscription Watch { balanceChanged(accountId: "a1") { cursor account { patient { name } } } }',
      }),
    });
    return response;
  };

  it('records each pushed event before it is pushed, and refuses those that it cannot', async () => {
    const response = await subscribe('billing', 'push-1');
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const next = async (): Promise<string> => {
      const timer = setInterval(() => running.stub.events.emit('balance', 'a1'), 20);
      for (;;) {
        const { value = '', done } = (await reader?.read()) ?? { done: true };
        if (done || value.includes('data: {')) {
          clearInterval(timer);
          return value;
        }
      }
    };
    expect(await next()).toContain('Ada Quill');
    const [first] = await recordsOf('push-1');
    expect(first).toMatchObject({
      operation: { kind: 'SUBSCRIPTION', nameHash: digestOf('Watch') },
      subgraph: 'people',
      entities: ['p1'],
    });
    isDown = true;
    let text = '';
    while (!text.includes('INTERNAL')) text = await next();
    expect(text).not.toContain('Ada Quill');
    await reader?.cancel();
  });

  it('records a subscription that it refuses', async () => {
    const response = await subscribe('steward', 'push-2');
    expect(response.status).toBe(403);
    expect(await recordsOf('push-2')).toMatchObject([
      { subgraph: 'gateway', accesses: [{ decision: 'DENY', fields: ['Subscription.balanceChanged'] }] },
    ]);
  });

  it('leaves one whole chain', async () => {
    expect(await verifyChains(store)).toMatchObject([{ writer: 'hub', faults: [] }]);
  });
});
