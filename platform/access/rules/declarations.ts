import type { DocumentNode } from 'graphql';
import type { LineageRow } from '../../mapping/lineage';
import { declaredFieldsOf, type DeclaredField } from '../access-document';

/** One reason why the access rules refuse a schema. */
export interface AccessFault {
  /** Code of the rule. */
  readonly rule: string;
  /** A sentence that opens with the coordinate it is about and says what to do. */
  readonly message: string;
  /** Coordinates in the graph that it is about, the one to change first. */
  readonly coordinates: readonly string[];
  /** Names of the subgraphs that it is about. */
  readonly subgraphs: readonly string[];
}

/** A subgraph's schema, and the inputs of the fields that it works out. */
export interface DeclaredSchema {
  readonly name: string;
  readonly document: DocumentNode;
  readonly lineage?: readonly LineageRow[];
}

/** A field as one subgraph declares it. */
export interface Declaration extends DeclaredField {
  readonly subgraph: string;
  /** Type and field: `Patient.birthDate`. */
  readonly coordinate: string;
}

/** What some subgraphs declare, together. */
export interface Declarations {
  readonly schemas: readonly DeclaredSchema[];
  /** Every declaration of every field. */
  readonly all: readonly Declaration[];
  /** A field's declarations, one for each subgraph that has it. */
  of(coordinate: string): readonly Declaration[];
}

/** Reads what the schemas declare. Throws BAD_INPUT when an `@access` cannot be read. */
export function readDeclarations(schemas: readonly DeclaredSchema[]): Declarations {
  const all = schemas.flatMap(({ name: subgraph, document }) =>
    [...declaredFieldsOf(document)].map(([coordinate, field]) => ({ ...field, subgraph, coordinate })),
  );
  const byCoordinate = new Map<string, Declaration[]>();
  for (const declaration of all) {
    const { coordinate } = declaration;
    byCoordinate.set(coordinate, [...(byCoordinate.get(coordinate) ?? []), declaration]);
  }
  return { schemas, all, of: (coordinate) => byCoordinate.get(coordinate) ?? [] };
}

/** A fault of one field as one subgraph declares it: the sentence is its coordinate and `what`. */
export const faultOf = (rule: string, { coordinate, subgraph }: Declaration, what: string): AccessFault => ({
  rule,
  message: `${coordinate} ${what}`,
  coordinates: [coordinate],
  subgraphs: [subgraph],
});
