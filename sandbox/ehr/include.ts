import { badRequest, evalFhirPath, OperationOutcomeError, Operator } from '@medplum/core';
import type { IncludeTarget, SearchRequest } from '@medplum/core';
import { loadStructures, searchParametersOf } from './definitions';
import type { Identified } from './fhir-types';
import { searchVersions } from './search';
import { resourceOf, type VersionStore } from './versions';

/** What a page brings along by `_include` and `_revinclude`, one level deep, each once. FHIR R4, section 3.1.1.5.4. */
export function includedWith(
  store: VersionStore,
  request: SearchRequest,
  page: readonly Identified[],
): readonly Identified[] {
  const found = new Map<string, Identified>();
  const add = (resource: Identified): unknown => found.set(`${resource.resourceType}/${resource.id}`, resource);
  for (const target of request.include ?? []) referredTo(store, target, page).forEach(add);
  for (const target of request.revInclude ?? []) referringTo(store, target, page).forEach(add);
  for (const resource of page) found.delete(`${resource.resourceType}/${resource.id}`);
  return [...found.values()];
}

function referredTo(store: VersionStore, target: IncludeTarget, page: readonly Identified[]): readonly Identified[] {
  const expression = expressionOf(target);
  const references = page
    .filter((resource) => resource.resourceType === target.resourceType)
    .flatMap((resource) => evalFhirPath(expression, resource) as { reference?: string }[])
    .map(({ reference = '' }) => reference.split('/'));
  return references.flatMap(([type = '', id = '']) => {
    if (target.targetType !== undefined && target.targetType !== type) return [];
    const version = store.newest(type, id);
    return version?.text == null ? [] : [resourceOf(version)];
  });
}

function referringTo(store: VersionStore, target: IncludeTarget, page: readonly Identified[]): readonly Identified[] {
  expressionOf(target);
  if (page.length === 0) return [];
  const value = page.map((resource) => `${resource.resourceType}/${resource.id}`).join(',');
  return searchVersions(store, {
    resourceType: target.resourceType as Identified['resourceType'],
    filters: [{ code: target.searchParam, operator: Operator.EQUALS, value }],
    count: 1_000,
  }).resources;
}

function expressionOf(target: IncludeTarget): string {
  const parameter = searchParametersOf(target.resourceType)?.[target.searchParam];
  if (parameter?.type !== 'reference' || parameter.expression === undefined) {
    throw new OperationOutcomeError(badRequest(`${target.resourceType}:${target.searchParam} is no reference to include by`)); // prettier-ignore
  }
  loadStructures();
  return parameter.expression;
}
