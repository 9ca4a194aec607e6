import { applyLegs, entryOf } from './ledger';
import type { AccountFact, AccountOpening, Balances, ChargePosted, ClaimRequest, Entry, Legs, Payer } from './domain';

/** A charge that stands on the account. */
export interface StandingCharge {
  readonly amount: number;
  readonly encounterId: string | null;
  readonly payer: Payer;
  readonly legs: Legs;
  /** The claim it was billed on first; null while unbilled. */
  readonly claimId: string | null;
}

/** What the account knows of one claim. */
export interface KnownClaim {
  readonly billedAmount: number;
  /** Null for a claim that another system has sent. */
  readonly request: ClaimRequest | null;
  /** What its remittances have moved to the patient so far, in minor units. */
  readonly assigned: number;
}

/** All that decisions about one account need. JSON, so that it can be kept as a snapshot. */
export interface AccountState {
  /** Version of the last commit seen; 0 before the account is opened. */
  readonly version: number;
  readonly opening: AccountOpening | null;
  readonly guarantorId: string | null;
  readonly balances: Balances;
  readonly charges: Readonly<Record<string, StandingCharge>>;
  readonly claims: Readonly<Record<string, KnownClaim>>;
}

export const EMPTY_ACCOUNT: AccountState = {
  version: 0,
  opening: null,
  guarantorId: null,
  balances: { insurance: 0, patient: 0, unapplied: 0 },
  charges: {},
  claims: {},
};

/** The state after one commit's facts, which make up version `version`. */
export const evolveCommit = (state: AccountState, facts: readonly AccountFact[], version: number): AccountState => ({
  ...facts.reduce(evolve, state),
  version,
});

/** The state after one fact. */
export function evolve(state: AccountState, fact: AccountFact): AccountState {
  const entry = entryOf(fact);
  const next = entry ? { ...state, balances: applyLegs(state.balances, entry.legs) } : state;
  switch (fact.type) {
    case 'AccountOpened':
      return { ...next, opening: fact.data };
    case 'GuarantorNamed':
      return { ...next, guarantorId: fact.data.guarantorId };
    case 'ChargePosted':
      return withCharge(next, fact.data.chargeItemId, standing(fact.data));
    case 'ChargeReversed':
      return withoutCharge(next, fact.data.chargeItemId);
    case 'ClaimRequested':
      return withClaim(billed(next, fact.data), fact.data.claimId, fact.data.billedAmount, fact.data);
    case 'ClaimRegistered':
      return withClaim(next, fact.data.claimId, fact.data.billedAmount, null);
    case 'PatientResponsibilityAssigned':
      return withAssigned(next, fact.data.entry);
    case 'InsurancePaymentPosted':
    case 'AdjustmentPosted':
    case 'DenialRecorded':
    case 'PatientPaymentPosted':
    case 'CashApplied':
    case 'RefundPosted':
    case 'BalanceChanged':
      return next;
    default:
      return fact satisfies never;
  }
}

const standing = (data: ChargePosted): StandingCharge => ({
  amount: data.amount,
  encounterId: data.entry.encounterId ?? null,
  payer: data.payer,
  legs: data.entry.legs,
  claimId: data.claimId,
});

const withCharge = (state: AccountState, id: string, charge: StandingCharge): AccountState => ({
  ...state,
  charges: { ...state.charges, [id]: charge },
});

function withoutCharge(state: AccountState, id: string): AccountState {
  const { [id]: _gone, ...charges } = state.charges;
  return { ...state, charges };
}

const withClaim = (
  state: AccountState,
  id: string,
  billedAmount: number,
  request: ClaimRequest | null,
): AccountState => ({
  ...state,
  claims: { ...state.claims, [id]: { billedAmount, request, assigned: state.claims[id]?.assigned ?? 0 } },
});

function withAssigned(state: AccountState, { claimId = '', legs }: Entry): AccountState {
  const claim = state.claims[claimId];
  if (!claim) return state;
  const assigned = claim.assigned + (legs.PATIENT_RECEIVABLE ?? 0);
  return { ...state, claims: { ...state.claims, [claimId]: { ...claim, assigned } } };
}

/** Marks the charges of a primary claim as billed, so that no other claim takes them. */
function billed(state: AccountState, request: ClaimRequest): AccountState {
  if (request.previousClaimId !== null) return state;
  const marked = request.chargeItemIds.flatMap((id) => {
    const charge = state.charges[id];
    return charge ? [[id, { ...charge, claimId: request.claimId }] as const] : [];
  });
  return { ...state, charges: { ...state.charges, ...Object.fromEntries(marked) } };
}
