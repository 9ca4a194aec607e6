import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { openSandboxEhr } from '../../../hub/import/sandbox-ehr';
import type { Put } from '../../../hub/import/fhir-bundle';
import { createHttpClient, type HttpClient } from '../../../platform/connect/http-client';
import { createClientPolicy } from '../../../platform/connect/policy';
import { silentLogger } from '../../../platform/telemetry/logger';
import { startTestEhr, type TestEhr } from '../../sandbox/start-ehr';

const call = { signal: new AbortController().signal, correlationId: 'test' };
const clientOf = (baseUrl: string): HttpClient =>
  createHttpClient({
    source: 'ehr',
    baseUrl,
    headers: { authorization: 'Bearer sandbox' },
    policy: createClientPolicy('ehr', silentLogger, { retries: 2, firstDelayMs: 1 }),
    log: silentLogger,
  });

const organization = (id: string, name: string, extra: object = {}): Put => ({
  entry: 0,
  resourceType: 'Organization',
  id,
  resource: { resourceType: 'Organization', id, name, ...extra },
});

describe('the EHR as the import loads it', () => {
  let ehr: TestEhr;
  let http: HttpClient;
  beforeAll(async () => {
    ehr = await startTestEhr();
    http = clientOf(ehr.base);
  });
  afterAll(async () => {
    await http.close();
    await ehr.close();
  });

  it('takes what is new, and knows it again', async () => {
    const { put } = await openSandboxEhr(http, call);
    const puts = [organization('new-1', 'A'), organization('new-2', 'B')];
    expect(await put(puts)).toEqual([
      { outcome: 'ACCEPTED', key: 'Organization/new-1@1' },
      { outcome: 'ACCEPTED', key: 'Organization/new-2@1' },
    ]);
    expect((await put(puts)).map(({ outcome }) => outcome)).toEqual(['REPEATED', 'REPEATED']);
    expect((await ehr.call('GET', '/Organization/new-1/_history')).body.total).toBe(1);
  });

  it('takes a change, and does not let what stood before it undo it', async () => {
    const { put } = await openSandboxEhr(http, call);
    await put([organization('changed', 'old')]);
    expect(await put([organization('changed', 'new')])).toEqual([{ outcome: 'ACCEPTED', key: 'Organization/changed@2' }]); // prettier-ignore
    expect(await put([organization('changed', 'old')])).toEqual([{ outcome: 'REPEATED', key: 'Organization/changed@2' }]); // prettier-ignore
    expect((await ehr.call('GET', '/Organization/changed')).body).toMatchObject({ name: 'new', meta: { versionId: '2' } }); // prettier-ignore
  });

  it('takes two contents of one resource in their order, once', async () => {
    const { put } = await openSandboxEhr(http, call);
    const both = [organization('twice', 'first'), organization('twice', 'second')];
    expect((await put(both)).map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'ACCEPTED']);
    expect((await put(both)).map(({ outcome }) => outcome)).toEqual(['REPEATED', 'REPEATED']);
    expect((await ehr.call('GET', '/Organization/twice')).body.name).toBe('second');
  });

  it('says which resource was refused and takes the others', async () => {
    const { put } = await openSandboxEhr(http, call);
    const odd: Put = { entry: 1, resourceType: 'Nonsense', id: 'n', resource: { resourceType: 'Nonsense', id: 'n' } };
    const outcomes = await put([organization('before', 'A'), odd, organization('after', 'B')]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['ACCEPTED', 'REFUSED', 'ACCEPTED']);
    expect(outcomes[1]).toMatchObject({ reason: expect.stringMatching(/^the EHR refused a Nonsense with status 4\d\d/) }); // prettier-ignore
  });

  it('loads more than one batch holds, by number and by size', async () => {
    const { put } = await openSandboxEhr(http, call);
    const many = Array.from({ length: 450 }, (_, index) => organization(`many-${index}`, 'x'));
    expect((await put(many)).filter(({ outcome }) => outcome === 'ACCEPTED')).toHaveLength(450);
    const large = Array.from({ length: 12 }, (_, index) =>
      organization(`large-${index}`, 'x', { alias: ['y'.repeat(1_000_000)] }),
    );
    expect((await put(large)).filter(({ outcome }) => outcome === 'ACCEPTED')).toHaveLength(12);
  });

  it.each([{ errorRate: 0.2 }, { malformed: 0.3 }])('waits out short faults: %j', async (knobs) => {
    const { put } = await openSandboxEhr(http, call);
    ehr.faults.set('ehr', knobs);
    const some = Array.from({ length: 20 }, (_, index) => organization(`${Object.keys(knobs)[0]}-${index}`, 'x'));
    const outcomes = await put(some).finally(() => ehr.faults.reset());
    expect(new Set(outcomes.map(({ outcome }) => outcome))).not.toContain('REFUSED');
  });
});

describe('an EHR that is not the sandbox', () => {
  let server: Server | null = null;
  const serve = async (answer: (path: string) => readonly [number, string]): Promise<HttpClient> => {
    const made = createServer((request, response) => {
      const [status, body] = answer(request.url ?? '');
      if (request.method !== 'GET') throw new Error('it was written to');
      response.writeHead(status, { 'content-type': 'application/fhir+json' }).end(body);
    }).listen(0, '127.0.0.1');
    server = made;
    await once(made, 'listening');
    return clientOf(`http://127.0.0.1:${(made.address() as AddressInfo).port}/fhir`);
  };
  afterEach(() => server?.close());

  const capability = (software: unknown): string => JSON.stringify({ resourceType: 'CapabilityStatement', software });

  it.each([
    ['tells another name', [200, capability({ name: 'Some Hospital EHR' })]],
    ['tells a name that only begins alike', [200, capability({ name: 'Accord sandbox EHR 2' })]],
    ['tells none', [200, capability(undefined)]],
    ['answers with something else', [200, '<html></html>']],
    ['answers null', [200, 'null']],
    ['asks for credentials first', [401, '{}']],
  ] as const)('is refused when it %s', async (_name, answer) => {
    const http = await serve(() => answer);
    await expect(openSandboxEhr(http, call)).rejects.toMatchObject({
      code: 'RULE_BROKEN',
      message: expect.stringMatching(/sandbox EHR only, and the EHR of this hub is another; start the hub with its sandbox/), // prettier-ignore
    });
    await http.close();
  });

  it('is an outage when it does not answer', async () => {
    const http = clientOf('http://127.0.0.1:9');
    await expect(openSandboxEhr(http, call)).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
    await http.close();
  });
});
