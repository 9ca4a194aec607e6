import { print, type DocumentNode } from 'graphql';
import { HubError } from '../platform/domain/errors';
import { asPlanned } from './execution/refused-fields';
import type { QueryPlan } from './execution/query-plan';
import { isPlanningTimeout, type PlanningThread } from './planning-thread';

/** Compiled query plans of one supergraph by hash of their document, the least used dropped first. */
export interface Plans<Compiled> {
  /**
   * SDL of the schemas: what may be asked, and all of it. Throws BAD_INPUT for a supergraph that cannot be read or takes
   * too long.
   */
  schemas(): Promise<{ readonly api: string; readonly supergraph: string }>;
  /**
   * The plan of an operation, made in the planning thread and compiled here, once. Throws BAD_INPUT when planning takes too
   * long, SOURCE_UNAVAILABLE when too many wait for it.
   */
  planFor(operation: Planned): Compiled | Promise<Compiled>;
  /** Documents of the plans in use, the latest used first. */
  inUse(most: number): readonly Planned[];
  /** Lets go of the supergraph; plans that are kept can still be had. */
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
export interface PlansOptions<Compiled> {
  readonly supergraphSdl: string;
  readonly planning: PlanningThread;
  readonly compile: (plan: QueryPlan, operation: Planned) => Compiled;
}

const MOST_KEPT = 50_000; // of weight: a plan of weight 1 takes about a kilobyte
const LEAST = 10; // weight that the smallest plan is counted with
const MOST_REFUSED = 1_000; // hashes
const REFUSED_FOR = 60_000; // 1 minute until planning is tried again

/** Plans of a supergraph, made in a thread of their own: neither loading it nor planning holds this one. */
export function createPlans<Compiled>({ supergraphSdl, planning, compile }: PlansOptions<Compiled>): Plans<Compiled> {
  const kept = new PlanStore<Compiled>();
  const underWay = new Map<string, Promise<Compiled>>();
  const tooHard = new TooHard(planning.timeoutMs);
  const supergraph = planning.hold(supergraphSdl);
  const plan = async (operation: Planned): Promise<Compiled> => {
    const { hash, document, weight } = operation;
    try {
      const compiled = compile(await supergraph.plan(print(asPlanned(document))), operation);
      kept.put(hash, { compiled, operation }, weight);
      return compiled;
    } catch (error) {
      throw isPlanningTimeout(error) ? tooHard.note(hash, error) : error;
    } finally {
      underWay.delete(hash);
    }
  };
  return {
    async schemas() {
      try {
        return await supergraph.schemas();
      } catch (cause) {
        throw new HubError('BAD_INPUT', 'the supergraph cannot be loaded', { cause });
      }
    },
    planFor(operation) {
      const { hash } = operation;
      const known = kept.get(hash);
      if (known) return known.compiled;
      tooHard.check(hash);
      const planning = underWay.get(hash) ?? plan(operation);
      underWay.set(hash, planning);
      return planning;
    },
    inUse: (most) => kept.latest(most).map(({ operation }) => operation),
    async close() {
      await Promise.allSettled(underWay.values());
      await supergraph.release();
    },
  };
}

/** Remembers what took too long to plan, so that nobody has it tried again and again. */
class TooHard {
  readonly #since = new Map<string, number>();

  constructor(private readonly most: number) {}

  note(hash: string, cause: unknown): HubError {
    if (this.#since.size >= MOST_REFUSED) this.#since.clear();
    this.#since.set(hash, performance.now());
    return this.#refusal(cause);
  }

  /** Throws BAD_INPUT for what took too long a moment ago. */
  check(hash: string): void {
    if (performance.now() - (this.#since.get(hash) ?? -Infinity) < REFUSED_FOR) throw this.#refusal();
  }

  #refusal(cause?: unknown): HubError {
    return new HubError('BAD_INPUT', 'the operation takes too long to plan: ask for less at a time', {
      details: { limit: 'planning', most: this.most },
      cause,
    });
  }
}

interface Kept<Compiled> {
  readonly compiled: Compiled;
  readonly operation: Planned;
}

/** Plans in the order of their last use, of a bounded weight together. */
class PlanStore<Compiled> {
  readonly #plans = new Map<string, Kept<Compiled>>();
  #weight = 0;

  get(hash: string): Kept<Compiled> | undefined {
    const known = this.#plans.get(hash);
    if (known) {
      this.#plans.delete(hash);
      this.#plans.set(hash, known);
    }
    return known;
  }

  put(hash: string, kept: Kept<Compiled>, weight: number): void {
    this.#drop(hash);
    this.#plans.set(hash, kept);
    this.#weight += Math.max(weight, LEAST);
    for (const [oldest] of this.#plans) {
      if (this.#weight <= MOST_KEPT) break;
      this.#drop(oldest);
    }
  }

  latest(most: number): readonly Kept<Compiled>[] {
    return [...this.#plans.values()].slice(-most).reverse();
  }

  #drop(hash: string): void {
    const known = this.#plans.get(hash);
    if (known) this.#weight -= Math.max(known.operation.weight, LEAST);
    this.#plans.delete(hash);
  }
}
