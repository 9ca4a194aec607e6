import { buildSchema, parse, printSchema } from 'graphql';
import { createContracts, type Contracts } from '../../gateway/contract';
import type { Graph } from '../../gateway/graph';
import { readCostRules } from '../../gateway/cost-directives';
import { createGraphHolder } from '../../gateway/graph-holder';
import { createGatewayMetrics } from '../../gateway/metrics';
import { unguardedAccess } from '../../gateway/supergraph-access';
import { HubError } from '../../platform/domain/errors';
import { silentLogger } from '../../platform/telemetry/logger';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

let contracts: Contracts;
beforeAll(async () => {
  const schema = buildSchema('type Query { a: Int }');
  contracts = await createContracts(schema, parse(printSchema(schema)));
});

function holderOf(first: string) {
  const state = {
    sdl: first,
    closed: [] as string[],
    running: 0,
    warmed: [] as string[],
    changed: () => {},
    followed: true,
  };
  const load = async (sdl: string): Promise<Graph> => {
    if (sdl === 'bad') throw new HubError('BAD_INPUT', 'the supergraph cannot be loaded');
    const schema = buildSchema(`type Query { ${sdl}: Int }`);
    const close = async () => void state.closed.push(sdl);
    return {
      clientSchema: schema,
      contracts,
      schema,
      access: unguardedAccess,
      costs: readCostRules(parse(printSchema(schema))),
      events: new Map(),
      hash: sdl,
      run: async () => ({ data: { sdl } }),
      running: () => state.running,
      inUse: () => [{ hash: sdl, document: parse('{ a }'), weight: 1 }],
      warm: async (operations) => void state.warmed.push(`${sdl} with ${operations.map(({ hash }) => hash).join()}`),
      close,
    };
  };
  const source = {
    current: () => state.sdl,
    onChange: (callback: () => void) => {
      state.changed = callback;
      return () => void (state.followed = false);
    },
  };
  const holder = createGraphHolder({ source, load, log: silentLogger, metrics: createGatewayMetrics() });
  const publish = async (sdl: string) => {
    state.sdl = sdl;
    state.changed();
    await pause();
  };
  return { holder, state, publish };
}

describe('a graph holder', () => {
  it('starts from what the source gives, or says why not', async () => {
    const { holder } = holderOf('one');
    expect(() => holder.current()).toThrow('has not started');
    expect(await holder.start()).toBe(holder.current());
    await expect(holderOf('bad').holder.start()).rejects.toMatchObject({ code: 'BAD_INPUT' });
  });

  it('swaps whole and tells who listens', async () => {
    const { holder, state, publish } = holderOf('one');
    const first = await holder.start();
    const told: Graph[] = [];
    const stop = holder.onSwap((graph) => told.push(graph));
    await publish('two');
    expect(told).toEqual([holder.current()]);
    expect(holder.current()).not.toBe(first);
    expect(state.warmed).toEqual(['two with one']);
    stop();
    await publish('three');
    expect(told).toHaveLength(1);
    await holder.stop();
    expect(state.closed.sort()).toEqual(['one', 'three', 'two']);
  });

  it('closes the old graph when the requests that began on it have ended', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick'] });
    const { holder, state } = holderOf('one');
    await holder.start();
    state.running = 1;
    state.sdl = 'two';
    state.changed();
    await jest.advanceTimersByTimeAsync(5_000);
    expect(state.closed).toEqual([]);
    state.running = 0;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(state.closed).toEqual(['one']);
    jest.useRealTimers();
    await holder.stop();
    expect(state.closed).toEqual(['one', 'two']);
  });

  it('keeps serving when a new supergraph does not load, or is the same', async () => {
    const { holder, state, publish } = holderOf('one');
    const first = await holder.start();
    await publish('bad');
    await publish('one');
    expect(holder.current()).toBe(first);
    expect(state.closed).toEqual([]);
    await holder.stop();
    expect(state).toMatchObject({ closed: ['one'], followed: false });
  });
});
