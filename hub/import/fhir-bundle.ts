import { HubError } from '../../platform/domain/errors';

/** A resource to be put at its own id. */
export interface Put {
  readonly resourceType: string;
  readonly id: string;
  readonly resource: Readonly<Record<string, unknown>>;
  /** Its place in the bundle, from 0. */
  readonly entry: number;
}

/** An entry that cannot be put. No PHI in the reason. */
export interface UnusableEntry {
  readonly entry: number;
  readonly reason: string;
  readonly raw: string;
}

/** What a bundle holds. */
export interface BundleContents {
  readonly puts: readonly Put[];
  readonly setAside: readonly UnusableEntry[];
}

type Fields = Readonly<Record<string, unknown>>;

const URN = 'urn:uuid:';
const ID = /^[A-Za-z0-9\-.]{1,64}$/; // FHIR R4, section 2.24.0.1 (id)
const TYPE = /^[A-Z][A-Za-z]{1,63}$/;

/** Kinds of bundle that state what is, and so may be taken in. FHIR R4 bundle-type. */
const STATEMENTS: ReadonlySet<unknown> = new Set(['transaction', 'batch', 'collection', 'searchset', 'document']);

/** Why bundles of the other kinds are not. */
const OTHERS: Readonly<Record<string, string>> = {
  'batch-response': 'a batch-response is a server\'s answer: it repeats, under ids of its own, what that server was sent, so that taking it in would bill the same care twice; import the batch that it answers', // prettier-ignore
  'transaction-response': 'a transaction-response is a server\'s answer: it repeats, under ids of its own, what that server was sent, so that taking it in would bill the same care twice; import the transaction that it answers', // prettier-ignore
  history: 'a history tells what was, not what is; import a bundle of the resources as they are',
  message: 'FHIR messages are not taken; import a bundle of type transaction, batch or collection',
};

/**
 * Reads a bundle as resources to put by id, so that a second run changes nothing; references to a `fullUrl` of the
 * bundle become `Type/id`.
 * Throws: SOURCE_MALFORMED for what is no bundle, or one that does not state what is.
 * Source: FHIR R4 Bundle, section 2.36.4.1 (resolving references); RESTful API, 3.1.0.4.1 (update as create).
 */
export function readBundle(input: unknown): BundleContents {
  const identified = entriesOf(fields(input)).map(identify);
  const places = placesOf(identified);
  const puts: Put[] = [];
  const setAside: UnusableEntry[] = [];
  identified.forEach(({ type, id, fault, resource }, entry) => {
    const reason = fault ?? faultOf(type, id);
    if (reason !== null) setAside.push({ entry, reason, raw: JSON.stringify(resource) });
    else if (type && id) puts.push({ entry, resourceType: type, id, resource: relink({ ...resource, id }, places) as Fields }); // prettier-ignore
  });
  return { puts, setAside };
}

function entriesOf({ resourceType, type, entry }: Fields): readonly Fields[] {
  if (resourceType !== 'Bundle') throw malformed(notABundle(resourceType));
  if (!STATEMENTS.has(type)) {
    const known = typeof type === 'string' && Object.hasOwn(OTHERS, type) ? OTHERS[type] : undefined;
    throw malformed(known ?? 'the bundle does not say what it is for; give it the type transaction, batch or collection'); // prettier-ignore
  }
  if (entry === undefined) return [];
  if (!Array.isArray(entry)) throw malformed('Bundle.entry is not a list; correct the bundle at its source');
  return entry.map(fields);
}

function notABundle(resourceType: unknown): string {
  const isResource = typeof resourceType === 'string' && TYPE.test(resourceType);
  return isResource
    ? `a FHIR R4 ${resourceType} stands alone; put it into a Bundle of type collection`
    : 'the JSON is not a FHIR R4 Bundle; see what it is and import its bundle instead';
}

const malformed = (message: string): HubError => new HubError('SOURCE_MALFORMED', message);

interface Identified {
  readonly type: string | null;
  readonly id: string | null;
  readonly fullUrl: string | null;
  readonly resource: Fields;
  /** What is wrong with the entry apart from its resource. */
  readonly fault: string | null;
}

const fields = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

function identify({ fullUrl, resource, request, search }: Fields): Identified {
  const content = fields(resource);
  const url = typeof fullUrl === 'string' ? fullUrl : null;
  const { resourceType } = content;
  const type = typeof resourceType === 'string' && TYPE.test(resourceType) ? resourceType : null;
  const id = typeof content['id'] === 'string' ? content['id'] : idIn(url, type);
  const usable = id !== null && ID.test(id) ? id : null;
  return { type, id: usable, fullUrl: url, resource: content, fault: requestFault(fields(request), fields(search)) };
}

/** The id that a full URL gives: of `urn:uuid:ID`, and of `https://server/fhir/Type/ID`. */
function idIn(url: string | null, type: string | null): string | null {
  if (url === null) return null;
  if (url.startsWith(URN)) return url.slice(URN.length);
  const [name, id] = url.split('/').slice(-2);
  return name === type && id !== undefined ? id : null;
}

/** Entries that ask for something else than to keep the resource. */
function requestFault({ method }: Fields, { mode }: Fields): string | null {
  if (mode === 'outcome') return 'an outcome of a search states nothing to keep';
  if (method === undefined || method === 'PUT' || method === 'POST') return null;
  const asked = typeof method === 'string' && /^[A-Z]{3,6}$/.test(method) ? method : 'something unknown';
  return `the entry asks for ${asked}, and an import only adds and replaces; do that in the EHR`;
}

function faultOf(type: string | null, id: string | null): string | null {
  if (type === null) return 'the entry holds no FHIR resource; correct the bundle at its source';
  if (id !== null) return null;
  return `a FHIR R4 ${type} has no usable id, so that it could not be told from a second copy; give it one at its source`; // prettier-ignore
}

/** Where each full URL of the bundle is to be found. */
function placesOf(identified: readonly Identified[]): ReadonlyMap<string, string> {
  return new Map(
    identified.flatMap(({ type, id, fullUrl }) => {
      if (!type || !id) return [];
      const place = `${type}/${id}`;
      return [[`${URN}${id}`, place] as const, ...(fullUrl === null ? [] : [[fullUrl, place] as const])];
    }),
  );
}

/** The same JSON with every `reference` to an entry of the bundle naming its place instead. */
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
