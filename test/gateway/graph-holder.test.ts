import { buildSchema, parse, printSchema } from 'graphql';
import { createContracts } from '../../gateway/contract';
import type { Graph } from '../../gateway/graph';
import { noCostRules } from '../../gateway/cost-directives';
import { createGraphHolder } from '../../gateway/graph-holder';
import { createGatewayMetrics } from '../../gateway/metrics';
import { unguardedAccess } from '../../gateway/supergraph-access';
import { HubError } from '../../platform/domain/errors';
import { silentLogger } from '../../platform/telemetry/logger';

const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

function holderOf(first: string) {
  const state = { sdl: first, closed: [] as string[], changed: () => {}, followed: true };
  const load = async (sdl: string): Promise<Graph> => {
    if (sdl === 'bad') throw new HubError('BAD_INPUT', 'the supergraph cannot be loaded');
    const schema = buildSchema(`type Query { ${sdl}: Int }`);
    const close = async () => void state.closed.push(sdl);
    return {
      clientSchema: schema,
      contracts: createContracts(schema, parse(printSchema(schema))),
      schema,
      access: unguardedAccess,
      costs: noCostRules,
      events: new Map(),
      hash: sdl,
      run: async () => ({ data: { sdl } }),
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

  it('swaps whole, tells who listens, and closes the old graph', async () => {
    const { holder, state, publish } = holderOf('one');
    const first = await holder.start();
    const told: Graph[] = [];
    const stop = holder.onSwap((graph) => told.push(graph));
    await publish('two');
    expect(told).toEqual([holder.current()]);
    expect(holder.current()).not.toBe(first);
    expect(state.closed).toEqual(['one']);
    stop();
    await publish('three');
    expect(told).toHaveLength(1);
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
