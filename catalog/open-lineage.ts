import type { Instant } from '../platform/domain/instant';
import type { LineageEdge } from './domain';
import { HUB_NAMESPACE } from './reference';

/** One input of a column: a column of another dataset and what is done to it. */
export interface OpenLineageInput {
  readonly namespace: string;
  readonly name: string;
  readonly field: string;
  readonly transformations: readonly {
    readonly type: 'DIRECT';
    readonly subtype: 'IDENTITY' | 'TRANSFORMATION';
    readonly description: string;
    readonly masking: boolean;
  }[];
}

/** An OpenLineage DatasetEvent with the column lineage of one dataset, which here is one type of the graph. */
export interface OpenLineageDatasetEvent {
  readonly eventTime: Instant;
  readonly producer: string;
  readonly schemaURL: string;
  readonly dataset: {
    readonly namespace: string;
    readonly name: string;
    readonly facets: {
      readonly columnLineage: {
        readonly _producer: string;
        readonly _schemaURL: string;
        readonly fields: Readonly<Record<string, { readonly inputFields: readonly OpenLineageInput[] }>>;
      };
    };
  };
}

const PRODUCER = 'https://accord.dev/catalog';
const EVENT_SCHEMA = 'https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/DatasetEvent';
const FACET_SCHEMA =
  'https://openlineage.io/spec/facets/1-2-0/ColumnLineageDatasetFacet.json#/$defs/ColumnLineageDatasetFacet';

/**
 * The lineage of one field as OpenLineage events, one for each type of the graph on the way, the field's own type first.
 * A type is a dataset of namespace `accord`; an outside standard is a namespace, its record the dataset.
 * Source: OpenLineage 2-0-2 DatasetEvent; ColumnLineageDatasetFacet 1-2-0.
 */
export function toOpenLineage(edges: readonly LineageEdge[], eventTime: Instant): readonly OpenLineageDatasetEvent[] {
  const datasets = new Map<string, Map<string, OpenLineageInput[]>>();
  for (const edge of edges) {
    const { name, field } = splitCoordinate(edge.target);
    const fields = datasets.get(name) ?? new Map<string, OpenLineageInput[]>();
    fields.set(field, [...(fields.get(field) ?? []), inputOf(edge)]);
    datasets.set(name, fields);
  }
  return [...datasets].map(([name, fields]) => eventOf(name, fields, eventTime));
}

function eventOf(
  name: string,
  fields: ReadonlyMap<string, readonly OpenLineageInput[]>,
  eventTime: Instant,
): OpenLineageDatasetEvent {
  const columns = Object.fromEntries([...fields].map(([field, inputFields]) => [field, { inputFields }]));
  const columnLineage = { _producer: PRODUCER, _schemaURL: FACET_SCHEMA, fields: columns };
  const dataset = { namespace: HUB_NAMESPACE, name, facets: { columnLineage } };
  return { eventTime, producer: PRODUCER, schemaURL: EVENT_SCHEMA, dataset };
}

function inputOf({ source, sourceKind, transform }: LineageEdge): OpenLineageInput {
  const subtype = transform === 'identity' || transform === 'copy' ? 'IDENTITY' : 'TRANSFORMATION';
  const transformations = [{ type: 'DIRECT', subtype, description: transform, masking: false }] as const;
  if (sourceKind === 'FIELD') return { namespace: HUB_NAMESPACE, ...splitCoordinate(source), transformations };
  const path = source.slice(source.lastIndexOf(' ') + 1);
  const namespace = source.slice(0, Math.max(0, source.length - path.length - 1)) || path;
  return { namespace, ...splitCoordinate(path), transformations };
}

/** `Claim.billedAmount` → dataset `Claim`, field `billedAmount`; a path without a dot, as `CLP04`, is both. */
function splitCoordinate(text: string): { readonly name: string; readonly field: string } {
  const dot = text.indexOf('.');
  return dot < 0 ? { name: text, field: text } : { name: text.slice(0, dot), field: text.slice(dot + 1) };
}
