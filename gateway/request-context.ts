import { randomUUID } from 'node:crypto';
import type { AskedOperation, AuditedCall } from '../platform/access/audit/audited-call';
import type { BreakGlass } from '../platform/access/break-glass';
import { viewerWithin, type ContractName } from '../platform/access/contracts';
import type { Revocations } from '../platform/access/revocations';
import type { Subgraph, SubgraphCall } from '../platform/access/subgraph';
import type { TokenVerifier } from '../platform/access/tokens';
import type { Viewer } from '../platform/access/viewer';
import type { StopSignal } from '../platform/connect/stop-signal';
import { HubError } from '../platform/domain/errors';
import type { Clock } from '../platform/domain/instant';
import type { Span } from '../platform/telemetry/span';

/** An event being pushed: seen by the subgraph that owns the subscription's field, and by no other. */
export interface PushedEvent {
  readonly owner: string;
  readonly payload: unknown;
}

/** Who asks, and on whose chain of work. */
export interface RequestOrigin {
  readonly viewer: Viewer;
  readonly correlationId: string;
  /** W3C Trace Context of this request, told to subgraphs elsewhere; null where the request had none. */
  readonly traceparent: string | null;
  /** What its fetches are steps of; absent where no traces are recorded. */
  readonly span?: Span | undefined;
  /** The client's own `authorization`, passed on by a gateway that guards nothing itself; else null. */
  readonly passedAuthorization: string | null;
}

/** One request through the gateway, with each subgraph's own context. */
export interface GatewayContext extends RequestOrigin {
  readonly event: PushedEvent | null;
  /** What is run, for records that subgraphs elsewhere keep themselves; told when it runs. */
  readonly asked?: AskedOperation & Pick<AuditedCall, 'policyVersion'>;
  /** Stopped when the operation's time is up, with the error to answer. */
  readonly signal?: StopSignal;
  /** By name of the subgraph, made on first use. */
  readonly subgraphContexts: Map<string, object>;
}

/** A fresh context, sharing nothing with any other request. */
export const createContext = (
  { viewer, correlationId, traceparent, span, passedAuthorization }: RequestOrigin,
  event: PushedEvent | null = null,
): GatewayContext => ({
  viewer,
  correlationId,
  traceparent,
  span,
  passedAuthorization,
  event,
  subgraphContexts: new Map(),
});

/** The context of one subgraph within one request: the same object for each of its fetches, and for no one else's. */
export function subgraphContext(subgraph: Pick<Subgraph, 'name' | 'contextFor'>, request: GatewayContext): object {
  const { name } = subgraph;
  const known = request.subgraphContexts.get(name);
  if (known) return known;
  const { viewer, correlationId, event } = request;
  const call: SubgraphCall = { viewer, correlationId, ...(event?.owner === name ? { event: event.payload } : {}) };
  const made = subgraph.contextFor(call);
  request.subgraphContexts.set(name, made);
  return made;
}

/** What a client says of itself, by headers or by a WebSocket's connection parameters. */
export interface Credentials {
  /** `Bearer TOKEN` */
  readonly authorization: unknown;
  readonly purposeOfUse: unknown;
  /** Why the glass must be broken; read with the purpose BTG alone. */
  readonly breakGlassReason?: unknown;
}

/**
 * Tells who asks, as they are within the contract that they ask of. Throws UNAUTHENTICATED, BAD_INPUT (purpose of use), FORBIDDEN (break-glass) or SOURCE_UNAVAILABLE (the
 * issuer's keys).
 */
export type Identify = (credentials: Credentials, contract: ContractName | null) => Promise<Viewer>;

/** A viewer without any right, for a gateway that guards nothing. */
const ANYONE: Viewer = {
  subject: 'anyone',
  scopes: new Set(),
  compartment: { kind: 'NONE' },
  clientId: 'unnamed',
  tokenId: null,
  purpose: 'HPAYMT',
};

/** What viewers are looked up in. */
export interface IdentifyOptions {
  readonly verifier: TokenVerifier;
  readonly revocations: Revocations;
  /** Without it, nobody can break the glass here. */
  readonly breakGlass?: BreakGlass | undefined;
  /** Completes a viewer by what no token tells, such as whose bills they answer for. */
  readonly complete?: ((viewer: Viewer) => Promise<Viewer>) | undefined;
  readonly clock: Clock;
  readonly unguarded: boolean;
}

/** Looks the viewer up anew at each call: signature, end of the token, revocation, and the hour of a broken glass. */
export function createIdentify(options: IdentifyOptions): Identify {
  const { verifier, revocations, breakGlass, complete = async (viewer) => viewer, clock, unguarded } = options;
  const identify = async ({ authorization, purposeOfUse, breakGlassReason }: Credentials): Promise<Viewer> => {
    if (unguarded) return ANYONE;
    const [, token] = typeof authorization === 'string' ? (/^Bearer +(\S+)$/i.exec(authorization) ?? []) : [];
    if (token === undefined) throw new HubError('UNAUTHENTICATED', 'send a token: authorization: Bearer TOKEN');
    const verified = await verifier.verify(token, typeof purposeOfUse === 'string' ? purposeOfUse : null, clock());
    if (revocations.isRevoked(verified)) throw new HubError('UNAUTHENTICATED', 'the token has been revoked');
    const viewer = await complete(verified);
    if (viewer.purpose !== 'BTG') return viewer;
    if (!breakGlass) throw new HubError('FORBIDDEN', 'the glass cannot be broken at this gateway');
    return breakGlass.open(viewer, breakGlassReason);
  };
  return async (credentials, contract) => viewerWithin(contract, await identify(credentials));
}

const PLAIN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const MACHINE_MADE = /^(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32}|[0-7][0-9A-HJKMNP-TV-Z]{25})$/i;
const PERSONAL = /\d{9}|\d{4}-\d{2}-\d{2}|\d{3}-\d{2}-\d{4}|\d{3}[.-]\d{3}[.-]\d{4}/;

/**
 * The correlation id of a request: the client's own when it is a UUID, ULID or trace id, or plain text without anything
 * shaped like a birth date, a social security, card or telephone number (it goes into logs); else a new one.
 */
export function correlationIdOf(given: unknown): string {
  if (typeof given !== 'string') return randomUUID();
  const isSafe = MACHINE_MADE.test(given) || (PLAIN.test(given) && !PERSONAL.test(given));
  return isSafe ? given : randomUUID();
}
