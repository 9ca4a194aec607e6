import { setImmediate as nextTurn } from 'node:timers/promises';
import { MapperKind, mapSchema } from '@graphql-tools/utils';
import { buildASTSchema, validate, type DocumentNode, type ExecutionResult, type GraphQLSchema } from 'graphql';
import { documentOf } from '../platform/access/access-document';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import { createAccessFilter } from './access-filter';
import type { AuditTrail } from './audit-trail';
import { createContracts, type Contracts } from './contract';
import { readCostRules, type CostRules } from './cost-directives';
import { eventOwners, type EventOwner } from './event-owners';
import { compileOperation, type CompiledOperation } from './execution/compile';
import type { QueryPlan } from './execution/query-plan';
import { asPlanned } from './execution/refused-fields';
import { checkSigner, reachAll, type Reach } from './fetchers';
import { runOperation, type Operation, type RunningGraph } from './graph-run';
import { joinedNamesOf } from './joined-names';
import { namedSubgraphs } from './named-subgraphs';
import type { PlanningThread } from './planning-thread';
import { planningWeight } from './planning-weight';
import { createPlans, type Planned } from './plans';
import type { GatewayContext } from './request-context';
import { readSupergraphAccess, unguardedAccess, type SupergraphAccess } from './supergraph-access';

/** One version of the supergraph, loaded. Immutable: a new version is a new graph, and the old one ends its requests. */
export interface Graph {
  /** What clients of the whole graph see: without the hidden fields that pushed events run through. */
  readonly clientSchema: GraphQLSchema;
  /** What clients are validated against and answered in terms of. */
  readonly contracts: Contracts;
  /** All of it. */
  readonly schema: GraphQLSchema;
  readonly access: SupergraphAccess;
  /** What its fields cost. */
  readonly costs: CostRules;
  /** Who tells of the events of each subscription field. */
  readonly events: ReadonlyMap<string, EventOwner>;
  /** SHA-256 of the supergraph: the version of its rules. */
  readonly hash: string;
  /** Filters, plans and runs a query or mutation. Errors are in the result; it throws only on our own bugs. */
  run(operation: Operation): Promise<ExecutionResult>;
  /** Operations under way. */
  readonly running: () => number;
  /** The operations that were planned for and are in use, the latest used first. */
  inUse(): readonly Planned[];
  /** Plans operations before anybody asks them, as far as they still are valid. Throws nothing. */
  warm(operations: readonly Planned[]): Promise<void>;
  close(): Promise<void>;
}

/** What a graph is loaded with. */
export interface GraphDependencies extends Reach {
  /** Plans its operations. */
  readonly planning: PlanningThread;
  /** Where what operations tell of people is put on record; without one, nowhere. */
  readonly audit?: AuditTrail;
}

/** Name of the hidden query field that a subscription field's events run through: `x` to `_onX`. */
export const twinOf = (field: string): string => `_on${field.charAt(0).toUpperCase()}${field.slice(1)}`;

/**
 * Loads a supergraph. Throws BAD_INPUT when it cannot be read or names a subgraph out of reach, RULE_BROKEN when it
 * leaves fields unclassified.
 */
export async function loadGraph(supergraphSdl: string, dependencies: GraphDependencies): Promise<Graph> {
  const { planning, audit, unguarded } = dependencies;
  const supergraph = readable(supergraphSdl);
  const named = [...namedSubgraphs(supergraph).values()];
  const fetchers = reachAll(named, dependencies);
  const schemas: { api?: GraphQLSchema; whole?: GraphQLSchema } = {};
  const compile = (plan: QueryPlan, { document }: Planned): CompiledOperation<GatewayContext> => {
    const { api: schema, whole: supergraphSchema } = schemas as Required<typeof schemas>;
    return compileOperation({ plan, document, schema, supergraphSchema });
  };
  const plans = createPlans({ supergraphSdl, planning, compile });
  const close = async (): Promise<void> => {
    await plans.close();
    await Promise.all([...fetchers.values()].map((fetcher) => fetcher.close()));
  };
  try {
    const sdl = await plans.schemas();
    const schema = (schemas.api = schemaOf(sdl.api));
    await nextTurn();
    schemas.whole = schemaOf(sdl.supergraph);
    await nextTurn();
    const access = unguarded ? unguardedAccess : readSupergraphAccess(supergraph, schema);
    for (const subgraph of named) checkSigner(subgraph, dependencies);
    await nextTurn();
    const clientSchema = forClients(schema, unguarded);
    await nextTurn();
    const contracts = await createContracts(clientSchema, supergraph);
    await nextTurn();
    const filter = createAccessFilter(schema, access, joinedNamesOf(supergraph));
    const hash = digestOf(supergraphSdl);
    let running = 0;
    const loaded = { whole: contracts.named(null), schema, filter, fetchers, hash, plans, audit };
    return {
      ...{ clientSchema, contracts, schema, access, hash, close },
      costs: readCostRules(supergraph),
      events: eventOwners(supergraph, dependencies),
      running: () => running,
      inUse: () => plans.inUse(MOST_WARMED),
      warm: (operations) => warm(operations, loaded),
      async run(operation) {
        running += 1;
        try {
          return await runOperation(operation, loaded);
        } finally {
          running -= 1;
        }
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

const MOST_WARMED = 100; // operations

/** One after another, so that the planning thread stays open to those who ask. */
async function warm(operations: readonly Planned[], { schema, plans }: RunningGraph): Promise<void> {
  for (const { hash, document } of operations) {
    await nextTurn();
    if (validate(schema, asPlanned(document)).length > 0) continue;
    try {
      await plans.planFor({ hash, document, weight: planningWeight(document, schema) });
    } catch {
      return; // whoever asks it is told what is wrong
    }
  }
}

function readable(supergraphSdl: string): DocumentNode {
  try {
    return documentOf(supergraphSdl);
  } catch (cause) {
    throw new HubError('BAD_INPUT', 'the supergraph cannot be loaded', { cause });
  }
}

/** What the planner printed needs no check. */
const schemaOf = (sdl: string): GraphQLSchema => buildASTSchema(documentOf(sdl), { assumeValid: true, assumeValidSDL: true }); // prettier-ignore

/** A guarded graph's query fields that begin with `_` are the house's own: what runs events, and roots that no client may ask. */
function forClients(schema: GraphQLSchema, unguarded: boolean): GraphQLSchema {
  const twins = new Set(Object.keys(schema.getSubscriptionType()?.getFields() ?? {}).map(twinOf));
  const isHidden = (name: string): boolean => twins.has(name) || (!unguarded && name.startsWith('_'));
  return mapSchema(schema, {
    [MapperKind.QUERY_ROOT_FIELD]: (field, name) => (isHidden(name) ? null : field),
  });
}
