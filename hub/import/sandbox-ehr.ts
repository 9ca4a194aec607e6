import { HubError, isHubError } from '../../platform/domain/errors';
import type { HttpClient } from '../../platform/connect/http-client';
import type { Call } from '../../platform/connect/port';
import type { Put } from './fhir-bundle';
import { saysTheSame } from './same-content';

/** What became of a resource in the EHR. `key` is the one it has in the hub's inbox: `Type/id@version`. */
export type PutOutcome =
  | { readonly outcome: 'ACCEPTED' | 'REPEATED'; readonly key: string }
  | { readonly outcome: 'REFUSED'; readonly reason: string };

/** The sandbox's EHR as the import loads it. */
export interface SandboxEhr {
  /**
   * Puts resources by id, in order. One that says what a version of it says already, be it an older one, changes
   * nothing. Throws SOURCE_UNAVAILABLE.
   */
  readonly put: (puts: readonly Put[]) => Promise<readonly PutOutcome[]>;
}

/** The name by which the sandbox EHR tells that it is one. FHIR R4 CapabilityStatement.software.name. */
const SANDBOX_SOFTWARE = 'Accord sandbox EHR';

/** Throws RULE_BROKEN unless the EHR says that it is the sandbox: made-up patients must not reach a real one. */
export async function openSandboxEhr(http: HttpClient, call: Call): Promise<SandboxEhr> {
  if ((await softwareName(http, call)) !== SANDBOX_SOFTWARE) {
    throw new HubError('RULE_BROKEN', 'FHIR bundles are imported into the sandbox EHR only, and the EHR of this hub is another; start the hub with its sandbox, or import without them'); // prettier-ignore
  }
  return { put: (puts) => putAll(http, puts, call) };
}

/** Null for a server that does not tell it in FHIR's way. */
async function softwareName(http: HttpClient, call: Call): Promise<unknown> {
  try {
    const answer = await http.request({ method: 'GET', path: '/metadata', headers: { accept: FHIR_JSON }, call });
    return (answer.json() as { readonly software?: { readonly name?: unknown } } | null)?.software?.name;
  } catch (error) {
    if (isHubError(error, 'SOURCE_REJECTED') || isHubError(error, 'SOURCE_MALFORMED')) return null;
    throw error;
  }
}

const FHIR_JSON = 'application/fhir+json';
const MOST_ENTRIES = 200; // of one batch
const LARGEST_BATCH = 4_000_000; // characters

/** A resource as it goes over the wire. */
interface Outgoing {
  readonly put: Put;
  readonly text: string;
}

async function putAll(http: HttpClient, puts: readonly Put[], call: Call): Promise<readonly PutOutcome[]> {
  const outcomes: PutOutcome[] = [];
  let batch: Outgoing[] = [];
  let length = 0;
  const send = async (): Promise<void> => {
    if (batch.length > 0) outcomes.push(...(await putSome(http, batch, call)));
    batch = [];
    length = 0;
  };
  for (const put of puts) {
    const text = JSON.stringify(put.resource);
    if (batch.length === MOST_ENTRIES || length + text.length > LARGEST_BATCH) await send();
    batch.push({ put, text });
    length += text.length;
  }
  await send();
  return outcomes;
}

async function putSome(http: HttpClient, batch: readonly Outgoing[], call: Call): Promise<readonly PutOutcome[]> {
  const paths = batch.map(({ put }) => `${put.resourceType}/${put.id}`);
  const known = await readBatch(http, paths, call);
  const repeated = new Map<Outgoing, PutOutcome>();
  const differing: Outgoing[] = [];
  batch.forEach((one, index) => {
    const stored = known[index]?.resource;
    if (stored === undefined) return;
    if (saysTheSame(one.put.resource, stored)) repeated.set(one, { outcome: 'REPEATED', key: keyOf(one.put, stored) });
    else differing.push(one);
  });
  for (const [one, stored] of await earlierVersions(http, differing, call)) {
    repeated.set(one, { outcome: 'REPEATED', key: keyOf(one.put, stored) });
  }
  const fresh = batch.filter((one) => !repeated.has(one));
  const written = await writeBatch(http, fresh, call);
  const outcomes = new Map([...repeated, ...fresh.map((one, index) => [one, written[index] ?? NO_ANSWER] as const)]);
  return batch.map((one) => outcomes.get(one) ?? NO_ANSWER);
}

