import { startTestEhr, type TestEhr } from '../start-ehr';

interface Stored {
  id: string;
  meta: { versionId: string; lastUpdated: string };
}

describe('searching the sandbox EHR', () => {
  let ehr: TestEhr;
  beforeAll(async () => {
    ehr = await startTestEhr();
  });
  afterAll(() => ehr.close());

  const total = async (path: string): Promise<number> => Number((await ehr.call('GET', path)).body.total);
  const put = (id: string): Promise<unknown> =>
    ehr.call('PUT', `/Basic/${id}`, { body: { resourceType: 'Basic', id, code: { text: String(Math.random()) } } });

  test.each(['/ChargeItem?_count=37', '/ChargeItem?_count=37&_sort=_lastUpdated', '/ChargeItem?_count=50&_sort=-_id'])(
    'paging %s walks everything exactly once',
    async (path) => {
      const ids = (await ehr.walk(path)).map((resource) => resource.id);
      expect(ids).toHaveLength(ehr.system.counts().ChargeItem ?? 0);
      expect(new Set(ids).size).toBe(ids.length);
    },
  );

  test('pages of several types at once come in the order of writing', async () => {
    const resources = (await ehr.walk(
      '/?_type=Patient,Encounter,ChargeItem&_sort=_lastUpdated&_count=100',
    )) as unknown as Stored[];
    const { Patient = 0, Encounter = 0, ChargeItem = 0 } = ehr.system.counts();
    expect(resources).toHaveLength(Patient + Encounter + ChargeItem);
    const times = resources.map((resource) => resource.meta.lastUpdated);
    expect(times).toEqual([...times].sort());
  });

  test('a resource that changes while a client walks the pages is met again, and none is skipped', async () => {
    const names = Array.from({ length: 12 }, (_, index) => `walk-${index}`);
    for (const name of names) await put(name);
    const first = await ehr.call('GET', '/Basic?_sort=_lastUpdated&_count=4');
    await put('walk-0');
    await put('walk-2');
    const next = first.body.link.find((link: { relation: string }) => link.relation === 'next').url as string;
    expect(next).toContain('_offset=4');
    const rest = (await ehr.walk(next)).map((resource) => resource.id);
    expect(rest).toEqual([...names.slice(4), 'walk-0', 'walk-2']);
  });

  test('_lastUpdated tells milliseconds, days and zones apart', async () => {
    await put('time-1');
    await new Promise((resolve) => setTimeout(resolve, 5));
    await put('time-2');
    const { body } = await ehr.call('GET', '/Basic/time-2');
    const at = (body as Stored).meta.lastUpdated;
    const shifted = new Date(Date.parse(at) + 2 * 3_600_000).toISOString().replace('Z', '%2B02:00');
    expect(await total(`/Basic?_lastUpdated=ge${at}`)).toBe(1);
    expect(await total(`/Basic?_lastUpdated=ge${shifted}`)).toBe(1);
    expect(await total(`/Basic?_lastUpdated=gt${at}`)).toBe(0);
    expect(await total(`/Basic?_lastUpdated=${at}`)).toBe(1);
    const all = await total('/Basic');
    expect(await total(`/Basic?_lastUpdated=lt${at}`)).toBe(all - 1);
    expect(await total(`/Basic?_lastUpdated=${at.slice(0, 10)}`)).toBe(all);
    expect(await total(`/Basic?_lastUpdated=gt${at.slice(0, 10)}`)).toBe(0);
    expect(await total(`/Basic?_lastUpdated=ge${at}&_lastUpdated=lt${at.slice(0, 4)}`)).toBe(0);
  });

  test('finds by reference, token, date and text', async () => {
    const [encounter] = (await ehr.call('GET', '/Encounter?status=finished&_count=1')).body.entry;
    const { id, subject } = encounter.resource as { id: string; subject: { reference: string } };
    expect(await total(`/ChargeItem?context=Encounter/${id}`)).toBeGreaterThan(0);
    const patientId = subject.reference.replace('Patient/', '');
    expect(await total(`/Encounter?patient=${patientId}`)).toBe(await total(`/Encounter?patient=Patient/${patientId}`));
    expect(await total(`/Encounter?patient=${patientId.slice(0, -1)}`)).toBe(0);
    const { medicalRecordNumber, family } = ehr.world.patients[3] as (typeof ehr.world.patients)[number];
    expect(await total(`/Patient?identifier=http://hospital.example/mrn|${medicalRecordNumber}`)).toBe(1);
    expect(await total(`/Patient?family=${family}`)).toBeGreaterThan(0);
    expect(await total('/Patient?birthdate=ge2005-01-01')).toBe(
      ehr.world.patients.filter((person) => person.birthDate >= '2005-01-01').length,
    );
    expect(await total('/Patient?_id=patient-0001,patient-0002,nobody')).toBe(2);
  });

  test('brings along what is referred to, and what refers', async () => {
    const { body } = await ehr.call(
      'GET',
      '/Coverage?_id=coverage-0001-1&_include=Coverage:payor&_include=Coverage:beneficiary',
    );
    expect(body.entry.map((entry: { search: { mode: string } }) => entry.search.mode)).toEqual([
      'match',
      'include',
      'include',
    ]);
    const rev = await ehr.call('GET', '/Patient?_id=patient-0001&_revinclude=Coverage:beneficiary');
    expect(rev.body.total).toBe(1);
    expect(rev.body.entry.length).toBeGreaterThan(1);
  });

  test('polling for changes stays cheap when there are many versions', async () => {
    for (let day = 0; day < 60; day += 1) await ehr.nextDay();
    const since = (await ehr.call('GET', '/ChargeItem?_sort=-_lastUpdated&_count=1')).body.entry[0].resource.meta
      .lastUpdated;
    const started = performance.now();
    for (let poll = 0; poll < 20; poll += 1)
      await ehr.call('GET', `/ChargeItem?_lastUpdated=gt${since}&_sort=_lastUpdated`);
    expect((performance.now() - started) / 20).toBeLessThan(20); // milliseconds a poll
  });
});
