import { openOversight, type Oversight } from '../../hub/oversight';
import { createOversightRoutes } from '../../hub/oversight-routes';
import type { TokenVerifier } from '../../platform/access/tokens';
import { systemClock } from '../../platform/domain/instant';
import { openSqliteStore } from '../../platform/store/sqlite';
import type { Store } from '../../platform/store/port';
import { silentLogger } from '../../platform/telemetry/logger';
import { PROTOCOLS } from '../gateway/stubs/protocols';
import { startGateway, type RunningGateway } from '../gateway/stubs/running-gateway';

describe.each(PROTOCOLS)('the oversight of a gateway by %s', (protocol) => {
  let store: Store;
  let oversight: Oversight;
  let running: RunningGateway;
  beforeAll(async () => {
    store = await openSqliteStore({ path: ':memory:' });
    const raiseException = async (key: string): Promise<string> => key;
    const shared = { clock: systemClock, log: silentLogger };
    oversight = await openOversight({ store, writer: 'tests', raiseException, ...shared });
    const verifier: TokenVerifier = { verify: (...told) => running.issuer.verifier().verify(...told) };
    const supergraph = { current: () => running.stub.supergraph };
    const { audit, revocations } = oversight;
    running = await startGateway({
      ...{ protocol, audit, revocations },
      mount: (app) => void app.use(createOversightRoutes({ oversight, supergraph, verifier, ...shared })),
    });
  });
  afterAll(async () => {
    await running.stop();
    await oversight.close();
    await store.close();
  });
  const post = async (path: string, body: object, role: 'billing' | 'auditor' | 'operator') =>
    running.fetch(`${running.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${await running.tokenOf(role)}` },
      body: JSON.stringify(body),
    });

  it('gives the trail away to auditors, one AuditEvent a line, and to nobody else', async () => {
    expect((await post('/graphql', { query: '{ patient(id: "p1") { name } }' }, 'billing')).status).toBe(200);
    const exported = await post('/audit/export', { patient: 'p1' }, 'auditor');
    expect([exported.status, exported.headers.get('content-type')]).toEqual([200, 'application/fhir+ndjson']);
    const events = (await exported.text()).trim().split('\n');
    expect(events.map((line) => (JSON.parse(line) as { resourceType: string }).resourceType)).toEqual(
      Array.from({ length: 2 }, () => 'AuditEvent'),
    );
    expect((await post('/audit/export', { patient: 'p1' }, 'billing')).status).toBe(403);
    expect((await post('/audit/export', { pad: 'x'.repeat(20_000) }, 'auditor')).status).toBe(400);
  });

  it('ends rights at once, on every connection', async () => {
    const asked = { query: '{ accounts { id } }' };
    expect((await post('/graphql', asked, 'billing')).status).toBe(200);
    const ended = await post('/operator/revocations', { kind: 'SUBJECT', id: 'billing' }, 'operator');
    expect([ended.status, await ended.json()]).toMatchObject([200, { kind: 'SUBJECT', id: 'billing' }]);
    expect((await post('/graphql', asked, 'billing')).status).toBe(401);
  });
});
