import {
  allOk,
  badRequest,
  created,
  getStatus,
  isOk,
  normalizeErrorString,
  OperationOutcomeError,
  preconditionFailed,
} from '@medplum/core';
import { FhirRouter, processBatch, type FhirRouteHandler } from '@medplum/fhir-router';
import type { Bundle, BundleEntry, OperationOutcome, Resource } from './fhir-types';
import type { JournaledRepository } from './repository';

/**
 * The FHIR routes over `repository`, with what the library leaves open: 201 for an update that creates,
 * `If-None-Match: *`, and transactions that are taken back as a whole when one entry fails.
 */
export function createRouter(repository: JournaledRepository): FhirRouter {
  const router = new FhirRouter();
  const { routes } = router.router;
  for (const route of [...routes]) {
    const path = route.path.map((segment) => segment.value).join('/');
    if (path === '$graphql') routes.splice(routes.indexOf(route), 1);
    if (route.method === 'PUT' && path === 'resourceType/id') route.handler = updating(repository, route.handler);
    if (route.method === 'POST' && path === '') route.handler = batch;
  }
  return router;
}

function updating(repository: JournaledRepository, update: FhirRouteHandler): FhirRouteHandler {
  return async (request, ...rest) => {
    const { resourceType = '', id = '' } = request.params;
    const isNew = repository.peek(resourceType as Resource['resourceType'], id) === undefined;
    if (!isNew && request.headers?.['if-none-match'] === '*') return [preconditionFailed];
    const [outcome, resource, ...options] = await update(request, ...rest);
    return isNew && resource && isOk(outcome) ? [created, resource] : ([outcome, resource, ...options] as [OperationOutcome, Resource]); // prettier-ignore
  };
}

/** FHIR R4, section 3.1.0.11 (batch and transaction). */
const batch: FhirRouteHandler = async (request, repository, router) => {
  const bundle = request.body as Bundle;
  const run = (): Promise<Bundle> => processBatch({ ...request, config: { transactions: false } }, repository, router, bundle); // prettier-ignore
  const answer = await (bundle.type === 'transaction' ? repository.withTransaction(() => whole(run())) : run());
  const isMinimal = request.headers?.prefer === 'return=minimal';
  const entry = (answer.entry ?? []).map((result) => described(result, isMinimal));
  return [allOk, { ...answer, entry }];
};

/** The answer when every entry succeeded; throws the first failure's outcome, naming the entry, when one did not. */
async function whole(running: Promise<Bundle>): Promise<Bundle> {
  const answer = await running;
  const failed = (answer.entry ?? []).findIndex((entry) => Number(entry.response?.status) >= 400);
  if (failed === -1) return answer;
  const outcome = answer.entry?.[failed]?.response?.outcome;
  const reason = outcome ? normalizeErrorString(outcome) : 'failed';
  const refusal = outcome && getStatus(outcome) === 412 ? preconditionFailed : badRequest(reason);
  const [issue] = refusal.issue;
  const details = { text: `entry ${failed} of the transaction: ${reason}; nothing was changed` };
  throw new OperationOutcomeError({
    ...refusal,
    issue: [
      { ...issue, severity: 'error', code: issue?.code ?? 'invalid', details, expression: [`Bundle.entry[${failed}]`] },
    ],
  });
}

function described(entry: BundleEntry, isMinimal: boolean): BundleEntry {
  const { resource, response } = entry;
  const meta = resource?.meta;
  if (!resource?.id || !response || !meta?.versionId || !meta.lastUpdated) return entry;
  const { location: _, ...rest } = response;
  return {
    ...(isMinimal ? {} : { resource }),
    response: {
      ...rest,
      location: `${resource.resourceType}/${resource.id}/_history/${meta.versionId}`,
      etag: `W/"${meta.versionId}"`,
      lastModified: meta.lastUpdated,
    },
  };
}
