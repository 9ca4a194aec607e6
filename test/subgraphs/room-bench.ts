import { graphql } from 'graphql';
import { ROLE_GRANTS, type Role } from '../../platform/access/roles';
import type { Subgraph } from '../../platform/access/subgraph';
import type { Compartment, Viewer } from '../../platform/access/viewer';
import { createHttpClient, type HttpClient } from '../../platform/connect/http-client';
import { createClientPolicy, type ClientPolicy } from '../../platform/connect/policy';
import type { PullConnector, Recorder, Settlement } from '../../platform/connect/port';
import { systemClock, type Clock } from '../../platform/domain/instant';
import { openFeed } from '../../platform/events/feed';
import { createInbox, type Inbox } from '../../platform/events/inbox';
import type { Fact, FeedEntry } from '../../platform/events/port';
import { createSequencer } from '../../platform/events/sequencer';
import type { Store } from '../../platform/store/port';
import { silentLogger } from '../../platform/telemetry/logger';

/** Just what the hub does for a room, step by step and at once, so that a test sees every result. */
export interface RoomBench<F extends Fact> {
  readonly inbox: Inbox;
  /** Brings everything committed into the documents. */
  settle(): Promise<void>;
  /** Pulls all that is new, keeps it, records it and projects it; returns what became of the messages taken. */
  pull(connector: PullConnector, recorder: Recorder): Promise<readonly Settlement[]>;
  /** Records what stands in the inbox and is not settled. */
  recordPending(recorder: Recorder): Promise<readonly Settlement[]>;
  /** All facts so far, in the order of the feed. */
  facts(): Promise<readonly F[]>;
}

export interface RoomBenchOptions<F extends Fact> {
  readonly store: Store;
  readonly name: string;
  readonly project: (entries: readonly FeedEntry<F>[]) => Promise<void>;
  readonly clock?: Clock;
}

export async function createRoomBench<F extends Fact>(options: RoomBenchOptions<F>): Promise<RoomBench<F>> {
  const { store, name, project, clock = systemClock } = options;
  const bus = { publish: () => Promise.resolve() };
  const sequencer = await createSequencer({ store, name, bus, clock, log: silentLogger, holder: 'test' });
  const feed = await openFeed<F>({ store, name });
  const inbox = await createInbox({ store, name, clock });
  const cursors = new Map<string, string>();
  let position = 0;
  const settle = async (): Promise<void> => {
    await sequencer.runOnce();
    const entries = await feed.read(position, 10_000);
    await project(entries);
    position = entries.at(-1)?.position ?? position;
  };
  const recordPending = async (recorder: Recorder): Promise<readonly Settlement[]> => {
    const pending = await inbox.pending(10_000);
    const taken = pending.map((message) => ({ ...message, messageId: message._id, payload: undefined }));
    const settlements = await recorder(taken);
    for (const each of settlements) {
      if (each.outcome === 'ACCEPTED') await inbox.settle(each.messageId, 'ACCEPTED');
      if (each.outcome === 'SET_ASIDE') await inbox.settle(each.messageId, 'SET_ASIDE', each.reason.message);
    }
    await settle();
    return settlements;
  };
  return {
    inbox,
    settle,
    recordPending,
    async pull(connector, recorder) {
      const call = { signal: new AbortController().signal, correlationId: 'pull' };
      const { source } = connector;
      for await (const { messages, next } of connector.pull(cursors.get(source) ?? null, call)) {
        await inbox.receive(messages, { system: source, correlationId: 'pull' });
        cursors.set(source, next);
      }
      return recordPending(recorder);
    },
    facts: async () => (await feed.read(0, 100_000)).flatMap(({ commit }) => commit.facts),
  };
}

/** A policy that gives up at once, so that an outage is seen without waiting. */
export const quickPolicy = (source: string): ClientPolicy =>
  createClientPolicy(source, silentLogger, { retries: 0, timeoutMs: 5_000, failuresToOpen: 1_000 });

/** A client of a stand-in that knows the sandbox's token. */
export const sandboxClient = (source: string, baseUrl: string, token = 'sandbox'): HttpClient =>
  createHttpClient({
    source,
    baseUrl,
    headers: { authorization: `Bearer ${token}` },
    policy: quickPolicy(source),
    log: silentLogger,
  });

/** A viewer with a role's scopes. */
export const viewerOf = (role: Role, compartment: Compartment = { kind: 'NETWORK' }): Viewer => ({
  subject: `test-${role}`,
  scopes: new Set(ROLE_GRANTS[role].scopes),
  compartment,
  clientId: 'test',
  tokenId: null,
  purpose: 'HPAYMT',
});

export interface Answer {
  readonly data: Record<string, unknown> | null | undefined;
  /** Code and path of each error. */
  readonly errors: readonly { readonly code: unknown; readonly path: string }[];
}

/** Runs a query against one subgraph as a viewer. */
export async function ask(
  subgraph: Subgraph,
  viewer: Viewer,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<Answer> {
  const contextValue = subgraph.contextFor({ viewer, correlationId: 'query' });
  const { data, errors = [] } = await graphql({ schema: subgraph.schema, source, contextValue, variableValues });
  const plain = data === undefined || data === null ? data : (JSON.parse(JSON.stringify(data)) as Answer['data']);
  return {
    data: plain,
    errors: errors.map(({ originalError, extensions, path }) => ({
      code: (originalError as { code?: unknown } | undefined)?.code ?? extensions['code'],
      path: (path ?? []).join('.'),
    })),
  };
}
