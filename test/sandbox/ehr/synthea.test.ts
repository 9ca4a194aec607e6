import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startTestEhr, type TestEhr } from '../start-ehr';

const FOLDER = join(__dirname, '../../../../shared/data/fhir');
const isThere = existsSync(FOLDER);
if (!isThere) process.stderr.write(`skipped: there are no FHIR bundles in ${FOLDER}\n`);

interface Entry {
  fullUrl?: string;
  resource: { resourceType: string; id: string };
  request?: object;
}

/** The bundle with every entry as PUT under its own id, whatever it was made for. */
function byId(path: string): { resourceType: 'Bundle'; type: string; entry: Entry[] } {
  const { entry } = JSON.parse(readFileSync(path, 'utf8')) as { entry: Entry[] };
  return {
    resourceType: 'Bundle',
    type: 'batch',
    entry: entry.map(({ fullUrl, resource }) => ({
      fullUrl: fullUrl ?? `urn:uuid:${resource.id}`,
      resource,
      request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
    })),
  };
}

(isThere ? describe : describe.skip)('bundles that Synthea made', () => {
  let ehr: TestEhr;
  beforeAll(async () => {
    ehr = await startTestEhr();
  });
  afterAll(() => ehr.close());

  const files = !isThere
    ? []
    : ['synthea-a', 'synthea-b'].flatMap((folder) =>
        readdirSync(join(FOLDER, folder)).map((file) => join(FOLDER, folder, file)),
      );

  test('are taken by id, and a second time change nothing', async () => {
    const load = async (): Promise<Map<string, string>> => {
      const etags = new Map<string, string>();
      for (const file of files) {
        const { status, body } = await ehr.call('POST', '/', {
          body: byId(file),
          headers: { prefer: 'return=minimal' },
        });
        expect(status).toBe(200);
        for (const { response } of body.entry) {
          expect(['200', '201']).toContain(response.status);
          etags.set(response.location.split('/_history')[0], response.etag + response.lastModified);
        }
      }
      return etags;
    };
    const first = await load();
    expect(first.size).toBeGreaterThan(1_000);
    const counts = ehr.system.counts();
    const since = (await ehr.call('GET', '/Claim?_sort=-_lastUpdated&_count=1')).body.entry[0].resource.meta
      .lastUpdated;
    expect(await load()).toEqual(first);
    expect(ehr.system.counts()).toEqual(counts);
    expect((await ehr.call('GET', `/Claim?_lastUpdated=gt${since}`)).body.total).toBe(0);
  });

  test('have their local references resolved to ids', async () => {
    const [claim] = (await ehr.call('GET', '/Claim?_count=1')).body.entry;
    expect(claim.resource.patient.reference).toMatch(/^Patient\/[0-9a-f-]{36}$/);
    expect((await ehr.call('GET', `/${claim.resource.patient.reference}`)).status).toBe(200);
  });

  test('also go in as the transactions they were made as', async () => {
    const file = files.find((name) => name.includes('Ned_Hintz')) ?? '';
    const body = JSON.parse(readFileSync(file, 'utf8')) as { entry: unknown[] };
    const done = await ehr.call('POST', '/', { body });
    expect([done.status, done.body.entry.length]).toEqual([200, body.entry.length]);
  });
});
