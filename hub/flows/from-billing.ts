import type { Clock } from '../../platform/domain/instant';
import type { Trace } from '../../platform/domain/origin';
import type { Commit, FeedEntry } from '../../platform/events/port';
import type { BillingFact, ClaimRequest, JournalRequest, RaisedException } from '../../subgraphs/billing/domain';
import type { CaseToRaise } from '../../subgraphs/billing/exceptions';
import type { Billing } from '../../subgraphs/billing/index';
import type { Erp } from '../../subgraphs/erp/index';
import type { Bills } from './bills';

export interface FromBillingDependencies {
  readonly billing: Pick<Billing, 'documents' | 'remittances' | 'raiseExceptions'>;
  readonly erp: Pick<Erp, 'commands'>;
  /** Sends a claim to its payer. */
  readonly submitClaim: (request: ClaimRequest, trace: Trace) => Promise<void>;
  /** Null where statements go another way. */
  readonly bills: Pick<Bills, 'enqueue'> | null;
  readonly clock: Clock;
}

/** What the ledger has decided is carried on: claims, journals, bills, cases. Safe to repeat. */
export function createFromBilling({ billing, erp, submitClaim, bills, clock }: FromBillingDependencies) {
  return async (batch: readonly FeedEntry<BillingFact>[]): Promise<void> => {
    for (const { commit } of batch) {
      for (const fact of commit.facts) await take(fact, commit);
    }
    await raise(batch);
    await identify(batch);
    await tellBills(batch);
  };

  async function take(fact: BillingFact, commit: Commit<BillingFact>): Promise<void> {
    const trace = { correlationId: commit.trace.correlationId, causationId: commit._id };
    if (fact.type === 'ClaimRequested') return submitClaim(fact.data, trace);
    if (fact.type === 'JournalRequested') return postJournal(fact.data, trace);
  }

  /** What of the batch needs a person: all its cases at one time, as a remittance may bring thousands. */
  async function raise(batch: readonly FeedEntry<BillingFact>[]): Promise<void> {
    const cases: CaseToRaise[] = [];
    const known = await claimsKnownOf(batch, billing.documents);
    for (const { commit } of batch) {
      const trace = { correlationId: commit.trace.correlationId, causationId: commit._id };
      const found = commit.facts.flatMap((fact) => (known.has(heldFor(fact)) ? [] : caseOf(fact, commit)));
      const place = found.length > 0 ? await placeOf(commit, billing.documents) : null;
      if (!place) continue;
      for (const { key, ...rest } of found) cases.push({ key, exception: { ...place, ...rest }, at: clock(), trace });
    }
    await billing.raiseExceptions(cases);
  }

  async function postJournal(
    { journalId, lines, legalEntityId, facilityId, postingDate, currency }: JournalRequest,
    trace: Trace,
  ) {
    await erp.commands.postJournal({
      id: journalId,
      legalEntityId,
      facilityId,
      postingDate,
      currency,
      lines: lines.map(({ ledgerAccount, amount }) => ({
        ledgerAccount,
        ...(amount > 0 ? { debit: amount } : { credit: -amount }),
      })),
      trace,
    });
  }

  /**
   * Claims that have become known may find money that was waiting for them, and money a claim that became known while
   * it was being held.
   */
  async function identify(batch: readonly FeedEntry<BillingFact>[]): Promise<void> {
    const matches = batch.flatMap(({ commit }) => commit.facts.map((fact) => ({ commit, id: heldFor(fact) ?? claimIn(fact) }))); // prettier-ignore
    const ids = matches.flatMap(({ id }) => id ?? []);
    const cause = matches.find(({ id }) => id !== null)?.commit;
    if (!cause) return;
    const trace = { correlationId: cause.trace.correlationId, causationId: cause._id };
    await billing.remittances.identify(ids, { at: clock(), trace });
  }

  /** Notes each account of the batch whose balance changed, once for all its changes. */
  async function tellBills(batch: readonly FeedEntry<BillingFact>[]): Promise<void> {
    const changed = batch.filter(({ commit }) => commit.facts.some(({ type }) => type === 'BalanceChanged'));
    const newest = new Map(changed.map(({ commit }) => [commit.stream.slice('account/'.length), commit]));
    const accounts = [...newest].map(([accountId, { version }]) => ({ accountId, version }));
    const last = changed.at(-1);
    if (bills && last) await bills.enqueue(accounts, last.commit.trace);
  }
}

/** The claim, unknown at that time, whose money a fact holds. */
const heldFor = (fact: BillingFact): string | null =>
  fact.type === 'UnidentifiedCashRecorded' ? fact.data.item.claimSubmittedId : null;

/** The claim that a fact makes known. */
const claimIn = (fact: BillingFact): string | null =>
  fact.type === 'ClaimRequested' || fact.type === 'ClaimRegistered' ? fact.data.claimId : null;

/** Which of the claims whose money the batch holds have become known meanwhile: nobody has to look for those. */
async function claimsKnownOf(
  batch: readonly FeedEntry<BillingFact>[],
  documents: Pick<Billing['documents'], 'claims'>,
): Promise<ReadonlySet<string | null>> {
  const held = batch.flatMap(({ commit }) => commit.facts.flatMap((fact) => heldFor(fact) ?? []));
  if (held.length === 0) return new Set();
  const found = await documents.claims.getMany([...new Set(held)]);
  return new Set(found.flatMap((claim) => (claim ? [claim._id] : [])));
}

/** Where a case comes from and whose it is. */
async function placeOf(
  { stream, origin }: Commit,
  documents: Pick<Billing['documents'], 'accounts'>,
): Promise<Omit<RaisedException, 'kind' | 'reason'>> {
  const accountId = stream.startsWith('account/') ? stream.slice('account/'.length) : null;
  const account = accountId === null ? null : await documents.accounts.get(accountId);
  const { system = null, messageId = null } = origin ?? {};
  return { system, messageId, accountId, facilityId: account?.facilityId ?? null };
}

type Case = Pick<RaisedException, 'kind' | 'reason'> & { readonly key: string };

/** What a person has to do about a fact, if anything. */
function caseOf(fact: BillingFact, { _id }: Commit): readonly Case[] {
  switch (fact.type) {
    case 'UnidentifiedCashRecorded': {
      const { id, claimSubmittedId } = fact.data.item;
      const reason = `A payer paid for claim ${claimSubmittedId}, which is not known here. The money is held; find the claim, or return it.`; // prettier-ignore
      return [{ key: id, kind: 'UNIDENTIFIED_CASH', reason }];
    }
    case 'DenialRecorded': {
      const { claimId, remittanceId, reasonCodes } = fact.data;
      const reason = `Claim ${claimId} was denied in full or in part (${reasonCodes.join(', ')}). Correct and resubmit it, appeal, or write it off.`; // prettier-ignore
      return [{ key: `${claimId} ${remittanceId}`, kind: 'CLAIM_DENIED', reason }];
    }
    case 'ChargeReversed': {
      const { chargeItemId, claimId } = fact.data;
      if (claimId === null) return [];
      const reason = `Charge ${chargeItemId} changed after claim ${claimId} was sent. Send a replacement claim (frequency code 7).`; // prettier-ignore
      return [{ key: _id, kind: 'CHARGE_CHANGED_AFTER_CLAIM', reason }];
    }
    default:
      return [];
  }
}
