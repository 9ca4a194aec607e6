import type { CalendarDate } from '../../platform/domain/calendar-date';
import { HubError } from '../../platform/domain/errors';
import { idOf } from '../../platform/domain/ids';
import type { Instant } from '../../platform/domain/instant';
import type { Origin, Trace } from '../../platform/domain/origin';
import type { CommitLog } from '../../platform/events/port';
import type { AccountWriter } from './account-writer';
import type { BillingDocuments, ClaimIndexDocument } from './documents';
import type {
  AccountCommand,
  BillingFact,
  Books,
  CashFact,
  CashSource,
  ClaimPayment,
  Entry,
  LedgerAccountCode,
} from './domain';
import { balanced, transfer } from './ledger';
import { withKinds } from './upcast';

/**
 * Some claim payments of a remittance as billing takes them; a large remittance comes in several parts, after its sums
 * were checked as a whole. Amounts in minor units. X12 835.
 */
export interface RemittancePart {
  readonly remittanceId: string;
  /** Ordinal of the first claim payment; 1 for the part that brings the remittance's own adjustments. */
  readonly firstOrdinal: number;
  readonly payments: readonly ClaimPayment[];
  /** With the first part. PLB: a positive amount was withheld from the payment, a negative one added to it. */
  readonly providerAdjustments: readonly {
    readonly reasonCode: string;
    readonly amount: number;
    readonly currency: string;
  }[];
  readonly paymentDate: CalendarDate;
  /** Whose books take what belongs to no account. */
  readonly books: Books;
  readonly at: Instant;
  readonly origin: Origin | null;
  readonly trace: Trace;
}

/** Writers that lose a race this often in a row are in a fault, not in a race. */
const MAX_ATTEMPTS = 20;

export interface RemittanceResult {
  readonly posted: number;
  readonly unidentified: number;
}

export interface RemittancePosting {
  /** Posts each claim-payment to its account and holds what has none. Safe to repeat: the first decision stands. */
  post(remittance: RemittancePart): Promise<RemittanceResult>;
  /** Moves held money to accounts whose claims have become known. Returns how many items moved. */
  identify(claimIds: readonly string[], call: { readonly at: Instant; readonly trace: Trace }): Promise<number>;
}

// eslint-disable-next-line max-lines-per-function -- closures over one set of dependencies, each short
export function createRemittancePosting({
  log,
  writer,
  documents,
}: {
  readonly log: CommitLog<BillingFact>;
  readonly writer: AccountWriter;
  readonly documents: Pick<BillingDocuments, 'claims' | 'unidentified'>;
}): RemittancePosting {
  return {
    async post(remittance) {
      const known = await claimsById(remittance.payments.map(({ claimId }) => claimId));
      const unidentified = await take(remittance, known);
      const payments = remittance.payments.filter(({ ordinal }) => !unidentified.has(ordinal));
      const late = await claimsById(payments.map(({ claimId }) => claimId).filter((id) => !known.has(id)));
      const claims = new Map([...known, ...late]);
      await writer.run(payments.flatMap((payment) => command(payment, claims, 'PAYER_CLEARING', remittance)));
      return { posted: payments.length, unidentified: unidentified.size };
    },

    async identify(claimIds, call) {
      const claims = await claimsById(claimIds);
      let moved = 0;
      for await (const item of documents.unidentified.iterate({
        claimSubmittedId: { in: [...claims.keys()] },
        status: 'HELD',
      })) {
        const commands = command(withKinds(item.payment), claims, 'UNIDENTIFIED_PAYER_CASH', { ...call, origin: null });
        await writer.run(commands);
        moved += await recordIdentified(item._id, commands[0] as AccountCommand, item.payment.claimId);
      }
      return moved;
    },
  };

  async function claimsById(ids: readonly string[]): Promise<Map<string, ClaimIndexDocument>> {
    const found = await documents.claims.getMany([...new Set(ids)]);
    return new Map(found.flatMap((claim) => (claim ? [[claim._id, claim] as const] : [])));
  }

  /** Records once for each part which claim-payments have no account here, with the remittance's own adjustments. */
  async function take(part: RemittancePart, known: ReadonlyMap<string, unknown>): Promise<ReadonlySet<number>> {
    const { at, origin, trace, remittanceId, firstOrdinal } = part;
    const stream = `remittance/${remittanceId}`;
    const factKey = firstOrdinal === 1 ? 'taken' : `taken:${firstOrdinal}`;
    const facts = takenFacts(part, known);
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
      const expectedVersion = (await log.versions([stream])).get(stream) ?? 0;
      const { outcome } = await log.append({ stream, expectedVersion, factKey, facts, at, origin, trace });
      if (outcome === 'COMMITTED') return unidentifiedIn(facts);
      if (outcome === 'REPEATED') return unidentifiedIn(await standing(stream, factKey));
    }
    throw new HubError('CONFLICT', 'a remittance is being posted by too many at once');
  }

  async function standing(stream: string, factKey: string): Promise<readonly BillingFact[]> {
    for (let after = 0; ;) {
      const commits = await log.read(stream, after);
      const found = commits.find((commit) => commit.factKey === factKey);
      if (found || commits.length === 0) return found?.facts ?? [];
      after = commits.at(-1)?.version ?? after;
    }
  }

  async function recordIdentified(
    itemId: string,
    { accountId, at, trace }: AccountCommand,
    claimId: string,
  ): Promise<number> {
    const { outcome } = await log.append({
      stream: `unidentified/${itemId}`,
      expectedVersion: 0,
      factKey: 'identified',
      facts: [{ type: 'CashIdentified', data: { itemId, claimId, accountId } }],
      at,
      trace,
    });
    return outcome === 'COMMITTED' ? 1 : 0;
  }
}

