import { parse } from 'graphql';
import type { QueryPlan } from '../../gateway/execution/query-plan';
import { createPlans, type Plans, type PlansOptions } from '../../gateway/plans';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { createStubGraph } from './stubs/stub-graph';

const { supergraph: supergraphSdl } = createStubGraph();
const document = parse('{ patients { id accounts { memo } } }');

describe('plans', () => {
  let plans: Plans<QueryPlan>;
  let compiled: number;
  const open = (options: Partial<PlansOptions<QueryPlan>> = {}): Plans<QueryPlan> => {
    compiled = 0;
    const compile = (plan: QueryPlan): QueryPlan => {
      compiled += 1;
      return plan;
    };
    return (plans = createPlans({ supergraphSdl, compile, log, ...options }));
  };
  afterEach(() => plans.close());

  it('are made in a worker, once for all who wait, while this thread goes on', async () => {
    const { planFor } = open();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const [plan, same] = await Promise.all([
      planFor({ hash: 'a', document, weight: 51 }),
      planFor({ hash: 'a', document, weight: 51 }),
    ]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
    expect(plan).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Sequence' } });
    expect(same).toBe(plan);
    expect(planFor({ hash: 'a', document, weight: 51 })).toBe(plan);
    expect(compiled).toBe(1);
  });

  it('come with the schemas that they are made over', async () => {
    const { api, supergraph } = await open().schemas();
    expect(parse(api).definitions.length).toBeGreaterThan(5);
    expect(supergraph).toContain('type Patient');
  });

  it('a supergraph that is none is told as such', async () => {
    await expect(open({ supergraphSdl: 'type Query { a: Int }' }).schemas()).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'the supergraph cannot be loaded',
    });
  });

  it('are refused by a typed error when they take too long, at once the next time', async () => {
    const { planFor } = open({ timeoutMs: 20 });
    const tooHard = { code: 'BAD_INPUT', details: { limit: 'planning', most: 20 } };
    await expect(planFor({ hash: 'a', document, weight: 51 })).rejects.toMatchObject(tooHard);
    await expect(async () => planFor({ hash: 'a', document, weight: 51 })).rejects.toMatchObject(tooHard);
  });

  it('are kept up to a weight, the least used dropped first', async () => {
    const { planFor, inUse } = open();
    for (const hash of ['a', 'b', 'c']) await planFor({ hash, document, weight: 20_000 });
    expect(inUse(9).map(({ hash }) => hash)).toEqual(['c', 'b']);
    await planFor({ hash: 'b', document, weight: 20_000 });
    await planFor({ hash: 'd', document, weight: 20_000 });
    expect(inUse(9).map(({ hash }) => hash)).toEqual(['d', 'b']);
    expect(inUse(1).map(({ hash }) => hash)).toEqual(['d']);
  });

  it('once closed can still be had, and no new ones', async () => {
    const { planFor } = open();
    const plan = await planFor({ hash: 'a', document, weight: 1 });
    await plans.close();
    expect(planFor({ hash: 'a', document, weight: 1 })).toBe(plan);
    await expect(planFor({ hash: 'b', document, weight: 1 })).rejects.toMatchObject({ code: 'SOURCE_UNAVAILABLE' });
  });
});
