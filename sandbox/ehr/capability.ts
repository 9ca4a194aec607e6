import { resourceTypes, searchParametersOf } from './definitions';
import type { ResourceOf } from './fhir-types';

type CapabilityStatement = ResourceOf<'CapabilityStatement'>;

/** By this name a client can tell that the server is the stand-in and no hospital's. */
export const SOFTWARE_NAME = 'Accord sandbox EHR';

const INTERACTIONS = ['read', 'vread', 'update', 'delete', 'history-instance', 'create', 'search-type'] as const;
const PARAMETER_TYPES: ReadonlySet<string> = new Set(['date', 'reference', 'string', 'token', 'uri']);

/** What the server can do, as `GET /metadata` tells it. FHIR R4, CapabilityStatement. */
export function createCapabilityStatement(baseUrl: string, date: string): CapabilityStatement {
  return {
    resourceType: 'CapabilityStatement',
    status: 'active',
    date,
    kind: 'instance',
    software: { name: SOFTWARE_NAME, version: '1' },
    implementation: { description: 'Invented patients for trying the hub out', url: baseUrl },
    fhirVersion: '4.0.1',
    format: ['application/fhir+json', 'json'],
    rest: [
      {
        mode: 'server',
        security: { description: 'Authorization: Bearer TOKEN on everything but this statement' },
        interaction: [{ code: 'transaction' }, { code: 'batch' }, { code: 'search-system' }],
        resource: resourceTypes().map((type) => ({
          type: type as 'Patient',
          versioning: 'versioned-update',
          readHistory: true,
          updateCreate: true,
          conditionalCreate: true,
          conditionalUpdate: true,
          conditionalRead: 'not-match',
          conditionalDelete: 'single',
          interaction: INTERACTIONS.map((code) => ({ code })),
          searchParam: searchable(type),
        })),
      },
    ],
  };
}

function searchable(type: string): { name: string; type: 'date' | 'reference' | 'string' | 'token' | 'uri' }[] {
  return Object.values(searchParametersOf(type) ?? {})
    .filter((parameter) => PARAMETER_TYPES.has(parameter.type ?? ''))
    .map((parameter) => ({ name: parameter.code ?? '', type: parameter.type as 'token' }));
}
