import type { PatientAudit } from '../platform/access/audit/audit-reader';
import type { DataClass, Mask, PurposeOfUse } from '../platform/access/viewer';
import type { Instant } from '../platform/domain/instant';

/** Who owns an API, as its schema declares by `extend schema @api(…)`. */
export interface ApiDeclaration {
  readonly team: string;
  readonly domain: string;
  readonly version: string;
  /** `system`, `process` or `governance`. */
  readonly layer: string;
  /** Names of the outside systems it is fed from, as origins carry them. */
  readonly systems: readonly string[];
}

/** One API of the graph, as its current version declares it. */
export interface Api extends ApiDeclaration {
  readonly name: string;
  readonly currentVersion: ApiVersion;
}

/** One version of an API that was published, or refused. */
export interface ApiVersion {
  readonly apiName: string;
  readonly version: string;
  /** SHA-256 of the canonical schema text. */
  readonly hash: string;
  readonly status: 'PUBLISHED' | 'REJECTED';
  readonly publishedAt: Instant;
  /** Why it was refused, in composition's words. */
  readonly faults: readonly string[];
  readonly sdl: string;
}

/** One output field of the graph, seen over all subgraphs. */
export interface Field {
  readonly coordinate: string;
  readonly typeName: string;
  /** Its type as GraphQL writes it. */
  readonly type: string;
  readonly class: DataClass | null;
  readonly scopes: readonly (readonly string[])[];
  readonly mask: Mask | null;
  readonly purposes: readonly PurposeOfUse[];
  /** Name of the API that owns it; null for a value type that all share. */
  readonly ownerName: string | null;
  /** Names of the APIs that can answer it. */
  readonly contributorNames: readonly string[];
  readonly description: string | null;
  readonly deprecationReason: string | null;
}

/** One step of lineage. */
export interface LineageEdge {
  /** Coordinate of the field that is made. */
  readonly target: string;
  /** Coordinate, or standard and path, of what it is made of. */
  readonly source: string;
  readonly sourceKind: 'FIELD' | 'STANDARD';
  readonly transform: string;
  /** 1 for the own sources of the field asked for. */
  readonly depth: number;
  readonly apiName: string;
}

/** The composed graph as the gateways serve it. */
export interface Supergraph {
  readonly sdl: string;
  /** SHA-256 of `sdl`. */
  readonly hash: string;
  readonly composedAt: Instant;
  readonly parts: readonly SupergraphPart[];
}

/** Which version of which API went in, and where the gateway reaches it. */
export interface SupergraphPart {
  readonly api: string;
  readonly hash: string;
  readonly url: string;
}

export interface System {
  readonly name: string;
}

export interface Team {
  readonly name: string;
}

export interface Domain {
  readonly name: string;
}

/** One record of the audit trail, seen for one patient. */
export type AccessLogEntry = PatientAudit;

/** One that a patient may ask to have accounted for. */
export type Disclosure = PatientAudit;
