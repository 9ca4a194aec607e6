import type { DataEngine } from '../harness/data-engine';
import type { Issuer } from '../harness/issuer';
import type { Json, Meaning, Scenario, ViewerSpec } from '../harness/scenario';

/** What a gateway may lack: cases that need it are skipped, and say so. */
export const CAPABILITIES = [
  'ws',
  'sse',
  'subgraph',
  'contract',
  'push',
  'swap',
  'revoke',
  'advance',
  'purpose',
  'glass',
] as const;
export type Capability = (typeof CAPABILITIES)[number];

/** Thrown by `start` and `swap` when the gateway refuses the schemas, as some scenarios let it. */
export class SchemaRefused extends Error {}

/** Who asks, as a request to the gateway says it. */
export interface Asker {
  /** Null: nobody. */
  readonly token: string | null;
  readonly purpose: string | undefined;
  /** Why the glass is broken. */
  readonly reason: string | undefined;
  /** Names the request in the audit trail. */
  readonly correlationId: string;
}

/** A GraphQL request as it is sent. */
export interface SentRequest {
  readonly query: string;
  readonly operationName?: string | undefined;
  readonly variables?: Readonly<Record<string, Json>> | undefined;
}

/** An answer as it came, with all of its text for the search of secrets. */
export interface Answer {
  readonly status: number;
  readonly body: { readonly data?: Json; readonly errors?: readonly AnswerError[] };
  readonly text: string;
}

export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** One field of one operation in the audit trail. */
export interface AuditEntry {
  readonly subgraph: string;
  /** `Type.field` */
  readonly field: string;
  readonly decision: 'ALLOW' | 'MASK' | 'DENY';
  /** `Type/id`, where it is known. */
  readonly entities: readonly string[];
}

/** What a gateway is started over. */
export interface World {
  readonly scenario: Scenario;
  /** What the stub subgraphs hold and notice. */
  readonly engine: DataEngine;
  readonly issuer: Issuer;
}

/** A gateway that serves one scenario. */
export interface RunningGateway {
  /** URL of the graph, or of one of its contracts; `http:`, and `ws:` at the same place. */
  url(contract?: string): string;
  /** Asks a subgraph past the gateway's own checks, for the same viewer. */
  askSubgraph?(subgraph: string, request: SentRequest, asker: Asker): Promise<Answer>;
  /** Has an event come by the subgraph that owns `Subscription.field`, once so many streams listen to it. */
  push?(field: string, payload: Json, listeners: number): Promise<void>;
  /** Resolves when another version of the subgraphs' schemas is served. */
  swap?(version: string): Promise<void>;
  revoke?(tokenId: string): Promise<void>;
  /** Moves the gateway's clock on. */
  advance?(seconds: number): Promise<void>;
  audit?(correlationId: string): Promise<readonly AuditEntry[]>;
  /** Back to the first version and the true time, before each case. */
  reset?(): Promise<void>;
  stop(): Promise<void>;
}

/** How the suite puts one gateway in. */
export interface Adapter {
  readonly name: string;
  readonly capabilities: readonly Capability[];
  /** The gateway's error codes for what the suite means; several where it makes no difference between them. */
  readonly codes: Readonly<Record<Meaning, readonly string[]>>;
  /** Claims of a viewer's token beside `sub`, `iss`, `iat`, `exp` and `jti`. */
  claimsOf(subject: string, viewer: ViewerSpec): Readonly<Record<string, unknown>>;
  /** Says who asks: HTTP headers, and a WebSocket's `connection_init` payload. */
  say(asker: Asker): { readonly headers: Record<string, string>; readonly connectionParams: Record<string, unknown> };
  /** Throws SchemaRefused when the gateway does not take the schemas. */
  start(world: World): Promise<RunningGateway>;
  /** Lets go of what its gateways share, after the last of them has stopped. */
  end?(): Promise<void>;
}
