import { idOf } from '../../platform/domain/ids';
import type { Clock } from '../../platform/domain/instant';
import type { FeedEntry } from '../../platform/events/port';
import { accountIdOf } from '../../subgraphs/billing/account-id';
import type { AccountCommand, Charge } from '../../subgraphs/billing/domain';
import type { Billing } from '../../subgraphs/billing/index';
import type { ChargeItem, RecordedClaim } from '../../subgraphs/ehr/domain';
import type { EhrFact } from '../../subgraphs/ehr/facts';
import type { EhrDocuments } from '../../subgraphs/ehr/documents';
import { postingDateOf, type BookRules } from './books';
import type { BusinessDay } from './business-day';
import { readCareContext, type CareContext } from './care-context';

type Entry = FeedEntry<EhrFact>;
type Command = Omit<AccountCommand, 'at'>;

export interface FromEhrDependencies {
  readonly documents: EhrDocuments;
  readonly billing: Pick<Billing, 'accounts' | 'billHolds' | 'raiseException' | 'documents'>;
  readonly businessDay: BusinessDay;
  readonly books: BookRules;
  readonly clock: Clock;
}

/** Care becomes money: charges and claims of the EHR's feed become commands to the ledger. Safe to repeat. */
export function createFromEhr(deps: FromEhrDependencies): (batch: readonly Entry[]) => Promise<void> {
  return async (batch) => {
    const context = await readCareContext(deps.documents, batch);
    const commands = batch.flatMap((entry) => commandsOf(entry, context, deps.books));
    const at = deps.clock();
    await deps.billing.accounts.run(
      [...commands, ...(await guarantorChanges(deps, batch))].map((command) => ({ ...command, at })),
    );
    await deps.billing.billHolds.hold(context.holds);
    await raiseHomeless(deps, batch);
    await deps.businessDay.advance(batch.flatMap(({ commit }) => commit.facts.map(dayOf)));
  };
}

/** The day of care that a fact tells of; claims found in the EHR may be of any age and tell nothing. */
const dayOf = (fact: EhrFact) =>
  fact.type === 'EncounterRecorded' || fact.type === 'ChargeItemRecorded' ? fact.data.serviceDate : null;

function commandsOf({ commit }: Entry, context: CareContext, books: BookRules): readonly Command[] {
  const { origin, trace } = commit;
  return commit.facts.flatMap((fact) => {
    const posted = chargesOf(fact, context, books);
    return posted.flatMap(({ charge, factKey }) => {
      const accountId = accountIdOf(charge.patientId, charge.facilityId);
      const cause = { accountId, origin, trace: { ...trace, causationId: commit._id } };
      const guarantorId = context.guarantorOf(charge.patientId, charge.facilityId);
      return [
        ...registration(fact, charge, cause),
        { ...cause, factKey, action: { type: 'POST_CHARGE' as const, charge } },
        { ...cause, factKey: 'guarantor', action: { type: 'NAME_GUARANTOR' as const, guarantorId, opening: charge } },
      ];
    });
  });
}

/** A claim that the EHR has made itself is made known before its charge, so that a remittance finds it. */
function registration(
  fact: EhrFact,
  charge: Charge,
  cause: Pick<Command, 'accountId' | 'origin' | 'trace'>,
): readonly Command[] {
  if (fact.type !== 'ClaimRecorded') return [];
  const claim = {
    claimId: fact.data.id,
    encounterId: fact.data.encounterId,
    billedAmount: fact.data.billedAmount.minorUnits,
  };
  return [{ ...cause, factKey: `claim:${claim.claimId}`, action: { type: 'REGISTER_CLAIM', claim, opening: charge } }];
}

interface KeyedCharge {
  readonly charge: Charge;
  readonly factKey: string;
}

function chargesOf(fact: EhrFact, context: CareContext, books: BookRules): readonly KeyedCharge[] {
  if (fact.type === 'ChargeItemRecorded') return chargeOfItem(fact.data, context, books);
  if (fact.type === 'ClaimRecorded') return chargeOfClaim(fact.data, context, books);
  return [];
}

/** Charges that were not billable, or were entered in error, count for nothing. FHIR R4 ChargeItem.status. */
const BILLABLE: ReadonlySet<string> = new Set(['BILLABLE', 'BILLED']);

