import { parse } from 'graphql';
import { HubError, isHubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import type { Instant } from '../platform/domain/instant';
import type { LineageRow } from '../platform/mapping/lineage';
import { apiDeclarationOf } from './api-declaration';
import type { RegisteredVersion } from './catalog-store';
import type { SupergraphPart } from './domain';
import type { RuleFault } from './rule-fault';
import { hashOfSdl } from './schema-document';

/** What a subgraph hands to the catalog; a `Subgraph` is one. */
export interface Registration {
  readonly name: string;
  /** The whole federated schema text, shared header included. */
  readonly sdl: string;
  readonly lineage: readonly LineageRow[];
  /** Where the gateway reaches it; unless given, it runs in the gateway's own process. */
  readonly url?: string;
}

/** A registration, read. */
export interface Candidate {
  readonly registration: Registration;
  readonly part: SupergraphPart;
  /** The version number of its @api; `unknown` when it has none. */
  readonly version: string;
  readonly faults: readonly RuleFault[];
}

/** Reads hash, version and address of a registration; what is wrong with it is kept as faults, to be recorded. */
export function readRegistration(registration: Registration): Candidate {
  const { name, sdl } = registration;
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new HubError('BAD_INPUT', 'an API is named in lower-case letters, digits and dashes'); // prettier-ignore
  try {
    const hash = hashOfSdl(sdl);
    const { version } = apiDeclarationOf(parse(sdl));
    return { registration, part: partOf(registration, hash), version, faults: [] };
  } catch (error) {
    const rule = isHubError(error) ? 'API_DECLARATION' : 'INVALID_GRAPHQL';
    const why = error instanceof Error ? error.message : String(error);
    const fault = { rule, message: `${name}: ${why}`, coordinates: [], subgraphs: [name] };
    return { registration, part: partOf(registration, digestOf(sdl)), version: 'unknown', faults: [fault] };
  }
}

/** A local address changes with the schema, since the gateway keeps its data sources by name and address. */
const partOf = ({ name, url }: Registration, hash: string): SupergraphPart => ({
  api: name,
  hash,
  url: url ?? `local://${name}@${hash.slice(0, 12)}`,
});

/** The version that a candidate becomes: published without faults, refused with them. */
export function versionOf(
  { registration, part, version }: Candidate,
  faults: readonly RuleFault[],
  publishedAt: Instant,
): RegisteredVersion {
  return {
    apiName: part.api,
    version,
    hash: part.hash,
    status: faults.length === 0 ? 'PUBLISHED' : 'REJECTED',
    publishedAt,
    faults: faults.map((fault) => fault.message),
    sdl: registration.sdl,
    lineage: registration.lineage,
  };
}
