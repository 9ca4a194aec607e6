import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Kind, parse, print, type FieldDefinitionNode } from 'graphql';
import { buildSubgraph } from '../../../platform/access/build-subgraph';
import type { Subgraph, SubgraphCall, SubscriptionSource } from '../../../platform/access/subgraph';
import { HubError, isHubError, type ErrorCode } from '../../../platform/domain/errors';
import type { StubHooks } from '../harness/data-engine';
import type { Json, SubgraphText } from '../harness/scenario';
import type { StubFault } from '../harness/stub-values';
import { SchemaRefused, type World } from './adapter';

/** Events of the scenario's subscriptions, whoever listens. */
export interface EventSource {
  /** Resolves when every stream of the field has the event; waits until so many listen, for 2 seconds at most. */
  readonly push: (field: string, payload: Json, listeners: number) => Promise<void>;
  readonly sourceOf: (field: string) => SubscriptionSource;
}

const CODES: Readonly<Record<string, ErrorCode>> = { MISSING: 'NOT_FOUND', DENIED: 'FORBIDDEN', INVALID: 'BAD_INPUT' };

const HOOKS: StubHooks = {
  subjectOf: (context) => (context as Partial<SubgraphCall> | undefined)?.viewer?.subject ?? null,
  thrown: ({ code, message }: StubFault) => {
    const known = CODES[code];
    return known ? new HubError(known, message) : new Error(message);
  },
};

/** The scenario's subgraphs of one version, behind this project's guards. Throws RULE_BROKEN for what it would not publish. */
export async function buildAccordSubgraphs(
  { scenario, engine }: World,
  version: string,
  { folder, events }: { readonly folder: string; readonly events: EventSource },
): Promise<readonly Subgraph[]> {
  const subgraphs = scenario.versions.get(version);
  if (!subgraphs) throw new Error(`${scenario.name} has no version ${version}`);
  return Promise.all(
    subgraphs.map(async (subgraph) => {
      const { text, subscriptions, twins } = withTwins(subgraph);
      const schemaFile = join(folder, `${subgraph.name}.graphql`);
      await writeFile(schemaFile, text);
      return orRefused(() =>
        buildSubgraph({
          name: subgraph.name,
          schemaFile,
          lineage: [],
          hashKey: 'conformance',
          contextFor: (call) => ({ ...call, loaders: {} }),
          resolvers: mergeQuery(engine.resolversFor({ name: subgraph.name, text }, HOOKS), twins),
          subscriptions: Object.fromEntries(subscriptions.map((field) => [field, events.sourceOf(field)])),
        }),
      );
    }),
  );
}

function orRefused<T>(build: () => T): T {
  try {
    return build();
  } catch (error) {
    throw isHubError(error, 'RULE_BROKEN') ? new SchemaRefused(error.message) : error;
  }
}

/** Each `Subscription.x` gets the hidden `Query._onX` by which this gateway runs its events. */
function withTwins({ text }: SubgraphText): { text: string; subscriptions: string[]; twins: string[] } {
  const fields = parse(text).definitions.flatMap((node) =>
    (node.kind === Kind.OBJECT_TYPE_DEFINITION || node.kind === Kind.OBJECT_TYPE_EXTENSION) &&
    node.name.value === 'Subscription'
      ? (node.fields ?? [])
      : [],
  );
  const twins = fields.map(twinOf);
  const more = twins.length === 0 ? '' : `extend type Query {\n${twins.map(print).join('\n')}\n}`;
  return {
    text: `${text}\n${more}`,
    subscriptions: fields.map(({ name }) => name.value),
    twins: twins.map(({ name }) => name.value),
  };
}

function twinOf(field: FieldDefinitionNode): FieldDefinitionNode {
  const { value } = field.name;
  const name = `_on${value.charAt(0).toUpperCase()}${value.slice(1)}`;
  const { definitions } = parse('type T { f: Int @access(class: INTERNAL) }');
  const [open] = definitions.flatMap((node) => (node.kind === Kind.OBJECT_TYPE_DEFINITION ? (node.fields ?? []) : []));
  return { ...field, name: { kind: Kind.NAME, value: name }, directives: open?.directives ?? [] };
}

function mergeQuery(resolvers: ReturnType<World['engine']['resolversFor']>, twins: readonly string[]) {
  const onEvent = (_source: unknown, _args: unknown, context: Partial<SubgraphCall>): unknown => {
    if (context.event === undefined) throw new HubError('FORBIDDEN', 'this field is for pushed events only');
    return context.event;
  };
  return {
    ...resolvers,
    Query: { ...resolvers['Query'], ...Object.fromEntries(twins.map((twin) => [twin, onEvent])) },
  };
}

/** Hands each pushed event to every stream of its field. */
export function createEventSource(): EventSource {
  const listeners = new Map<string, Set<(event: unknown) => void>>();
  const listenersOf = (field: string): Set<(event: unknown) => void> => {
    const known = listeners.get(field) ?? new Set();
    listeners.set(field, known);
    return known;
  };
  return {
    async push(field, payload, count) {
      for (let tries = 0; listenersOf(field).size < count && tries < 200; tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      for (const listener of listenersOf(field)) listener(payload);
    },
    sourceOf: (field) => ({
      authorize: async () => {},
      subscribe: () => streamOf(listenersOf(field)),
    }),
  };
}

function streamOf(listeners: Set<(event: unknown) => void>): AsyncIterableIterator<unknown> {
  const waiting: unknown[] = [];
  let wake = (): void => {};
  let isOver = false;
  const listener = (event: unknown): void => {
    waiting.push(event);
    wake();
  };
  listeners.add(listener);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (waiting.length === 0 && !isOver) await new Promise<void>((resolve) => (wake = resolve));
      return isOver ? { done: true, value: undefined } : { done: false, value: waiting.shift() };
    },
    async return() {
      isOver = true;
      listeners.delete(listener);
      wake();
      return { done: true, value: undefined };
    },
  };
}
