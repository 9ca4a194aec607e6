import { HubError } from '../../platform/domain/errors';
import type { HttpClient } from '../../platform/connect/http-client';
import type { Call } from '../../platform/connect/port';
import type { Clock } from '../../platform/domain/instant';
import type { Put } from './fhir-bundle';

/** How many resources each step took. */
export interface PutCounts {
  readonly accepted: number;
  readonly repeated: number;
  readonly setAside: readonly string[];
}

/** The name by which the sandbox EHR tells that it is one. FHIR R4 CapabilityStatement.software.name. */
const SANDBOX_SOFTWARE = 'Accord sandbox EHR';

const BATCH = 200;

/** Throws RULE_BROKEN unless the EHR says that it is the sandbox: made-up patients must not reach a real one. */
export async function refuseUnlessSandbox(ehr: HttpClient, call: Call): Promise<void> {
  const answer = await ehr.request({ method: 'GET', path: '/metadata', call });
  const { software } = answer.json() as { readonly software?: { readonly name?: string } };
  if (software?.name !== SANDBOX_SOFTWARE) {
    throw new HubError('RULE_BROKEN', 'FHIR bundles are imported into the sandbox EHR only, and this EHR is not it');
  }
}

interface BatchResponse {
  readonly entry?: readonly {
    readonly response?: { readonly status?: string; readonly lastModified?: string };
  }[];
}

/** Puts resources by id, in batches; what stands there already, unchanged, counts as repeated. */
export async function putResources(
  ehr: HttpClient,
  puts: readonly Put[],
  call: Call,
  clock: Clock,
): Promise<PutCounts> {
  let accepted = 0;
  let repeated = 0;
  const setAside: string[] = [];
  for (let start = 0; start < puts.length; start += BATCH) {
    const batch = puts.slice(start, start + BATCH);
    const began = clock();
    const answers = await putBatch(ehr, batch, call);
    answers.forEach(({ status, lastModified }, index) => {
      const put = batch[index];
      if (Number.parseInt(status, 10) >= 400)
        setAside.push(`the EHR refused a ${put?.resourceType ?? 'resource'} with status ${status}`);
      else if (status.startsWith('201') || lastModified >= began) accepted += 1;
      else repeated += 1;
    });
  }
  return { accepted, repeated, setAside };
}

async function putBatch(ehr: HttpClient, batch: readonly Put[], call: Call) {
  const answer = await ehr.request({
    method: 'POST',
    path: '/',
    headers: { 'content-type': 'application/fhir+json', prefer: 'return=minimal' },
    body: JSON.stringify({
      resourceType: 'Bundle',
      type: 'batch',
      entry: batch.map(({ resourceType, id, resource }) => ({
        resource,
        request: { method: 'PUT', url: `${resourceType}/${id}` },
      })),
    }),
    call,
    idempotent: true,
  });
  return ((answer.json() as BatchResponse).entry ?? []).map(({ response }) => ({
    status: response?.status ?? '500',
    lastModified: response?.lastModified ?? '',
  }));
}
