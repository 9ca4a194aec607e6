import type { ContractName } from '../platform/access/contracts';
import { HubError } from '../platform/domain/errors';
import { digestOf } from '../platform/domain/ids';
import { doorOf, type Door } from './doors';
import { MalformedRequest } from './malformed-request';
import { checkHash, type PersistedQueries } from './persisted-queries';
import { namedDocument, type DocumentNaming, type NamedDocument, type TrustedDocuments } from './trusted-documents';

/** A GraphQL request as it came: the GraphQL over HTTP specification's parameters. */
export interface ClientRequest extends DocumentNaming {
  readonly query?: unknown;
  readonly operationName?: unknown;
  readonly variables?: unknown;
}

/** Where the texts of documents that a request only names come from. */
export interface DocumentSources {
  readonly trusted: TrustedDocuments;
  /** Where only trusted documents are taken. */
  readonly trustedOnly: readonly Door[];
  readonly persisted: PersistedQueries;
}

/** What a request says beside its document. */
export interface Parameters {
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Reads the parameters of a request. Throws MalformedRequest for one of another type than GraphQL over HTTP says. */
export function parametersOf(request: ClientRequest): Parameters {
  if (Array.isArray(request)) throw new MalformedRequest('send one operation at a time: batches are not taken');
  const { operationName, variables, extensions } = request;
  if (operationName != null && typeof operationName !== 'string') {
    throw new MalformedRequest('operationName must be text');
  }
  if (!isMapOrAbsent(variables)) throw new MalformedRequest('variables must be an object');
  if (!isMapOrAbsent(extensions)) throw new MalformedRequest('extensions must be an object');
  return { operationName: operationName ?? null, variables: variables ?? {} };
}

const isMapOrAbsent = (value: unknown): value is Readonly<Record<string, unknown>> | null | undefined =>
  value == null || (typeof value === 'object' && !Array.isArray(value));

/** The text of a request's document, and how to keep it for later ones that only name it, once it has proved good. */
export interface SentDocument {
  readonly text: string;
  readonly keep: () => void;
}

/**
 * The document that a request sends or names. Throws MalformedRequest, NOT_FOUND or FORBIDDEN (trusted documents),
 * PERSISTED_QUERY_NOT_FOUND or PERSISTED_QUERY_NOT_SUPPORTED.
 */
export function sentDocument(
  request: ClientRequest,
  { contract }: { readonly contract: ContractName | null },
  sources: DocumentSources,
): SentDocument {
  const { query } = request;
  if (query != null && typeof query !== 'string') throw new MalformedRequest('query must be text');
  const named = namedDocument(request);
  const text = query === '' ? undefined : (query ?? undefined);
  if (named) return sentByName(named, text, { door: doorOf(contract), ...sources });
  if (text === undefined) throw new MalformedRequest('a request must have a query');
  checkTrust(text, { door: doorOf(contract), ...sources });
  return { text, keep() {} };
}

interface AtDoor extends DocumentSources {
  readonly door: Door;
}

function sentByName({ hash, isPersisted }: NamedDocument, sent: string | undefined, at: AtDoor): SentDocument {
  if (sent !== undefined) checkHash(hash, sent);
  const trusted = at.trusted.textOf(hash);
  if (trusted !== undefined) return { text: trusted, keep() {} };
  if (!isPersisted) throw new HubError('NOT_FOUND', 'there is no trusted document of this id');
  if (sent !== undefined) {
    checkTrust(sent, at);
    return { text: sent, keep: () => at.persisted.keep(at.door, hash, sent) };
  }
  if (at.trustedOnly.includes(at.door)) {
    throw new HubError('PERSISTED_QUERY_NOT_SUPPORTED', 'PersistedQueryNotSupported');
  }
  return { text: at.persisted.textOf(at.door, hash), keep() {} };
}

function checkTrust(text: string, { door, trusted, trustedOnly }: AtDoor): void {
  if (!trustedOnly.includes(door) || trusted.textOf(digestOf(text)) !== undefined) return;
  throw new HubError('FORBIDDEN', 'only trusted documents are taken here: send the id of one');
}