function chargeOfItem(item: ChargeItem, context: CareContext, books: BookRules): readonly KeyedCharge[] {
  const { id, patientId, facilityId, encounterId, serviceDate, chargeAmount, origin } = item;
  if (facilityId === null) return [];
  const charge: Charge = {
    chargeItemId: id,
    patientId,
    facilityId,
    encounterId,
    serviceDate,
    legalEntityId: context.legalEntityOf(facilityId) ?? books.legalEntityId,
    currency: chargeAmount?.currency ?? 'USD',
    amount: BILLABLE.has(item.status) ? (chargeAmount?.minorUnits ?? null) : null,
    postingDate: postingDateOf(serviceDate, books),
    payer: context.coveragesOn(patientId, serviceDate).length > 0 ? 'INSURANCE' : 'PATIENT',
  };
  return [{ charge, factKey: `charge:${id}@${origin.sourceVersion ?? origin.messageId}` }];
}

/** An EHR that keeps no ChargeItems for an encounter tells its charges by the claim it made. FHIR R4 Claim.total. */
function chargeOfClaim(claim: RecordedClaim, context: CareContext, books: BookRules): readonly KeyedCharge[] {
  const { id, patientId, facilityId, encounterId, serviceDate, billedAmount, payerId, origin } = claim;
  const isCharge = claim.use === 'CLAIM' && facilityId !== null;
  if (!isCharge || (encounterId !== null && context.hasChargeItems(encounterId))) return [];
  const charge: Charge = {
    chargeItemId: `claim-${id}`,
    patientId,
    facilityId,
    encounterId,
    serviceDate,
    claimId: id,
    legalEntityId: context.legalEntityOf(facilityId) ?? books.legalEntityId,
    currency: billedAmount.currency,
    amount: claim.status === 'ACTIVE' && billedAmount.minorUnits !== 0 ? billedAmount.minorUnits : null,
    postingDate: postingDateOf(serviceDate, books),
    payer: payerId === null ? 'PATIENT' : 'INSURANCE',
  };
  return [{ charge, factKey: `charge:claim-${id}@${origin.sourceVersion ?? origin.messageId}` }];
}

/** A new guarantor of a patient takes over the accounts that stand already. */
async function guarantorChanges(
  { documents, billing }: FromEhrDependencies,
  batch: readonly Entry[],
): Promise<readonly Command[]> {
  const changed = batch.flatMap(({ commit }) =>
    commit.facts.flatMap((fact) =>
      fact.type === 'GuarantorAssigned' ? [{ commit, patientId: fact.data.patientId }] : [],
    ),
  );
  if (changed.length === 0) return [];
  const accounts = await billing.documents.accounts.find({
    patientId: { in: changed.map(({ patientId }) => patientId) },
  });
  const commands = accounts.items.map(async (account): Promise<Command | null> => {
    const [guarantorId] = await documents.getGuarantorIdsOf(account.patientId, account.facilityId);
    const cause = changed.findLast(({ patientId }) => patientId === account.patientId);
    if (!guarantorId || !cause) return null;
    const { _id, origin, trace } = cause.commit;
    const action = { type: 'NAME_GUARANTOR' as const, guarantorId, opening: account };
    return {
      accountId: account._id,
      factKey: `guarantor:${_id}`,
      origin,
      trace: { ...trace, causationId: _id },
      action,
    };
  });
  return (await Promise.all(commands)).filter((command) => command !== null);
}

/** A charge that names no place of care cannot be billed by anybody: a person has to look. */
async function raiseHomeless({ billing, clock }: FromEhrDependencies, batch: readonly Entry[]): Promise<void> {
  for (const { commit } of batch) {
    for (const fact of commit.facts) {
      const isCharge =
        fact.type === 'ChargeItemRecorded' || (fact.type === 'ClaimRecorded' && fact.data.use === 'CLAIM');
      if (!isCharge || fact.data.facilityId !== null) continue;
      const reason = `Charge ${fact.data.id} names no place of care. Add the facility to its encounter in the EHR.`;
      const { system, messageId } = fact.data.origin;
      const exception = {
        kind: 'CHARGE_WITHOUT_FACILITY' as const,
        reason,
        system,
        messageId,
        accountId: null,
        facilityId: null,
      };
      await billing.raiseException(idOf(fact.type, fact.data.id), exception, { at: clock(), trace: commit.trace });
    }
  }
}
