import { HubError } from '../../platform/domain/errors';

/** A resource to be put at its own id. */
export interface Put {
  readonly resourceType: string;
  readonly id: string;
  readonly resource: Readonly<Record<string, unknown>>;
}

/** What a bundle holds: resources to put, and what cannot be put with the reason. No PHI in reasons. */
export interface BundleContents {
  readonly puts: readonly Put[];
  readonly setAside: readonly { readonly reason: string; readonly raw: string }[];
}

interface BundleEntry {
  readonly fullUrl?: unknown;
  readonly resource?: unknown;
}

const URN = 'urn:uuid:';
const ID = /^[A-Za-z0-9\-.]{1,64}$/;

/**
 * Reads any kind of bundle (transaction, batch, batch-response, collection) as resources to put by id, so that a second
 * run changes nothing; `urn:uuid:` references become `Type/id`. Throws SOURCE_MALFORMED for what is no bundle.
 * Source: FHIR R4 Bundle, sections 2.36.4.1 (resolving references) and 3.1.0.7.1 (update as create).
 */
export function readBundle(input: unknown): BundleContents {
  const { resourceType, entry } = fields(input);
  if (resourceType !== 'Bundle') throw new HubError('SOURCE_MALFORMED', 'the JSON is not a FHIR R4 Bundle');
  const entries = (Array.isArray(entry) ? entry : []) as readonly BundleEntry[];
  const identified = entries.map((item) => identify(item));
  const places = placesOf(identified);
  return {
    puts: identified.flatMap(({ type, id, resource }) =>
      type && id ? [{ resourceType: type, id, resource: relink({ ...resource, id }, places) as Put['resource'] }] : [],
    ),
    setAside: identified.flatMap(({ type, id, resource }, index) =>
      type && id ? [] : [{ reason: faultOf(type, index), raw: JSON.stringify(resource) }],
    ),
  };
}

interface Identified {
  readonly type: string | null;
  readonly id: string | null;
  readonly fullUrl: string | null;
  readonly resource: Readonly<Record<string, unknown>>;
}

const fields = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

function identify({ fullUrl, resource }: BundleEntry): Identified {
  const content = fields(resource);
  const url = typeof fullUrl === 'string' ? fullUrl : null;
  const given = typeof content.id === 'string' ? content.id : url?.startsWith(URN) ? url.slice(URN.length) : null;
  const type = typeof content.resourceType === 'string' ? content.resourceType : null;
  return { type, id: given !== null && ID.test(given) ? given : null, fullUrl: url, resource: content };
}

const faultOf = (type: string | null, index: number): string =>
  type === null
    ? `entry ${index} holds no FHIR resource`
    : `entry ${index}, a ${type}, has no usable id, so that it could not be told from a second copy`;

/** Where each `urn:uuid:` of the bundle is to be found. */
function placesOf(identified: readonly Identified[]): ReadonlyMap<string, string> {
  return new Map(
    identified.flatMap(({ type, id, fullUrl }) => {
      if (!type || !id) return [];
      const place = `${type}/${id}`;
      return [[`${URN}${id}`, place] as const, ...(fullUrl?.startsWith(URN) ? [[fullUrl, place] as const] : [])];
    }),
  );
}

/** The same JSON with every `reference` to a `urn:uuid:` of the bundle naming its place instead. */
function relink(value: unknown, places: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => relink(item, places));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      key === 'reference' && typeof item === 'string' ? (places.get(item) ?? item) : relink(item, places),
    ]),
  );
}
