import { parse } from 'graphql';
import type { QueryPlan } from '../../gateway/execution/query-plan';
import { createPlanningThread, type PlanningThread } from '../../gateway/planning-thread';
import { createPlans, type Plans } from '../../gateway/plans';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { HOSTILE_DOCUMENT } from './stubs/hostile-document';
import { createStubGraph } from './stubs/stub-graph';

const { supergraph } = createStubGraph();
const document = parse('{ patients { id accounts { memo } } }');

describe('plans', () => {
  let planning: PlanningThread;
  let plans: Plans<QueryPlan>;
  let compiled: number;
  const open = (supergraphSdl = supergraph, within = planning): Plans<QueryPlan> => {
    compiled = 0;
    const compile = (plan: QueryPlan): QueryPlan => {
      compiled += 1;
      return plan;
    };
    return (plans = createPlans({ supergraphSdl, planning: within, compile }));
  };
  beforeAll(() => {
    planning = createPlanningThread({ log });
  });
  afterEach(() => plans.close());
  afterAll(() => planning.close());

  it('are made in a worker, once for all who wait, while this thread goes on', async () => {
    open();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    const [plan, same] = await Promise.all([
      plans.planFor({ hash: 'a', document, weight: 51 }),
      plans.planFor({ hash: 'a', document, weight: 51 }),
    ]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
    expect(plan).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Sequence' } });
    expect(same).toBe(plan);
    expect(plans.planFor({ hash: 'a', document, weight: 51 })).toBe(plan);
    expect(compiled).toBe(1);
  });

  it('come with the schemas that they are made over', async () => {
    const { api, supergraph } = await open().schemas();
    expect(parse(api).definitions.length).toBeGreaterThan(5);
    expect(supergraph).toContain('type Patient');
  });

  it('a supergraph that is none is told as such', async () => {
    await expect(open('type Query { a: Int }').schemas()).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'the supergraph cannot be loaded',
    });
  });

  it('are refused by a typed error when they take too long, at once the next time', async () => {
    const impatient = createPlanningThread({ log, timeoutMs: 1_000 });
    open(supergraph, impatient);
    const tooHard = { code: 'BAD_INPUT', details: { limit: 'planning', most: 1_000 } };
    const hostile = { hash: 'a', document: parse(HOSTILE_DOCUMENT), weight: 1 };
    await expect(plans.planFor(hostile)).rejects.toMatchObject(tooHard);
    await expect(async () => plans.planFor(hostile)).rejects.toMatchObject(tooHard);
    await impatient.close();
  });

  it('are kept up to a weight, the least used dropped first', async () => {
    open();
    for (const hash of ['a', 'b', 'c']) await plans.planFor({ hash, document, weight: 20_000 });
    expect(plans.inUse(9).map(({ hash }) => hash)).toEqual(['c', 'b']);
    await plans.planFor({ hash: 'b', document, weight: 20_000 });
    await plans.planFor({ hash: 'd', document, weight: 20_000 });
    expect(plans.inUse(9).map(({ hash }) => hash)).toEqual(['d', 'b']);
    expect(plans.inUse(1).map(({ hash }) => hash)).toEqual(['d']);
  });

  it('once closed can still be had, and no new ones', async () => {
    open();
    const plan = await plans.planFor({ hash: 'a', document, weight: 1 });
    await plans.close();
    expect(plans.planFor({ hash: 'a', document, weight: 1 })).toBe(plan);
    await expect(plans.planFor({ hash: 'b', document, weight: 1 })).rejects.toMatchObject({
      code: 'SOURCE_UNAVAILABLE',
    });
  });
});
