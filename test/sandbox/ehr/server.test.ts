import { startTestEhr, type TestEhr } from '../start-ehr';

describe('the FHIR server of the sandbox EHR', () => {
  let ehr: TestEhr;
  beforeAll(async () => {
    ehr = await startTestEhr();
  });
  afterAll(() => ehr.close());

  const patient = (id: string, family = 'Test'): object => ({ resourceType: 'Patient', id, name: [{ family }] });

  test('says without a token that it is the sandbox, and needs one for everything else', async () => {
    const metadata = await ehr.call('GET', '/metadata', { headers: { authorization: '' } });
    expect(metadata.status).toBe(200);
    expect(metadata.headers.get('x-accord-sandbox')).toBe('true');
    expect(metadata.body).toMatchObject({
      resourceType: 'CapabilityStatement',
      fhirVersion: '4.0.1',
      software: { name: 'Accord sandbox EHR' },
    });
    const types = metadata.body.rest[0].resource.map((resource: { type: string }) => resource.type);
    expect(types).toEqual(expect.arrayContaining(['Patient', 'ChargeItem', 'Account', 'Claim']));
    for (const authorization of ['', 'Bearer wrong', 'sandbox']) {
      const refused = await ehr.call('GET', '/Patient', { headers: { authorization } });
      expect(refused.status).toBe(401);
      expect(refused.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(refused.body).toMatchObject({
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'error', code: 'login' }],
      });
    }
  });

  test('creates by PUT, keeps the version when nothing changed, and guards writes by If-Match', async () => {
    const first = await ehr.call('PUT', '/Patient/put-1', { body: patient('put-1') });
    expect(first.status).toBe(201);
    expect(first.headers.get('etag')).toBe('W/"1"');
    expect(first.headers.get('location')).toBe(`${ehr.base}/Patient/put-1/_history/1`);
    const again = await ehr.call('PUT', '/Patient/put-1', { body: first.body });
    expect([again.status, again.headers.get('etag')]).toEqual([200, 'W/"1"']);
    expect(again.body.meta.lastUpdated).toBe(first.body.meta.lastUpdated);
    const changed = await ehr.call('PUT', '/Patient/put-1', {
      body: patient('put-1', 'Two'),
      headers: { 'if-match': 'W/"1"' },
    });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, 'W/"2"']);
    const stale = await ehr.call('PUT', '/Patient/put-1', {
      body: patient('put-1', 'Three'),
      headers: { 'if-match': 'W/"1"' },
    });
    expect([stale.status, stale.body.resourceType]).toEqual([412, 'OperationOutcome']);
    const notNew = await ehr.call('PUT', '/Patient/put-1', {
      body: patient('put-1', 'Four'),
      headers: { 'if-none-match': '*' },
    });
    expect(notNew.status).toBe(412);
    const history = await ehr.call('GET', '/Patient/put-1/_history');
    expect(history.body.entry.map((entry: { resource: { meta: { versionId: string } } }) => entry.resource.meta.versionId)).toEqual(['2', '1']); // prettier-ignore
    const old = await ehr.call('GET', '/Patient/put-1/_history/1');
    expect(old.body.name[0].family).toBe('Test');
  });

  test('tells by X-Accord-Received-At which versions a request made', async () => {
    const entry = ['seen-1', 'seen-2'].map((id) => ({
      resource: patient(id),
      request: { method: 'PUT', url: `Patient/${id}` },
    }));
    const load = async (entries: typeof entry): Promise<boolean[]> => {
      const { headers, body } = await ehr.call('POST', '/', {
        body: { resourceType: 'Bundle', type: 'batch', entry: entries },
      });
      const at = headers.get('x-accord-received-at') ?? '';
      expect(at).toMatch(/^\d{4}-.*Z$/);
      return body.entry.map((one: { response: { lastModified: string } }) => one.response.lastModified >= at);
    };
    expect(await load(entry.slice(0, 1))).toEqual([true]);
    expect(await load(entry)).toEqual([false, true]);
    expect(await load(entry)).toEqual([false, false]);
  });

  test('keeps tags that an update leaves out', async () => {
    const tag = [{ system: 'urn:test', code: 'kept' }];
    await ehr.call('PUT', '/Patient/tagged', { body: { ...patient('tagged'), meta: { tag } } });
    const again = await ehr.call('PUT', '/Patient/tagged', { body: patient('tagged') });
    expect(again.body.meta).toMatchObject({ versionId: '1', tag });
    const more = { ...patient('tagged'), meta: { tag: [{ system: 'urn:test', code: 'more' }] } };
    const changed = await ehr.call('PUT', '/Patient/tagged', { body: more });
    expect(changed.body.meta).toMatchObject({ versionId: '2', tag: [...tag, ...more.meta.tag] });
  });

  test('answers 304 to a version that the client has', async () => {
    const first = await ehr.call('GET', '/Patient/patient-0001');
    const etag = first.headers.get('etag') ?? '';
    const again = await ehr.call('GET', '/Patient/patient-0001', { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const other = await ehr.call('GET', '/Patient/patient-0001', { headers: { 'if-none-match': 'W/"99"' } });
    expect(other.status).toBe(200);
  });

  test('creates by POST under an id of its own, once when If-None-Exist matches', async () => {
    const body = { ...patient('mine'), identifier: [{ system: 'urn:test', value: 'only-one' }] };
    const first = await ehr.call('POST', '/Patient', {
      body,
      headers: { 'if-none-exist': 'identifier=urn:test|only-one' },
    });
    expect(first.status).toBe(201);
    expect(first.body.id).not.toBe('mine');
    const withoutId = { ...body, id: undefined };
    const again = await ehr.call('POST', '/Patient', {
      body: withoutId,
      headers: { 'if-none-exist': 'identifier=urn:test|only-one' },
    });
    expect([again.status, again.body.id]).toEqual([200, first.body.id]);
  });

  test('deletes, and then says gone', async () => {
    await ehr.call('PUT', '/Patient/short-lived', { body: patient('short-lived') });
    expect((await ehr.call('DELETE', '/Patient/short-lived', { headers: { 'if-match': 'W/"7"' } })).status).toBe(412);
    expect((await ehr.call('DELETE', '/Patient/short-lived')).status).toBe(200);
    expect((await ehr.call('GET', '/Patient/short-lived')).status).toBe(410);
    expect((await ehr.call('GET', '/Patient?_id=short-lived')).body.total).toBe(0);
  });

  test.each([
    ['GET', '/Patient/nobody', undefined, 404],
    ['GET', '/Spaceship', undefined, 404],
    ['GET', '/Patient?shoe-size=9', undefined, 400],
    ['GET', '/Patient?_count=-1', undefined, 400],
    ['GET', '/Patient?_lastUpdated=ge-yesterday', undefined, 400],
    ['POST', '/Patient', '{"resourceType":', 400],
    ['POST', '/Patient', '[]', 400],
    ['PUT', '/Patient/a', { resourceType: 'Patient' }, 400],
    ['PUT', '/Patient/a', { resourceType: 'Encounter', id: 'a' }, 400],
    ['PUT', '/Patient/not_an_id', { resourceType: 'Patient', id: 'not_an_id' }, 400],
    ['POST', '/', { resourceType: 'Bundle', type: 'batch-response', entry: [{ response: { status: '200' } }] }, 400],
    ['PATCH', '/Patient/patient-0001', [], 400],
  ])('%s %s is refused with an OperationOutcome', async (method, path, body, status) => {
    const answer = await ehr.call(method, path, { body });
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ severity: 'error' }] });
    expect(answer.body.issue[0].details.text).toMatch(/\w{3}/);
  });

  test('takes 5 MB in one resource, and refuses more than 20 MB', async () => {
    const body = { ...patient('large'), text: { status: 'generated', div: 'x'.repeat(5_000_000) } };
    expect((await ehr.call('PUT', '/Patient/large', { body })).status).toBe(201);
    const tooLarge = { ...body, text: { status: 'generated', div: 'x'.repeat(21_000_000) } };
    expect((await ehr.call('PUT', '/Patient/large', { body: tooLarge })).status).toBe(413);
    await ehr.call('DELETE', '/Patient/large');
  });

  test('a batch goes on after a failure and its answer names each version', async () => {
    const entry = ['batch-1', 'bad_id', 'batch-2'].map((id) => ({
      fullUrl: `urn:uuid:00000000-0000-4000-8000-${id.padStart(12, '0')}`,
      resource: patient(id),
      request: { method: 'PUT', url: `Patient/${id}` },
    }));
    const body = { resourceType: 'Bundle', type: 'batch', entry };
    const { status, body: answer } = await ehr.call('POST', '/', { body, headers: { prefer: 'return=minimal' } });
    expect([status, answer.type]).toEqual([200, 'batch-response']);
    expect(answer.entry.map((one: { response: { status: string } }) => one.response.status)).toEqual([
      '201',
      '400',
      '201',
    ]);
    expect(answer.entry[0].response).toMatchObject({ location: 'Patient/batch-1/_history/1', etag: 'W/"1"' });
    expect(answer.entry[0].resource).toBeUndefined();
  });

  test('a transaction is one: references are resolved, and a failing entry takes all back', async () => {
    const urn = 'urn:uuid:3b1a1f0e-8c84-4a4e-9d0c-0f5cbd1f2a01';
    const good = [
      { fullUrl: urn, resource: patient('tx-patient'), request: { method: 'POST', url: 'Patient' } },
      {
        fullUrl: 'urn:uuid:3b1a1f0e-8c84-4a4e-9d0c-0f5cbd1f2a02',
        resource: { resourceType: 'Encounter', status: 'planned', class: { code: 'AMB' }, subject: { reference: urn } },
        request: { method: 'POST', url: 'Encounter' },
      },
    ];
    const done = await ehr.call('POST', '/', { body: { resourceType: 'Bundle', type: 'transaction', entry: good } });
    expect([done.status, done.body.type]).toEqual([200, 'transaction-response']);
    const [created, encounter] = done.body.entry;
    expect(encounter.resource.subject.reference).toBe(`Patient/${created.resource.id}`);

    const before = ehr.system.counts();
    const bad = { resource: patient('put-x'), request: { method: 'PUT', url: 'Patient/another-id' } };
    const update = {
      resource: patient('patient-0002', 'Changed'),
      request: { method: 'PUT', url: 'Patient/patient-0002' },
    };
    const old = await ehr.call('GET', '/Patient/patient-0002');
    const failed = await ehr.call('POST', '/', {
      body: { resourceType: 'Bundle', type: 'transaction', entry: [...good, update, bad] },
    });
    expect(failed.status).toBe(400);
    expect(failed.body.issue[0].details.text).toContain('entry 3 of the transaction');
    expect(ehr.system.counts()).toEqual(before);
    expect((await ehr.call('GET', '/Patient/patient-0002')).text).toBe(old.text);
  });
});
