import { randomUUID } from 'node:crypto';
import type { Revocations } from '../platform/access/revocations';
import type { Subgraph, SubgraphCall } from '../platform/access/subgraph';
import type { TokenVerifier } from '../platform/access/tokens';
import type { Viewer } from '../platform/access/viewer';
import { HubError } from '../platform/domain/errors';
import type { Clock } from '../platform/domain/instant';

/** An event being pushed: seen by the subgraph that owns the subscription's field, and by no other. */
export interface PushedEvent {
  readonly owner: string;
  readonly payload: unknown;
}

/** One request through the gateway: who asks, on whose chain of work, and each subgraph's own context. */
export interface GatewayContext {
  readonly viewer: Viewer;
  readonly correlationId: string;
  readonly event: PushedEvent | null;
  /** By name of the subgraph, made on first use. */
  readonly subgraphContexts: Map<string, object>;
}

/** A fresh context, sharing nothing with any other request. */
export const createContext = (
  viewer: Viewer,
  correlationId: string,
  event: PushedEvent | null = null,
): GatewayContext => ({
  viewer,
  correlationId,
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
}

/** Tells who asks. Throws UNAUTHENTICATED, BAD_INPUT (purpose of use) or SOURCE_UNAVAILABLE (the issuer's keys). */
export type Identify = (credentials: Credentials) => Promise<Viewer>;

/** A viewer without any right, for a gateway that guards nothing. */
const ANYONE: Viewer = {
  subject: 'anyone',
  scopes: new Set(),
  compartment: { kind: 'NONE' },
  clientId: 'unnamed',
  tokenId: null,
  purpose: 'HPAYMT',
};

/** Looks the viewer up anew at each call: signature, end of the token, and revocation. */
export function createIdentify({
  verifier,
  revocations,
  clock,
  unguarded,
}: {
  readonly verifier: TokenVerifier;
  readonly revocations: Revocations;
  readonly clock: Clock;
  readonly unguarded: boolean;
}): Identify {
  return async ({ authorization, purposeOfUse }) => {
    if (unguarded && authorization === undefined) return ANYONE;
    const [, token] = typeof authorization === 'string' ? (/^Bearer +(\S+)$/i.exec(authorization) ?? []) : [];
    if (token === undefined) throw new HubError('UNAUTHENTICATED', 'send a token: authorization: Bearer TOKEN');
    const viewer = await verifier.verify(token, typeof purposeOfUse === 'string' ? purposeOfUse : null, clock());
    if (revocations.isRevoked(viewer)) throw new HubError('UNAUTHENTICATED', 'the token has been revoked');
    return viewer;
  };
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
