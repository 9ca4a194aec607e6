import { Router } from 'express';
import type { SupergraphSource } from '../gateway/graph-holder';
import { digestOf } from '../platform/domain/ids';
import { createAuditRoutes } from './audit-routes';
import type { RouteGuard } from './guarded-routes';
import type { Oversight } from './oversight';
import { createRevocationRoutes } from './revocation-routes';

export interface OversightRouteDependencies extends Omit<RouteGuard, 'revocations'> {
  readonly oversight: Oversight;
  /** Whose rules decide what is shown. */
  readonly supergraph: Pick<SupergraphSource, 'current'>;
}

/** `/operator/revocations` and `/audit`, beside the graph on any process that answers viewers. */
export function createOversightRoutes({ oversight, supergraph, ...guard }: OversightRouteDependencies): Router {
  const { audit: writer, reader, revocations, rights } = oversight;
  const policyVersion = (): string => digestOf(supergraph.current());
  const routes = Router();
  routes.use('/operator/revocations', createRevocationRoutes({ ...guard, revocations }, rights));
  routes.use('/audit', createAuditRoutes({ ...guard, revocations, reader, writer, policyVersion }));
  return routes;
}
