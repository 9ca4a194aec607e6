import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHttpClient, type HttpClient } from '../../../../platform/connect/http-client';
import { openCursors } from '../../../../platform/connect/cursors';
import { createClientPolicy } from '../../../../platform/connect/policy';
import type { Pulled, Received } from '../../../../platform/connect/port';
import { createPullLoop, type PullLoop } from '../../../../platform/connect/pull-loop';
import type { HubError } from '../../../../platform/domain/errors';
import { systemClock } from '../../../../platform/domain/instant';
import { createInbox, type Inbox } from '../../../../platform/events/inbox';
import { silentLogger } from '../../../../platform/telemetry/logger';
import { FhirEhrConnector } from '../../../../subgraphs/ehr/connectors/fhir';
import { openRoom, type Room } from '../room';
import { startSandboxEhr, type SandboxEhr } from './sandbox-ehr';

const call = { signal: new AbortController().signal, correlationId: 'c-1' };

const httpTo = (baseUrl: string, retries = 2): HttpClient =>
  createHttpClient({
    source: 'ehr-sandbox',
    baseUrl,
    headers: { authorization: 'Bearer sandbox' },
    policy: createClientPolicy('ehr-sandbox', silentLogger, { retries, firstDelayMs: 5, failuresToOpen: 1_000 }),
    log: silentLogger,
  });

async function all(pulling: AsyncIterable<Pulled>): Promise<{ messages: Received[]; cursor: string | null }> {
  const messages: Received[] = [];
  let cursor: string | null = null;
  for await (const { messages: some, next } of pulling) {
    messages.push(...some);
    cursor = next;
  }
  return { messages, cursor };
}

describe('against the sandbox EHR', () => {
  let sandbox: SandboxEhr;
  let room: Room;
  let inbox: Inbox;
  let http: HttpClient;
  let loop: PullLoop;

  beforeAll(async () => {
    sandbox = await startSandboxEhr();
    room = await openRoom();
    inbox = await createInbox({ store: room.store, name: 'ehr', clock: systemClock });
    http = httpTo(sandbox.baseUrl);
    loop = createPullLoop({
      connector: new FhirEhrConnector({ http, pageSize: 50 }),
      inbox,
      record: room.ehr.record,
      cursors: await openCursors({ store: room.store, clock: systemClock }),
      clock: systemClock,
      log: silentLogger,
    });
  }, 60_000);
  afterAll(async () => {
    await http.close();
    await room.close();
    await sandbox.stop();
  });

  const projected = async () => {
    for (let n = 0; n < 10; n += 1) await room.project();
    const { patients, encounters, chargeItems, coverages, assignments, guarantors } = room.ehr.documents.collections;
    return {
      Patient: await patients.count({}),
      Encounter: await encounters.count({}),
      ChargeItem: await chargeItems.count({}),
      Coverage: await coverages.count({}),
      Account: await assignments.count({}),
      RelatedPerson: await guarantors.count({}),
    };
  };

  test('everything comes in once, and a second pull brings nothing new', async () => {
    const first = await loop.runOnce();
    const counts = await sandbox.counts();
    expect(await projected()).toEqual(expect.objectContaining({ Patient: counts['Patient'], Coverage: counts['Coverage'], Account: counts['Account'], Encounter: counts['Encounter'], ChargeItem: counts['ChargeItem'], RelatedPerson: counts['RelatedPerson'] })); // prettier-ignore
    expect(first).toMatchObject({ setAside: 0, waiting: 0 });
    expect(first.accepted).toBe(Object.values(counts).reduce((sum, count) => sum + count, 0));
    expect(await loop.runOnce()).toMatchObject({ accepted: 0, setAside: 0 });
  }, 60_000);

  test('a day of care comes in: its encounters and charges, and nothing else', async () => {
    const before = await sandbox.counts();
    await sandbox.advance(1);
    const after = await sandbox.counts();
    const grown = Object.keys(after).reduce((sum, type) => sum + (after[type] ?? 0) - (before[type] ?? 0), 0);
    const counts = await loop.runOnce();
    expect(grown).toBeGreaterThan(0);
    expect(counts.accepted).toBeGreaterThanOrEqual(grown);
    expect(await projected()).toMatchObject({ Encounter: after['Encounter'], ChargeItem: after['ChargeItem'] });
  }, 60_000);

  test('every charge and encounter has its facility, every facility its legal entity', async () => {
    const { encounters, chargeItems, facilities } = room.ehr.documents.collections;
    expect(await encounters.count({ facilityId: null })).toBe(0);
    expect(await chargeItems.count({ facilityId: null })).toBe(0);
    expect((await facilities.find({})).items.map(({ legalEntityId }) => legalEntityId).sort()).toEqual(['le-lakeview', 'le-lakeview', 'le-pinecrest']); // prettier-ignore
  });

  test('through an outage and errors nothing is lost', async () => {
    await sandbox.fault({ outage: true });
    await expect(loop.runOnce()).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE', source: 'ehr-sandbox' });
    await sandbox.fault({ outage: false, errorRate: 0.3, duplicate: 0.5 });
    await sandbox.advance(1);
    for (let tries = 0; tries < 20; tries += 1) {
      if (await loop.runOnce().catch(() => null)) break;
    }
    await sandbox.fault({ errorRate: 0, duplicate: 0 });
    const counts = await sandbox.counts();
    await loop.runOnce();
    expect(await projected()).toMatchObject({ Encounter: counts['Encounter'], ChargeItem: counts['ChargeItem'] });
  }, 60_000);

  test('a broken page is kept raw and set aside, and what it held comes with the next pull', async () => {
    await sandbox.advance(1);
    await sandbox.fault({ malformed: 1 });
    const broken = await loop.runOnce();
    expect(broken.setAside).toBeGreaterThan(0);
    await sandbox.fault({ malformed: 0 });
    await loop.runOnce();
    const counts = await sandbox.counts();
    expect(await projected()).toMatchObject({ Encounter: counts['Encounter'], ChargeItem: counts['ChargeItem'] });
    const [aside] = (await inbox.setAside()).items;
    expect((await inbox.get(aside?._id ?? ''))?.raw.length).toBeGreaterThan(0);
    expect(aside?.reason).toContain('ehr-sandbox');
  }, 60_000);
});

