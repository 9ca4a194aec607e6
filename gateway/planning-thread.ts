import { join } from 'node:path';
import { HubError, isHubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import type { Logger } from '../platform/telemetry/logger';
import { createJobWorker, type JobWorker } from '../platform/threads/job-worker';
import { Turns } from '../platform/threads/turns';
import type { QueryPlan } from './execution/query-plan';
import type { PlanningAnswer, PlanningWork } from './planning-protocol';

/**
 * Plans operations over any number of supergraphs in one thread, which starts with the first work and ends when idle.
 * Those who hold a supergraph take turns, so that no one waits behind all that another asks.
 */
export interface PlanningThread {
  /** Longest that one plan may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Holds a supergraph, which is loaded with the first work on it; one that is held twice is loaded once. */
  hold(supergraphSdl: string): HeldSupergraph;
  /** Refuses what waits and ends the thread. */
  close(): Promise<void>;
}

/** A supergraph that operations can be planned over. Its work throws SOURCE_UNAVAILABLE once it is released. */
export interface HeldSupergraph {
  /** SDL of the schemas: what may be asked, and all of it. Throws INTERNAL for what is no supergraph. */
  schemas(): Promise<{ readonly api: string; readonly supergraph: string }>;
  /**
   * The plan of a document of one operation. Throws SOURCE_UNAVAILABLE when too many wait or it takes too long
   * (`details.reason` FULL or TIMEOUT; LOADING when it is the supergraph that takes too long).
   */
  plan(text: string): Promise<QueryPlan>;
  /** Lets go of it: what waits is refused, and the thread forgets it when nobody else holds it. */
  release(): Promise<void>;
}

/** What a planning thread is made with. */
export interface PlanningThreadOptions {
  readonly log: Logger;
  /** Longest that one plan may take before the thread is ended; 5,000 unless given. */
  readonly timeoutMs?: number;
}

const TIMEOUT = 5_000; // 5 seconds
const LOAD_TIMEOUT = 60_000; // 1 minute
const MOST_WAITING = 64; // operations of one holder
const IDLE = 3_600_000; // 1 hour until the thread ends

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';

/** A planning thread; whoever makes it closes it. */
export function createPlanningThread({ log, timeoutMs = TIMEOUT }: PlanningThreadOptions): PlanningThread {
  const worker = createJobWorker<PlanningWork, PlanningAnswer>({
    what: 'planning',
    workerFile: join(__dirname, `plan-worker${EXTENSION}`),
    ...{ log, timeoutMs, queueLimit: 1, idleMs: IDLE },
  });
  const shared: Shared = { worker, turns: new Turns(), holders: new Map() };
  return { timeoutMs, hold: (sdl) => new Holder(sdl, shared), close: () => worker.close() };
}

interface Shared {
  readonly worker: JobWorker<PlanningWork, PlanningAnswer>;
  readonly turns: Turns<Holder>;
  /** How many hold a supergraph, by its hash. */
  readonly holders: Map<string, number>;
}

class Holder implements HeldSupergraph {
  readonly #sdl: string;
  readonly #supergraph: string;
  readonly #shared: Shared;
  #isReleased = false;

  constructor(sdl: string, shared: Shared) {
    this.#sdl = sdl;
    this.#supergraph = digestOf(sdl);
    this.#shared = shared;
    this.#count(1);
  }

  async schemas(): Promise<{ readonly api: string; readonly supergraph: string }> {
    await this.#inTurn(() => this.#load()); // in a turn of its own: others' plans come between
    const answer = await this.#inTurn(() => this.#ask({ kind: 'SCHEMAS', supergraph: this.#supergraph }, LOAD_TIMEOUT));
    if (answer.kind !== 'SCHEMAS') throw new TypeError('the thread answers what it was asked');
    return answer;
  }

  async plan(text: string): Promise<QueryPlan> {
    const answer = await this.#inTurn(() => this.#ask({ kind: 'PLAN', supergraph: this.#supergraph, text }));
    if (answer.kind !== 'PLAN') throw new TypeError('the thread answers what it was asked');
    return answer.plan;
  }

  async release(): Promise<void> {
    if (this.#isReleased) return;
    this.#isReleased = true;
    this.#count(-1);
    const { turns, worker, holders } = this.#shared;
    await turns.take(this, async () => {
      if (holders.has(this.#supergraph) || !worker.isRunning()) return;
      // A thread that ends meanwhile has let go of all.
      await worker.run({ kind: 'RELEASE', supergraph: this.#supergraph }).catch(() => undefined);
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const { turns } = this.#shared;
    if (turns.waitingOf(this) >= MOST_WAITING) return Promise.reject(unavailable('FULL', 'too many wait for planning'));
    return turns.take(this, () => (this.#isReleased ? Promise.reject(released()) : work()));
  }

  /** Has the work done; the supergraph is loaded again when the thread was ended, by whosever work, or let go of it. */
  async #ask(work: PlanningWork, timeoutMs?: number): Promise<PlanningAnswer> {
    const { worker } = this.#shared;
    // Loaded first: a new thread's start is no part of the time that a plan may take.
    if (!worker.isRunning()) await this.#load();
    for (let times = 0; times < 2; times += 1) {
      const answer = await worker.run(work, timeoutMs);
      if (answer.kind !== 'MISSING') return answer;
      await this.#load();
    }
    throw new HubError('INTERNAL', 'the thread for planning ended twice on the same work');
  }

  async #load(): Promise<void> {
    const work = { kind: 'LOAD', supergraph: this.#supergraph, sdl: this.#sdl } as const;
    await this.#shared.worker.run(work, LOAD_TIMEOUT).catch((cause: unknown) => {
      throw isPlanningTimeout(cause) ? unavailable('LOADING', 'the supergraph takes too long to load', cause) : cause;
    });
  }

  #count(more: 1 | -1): void {
    const { holders } = this.#shared;
    const count = (holders.get(this.#supergraph) ?? 0) + more;
    if (count === 0) holders.delete(this.#supergraph);
    else holders.set(this.#supergraph, count);
  }
}

/** Whether an operation took too long to plan. */
export const isPlanningTimeout = (error: unknown): boolean =>
  isHubError(error, 'SOURCE_UNAVAILABLE') && error.details['reason'] === 'TIMEOUT';

const released = (): HubError => unavailable('CLOSED', 'the supergraph is no longer served');

const unavailable = (reason: 'CLOSED' | 'FULL' | 'LOADING', message: string, cause?: unknown): HubError =>
  new HubError('SOURCE_UNAVAILABLE', message, { source: 'planning', details: { reason }, cause });
