import { parse } from 'graphql';
import { createPlans, type Plans, type PlansOptions } from '../../gateway/plans';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { createStubGraph } from './stubs/stub-graph';

const { supergraph: supergraphSdl } = createStubGraph();
const document = parse('{ patients { id accounts { memo } } }');

describe('plans', () => {
  let plans: Plans;
  const open = (options: Partial<PlansOptions> = {}): Plans =>
    (plans = createPlans({ supergraphSdl, log, ...options }));
  afterEach(() => plans.close());

  it('are made in a worker for what is not light, while this thread goes on', async () => {
    const { cache, ensure } = open();
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 5);
    await Promise.all([
      ensure({ hash: 'a', document, weight: 51 }),
      ensure({ hash: 'a', document, weight: 51 }),
      ensure({ hash: 'light', document, weight: 50 }),
    ]);
    clearInterval(timer);
    expect(turns).toBeGreaterThan(10);
    expect(await cache.get('a')).toMatchObject({ kind: 'QueryPlan', node: { kind: 'Sequence' } });
    expect(await cache.get('light')).toBeUndefined();
  });

  it('are refused by a typed error when they take too long, at once the next time', async () => {
    const { ensure } = open({ timeoutMs: 20 });
    const tooHard = { code: 'BAD_INPUT', details: { limit: 'planning', most: 20 } };
    await expect(ensure({ hash: 'a', document, weight: 51 })).rejects.toMatchObject(tooHard);
    await expect(ensure({ hash: 'a', document, weight: 51 })).rejects.toMatchObject(tooHard);
  });

  it('are kept up to a weight, the least used dropped first', async () => {
    const { cache } = open();
    const plan = { kind: 'QueryPlan' } as Parameters<typeof cache.set>[1];
    for (let index = 0; index < 1_000; index += 1) await cache.set(`p${index}`, plan);
    await cache.get('p0');
    await cache.set('one more', plan);
    expect(await Promise.all(['p0', 'p1', 'p2', 'one more'].map((hash) => cache.get(hash)))).toEqual([
      plan,
      undefined,
      plan,
      plan,
    ]);
    await cache.delete('p0');
    expect(await cache.get('p0')).toBeUndefined();
    cache.clear();
    expect(await cache.get('p2')).toBeUndefined();
  });

  it('once closed are left to this thread', async () => {
    const { ensure } = open();
    await plans.close();
    await expect(ensure({ hash: 'a', document, weight: 51 })).resolves.toBeUndefined();
  });
});
