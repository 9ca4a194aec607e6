import { HubError, isHubError } from '../../../platform/domain/errors';
import { digestOf } from '../../../platform/domain/ids';
import type { Call, Pulled, Received, SourceCursor } from '../../../platform/connect/port';
import type { HttpClient, HttpResponse } from '../../../platform/connect/http-client';
import type { EhrConnector } from '../connector';
import { FHIR_TYPES, identityOf } from '../mapping/fhir';
import { fieldsOf, listOf } from '../mapping/fhir-values';

const PAGE_SIZE = 200; // resources
const KIND = 'FHIR R4 ';
const BUNDLE = `${KIND}Bundle`;

export interface FhirEhrConnectorOptions {
  /** Towards the FHIR base URL, with its credentials. */
  readonly http: HttpClient;
  readonly pageSize?: number;
  /** Resource types to read, in this order. */
  readonly types?: readonly string[];
}

/** Per resource type the `meta.lastUpdated` of the last resource seen. */
type Positions = Readonly<Record<string, string | undefined>>;

/**
 * Reads an EHR over FHIR R4 REST, one resource type after another, each in the order of change.
 *
 * A page asks for what changed at or after the last change seen, so that a resource that changes while pages are read
 * only moves to a later page: with offsets it would push another one over the edge of a page already read. The
 * server's own next link is followed only inside one millisecond that fills a whole page. What was changed at exactly
 * that time comes again, and is known by its key.
 * Source: FHIR R4 RESTful API, search; http://hl7.org/fhir/R4/search.html
 */
export class FhirEhrConnector implements EhrConnector {
  readonly source: string;
  readonly #http: HttpClient;
  readonly #pageSize: number;
  readonly #types: readonly string[];

  constructor({ http, pageSize = PAGE_SIZE, types = FHIR_TYPES }: FhirEhrConnectorOptions) {
    this.source = http.source;
    this.#http = http;
    this.#pageSize = pageSize;
    this.#types = types;
  }

  async *pull(cursor: SourceCursor | null, call: Call): AsyncIterable<Pulled> {
    let positions = positionsOf(cursor);
    let refusal: HubError | undefined;
    for (const type of this.#types) {
      try {
        for await (const { messages, position } of this.#changes(type, positions[type], call)) {
          positions = { ...positions, [type]: position };
          yield { messages, next: JSON.stringify(positions) };
        }
      } catch (error) {
        // One type that this EHR does not serve must not keep the others from coming in.
        if (!isHubError(error, 'SOURCE_REJECTED')) throw error;
        refusal ??= new HubError('SOURCE_REJECTED', `${error.message} for ${type}`, { source: this.source, cause: error, details: error.details }); // prettier-ignore
      }
    }
    if (refusal) throw refusal;
  }

  reread({ key, kind, raw }: Pick<Received, 'key' | 'kind' | 'raw'>): Received {
    const parsed = parse(raw);
    if (kind === BUNDLE || parsed === undefined) {
      return { key, kind, raw, payload: this.#unreadable(key.split('@')[0] ?? '') };
    }
    return { ...this.#received(kind.slice(KIND.length), parsed), key, raw };
  }

  async *#changes(
    type: string,
    since: string | undefined,
    call: Call,
  ): AsyncIterable<{ readonly messages: readonly Received[]; readonly position: string | undefined }> {
    let position = since;
    let path = this.#searchPath(type, position);
    for (;;) {
      const answer = await this.#http.request({ method: 'GET', path, headers: { accept: 'application/fhir+json' }, call }); // prettier-ignore
      const page = pageOf(answer);
      if (!page) {
        yield { messages: [this.#brokenPage(type, answer.text())], position };
        return;
      }
      const before = position;
      position = latest(page.resources, position);
      if (page.resources.length > 0) {
        yield { messages: page.resources.map((resource) => this.#received(type, resource)), position };
      }
      if (page.next === undefined || page.resources.length === 0) return;
      path = position === before ? page.next : this.#searchPath(type, position);
    }
  }

  #searchPath(type: string, since: string | undefined): string {
    const changed = since === undefined ? '' : `_lastUpdated=ge${encodeURIComponent(since)}&`;
    return `/${type}?${changed}_sort=_lastUpdated&_count=${this.#pageSize}`;
  }

  #received(type: string, resource: unknown): Received {
    const raw = JSON.stringify(resource);
    const kind = `${KIND}${type}`;
    try {
      const { resourceType } = fieldsOf(resource);
      if (resourceType !== type) throw new HubError('SOURCE_MALFORMED', `a search for ${type} gave another type`);
      const { id, versionId } = identityOf(resource, type);
      return { key: `${type}/${id}@${versionId ?? digestOf(raw)}`, kind, raw, payload: resource };
    } catch (error) {
      if (!isHubError(error)) throw error;
      const reason = new HubError('SOURCE_MALFORMED', error.message, { source: this.source });
      return { key: `${type}@${digestOf(raw)}`, kind, raw, payload: reason };
    }
  }

  #brokenPage(type: string, raw: string): Received {
    return { key: `${type}@${digestOf(raw)}`, kind: BUNDLE, raw, payload: this.#unreadable(type) };
  }

  #unreadable(type: string): HubError {
    const message = `${this.source} answered a search for ${type} with something that is not a FHIR R4 Bundle`;
    return new HubError('SOURCE_MALFORMED', message, { source: this.source });
  }
}

interface BundlePage {
  readonly resources: readonly unknown[];
  readonly next: string | undefined;
}

/** A searchset's matches and its next link; undefined for anything that is not a Bundle. */
function pageOf(answer: HttpResponse): BundlePage | undefined {
  const bundle = fieldsOf(parse(answer.text()));
  if (bundle['resourceType'] !== 'Bundle') return undefined;
  const matches = listOf(bundle['entry'])
    .map(fieldsOf)
    .filter(({ search }) => (fieldsOf(search)['mode'] ?? 'match') === 'match');
  const next = listOf(bundle['link'])
    .map(fieldsOf)
    .find(({ relation }) => relation === 'next');
  const url = next?.['url'];
  return { resources: matches.map(({ resource }) => resource), next: typeof url === 'string' ? url : undefined };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The latest `meta.lastUpdated` among the resources and `before`. FHIR instants: compared as times, kept as text. */
function latest(resources: readonly unknown[], before: string | undefined): string | undefined {
  let found = before;
  for (const resource of resources) {
    const { lastUpdated } = fieldsOf(fieldsOf(resource)['meta']);
    if (typeof lastUpdated !== 'string' || Number.isNaN(Date.parse(lastUpdated))) continue;
    if (found === undefined || Date.parse(lastUpdated) > Date.parse(found)) found = lastUpdated;
  }
  return found;
}

/** Throws BAD_INPUT for a cursor that was not made here. */
function positionsOf(cursor: SourceCursor | null): Positions {
  if (cursor === null) return {};
  const parsed = parse(cursor);
  if (typeof parsed !== 'object' || parsed === null)
    throw new HubError('BAD_INPUT', 'the cursor is not of this source');
  return parsed as Positions;
}
