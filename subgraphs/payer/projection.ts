import { idOf } from '../../platform/domain/ids';
import type { Clock } from '../../platform/domain/instant';
import type { Commit, CommitLog, FeedEntry } from '../../platform/events/port';
import { adjudicationOf } from './adjudicate';
import { announce, type Announcement } from './append';
import { afterCommit } from './claim-document';
import type {
  ClaimDocument,
  DenialDocument,
  PayerDocument,
  PayerDocuments,
  RemittanceClaimDocument,
  RemittanceDocument,
} from './documents';
import type { ClaimPaymentsReceived, PayerFact, RemittanceReceived } from './facts';
import { matchNameOf } from './payer-name';

type Entry = FeedEntry<PayerFact>;

export interface ProjectionDependencies {
  readonly log: CommitLog<PayerFact>;
  readonly documents: PayerDocuments;
  readonly clock: Clock;
}

/**
 * Brings the documents up to date with a batch of the room's own feed, then brings claims and claim payments together,
 * whichever came first: each pair becomes a ClaimAdjudicated. Safe to repeat.
 */
export async function project(deps: ProjectionDependencies, batch: readonly Entry[]): Promise<void> {
  const { documents } = deps;
  await projectPayers(documents, batch);
  await projectTransactions(documents, batch);
  const claims = await projectClaims(documents, batch);
  await projectRemittances(documents, batch);
  await projectAdjudications(documents, batch, claims);
  await adjudicate(deps, batch);
}

const factsOf = <Type extends PayerFact['type']>(batch: readonly Entry[], type: Type) =>
  batch.flatMap(({ commit, position }) =>
    commit.facts.flatMap((fact) =>
      fact.type === type ? [{ commit, position, data: fact.data as Extract<PayerFact, { type: Type }>['data'] }] : [],
    ),
  );

async function projectClaims(
  documents: PayerDocuments,
  batch: readonly Entry[],
): Promise<ReadonlyMap<string, ClaimDocument>> {
  const commits = batch.map(({ commit }) => commit).filter(({ stream }) => stream.startsWith('claim/'));
  const claims = new Map<string, ClaimDocument>();
  const ids = [...new Set(commits.map(claimIdOf))];
  for (const claim of await documents.claims.getMany(ids)) if (claim) claims.set(claim._id, claim);
  for (const commit of commits) {
    const after = afterCommit(claims.get(claimIdOf(commit)) ?? null, commit);
    if (after) claims.set(after._id, after);
  }
  await documents.claims.upsertNewer([...claims.values()]);
  return claims;
}

const claimIdOf = ({ stream }: Commit): string => stream.slice('claim/'.length);

/** A payment of a claim that is known is the claim's at once; a test remittance is nobody's. */
async function projectRemittances(documents: PayerDocuments, batch: readonly Entry[]): Promise<void> {
  const payments = factsOf(batch, 'ClaimPaymentsReceived').flatMap(({ position, data }) =>
    claimPayments(data, position),
  );
  const claims = await documents.claims.getMany(payments.map(({ claimSubmittedId }) => claimSubmittedId));
  const owned = payments.map((payment, index) => {
    const claim = claims[index];
    return claim && !payment.isTest ? { ...payment, ...ownerOf(claim) } : payment;
  });
  await documents.remittanceClaims.upsertNewer(owned);
  // The claim payments of the remittance's own commit have its position: they would be no news for its document.
  await documents.remittances.upsertNewer(
    factsOf(batch, 'RemittanceReceived').map(({ position, data }) => {
      const withIt = owned.filter((one) => one.remittanceId === data.remittance.id && one.version === position);
      return { ...remittanceDocument(data, position), facilityIds: facilitiesOf(withIt) };
    }),
  );
  await addFacilities(documents, owned);
}

const ownerOf = ({ _id: claimId, patientId, facilityId, accountId }: ClaimDocument) => ({
  ...{ claimId, patientId, facilityId, accountId },
});

const facilitiesOf = (payments: readonly RemittanceClaimDocument[]): readonly string[] => [
  ...new Set(payments.flatMap(({ facilityId }) => facilityId ?? [])),
];

function remittanceDocument({ remittance }: RemittanceReceived, version: number): RemittanceDocument {
  const { id, ...rest } = remittance;
  return { _id: id, version, ...rest, facilityIds: [] };
}

const paymentId = (remittanceId: string, ordinal: number): string => `${remittanceId}.${ordinal}`;

const claimPayments = (
  { remittance, claims }: ClaimPaymentsReceived,
  version: number,
): readonly RemittanceClaimDocument[] =>
  claims.map((claim) => ({
    ...claim,
    _id: paymentId(remittance.id, claim.ordinal),
    version,
    remittanceId: remittance.id,
    payerId: remittance.payerId,
    paymentDate: remittance.paymentDate,
    isTest: remittance.isTest,
    ...{ claimId: null, patientId: null, facilityId: null, accountId: null },
  }));

