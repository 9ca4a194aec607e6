import type { AuditContent } from '../../../platform/access/audit/audit-record';
import type { AuditWriter } from '../../../platform/access/audit/audit-writer';
import { createCallSigner, type CallSigner } from '../../../platform/access/remote/call-signer';
import { newHubKeyPair, readSigningKey, readVerifyingKeys } from '../../../platform/access/remote/hub-key';
import { createSubgraphServer } from '../../../platform/access/remote/subgraph-server';
import type { Subgraph } from '../../../platform/access/subgraph';
import { systemClock } from '../../../platform/domain/instant';
import { silentLogger } from '../../../platform/telemetry/logger';
import type { Tracing } from '../../../platform/telemetry/span';
import { composed } from './stub-graph';

/** Subgraphs behind HTTP, each on a port of its own, and what their gateway needs. */
export interface SubgraphServers {
  readonly supergraph: string;
  readonly signer: CallSigner;
  /** The private key, as a gateway's environment holds it. */
  readonly gatewayKey: string;
  /** Base URLs by name. */
  readonly urls: ReadonlyMap<string, string>;
  readonly writer: AuditWriter;
  stop(): Promise<void>;
}

/** Keeps records in a list. */
export const listedAudit = (records: AuditContent[]): AuditWriter => ({
  name: 'list',
  append: async (contents) => void records.push(...contents),
  close: async () => undefined,
});

/** Serves subgraphs to a gateway over a fresh hub key. */
export async function serveSubgraphs(
  subgraphs: ReadonlyMap<string, Subgraph>,
  {
    audit: writer = listedAudit([]),
    tracing,
  }: { readonly audit?: AuditWriter; readonly tracing?: Tracing | undefined } = {},
): Promise<SubgraphServers> {
  const pair = await newHubKeyPair();
  const keys = await readVerifyingKeys(pair.subgraph);
  const urls = new Map<string, string>();
  const servers = [...subgraphs.values()].map((subgraph) => ({
    subgraph,
    server: createSubgraphServer({ subgraph, keys, audit: writer, clock: systemClock, log: silentLogger, tracing }),
  }));
  for (const { subgraph, server } of servers) urls.set(subgraph.name, (await server.start(0)).url);
  return {
    supergraph: elsewhere(composed([...subgraphs.values()]), urls),
    signer: createCallSigner({ key: await readSigningKey(pair.gateway), clock: systemClock }),
    gatewayKey: pair.gateway,
    urls,
    writer,
    stop: async () => void (await Promise.all(servers.map(({ server }) => server.stop()))),
  };
}

/** A supergraph of local subgraphs with their addresses elsewhere. */
export const elsewhere = (supergraph: string, urls: ReadonlyMap<string, string>): string =>
  supergraph.replace(/local:\/\/([a-z]+)@(\d+)/g, (local, name: string, version: string) => {
    const url = urls.get(name);
    return url === undefined ? local : `${url}/graphql?version=${version}`;
  });
