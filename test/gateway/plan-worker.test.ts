import { join } from 'node:path';
import { parse } from 'graphql';
import { loadGraph } from '../../gateway/graph';
import type { PlanningAnswer, PlanningWork } from '../../gateway/planning-protocol';
import { createPlanningThread } from '../../gateway/planning-thread';
import { createContext } from '../../gateway/request-context';
import { hubViewer } from '../../platform/access/roles';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { createJobWorker } from '../../platform/threads/job-worker';
import { createStubGraph } from './stubs/stub-graph';

const MANY = Array.from({ length: 30 }, (_, index) => `a${index}: accounts { memo patient { name } }`).join(' ');

it('plans made in the worker answer as plans made here do', async () => {
  const { supergraph, subgraphs } = createStubGraph();
  const planning = createPlanningThread({ log });
  const graph = await loadGraph(supergraph, { planning, subgraphs, log, unguarded: false });
  const viewer = { viewer: hubViewer, correlationId: 'c', traceparent: null, passedAuthorization: null };
  const ask = async (text: string) =>
    JSON.parse(JSON.stringify(await graph.run({ document: parse(text), context: createContext(viewer) }))) as {
      data: { patients: Record<string, unknown>[] };
    };
  const light = await ask('{ patients { a0: accounts { memo patient { name } } } }');
  const heavy = await ask(`query Named { patients { ${MANY} } }`);
  expect(heavy.data.patients.map(({ a29 }) => a29)).toEqual(light.data.patients.map(({ a0 }) => a0));
  expect(light.data.patients[0]?.['a0']).toEqual([{ memo: 'first', patient: { name: 'Ada Quill' } }]);
  await graph.close();
  await planning.close();
});

describe('the worker that plans', () => {
  const workerFile = join(__dirname, '../../gateway/plan-worker.ts');
  const worker = createJobWorker<PlanningWork, PlanningAnswer>({
    ...{ what: 'planning', workerFile, log, timeoutMs: 20_000, queueLimit: 99, idleMs: 60_000 },
  });
  afterAll(() => worker.close());
  const { supergraph: sdl } = createStubGraph();
  const load = (supergraph: string) => worker.run({ kind: 'LOAD', supergraph, sdl });
  const kindOf = async (supergraph: string) => (await worker.run({ kind: 'PLAN', supergraph, text: '{ patients { id } }' })).kind; // prettier-ignore

  it('plans over what it has loaded, and says what it has not', async () => {
    expect(await kindOf('a')).toBe('MISSING');
    expect(await load('a')).toEqual({ kind: 'DONE' });
    expect(await load('a')).toEqual({ kind: 'DONE' });
    expect(await kindOf('a')).toBe('PLAN');
    expect(await worker.run({ kind: 'SCHEMAS', supergraph: 'b' })).toEqual({ kind: 'MISSING' });
  });

  it('forgets what it is told to', async () => {
    await load('a');
    expect(await worker.run({ kind: 'RELEASE', supergraph: 'a' })).toEqual({ kind: 'DONE' });
    expect(await kindOf('a')).toBe('MISSING');
  });

  it('keeps eight supergraphs, and forgets the least used of more', async () => {
    for (const supergraph of 'abcdefgh') await load(supergraph);
    expect(await kindOf('a')).toBe('PLAN');
    await load('i');
    expect([await kindOf('a'), await kindOf('b'), await kindOf('c')]).toEqual(['PLAN', 'MISSING', 'PLAN']);
  });
});
