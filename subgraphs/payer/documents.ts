import type { Instant } from '../../platform/domain/instant';
import type { CalendarDate } from '../../platform/domain/calendar-date';
import type { Money } from '../../platform/domain/money';
import type { Origin } from '../../platform/domain/origin';
import type { Collection, Store } from '../../platform/store/port';
import type {
  Adjudication,
  ClaimStatus,
  ClaimStatusReport,
  ClaimSubject,
  DeniedPart,
  Payer,
  RemittanceAdvice,
  RemittanceClaim,
} from './domain';
import type { TransactionSummary } from './x12/summary';

interface Versioned {
  readonly _id: string;
  /** Of the stream's commit, or the feed's position, that wrote it last. */
  readonly version: number;
}

/** Whose records these are; null while not known. */
interface Owned {
  readonly patientId: string | null;
  readonly facilityId: string | null;
  readonly accountId: string | null;
}

/** A claim with all that is known of it. */
export interface ClaimDocument extends Versioned, Omit<ClaimSubject, 'claimId'> {
  readonly status: ClaimStatus;
  /** Sum over its adjudications, reversals included. */
  readonly paidAmount: Money;
  readonly patientResponsibilityAmount: Money;
  readonly submittedAt: Instant | null;
  readonly payerClaimControlNumber: string | null;
  /** The newest 50, oldest first. */
  readonly statusReports: readonly ClaimStatusReport[];
  /** In the order in which they came. */
  readonly adjudications: readonly Adjudication[];
  /** By which names acknowledgments call it; null for claims not sent from here. */
  readonly acknowledgedSet: string | null;
  readonly acknowledgedInterchange: string | null;
  readonly changedAt: Instant;
  readonly origin: Origin | null;
}

/** A remittance without its claim payments, which stand by themselves. */
export interface RemittanceDocument extends Versioned, Omit<RemittanceAdvice, 'id'> {
  /** Facilities of the claims in it that are known. */
  readonly facilityIds: readonly string[];
}

/** One claim payment of a remittance. */
export interface RemittanceClaimDocument extends Versioned, Owned, RemittanceClaim {
  readonly remittanceId: string;
  readonly payerId: string;
  readonly paymentDate: CalendarDate;
  readonly isTest: boolean;
  /** The claim it pays; null while no such claim is known. */
  readonly claimId: string | null;
}

/** What a payer refused of a claim. */
export interface DenialDocument extends Versioned, Owned, DeniedPart {
  readonly claimId: string;
  readonly payerId: string;
  readonly remittanceId: string;
  readonly denialDate: CalendarDate;
}

export interface PayerDocument extends Versioned, Payer {
  /** See `matchNameOf`. */
  readonly matchName: string | null;
  /** Named by the EHR, not just by a payer's own messages. */
  readonly isMaster: boolean;
}

/** A transaction set that came in, by inbox message. */
export interface TransactionDocument extends Versioned, TransactionSummary {
  readonly receivedAt: Instant;
  readonly origin: Origin | null;
}

export interface PayerDocuments {
  readonly claims: Collection<ClaimDocument>;
  readonly remittances: Collection<RemittanceDocument>;
  readonly remittanceClaims: Collection<RemittanceClaimDocument>;
  readonly denials: Collection<DenialDocument>;
  readonly payers: Collection<PayerDocument>;
  readonly transactions: Collection<TransactionDocument>;
  /** The payer of that identifier, else of that name; one that the EHR names before others. */
  findPayer(by: { readonly payerIdentifier: string | null; readonly matchName: string | null }): Promise<Payer | null>;
  /** Ids of the claims that an acknowledgment means. */
  claimsAcknowledgedAs(kind: 'ENVELOPE_999' | 'ENVELOPE_TA1', about: string): Promise<readonly string[]>;
}

/** Opens the collections that this subgraph serves from. */
export async function openPayerDocuments(store: Store): Promise<PayerDocuments> {
  const claims = await store.collection<ClaimDocument>({
    name: 'payer_claims',
    indexes: [
      { fields: ['serviceDate'] },
      { fields: ['facilityId', 'serviceDate'] },
      { fields: ['patientId', 'serviceDate'] },
      { fields: ['payerId', 'serviceDate'] },
      { fields: ['accountId', 'serviceDate'] },
      { fields: ['status', 'serviceDate'] },
      { fields: ['acknowledgedSet'] },
      { fields: ['acknowledgedInterchange'] },
    ],
  });
  const payers = await store.collection<PayerDocument>({
    name: 'payer_payers',
    indexes: [{ fields: ['payerIdentifier'] }, { fields: ['matchName'] }],
  });
  return {
    claims,
    payers,
    remittances: await store.collection({ name: 'payer_remittances', indexes: [{ fields: ['paymentDate'] }] }),
    remittanceClaims: await store.collection({
      name: 'payer_remittance_claims',
      indexes: [{ fields: ['remittanceId', 'ordinal'] }, { fields: ['claimSubmittedId'] }, { fields: ['claimId'] }],
    }),
    denials: await store.collection({
      name: 'payer_denials',
      indexes: [{ fields: ['claimId'] }, { fields: ['denialDate'] }],
    }),
    transactions: await store.collection({
      name: 'payer_transactions',
      indexes: [{ fields: ['setCode', 'receivedAt'] }, { fields: ['receivedAt'] }],
    }),
    findPayer: (by) => findPayer(payers, by),
    claimsAcknowledgedAs: (kind, about) => claimsAcknowledgedAs(claims, kind, about),
  };
}

async function findPayer(
  payers: Collection<PayerDocument>,
  { payerIdentifier, matchName }: { readonly payerIdentifier: string | null; readonly matchName: string | null },
): Promise<Payer | null> {
  const any = [
    ...(payerIdentifier === null ? [] : [{ payerIdentifier }]),
    ...(matchName === null ? [] : [{ matchName }]),
  ];
  if (any.length === 0) return null;
  const { items } = await payers.find({ any });
  const weight = (payer: PayerDocument): number =>
    (payer.isMaster ? 2 : 0) + (payerIdentifier !== null && payer.payerIdentifier === payerIdentifier ? 1 : 0);
  const [best] = [...items].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1));
  return best ?? null;
}

async function claimsAcknowledgedAs(
  claims: Collection<ClaimDocument>,
  kind: 'ENVELOPE_999' | 'ENVELOPE_TA1',
  about: string,
): Promise<readonly string[]> {
  if (kind === 'ENVELOPE_TA1') return idsOf(await claims.find({ acknowledgedInterchange: about }));
  // A report on a whole group ends in the slash after its number.
  const filter = about.endsWith('/') ? { acknowledgedSet: { startsWith: about } } : { acknowledgedSet: about };
  return idsOf(await claims.find(filter));
}

const idsOf = ({ items }: { readonly items: readonly ClaimDocument[] }): readonly string[] =>
  items.map(({ _id }) => _id);