const NO_ANSWER: PutOutcome = { outcome: 'REFUSED', reason: 'the EHR did not answer for every resource; import again' };

type Stored = Readonly<Record<string, unknown>>;

const keyOf = ({ resourceType, id }: Put, { meta }: Stored): string =>
  `${resourceType}/${id}@${String((meta as { readonly versionId?: unknown } | undefined)?.versionId)}`;

/** Those that say what an earlier version said, with the version that stands now. */
async function earlierVersions(
  http: HttpClient,
  differing: readonly Outgoing[],
  call: Call,
): Promise<readonly (readonly [Outgoing, Stored])[]> {
  if (differing.length === 0) return [];
  const paths = differing.map(({ put }) => `${put.resourceType}/${put.id}/_history`);
  const histories = await readBatch(http, paths, call);
  return differing.flatMap((one, index) => {
    const { entry } = (histories[index]?.resource ?? {}) as { readonly entry?: readonly { readonly resource?: Stored }[] }; // prettier-ignore
    const versions = (entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
    const [newest] = versions;
    return newest && versions.some((version) => saysTheSame(one.put.resource, version)) ? [[one, newest] as const] : [];
  });
}

interface BatchEntry {
  readonly resource?: Stored;
  readonly response?: { readonly status?: string; readonly etag?: string };
}

const readBatch = (http: HttpClient, paths: readonly string[], call: Call): Promise<readonly BatchEntry[]> =>
  batchOf(http, paths.map((url) => `{"request":{"method":"GET","url":${JSON.stringify(url)}}}`), call); // prettier-ignore

async function writeBatch(http: HttpClient, batch: readonly Outgoing[], call: Call): Promise<readonly PutOutcome[]> {
  if (batch.length === 0) return [];
  const entries = batch.map(({ put, text }) => {
    const request = JSON.stringify({ method: 'PUT', url: `${put.resourceType}/${put.id}` });
    return `{"resource":${text},"request":${request}}`;
  });
  const answers = await batchOf(http, entries, call, { prefer: 'return=minimal' });
  return batch.map(({ put }, index) => {
    const { status = '', etag = '' } = answers[index]?.response ?? {};
    const version = /^(?:W\/)?"(.*)"$/.exec(etag)?.[1] ?? '';
    if (status.startsWith('2')) return { outcome: 'ACCEPTED', key: `${put.resourceType}/${put.id}@${version}` };
    const reason = `the EHR refused a ${put.resourceType} with status ${status}; correct it at its source`;
    return { outcome: 'REFUSED', reason };
  });
}

const ATTEMPTS = 3;

/** One batch and its answers, in order. An answer that is damaged is asked for again: all of this may be repeated. */
async function batchOf(
  http: HttpClient,
  entries: readonly string[],
  call: Call,
  headers: Readonly<Record<string, string>> = {},
): Promise<readonly BatchEntry[]> {
  const body = `{"resourceType":"Bundle","type":"batch","entry":[${entries.join(',')}]}`;
  for (let attempt = 1; ; attempt += 1) {
    const answer = await http.request({
      ...{ method: 'POST', path: '/', body, call, idempotent: true },
      headers: { 'content-type': FHIR_JSON, ...headers },
    });
    try {
      return (answer.json() as { readonly entry?: readonly BatchEntry[] }).entry ?? [];
    } catch (error) {
      if (attempt === ATTEMPTS || !isHubError(error, 'SOURCE_MALFORMED')) throw error;
    }
  }
}