/** Ordinals of the claim-payments that had no account. */
function unidentifiedIn(facts: readonly BillingFact[]): ReadonlySet<number> {
  return new Set(facts.flatMap((fact) => (fact.type === 'RemittanceTaken' ? fact.data.unidentified : [])));
}

function command(
  payment: ClaimPayment,
  claims: ReadonlyMap<string, ClaimIndexDocument>,
  cash: CashSource,
  { at, origin, trace }: Pick<RemittancePart, 'at' | 'origin' | 'trace'>,
): readonly AccountCommand[] {
  const claim = claims.get(payment.claimId);
  if (!claim) return [];
  const factKey = `remittance:${payment.remittanceId}#${payment.ordinal}`;
  return [
    { accountId: claim.accountId, factKey, at, origin, trace, action: { type: 'POST_CLAIM_PAYMENT', payment, cash } },
  ];
}

function takenFacts(remittance: RemittancePart, known: ReadonlyMap<string, unknown>): readonly CashFact[] {
  const unknown = remittance.payments.filter(({ claimId, statusCode }) => !known.has(claimId) && statusCode !== '25');
  const taken = { remittanceId: remittance.remittanceId, unidentified: unknown.map(({ ordinal }) => ordinal) };
  return [
    { type: 'RemittanceTaken', data: taken },
    ...unknown.map((payment) => unidentifiedFact(payment, remittance)),
    ...remittance.providerAdjustments.map((adjustment) => providerAdjustmentFact(adjustment, remittance)),
  ];
}

function unidentifiedFact(payment: ClaimPayment, { books }: RemittancePart): CashFact {
  const { remittanceId, ordinal, claimId, paidAmount, currency, paymentDate } = payment;
  const entry: Entry = balanced({
    kind: 'UNIDENTIFIED_CASH',
    legs: transfer('PAYER_CLEARING', 'UNIDENTIFIED_PAYER_CASH', paidAmount),
    currency,
    postingDate: paymentDate,
    serviceDate: null,
    reasonCode: null,
    remittanceId,
  });
  const id = idOf('unidentified', remittanceId, String(ordinal));
  return { type: 'UnidentifiedCashRecorded', version: 2, data: { ...books, entry, item: { id, claimSubmittedId: claimId, amount: paidAmount, payment } } }; // prettier-ignore
}

/** X12 835 PLB03-1: L6 is interest; everything else is withheld, forwarded or taken back against later payments. */
const ledgerAccountOf = (reasonCode: string): LedgerAccountCode =>
  reasonCode === 'L6' ? 'INTEREST' : 'PAYER_RECOUPMENT';

function providerAdjustmentFact(
  { reasonCode, amount, currency }: RemittancePart['providerAdjustments'][number],
  { books, paymentDate, remittanceId }: RemittancePart,
): CashFact {
  const entry: Entry = balanced({
    kind: 'PROVIDER_ADJUSTMENT',
    legs: transfer(ledgerAccountOf(reasonCode), 'PAYER_CLEARING', amount),
    currency,
    postingDate: paymentDate,
    serviceDate: null,
    reasonCode: `PLB-${reasonCode}`,
    remittanceId,
  });
  return { type: 'ProviderAdjustmentPosted', data: { ...books, entry } };
}
