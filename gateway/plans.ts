import { join } from 'node:path';
import type { GatewayConfig } from '@apollo/gateway';
import { print, type DocumentNode } from 'graphql';
import { HubError, isHubError } from '../platform/domain/errors';
import type { Logger } from '../platform/telemetry/logger';
import { createJobWorker } from '../platform/threads/job-worker';

type PlanCache = NonNullable<NonNullable<GatewayConfig['queryPlannerConfig']>['cache']>;
type Plan = Parameters<PlanCache['set']>[1];

/** Query plans of one supergraph by hash of their document, the least used dropped first. */
export interface Plans {
  /** What the gateway library looks plans up in, and keeps those it makes itself. */
  readonly cache: PlanCache;
  /**
   * Resolves when planning the document will hold this thread no longer than a moment: it is light, or it has been
   * planned in a worker thread. Throws BAD_INPUT when that took too long, SOURCE_UNAVAILABLE when too many wait for it.
   */
  readonly ensure: (operation: Planned) => Promise<void>;
  /** Lets what is being planned finish, and ends the worker. */
  close(): Promise<void>;
}

/** An operation to be planned: a document of one operation, its SHA-256, and what planning it comes to. */
export interface Planned {
  readonly hash: string;
  readonly document: DocumentNode;
  /** See `planningWeight`. */
  readonly weight: number;
}

/** What plans are made with. */
export interface PlansOptions {
  readonly supergraphSdl: string;
  readonly log: Logger;
  /** Longest that one plan may take, its worker's start included. */
  readonly timeoutMs?: number;
  /** Weight up to which an operation is planned in this thread. */
  readonly lightest?: number;
}

const LIGHT = 50; // some 10 milliseconds
const TIMEOUT = 5_000; // 5 seconds
const QUEUE = 32; // operations that may wait to be planned
const IDLE = 600_000; // 10 minutes until the worker ends
const MOST_KEPT = 50_000; // of weight: a plan of weight 1 takes about a kilobyte
const MOST_REFUSED = 1_000; // hashes
const REFUSED_FOR = 60_000; // 1 minute until planning is tried again

const EXTENSION = __filename.endsWith('.ts') ? '.ts' : '.js';

/** Plans of a supergraph. Its worker starts with the first operation that is not light. */
export function createPlans(options: PlansOptions): Plans {
  const { supergraphSdl, log, timeoutMs = TIMEOUT, lightest = LIGHT } = options;
  const kept = new PlanStore();
  const underWay = new Map<string, Promise<void>>();
  const tooHard = new Map<string, number>();
  const worker = createJobWorker<string, Plan>({
    what: 'planning',
    workerFile: join(__dirname, `plan-worker${EXTENSION}`),
    workerData: supergraphSdl,
    ...{ log, timeoutMs, queueLimit: QUEUE, idleMs: IDLE },
  });
  const plan = async ({ hash, document, weight }: Planned): Promise<void> => {
    try {
      kept.put(hash, await worker.run(print(document)), weight);
    } catch (error) {
      const reason = isHubError(error, 'SOURCE_UNAVAILABLE') ? error.details['reason'] : undefined;
      if (reason === 'CLOSED') return; // the last requests of a graph that has been replaced: planned where they run
      if (reason !== 'TIMEOUT') throw error;
      if (tooHard.size >= MOST_REFUSED) tooHard.clear();
      tooHard.set(hash, performance.now());
      throw tooHardToPlan(timeoutMs, error);
    } finally {
      underWay.delete(hash);
    }
  };
  return {
    cache: kept,
    async ensure(operation) {
      const { hash, weight } = operation;
      if (weight <= lightest || kept.has(hash)) return;
      if (performance.now() - (tooHard.get(hash) ?? -Infinity) < REFUSED_FOR) throw tooHardToPlan(timeoutMs);
      const planning = underWay.get(hash) ?? plan(operation);
      underWay.set(hash, planning);
      await planning;
    },
    async close() {
      await Promise.allSettled(underWay.values());
      await worker.close();
    },
  };
}

const tooHardToPlan = (most: number, cause?: unknown): HubError =>
  new HubError('BAD_INPUT', 'the operation takes too long to plan: ask for less at a time', {
    details: { limit: 'planning', most },
    cause,
  });

/** Plans in the order of their last use, of a bounded weight together. */
class PlanStore implements PlanCache {
  readonly #plans = new Map<string, { readonly plan: Plan; readonly weight: number }>();
  #weight = 0;

  has(hash: string): boolean {
    return this.#plans.has(hash);
  }

  async get(hash: string): Promise<Plan | undefined> {
    const known = this.#plans.get(hash);
    if (known) {
      this.#plans.delete(hash);
      this.#plans.set(hash, known);
    }
    return known?.plan;
  }

  async set(hash: string, plan: Plan): Promise<void> {
    this.put(hash, plan, LIGHT);
  }

  put(hash: string, plan: Plan, weight: number): void {
    this.#drop(hash);
    this.#plans.set(hash, { plan, weight });
    this.#weight += weight;
    for (const [oldest] of this.#plans) {
      if (this.#weight <= MOST_KEPT) break;
      this.#drop(oldest);
    }
  }

  async delete(hash: string): Promise<boolean> {
    return this.#drop(hash);
  }

  clear(): void {
    this.#plans.clear();
    this.#weight = 0;
  }

  #drop(hash: string): boolean {
    this.#weight -= this.#plans.get(hash)?.weight ?? 0;
    return this.#plans.delete(hash);
  }
}
