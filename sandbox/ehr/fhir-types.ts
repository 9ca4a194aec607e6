import type { FhirRepository } from '@medplum/fhir-router';

declare const _repository: FhirRepository; // for its types alone

/** Any FHIR R4 resource. */
export type Resource = Parameters<FhirRepository['createResource']>[0];

/** The FHIR R4 resource of that name. */
export type ResourceOf<T extends Resource['resourceType']> = Extract<Resource, { resourceType: T }>;

/** A resource with its id, as it is once stored. */
export type Identified = Resource & { id: string };

export type Bundle = ResourceOf<'Bundle'>;
export type BundleEntry = NonNullable<Bundle['entry']>[number];
export type OperationOutcome = ResourceOf<'OperationOutcome'>;

/** A bundle of the resources that were searched for. */
export type BundleOf<T extends Resource> = Awaited<ReturnType<typeof _repository.search<T>>>;

/** The versions of a resource. */
export type HistoryOf<T extends Resource> = Awaited<ReturnType<typeof _repository.readHistory<T>>>;