describe('against servers of other manners', () => {
  let server: Server;
  let http: HttpClient;
  let asked: string[];

  async function serve(answer: (url: URL) => { status?: number; body: unknown }): Promise<FhirEhrConnector> {
    asked = [];
    server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://localhost');
      asked.push(decodeURIComponent(url.search));
      const { status = 200, body } = answer(url);
      response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    http = httpTo(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 0);
    return new FhirEhrConnector({ http, pageSize: 2, types: ['Patient'] });
  }
  afterEach(async () => {
    await http.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const at = (second: number) => `2026-01-05T00:00:0${second}.000Z`;
  const entry = (id: string, second: number) => ({
    resource: { resourceType: 'Patient', id, meta: { versionId: '1', lastUpdated: at(second) } },
    search: { mode: 'match' },
  });
  const bundle = (entries: readonly object[], next?: string) => ({
    resourceType: 'Bundle',
    entry: entries,
    link: next === undefined ? [] : [{ relation: 'next', url: next }],
  });

  test('each page asks for what changed since the last change seen, so that moving resources are not skipped', async () => {
    const patients = [entry('p1', 1), entry('p2', 2), entry('p3', 3)];
    const connector = await serve((url) => {
      const since = /^ge(.*)$/.exec(url.searchParams.get('_lastUpdated') ?? '')?.[1] ?? '';
      const found = patients.filter(({ resource }) => resource.meta.lastUpdated >= since);
      return { body: bundle(found.slice(0, 2), found.length > 2 ? `${url.origin}/Patient?_offset=2` : undefined) };
    });
    const pulling = connector.pull(null, call)[Symbol.asyncIterator]();
    await pulling.next();
    patients.push({ ...entry('p1', 4), resource: { ...entry('p1', 4).resource, meta: { versionId: '2', lastUpdated: at(4) } } }); // prettier-ignore
    patients.shift(); // p1 moved to the end: with offsets p3 would now be passed over
    const { messages, cursor } = await all({ [Symbol.asyncIterator]: () => pulling });
    expect(messages.map(({ key }) => key)).toEqual(['Patient/p2@1', 'Patient/p3@1', 'Patient/p3@1', 'Patient/p1@2']);
    expect(cursor).toBe(JSON.stringify({ Patient: at(4) }));
    expect(asked[0]).toBe('?_sort=_lastUpdated&_count=2');
    expect(asked[1]).toBe(`?_lastUpdated=ge${at(2)}&_sort=_lastUpdated&_count=2`);
  });

  test('inside one millisecond the server’s next link is followed', async () => {
    const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const connector = await serve((url) => {
      if (url.searchParams.get('page') === '2') return { body: bundle([entry('p3', 1)]) };
      return { body: bundle([entry('p1', 1), entry('p2', 1)], `${origin()}/Patient?page=2`) };
    });
    const { messages } = await all(connector.pull(JSON.stringify({ Patient: at(1) }), call));
    expect(messages.map(({ key }) => key)).toEqual(['Patient/p1@1', 'Patient/p2@1', 'Patient/p3@1']);
  });

  test('a resource without an id is kept with the reason, and the others come', async () => {
    const connector = await serve(() => ({
      body: bundle([{ resource: { resourceType: 'Patient' } }, entry('p2', 2)]),
    }));
    const { messages } = await all(connector.pull(null, call));
    expect(messages[0]?.payload).toMatchObject({ code: 'SOURCE_MALFORMED', source: 'ehr-sandbox' });
    expect((messages[0]?.payload as HubError).message).toContain('Patient.id');
    expect(messages[0]?.raw).toBe('{"resourceType":"Patient"}');
    expect(messages[1]?.key).toBe('Patient/p2@1');
  });

  test('an answer that is no Bundle is kept raw, and the cursor stays', async () => {
    const connector = await serve(() => ({ body: '<html>maintenance</html>' }));
    const { messages, cursor } = await all(connector.pull(null, call));
    expect(messages).toMatchObject([{ raw: '<html>maintenance</html>', payload: { code: 'SOURCE_MALFORMED' } }]);
    expect(cursor).toBe('{}');
  });

  test('a type that the server does not serve keeps no other from coming in, and is told of in the end', async () => {
    await serve((url) =>
      url.pathname === '/Account' ? { status: 404, body: {} } : { body: bundle([entry('p1', 1)]) },
    );
    const connector = new FhirEhrConnector({ http, types: ['Account', 'Patient'] });
    const seen: Received[] = [];
    const pulling = async () => {
      for await (const { messages } of connector.pull(null, call)) seen.push(...messages);
    };
    await expect(pulling()).rejects.toMatchObject({ code: 'SOURCE_REJECTED', details: { status: 404 } });
    expect(seen.map(({ key }) => key)).toEqual(['Patient/p1@1']);
  });

  test('a kept message is read again as it was', async () => {
    const connector = await serve(() => ({ body: bundle([entry('p1', 1)]) }));
    const { messages } = await all(connector.pull(null, call));
    for (const message of messages) expect(connector.reread(message)).toEqual(message);
    const broken = { key: 'Patient@abc', kind: 'FHIR R4 Bundle', raw: '{' };
    expect(connector.reread(broken).payload).toMatchObject({ code: 'SOURCE_MALFORMED' });
  });
});
