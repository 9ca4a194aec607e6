import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startTestEhr, type TestEhr } from '../start-ehr';

const TYPES = [
  'Organization',
  'Practitioner',
  'Patient',
  'RelatedPerson',
  'Coverage',
  'Account',
  'Encounter',
  'ChargeItem',
];

/** Everything the EHR holds, without the times of writing. */
async function contentsOf(ehr: TestEhr): Promise<string> {
  const all = [];
  for (const type of TYPES) all.push(...(await ehr.walk(`/${type}?_count=500`)));
  return JSON.stringify(all, (key, value: unknown) => (key === 'lastUpdated' ? undefined : value));
}

async function contentsAfter(seed: number, days: number): Promise<string> {
  const ehr = await startTestEhr({ seed });
  for (let day = 0; day < days; day += 1) await ehr.nextDay();
  const contents = await contentsOf(ehr);
  await ehr.close();
  return contents;
}

describe("the EHR's invented hospital", () => {
  test('is the same for the same seed and another for another', async () => {
    const [first, second, other] = [await contentsAfter(7, 5), await contentsAfter(7, 5), await contentsAfter(8, 5)];
    expect(second).toBe(first);
    expect(other).not.toBe(first);
  });

  test('holds together: every reference leads somewhere and every charge has a price in whole cents', async () => {
    const ehr = await startTestEhr();
    for (let day = 0; day < 10; day += 1) await ehr.nextDay();
    const resources = JSON.parse(await contentsOf(ehr)) as { resourceType: string; id: string }[];
    const known = new Set(resources.map((resource) => `${resource.resourceType}/${resource.id}`));
    const references = [...JSON.stringify(resources).matchAll(/"reference":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(references.filter((reference) => !known.has(reference))).toEqual([]);
    const charges = resources.filter((resource) => resource.resourceType === 'ChargeItem') as unknown as {
      priceOverride: { value: number; currency: string };
      code: { coding: { code: string }[] };
    }[];
    for (const { priceOverride, code } of charges) {
      expect(Math.abs(priceOverride.value * 100 - Math.round(priceOverride.value * 100))).toBeLessThan(1e-6);
      expect(priceOverride).toMatchObject({ currency: 'USD' });
      expect(code.coding[0]?.code).toMatch(/^\d{5}$/);
    }
    expect(ehr.system.counts()).toMatchObject({ Patient: 200, Organization: 9, Practitioner: 12 });
    await ehr.close();
  });

  test('a day brings about twelve visits, charges when they end, corrections, cancellations and moves', async () => {
    const ehr = await startTestEhr();
    const before = ehr.system.counts();
    const day = await ehr.nextDay();
    const visits = (ehr.system.counts().Encounter ?? 0) - (before.Encounter ?? 0);
    expect(visits).toBeGreaterThanOrEqual(10);
    expect(visits).toBeLessThanOrEqual(14);
    const unfinished = (await ehr.walk('/Encounter?status=in-progress')) as { id: string; period: { start: string } }[];
    expect(unfinished.length).toBeGreaterThan(0);
    for (const encounter of unfinished) {
      expect(encounter.period.start.slice(0, 10)).toBe(day);
      expect(await ehr.walk(`/ChargeItem?context=Encounter/${encounter.id}`)).toEqual([]);
    }
    await ehr.nextDay();
    for (const { id } of unfinished) {
      expect((await ehr.call('GET', `/Encounter/${id}`)).body).toMatchObject({
        status: 'finished',
        meta: { versionId: '2' },
      });
      expect((await ehr.walk(`/ChargeItem?context=Encounter/${id}`)).length).toBeGreaterThan(0);
    }
    for (let more = 0; more < 40; more += 1) await ehr.nextDay();
    const charges = (await ehr.walk('/ChargeItem?_count=1000')) as { status: string; meta: { versionId: string } }[];
    expect(charges.some((charge) => charge.status === 'entered-in-error')).toBe(true);
    expect(charges.some((charge) => charge.status === 'billable' && charge.meta.versionId === '2')).toBe(true);
    const patients = (await ehr.walk('/Patient?_count=500')) as { meta: { versionId: string } }[];
    expect(patients.some((patient) => patient.meta.versionId !== '1')).toBe(true);
    await ehr.close();
  });

  test('a day that is asked for twice happens once', async () => {
    const ehr = await startTestEhr();
    const day = await ehr.nextDay();
    const once = await contentsOf(ehr);
    await ehr.system.runDay(day);
    expect(await contentsOf(ehr)).toBe(once);
    await ehr.close();
  });
});

describe('an EHR with a data folder', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-ehr-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('resumes after a restart with the same versions and times, deletions and client resources included', async () => {
    const first = await startTestEhr({ folder });
    await first.nextDay();
    await first.call('PUT', '/Patient/kept', {
      body: { resourceType: 'Patient', id: 'kept', name: [{ text: 'a\u2028b' }] },
    });
    await first.call('DELETE', '/Patient/patient-0009');
    const texts = async (ehr: TestEhr): Promise<string[]> =>
      Promise.all(
        ['/Patient/kept', '/Patient/patient-0001', '/Encounter/encounter-20260106-01', '/Patient/patient-0009'].map(async (path) => (await ehr.call('GET', path)).text), // prettier-ignore
      );
    const before = await texts(first);
    const walked = JSON.stringify(await first.walk('/ChargeItem?_sort=_lastUpdated&_count=500'));
    const next = (await first.call('GET', '/ChargeItem?_sort=_lastUpdated&_count=7')).body.link[1].url as string;
    const counts = first.system.counts();
    await first.close();

    const second = await startTestEhr({ folder });
    expect(await texts(second)).toEqual(before);
    expect(second.system.counts()).toEqual(counts);
    expect(JSON.stringify(await second.walk('/ChargeItem?_sort=_lastUpdated&_count=500'))).toBe(walked);
    const cursor = `/ChargeItem${new URL(next).search}`;
    expect(await second.walk(cursor)).toHaveLength((counts.ChargeItem ?? 0) - 7);
    const changed = await second.call('PUT', '/Patient/kept', { body: { resourceType: 'Patient', id: 'kept' } });
    expect(changed.headers.get('etag')).toBe('W/"2"');
    await second.close();
  });
});