/** Tells a claim payment, its remittance and the denial in it whose they are. */
async function projectAdjudications(
  documents: PayerDocuments,
  batch: readonly Entry[],
  claims: ReadonlyMap<string, ClaimDocument>,
): Promise<void> {
  const found = factsOf(batch, 'ClaimAdjudicated');
  if (found.length === 0) return;
  const paymentIds = found.map(({ data: { adjudication } }) =>
    paymentId(adjudication.remittanceId, adjudication.ordinal),
  );
  const payments = await documents.remittanceClaims.getMany(paymentIds);
  const owned: RemittanceClaimDocument[] = [];
  const denials: DenialDocument[] = [];
  for (const [index, { position, data }] of found.entries()) {
    const payment = payments[index];
    const claim = claims.get(data.claimId);
    if (!payment || !claim) continue;
    const owner = ownerOf(claim);
    owned.push({ ...payment, ...owner, version: position });
    const { denial, remittanceId, paymentDate, ordinal } = data.adjudication;
    if (denial === null) continue;
    const _id = idOf('denial', remittanceId, String(ordinal));
    denials.push({
      ...denial,
      ...owner,
      _id,
      version: position,
      payerId: payment.payerId,
      remittanceId,
      denialDate: paymentDate,
    });
  }
  await documents.remittanceClaims.upsertNewer(owned);
  await documents.denials.upsertNewer(denials);
  await addFacilities(documents, owned);
}

async function addFacilities(documents: PayerDocuments, owned: readonly RemittanceClaimDocument[]): Promise<void> {
  const ids = [...new Set(owned.map(({ remittanceId }) => remittanceId))];
  const changed: RemittanceDocument[] = [];
  for (const remittance of await documents.remittances.getMany(ids)) {
    if (!remittance) continue;
    const ofIt = owned.filter(({ remittanceId }) => remittanceId === remittance._id);
    const facilityIds = new Set(remittance.facilityIds);
    for (const { facilityId } of ofIt) if (facilityId !== null) facilityIds.add(facilityId);
    const version = Math.max(...ofIt.map((payment) => payment.version));
    if (facilityIds.size > remittance.facilityIds.length)
      changed.push({ ...remittance, version, facilityIds: [...facilityIds] });
  }
  await documents.remittances.upsertNewer(changed);
}

async function projectTransactions(documents: PayerDocuments, batch: readonly Entry[]): Promise<void> {
  await documents.transactions.upsertNewer(
    factsOf(batch, 'TransactionReceived').map(({ commit, data: { summary } }) => ({
      ...summary,
      _id: commit.stream.slice('transaction/'.length),
      version: commit.version,
      receivedAt: commit.at,
      origin: commit.origin,
    })),
  );
}

/** Payers as the EHR names them, and those that only claims and remittances name. */
async function projectPayers(documents: PayerDocuments, batch: readonly Entry[]): Promise<void> {
  const master = factsOf(batch, 'PayerRecorded').map(({ commit, data: { payer } }): PayerDocument => ({
    ...{
      _id: payer.id,
      id: payer.id,
      version: 1 + commit.version,
      name: payer.name,
      payerIdentifier: payer.payerIdentifier,
    },
    ...{ matchName: matchNameOf(payer.name), isMaster: true },
  }));
  const named = [
    ...factsOf(batch, 'ClaimSubmitted').map(({ data }) => data.claim.payer),
    ...factsOf(batch, 'RemittanceReceived').map(({ data: { remittance } }) => ({
      id: remittance.payerId,
      name: remittance.payerName,
      payerIdentifier: remittance.payerIdentifier,
    })),
  ].map(({ id, name, payerIdentifier }): PayerDocument => ({
    ...{ _id: id, id, version: 1, name, payerIdentifier, matchName: matchNameOf(name), isMaster: false },
  }));
  await documents.payers.upsertNewer([...named, ...master]);
}

/** Pairs of claim and claim payment that this batch completes. Test remittances decide nothing. */
async function adjudicate({ log, documents, clock }: ProjectionDependencies, batch: readonly Entry[]): Promise<void> {
  const arrived = factsOf(batch, 'ClaimPaymentsReceived').flatMap(({ data, position }) => claimPayments(data, position)); // prettier-ignore
  const known = await documents.claims.getMany(arrived.map(({ claimSubmittedId }) => claimSubmittedId));
  const created = batch.filter(({ commit }) => commit.stream.startsWith('claim/') && commit.version === 1);
  const waiting: RemittanceClaimDocument[] = [];
  for (const some of chunksOf(created.map(({ commit }) => claimIdOf(commit)))) {
    const filter = { claimSubmittedId: { in: some }, claimId: null };
    for await (const payment of documents.remittanceClaims.iterate(filter)) waiting.push(payment);
  }
  const pairs = [...arrived.filter((_, index) => known[index]), ...waiting].filter(({ isTest }) => !isTest);
  const origins = new Map((await documents.remittances.getMany([...new Set(pairs.map(({ remittanceId }) => remittanceId))])).flatMap((one) => one ? [[one._id, one.origin] as const] : [])); // prettier-ignore
  const announcements = pairs.map((payment): Announcement => {
    const origin = origins.get(payment.remittanceId) ?? null;
    return {
      stream: `claim/${payment.claimSubmittedId}`,
      factKey: `adjudicated:${payment._id}`,
      facts: [
        {
          type: 'ClaimAdjudicated',
          data: { claimId: payment.claimSubmittedId, adjudication: adjudicationOf(payment, payment) },
        },
      ],
      at: clock(),
      origin,
      trace: {
        correlationId: origin?.correlationId ?? payment._id,
        causationId: `remittance/${payment.remittanceId}@1`,
      },
    };
  });
  if (announcements.length > 0) await announce(log, announcements);
}

function* chunksOf<T>(items: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += 500) yield items.slice(start, start + 500);
}
