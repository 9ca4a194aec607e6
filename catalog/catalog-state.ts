import { parse } from 'graphql';
import { apiDeclarationOf } from './api-declaration';
import type { RegisteredVersion } from './catalog-store';
import type { Api, Field, Supergraph } from './domain';
import { indexFields } from './field-index';
import { lineageGraph, type LineageGraph } from './lineage';

/** All that the catalog knows of the graph served now. Immutable: a publish makes a new one. */
export interface CatalogState {
  readonly supergraph: Supergraph | null;
  /** By name, in alphabetical order. */
  readonly apis: ReadonlyMap<string, Api>;
  /** By coordinate, in alphabetical order. */
  readonly fields: ReadonlyMap<string, Field>;
  readonly lineage: LineageGraph;
}

/** The state before anything was published. */
export const EMPTY_STATE: CatalogState = {
  supergraph: null,
  apis: new Map(),
  fields: new Map(),
  lineage: lineageGraph([], () => true),
};

/** Reads the schemas that a supergraph is made of. They composed, so they parse. */
export function catalogState(supergraph: Supergraph, versions: readonly RegisteredVersion[]): CatalogState {
  const sorted = [...versions].sort((a, b) => (a.apiName < b.apiName ? -1 : 1));
  const parts = sorted.map((version) => ({ name: version.apiName, document: parse(version.sdl), version }));
  const fields = indexFields(parts);
  const lineages = sorted.map(({ apiName, lineage }) => ({ api: apiName, rows: lineage }));
  return {
    supergraph,
    apis: new Map(
      parts.map(({ name, document, version }) => [
        name,
        { ...apiDeclarationOf(document), name, currentVersion: version },
      ]),
    ),
    fields,
    lineage: lineageGraph(lineages, (coordinate) => fields.has(coordinate)),
  };
}
