import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHandler } from 'graphql-http/lib/use/http';
import type { ExecutionResult } from 'graphql';
import { loadGraph, type Graph } from '../../../gateway/graph';
import type { Operation } from '../../../gateway/graph-run';
import type { PlanningThread } from '../../../gateway/planning-thread';
import { createContext } from '../../../gateway/request-context';
import { jsonOf } from '../../../gateway/written-answer';
import { AccessCollector } from '../../../platform/access/audit/access-collector';
import type { Subgraph } from '../../../platform/access/subgraph';
import { HubError } from '../../../platform/domain/errors';
import { silentLogger } from '../../../platform/telemetry/logger';
import { viewerOf } from '../../platform/access/viewer-of';
import { executables, supergraphOf, type Executable } from './federated-world';
import type { World } from './world';

/** A world behind the gateway's graph, as a foreign one: nothing is guarded. */
export interface ServedWorld {
  readonly graph: Graph;
  /** Answers an operation as JSON leaves it, and tells how often each subgraph was called. */
  ask(operation: Pick<Operation, 'document' | 'operationName' | 'variables'>, away: readonly string[]): Promise<Asked>;
  stop(): Promise<void>;
}

export interface Asked {
  readonly result: ExecutionResult;
  readonly fetches: Readonly<Record<string, number>>;
}

export const PLACEMENTS = ['in its process', 'elsewhere'] as const;

/** Serves a world whose subgraphs are in the gateway's process, or behind HTTP. */
export async function serveWorld(
  world: World,
  { placement, planning }: { readonly placement: (typeof PLACEMENTS)[number]; readonly planning: PlanningThread },
): Promise<ServedWorld> {
  const parts = executables(world);
  const away = new Set<string>();
  const servers = placement === 'elsewhere' ? await Promise.all(parts.map((part) => serve(part, away))) : [];
  const urls = new Map(servers.map(({ name, url }) => [name, url]));
  const fetches: Record<string, number> = {};
  const graph = await loadGraph(
    supergraphOf(world, (name) => urls.get(name) ?? `local://${name}`),
    {
      subgraphs: new Map(parts.map((part) => [part.name, inProcess(part, away)])),
      planning,
      unguarded: true,
      log: silentLogger,
      metrics: { fetched: ({ subgraph }) => void (fetches[subgraph] = (fetches[subgraph] ?? 0) + 1) },
    },
  );
  return {
    graph,
    async ask(operation, missing) {
      for (const name of Object.keys(fetches)) delete fetches[name];
      for (const name of missing) away.add(name);
      const context = createContext({ viewer: viewerOf([]), correlationId: 'c', traceparent: null, passedAuthorization: null }); // prettier-ignore
      const result = await graph.run({ ...operation, context }).finally(() => away.clear());
      return { result: JSON.parse(jsonOf(result)) as ExecutionResult, fetches: { ...fetches } };
    },
    async stop() {
      await graph.close();
      await Promise.all(servers.map(({ server }) => new Promise((resolve) => server.close(resolve))));
    },
  };
}

const inProcess = ({ name, schema }: Executable, away: ReadonlySet<string>): Subgraph => ({
  name,
  schema,
  sdl: '',
  lineage: [],
  subscriptions: {},
  contextFor(call) {
    if (away.has(name)) throw new HubError('SOURCE_UNAVAILABLE', `${name} is away`, { source: name });
    return { ...call, loaders: {}, audit: new AccessCollector() };
  },
});

async function serve({ name, schema }: Executable, away: ReadonlySet<string>) {
  const handle = createHandler({ schema });
  const server: Server = createServer((request, response) => {
    if (away.has(name)) request.socket.destroy();
    else void handle(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { name, server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
}
