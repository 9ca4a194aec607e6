import { HubError, isHubError } from '../domain/errors';
import type { LineageRow } from './lineage';

/** Compiles a source path of one standard into a reader of its messages. */
export type PathCompiler<In> = (path: string) => (input: In) => unknown;

/** One row of a mapping: which source paths give a target field, through which transform. */
export interface Row<T> {
  readonly sources: readonly string[];
  readonly transform: (...values: never[]) => T;
  /** Name of the transform, published as lineage. */
  readonly transformName: string;
}

export interface Mapping<In, Out> {
  /** The GraphQL type it fills. */
  readonly entity: string;
  /** The standard read: `FHIR R4`, `X12 835`, `Stripe`. */
  readonly standard: string;
  /** The rows as lineage: the same rows that `map` runs. */
  readonly lineage: readonly LineageRow[];
  /** Throws SOURCE_MALFORMED, naming field and path but never the value. */
  map(input: In): Out;
}

export interface MappingSpec<In, Out> {
  readonly entity: string;
  readonly standard: string;
  readonly path: PathCompiler<In>;
  readonly rows: { readonly [Field in keyof Out]: Row<Out[Field]> };
  /**
   * Where a stored field has another name in the graph (`patientId` is `Claim.patient`): that name; null for one that
   * the graph does not show and that is no lineage.
   */
  readonly graphFields?: { readonly [Field in keyof Out]?: string | null };
}

/** Declares that `transform` makes a target field of what stands at the source paths, in their order. */
export function from<T>(
  sources: string | readonly string[],
  transform: (...values: never[]) => T,
  name?: string,
): Row<T> {
  return {
    sources: typeof sources === 'string' ? [sources] : sources,
    transform,
    transformName: name ?? (transform.name || 'inline'),
  };
}

/** Compiles a mapping once: every path is parsed here, and `map` only runs readers and transforms. */
export function defineMapping<In, Out extends object>(spec: MappingSpec<In, Out>): Mapping<In, Out> {
  const { entity, standard, path } = spec;
  const graphFields = (spec.graphFields ?? {}) as Readonly<Record<string, string | null | undefined>>;
  const rows = Object.entries<Row<unknown>>(spec.rows).map(([field, row]) => ({
    field,
    row,
    read: rowReader(row.sources.map((source) => path(source)), row.transform as Transform), // prettier-ignore
  }));
  return {
    entity,
    standard,
    lineage: rows
      .filter(({ field }) => graphFields[field] !== null)
      .map(({ field, row }) => ({
        target: `${entity}.${graphFields[field] ?? field}`,
        sources: row.sources.map((source) => `${standard} ${source}`),
        transform: row.transformName,
      })),
    map(input) {
      const out: Record<string, unknown> = {};
      for (const { field, row, read } of rows) {
        try {
          out[field] = read(input);
        } catch (error) {
          throw unreadable(`${entity}.${field}`, `${standard} ${row.sources.join(', ')}`, error);
        }
      }
      return out as Out;
    },
  };
}

type Transform = (...values: unknown[]) => unknown;

/** Reads a row's sources and transforms them; most rows have one source, which needs no list. */
function rowReader<In>(readers: readonly ((input: In) => unknown)[], transform: Transform): (input: In) => unknown {
  const [only, ...others] = readers;
  if (only && others.length === 0) return (input) => transform(only(input));
  return (input) => transform(...readers.map((read) => read(input)));
}

function unreadable(target: string, source: string, cause: unknown): HubError {
  const why = isHubError(cause) ? `: ${cause.message}` : '';
  return new HubError('SOURCE_MALFORMED', `cannot read ${target} from ${source}${why}`, { cause });
}
