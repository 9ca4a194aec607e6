import type { Taken } from '../../platform/connect/port';
import { batchesOf } from '../../platform/domain/batches';
import { HubError } from '../../platform/domain/errors';
import { idOf } from '../../platform/domain/ids';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { Commit } from '../../platform/events/port';
import type { PayerDocuments } from './documents';
import type { Payer, RemittanceAdvice, RemittanceClaim, RemittanceHeader } from './domain';
import { claimPaymentsOf, CREATED, type PayerFact } from './facts';
import { knownClaims } from './known-claims';
import type { PayerNews } from './news';
import { matchNameOf } from './payer-name';
import type { RecorderDependencies } from './recorder';

type RemittanceNews = Extract<PayerNews, { kind: 'REMITTANCE' }>;

/** Characters of JSON in one commit: far under any store's limit for a document, and what readers hold at one time. */
const PART = 500_000;
const MOST_CLAIMS = 1_000; // in one commit
const ATTEMPTS = 10; // times that another writer of the same remittance is let go first

/**
 * Records a remittance once, under its business key: itself and its first claim payments in one commit, the others in
 * further commits of bounded size. Its sums were checked as a whole before. The same body again is REPEATED, or goes on
 * where the recording was broken off (RECORDED); another body under the same key is CONFLICTING (nothing is written).
 * One whose sums do not come out is recorded all the same, and says so.
 */
export async function recordRemittance(
  deps: RecorderDependencies,
  message: Taken,
  news: RemittanceNews,
): Promise<'RECORDED' | 'REPEATED' | 'CONFLICTING'> {
  const { claims, ...reading } = news.reading;
  const { bodyDigest, key } = news;
  const id = idOf('remittance', key);
  const { system, receivedAt, messageId, correlationId } = message;
  const origin: Origin = { system, sourceId: key, sourceVersion: null, receivedAt, messageId, correlationId };
  const payer = await payerOf(deps.documents, reading);
  const remittance: RemittanceAdvice = { ...reading, id, payerId: payer.id, bodyDigest, origin };
  const recording = { remittance, stream: `remittance/${id}`, trace: { correlationId, causationId: messageId } };
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const outcome = await recordRest(deps, recording, claims);
    if (outcome !== 'OVERTAKEN') return outcome;
  }
  throw new HubError('CONFLICT', 'a remittance is being recorded by too many at once');
}

interface Recording {
  readonly remittance: RemittanceAdvice;
  readonly stream: string;
  readonly trace: Trace;
}

/** Goes on behind the last claim payment that is recorded. OVERTAKEN when another writer came in between. */
async function recordRest(
  deps: RecorderDependencies,
  recording: Recording,
  claims: Iterable<RemittanceClaim>,
): Promise<'RECORDED' | 'REPEATED' | 'CONFLICTING' | 'OVERTAKEN'> {
  const standing = await standingOf(deps, recording.stream);
  if (standing.version > 0 && standing.bodyDigest !== recording.remittance.bodyDigest) return 'CONFLICTING';
  let { version } = standing;
  let hasNews = version === 0;
  for (const part of batchesOf(after(claims, standing.lastOrdinal), { count: MOST_CLAIMS, size: PART, sizeOf })) {
    if (!(await appendPart(deps, recording, { version, part }))) return 'OVERTAKEN';
    version += 1;
    hasNews = true;
  }
  if (version === 0 && !(await appendPart(deps, recording, { version, part: [] }))) return 'OVERTAKEN';
  return hasNews ? 'RECORDED' : 'REPEATED';
}

const sizeOf = (claim: RemittanceClaim): number => JSON.stringify(claim).length;

function* after(claims: Iterable<RemittanceClaim>, lastOrdinal: number): Generator<RemittanceClaim, void, undefined> {
  for (const claim of claims) if (claim.ordinal > lastOrdinal) yield claim;
}

/** How far a remittance is recorded. */
interface Standing {
  readonly version: number;
  readonly bodyDigest: string | null;
  readonly lastOrdinal: number;
}

async function standingOf({ log }: RecorderDependencies, stream: string): Promise<Standing> {
  const version = (await log.versions([stream])).get(stream) ?? 0;
  const [first] = version === 0 ? [] : await log.read(stream, 0, 1);
  const [last] = version === 0 ? [] : await log.read(stream, version - 1, 1);
  const received = first?.facts.find((fact) => fact.type === 'RemittanceReceived');
  return { version, bodyDigest: received?.data.remittance.bodyDigest ?? null, lastOrdinal: lastOrdinalOf(last) };
}

const lastOrdinalOf = (commit: Commit<PayerFact> | undefined): number =>
  commit?.facts.find((fact) => fact.type === 'ClaimPaymentsReceived')?.data.claims.at(-1)?.ordinal ?? 0;

/** False when the stream has moved on. The first part goes with the remittance itself. */
async function appendPart(
  deps: RecorderDependencies,
  { remittance, stream, trace }: Recording,
  { version, part }: { readonly version: number; readonly part: readonly RemittanceClaim[] },
): Promise<boolean> {
  const payments = part.length === 0 ? [] : [claimPaymentsOf(remittance, part, await knownAndNot(deps, part))];
  const facts: readonly PayerFact[] =
    version === 0 ? [{ type: 'RemittanceReceived', version: 3, data: { remittance } }, ...payments] : payments;
  const factKey = version === 0 ? CREATED : `claims:${part[0]?.ordinal ?? 0}`;
  const { origin } = remittance;
  const result = await deps.log.append({ stream, expectedVersion: version, factKey, facts, at: deps.clock(), origin, trace }); // prettier-ignore
  return result.outcome === 'COMMITTED';
}

/** Tells the claims that are known here from those that are not: the money of those is unidentified. */
async function knownAndNot(deps: RecorderDependencies, claims: readonly RemittanceClaim[]) {
  const ids = [...new Set(claims.map(({ claimSubmittedId }) => claimSubmittedId))];
  const known = await knownClaims(deps, ids);
  return { knownClaimIds: ids.filter((id) => known.has(id)), unknownClaimIds: ids.filter((id) => !known.has(id)) };
}

/** The payer that the remittance names, by its identifier or else its name; one of its own making when it is unknown. */
async function payerOf(documents: PayerDocuments, header: RemittanceHeader): Promise<Payer> {
  const { payerIdentifier, payerName: name, payerCompanyId } = header;
  const found = await documents.findPayer({ payerIdentifier, matchName: matchNameOf(name) });
  if (found) return found;
  return { id: idOf('payer', payerIdentifier ?? matchNameOf(name) ?? payerCompanyId ?? ''), name, payerIdentifier };
}
