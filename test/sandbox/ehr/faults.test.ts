import { NO_FAULTS } from '../../../sandbox/faults';
import { startTestEhr, type TestEhr } from '../start-ehr';

describe('the fault knobs of the sandbox EHR', () => {
  let ehr: TestEhr;
  beforeAll(async () => {
    ehr = await startTestEhr();
  });
  beforeEach(() => ehr.faults.reset());
  afterAll(() => ehr.close());

  test('outage refuses everything, metadata included, and ends when it is lifted', async () => {
    ehr.faults.set('ehr', { outage: true });
    for (const path of ['/Patient/patient-0001', '/metadata']) {
      const refused = await ehr.call('GET', path);
      expect(refused.status).toBe(503);
      expect(refused.headers.get('retry-after')).toBe('1');
      expect(refused.body).toMatchObject({ resourceType: 'OperationOutcome', issue: [{ code: 'transient' }] });
    }
    ehr.faults.reset();
    expect((await ehr.call('GET', '/Patient/patient-0001')).status).toBe(200);
    expect(ehr.faults.all().ehr).toEqual(NO_FAULTS);
  });

  test('errorRate refuses about that share', async () => {
    ehr.faults.set('ehr', { errorRate: 0.5 });
    const statuses = [];
    for (let call = 0; call < 60; call += 1) statuses.push((await ehr.call('GET', '/Patient/patient-0001')).status);
    const refused = statuses.filter((status) => status === 503).length;
    expect(refused).toBeGreaterThan(15);
    expect(refused).toBeLessThan(45);
  });

  test('latencyMs delays each answer', async () => {
    ehr.faults.set('ehr', { latencyMs: 120 });
    const started = performance.now();
    await ehr.call('GET', '/Patient/patient-0001');
    expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  });

  test('duplicate repeats an entry of a page', async () => {
    ehr.faults.set('ehr', { duplicate: 1 });
    const { body } = await ehr.call('GET', '/Patient?_count=5');
    expect(body.entry).toHaveLength(6);
    expect(body.entry[0]).toEqual(body.entry[1]);
  });

  test('malformed cuts the JSON of an answer, of the EHR alone', async () => {
    ehr.faults.set('ehr', { malformed: 1 });
    const answer = await ehr.call('GET', '/Patient?_count=5');
    expect(answer.status).toBe(200);
    expect(answer.text.length).toBeGreaterThan(100);
    expect(answer.body).toBeUndefined();
    expect(ehr.faults.all().erp).toEqual(NO_FAULTS);
  });
});
