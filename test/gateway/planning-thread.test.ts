import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parse } from 'graphql';
import { createPlanningThread, isPlanningTimeout, type PlanningThread } from '../../gateway/planning-thread';
import { silentLogger as log } from '../../platform/telemetry/logger';
import { HOSTILE_DOCUMENT } from './stubs/hostile-document';
import { startedThreads } from './stubs/started-threads';
import { createStubGraph } from './stubs/stub-graph';

const { supergraph: first } = createStubGraph();
const { supergraph: second } = createStubGraph({ version: 2 });
const ASKED = '{ patients { id accounts { memo } } }';
const PLAN = { kind: 'QueryPlan', node: { kind: 'Sequence' } };
const closed = { code: 'SOURCE_UNAVAILABLE', source: 'planning', details: { reason: 'CLOSED' } };

describe('a planning thread', () => {
  let planning: PlanningThread;
  let threads: ReturnType<typeof startedThreads>;
  const open = (timeoutMs?: number): PlanningThread =>
    (planning = createPlanningThread({ log, ...(timeoutMs === undefined ? {} : { timeoutMs }) }));
  beforeEach(() => {
    threads = startedThreads();
  });
  afterEach(async () => {
    threads.stop();
    await planning.close();
  });
  const failureOf = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'none',
      (error: unknown) => error,
    );

  it('is one for all supergraphs: one is planned over while its successor is loaded', async () => {
    open();
    const [serving, successor] = [planning.hold(first), planning.hold(second)];
    await serving.plan(ASKED);
    const loading = successor.schemas();
    expect(await serving.plan(ASKED)).toMatchObject(PLAN);
    const { api, supergraph } = await loading;
    expect(parse(api).definitions.length).toBeGreaterThan(5);
    expect(supergraph).toContain('type Patient');
    expect(await successor.plan(ASKED)).toMatchObject(PLAN);
    expect(threads.counts()).toEqual({ started: 1, ended: 0 });
  });

  it('does not start before it is asked, and not to forget what it never knew', async () => {
    await open().hold(first).release();
    expect(threads.counts()).toEqual({ started: 0, ended: 0 });
  });

  it('goes on with a supergraph that is held twice until both have let go of it', async () => {
    open();
    const [one, other] = [planning.hold(first), planning.hold(first)];
    await one.plan(ASKED);
    await one.release();
    await one.release();
    expect(await other.plan(ASKED)).toMatchObject(PLAN);
    await other.release();
    await expect(one.plan(ASKED)).rejects.toMatchObject(closed);
    await expect(other.schemas()).rejects.toMatchObject(closed);
    expect(await planning.hold(first).plan(ASKED)).toMatchObject(PLAN);
    expect(threads.counts().started).toBe(1);
  });

  it('is ended by a plan that takes too long, alone: who waits is served by a new thread that loads what it needs', async () => {
    open(2_000);
    const [hit, beside] = [planning.hold(first), planning.hold(second)];
    await Promise.all([hit.plan(ASKED), beside.plan(ASKED)]);
    const hostile = failureOf(hit.plan(HOSTILE_DOCUMENT));
    const waiting = Promise.all([hit.plan(ASKED), beside.plan(ASKED), beside.plan('{ patients { name } }')]);
    expect(isPlanningTimeout(await hostile)).toBe(true);
    expect(await waiting).toMatchObject([PLAN, PLAN, { kind: 'QueryPlan' }]);
    expect(threads.counts().started).toBe(2);
  });

  it('refuses more than 64 waiting of one holder, and serves another in its turn', async () => {
    open();
    const [flooding, beside] = [planning.hold(first), planning.hold(second)];
    let isOver = false;
    const flood = Promise.all(Array.from({ length: 65 }, () => flooding.plan(ASKED))).then(() => (isOver = true));
    const full = { code: 'SOURCE_UNAVAILABLE', source: 'planning', details: { reason: 'FULL' } };
    await expect(flooding.plan(ASKED)).rejects.toMatchObject(full);
    expect(await beside.plan(ASKED)).toMatchObject(PLAN);
    expect(isOver).toBe(false);
    await flood;
  });

  it('tells of a supergraph that is none, and goes on with others', async () => {
    open();
    await expect(planning.hold('type Query { a: Int }').schemas()).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await planning.hold(first).plan(ASKED)).toMatchObject(PLAN);
    expect(threads.counts().started).toBe(1);
  });

  it('refuses what waits for a supergraph that is released, and all when it is closed', async () => {
    open();
    const [left, kept] = [planning.hold(first), planning.hold(second)];
    const running = left.plan(ASKED);
    const refused = [failureOf(left.plan(ASKED))];
    await left.release();
    expect(await running).toMatchObject(PLAN);
    refused.push(failureOf(kept.plan(ASKED)), failureOf(kept.schemas()));
    await planning.close();
    refused.push(failureOf(kept.plan(ASKED)));
    expect(await Promise.all(refused)).toMatchObject([closed, closed, closed, closed]);
    await kept.release();
    expect(threads.counts()).toEqual({ started: 1, ended: 1 });
  });

  it('does not keep its process alive', () => {
    open();
    const script = `
      const { createPlanningThread } = require('./gateway/planning-thread');
      const held = createPlanningThread({ log: console }).hold(process.argv[1]);
      held.plan(process.argv[2]).then(({ kind }) => console.log(kind));`;
    const node = ['--require', require.resolve('tsx/cjs'), '--eval', script, first, ASKED];
    const { stdout, status } = spawnSync(process.execPath, node, { cwd: join(__dirname, '../..'), encoding: 'utf8' });
    expect({ stdout, status }).toEqual({ stdout: 'QueryPlan\n', status: 0 });
  });
});
