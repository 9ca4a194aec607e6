import { HubError } from '../../platform/domain/errors';
import { digestOf } from '../../platform/domain/ids';
import { evolve, type AccountState } from './account-state';
import { decideClaimPayment } from './claim-payment';
import type {
  AccountAction,
  AccountFact,
  AccountOpening,
  Charge,
  ClaimOrder,
  ClaimRegistration,
  Entry,
  PatientPayment,
} from './domain';
import { balanced, entryOf, negateLegs, transfer } from './ledger';

/**
 * What one command leads to on an account, as facts that balance; none when it changes nothing.
 * Throws RULE_BROKEN for a command that the account's rules forbid.
 */
export function decide(action: AccountAction, state: AccountState): readonly AccountFact[] {
  const facts = decideAction(action, state);
  const after = facts.reduce(evolve, state);
  const applied = applyCash(after, facts);
  const all = [...facts, ...applied];
  const entries = all.map(entryOf).filter((entry) => entry !== null);
  entries.forEach(balanced);
  if (entries.length === 0) return all;
  return [...all, { type: 'BalanceChanged', data: applied.reduce(evolve, after).balances }];
}

function decideAction(action: AccountAction, state: AccountState): readonly AccountFact[] {
  switch (action.type) {
    case 'POST_CHARGE':
      return postCharge(action.charge, state);
    case 'NAME_GUARANTOR':
      return nameGuarantor(action.guarantorId, action.opening, state);
    case 'REQUEST_CLAIM':
      return requestClaim(action.request, state);
    case 'REGISTER_CLAIM':
      return registerClaim(action.claim, action.opening, state);
    case 'POST_CLAIM_PAYMENT':
      return decideClaimPayment(opened(state), action.payment, action.cash);
    case 'POST_PATIENT_PAYMENT':
      return [{ type: 'PatientPaymentPosted', data: { entry: paymentEntry(action.payment, opened(state)) } }];
    case 'POST_REFUND':
      return [{ type: 'RefundPosted', data: { entry: refundEntry(action.refund, opened(state)) } }];
    default:
      return action satisfies never;
  }
}

function opened(state: AccountState): AccountState {
  if (!state.opening) throw new HubError('RULE_BROKEN', 'money cannot be posted to an account that was never opened');
  return state;
}

const opening = (of: AccountOpening, state: AccountState): readonly AccountFact[] =>
  state.opening
    ? []
    : [
        {
          type: 'AccountOpened',
          data: {
            patientId: of.patientId,
            facilityId: of.facilityId,
            legalEntityId: of.legalEntityId,
            currency: of.currency,
          },
        },
      ];

function nameGuarantor(guarantorId: string, of: AccountOpening, state: AccountState): readonly AccountFact[] {
  if (state.guarantorId === guarantorId) return [];
  return [...opening(of, state), { type: 'GuarantorNamed', data: { guarantorId } }];
}

/** Posts a charge, or undoes its earlier version and posts the new one. */
function postCharge(charge: Charge, state: AccountState): readonly AccountFact[] {
  const before = state.charges[charge.chargeItemId];
  if (before ? before.amount === charge.amount : charge.amount === null) return [];
  const reversal = before && chargeEntry(charge, 'CHARGE_REVERSAL', negateLegs(before.legs));
  const payer = before?.payer ?? charge.payer;
  const claimId = before?.claimId ?? charge.claimId ?? null;
  const { chargeItemId, amount } = charge;
  return [
    ...opening(charge, state),
    ...(reversal ? [{ type: 'ChargeReversed', data: { entry: reversal, chargeItemId, claimId } } as const] : []),
    ...(amount === null
      ? []
      : [{ type: 'ChargePosted', data: { entry: postedEntry(charge, payer, amount), chargeItemId, amount, payer, claimId } } as const]), // prettier-ignore
  ];
}

const postedEntry = (charge: Charge, payer: Charge['payer'], amount: number): Entry =>
  chargeEntry(charge, 'CHARGE', transfer(payer === 'INSURANCE' ? 'INSURANCE_RECEIVABLE' : 'PATIENT_RECEIVABLE', 'REVENUE', amount)); // prettier-ignore

const chargeEntry = (charge: Charge, kind: 'CHARGE' | 'CHARGE_REVERSAL', legs: Entry['legs']): Entry => ({
  kind,
  legs,
  currency: charge.currency,
  postingDate: charge.postingDate,
  serviceDate: charge.serviceDate,
  reasonCode: null,
  chargeItemId: charge.chargeItemId,
  ...(charge.encounterId === null ? {} : { encounterId: charge.encounterId }),
});

/** Bills every unbilled insured charge of the encounter; nothing when there is none. */
function requestClaim(order: ClaimOrder, state: AccountState): readonly AccountFact[] {
  const unbilled = Object.entries(state.charges).filter(
    ([, { encounterId, payer, claimId }]) =>
      encounterId === order.encounterId && payer === 'INSURANCE' && claimId === null,
  );
  const billedAmount = unbilled.reduce((sum, [, { amount }]) => sum + amount, 0);
  if (billedAmount <= 0 || order.coverageIds.length === 0) return [];
  const chargeItemIds = unbilled.map(([id]) => id);
  const claimId = nextClaimId(order.encounterId, state);
  return [{ type: 'ClaimRequested', data: { ...order, claimId, coverageIndex: 0, billedAmount, chargeItemIds, previousClaimId: null } }]; // prettier-ignore
}

/**
 * A claim number that payers can give back: at most 20 upper-case characters (X12 005010X222A1 CLM01), its last digit
 * the order of the payer. Charges that come after the first claim of an encounter get a number of their own.
 */
function nextClaimId(encounterId: string, { claims }: AccountState): string {
  const earlier = Object.values(claims).filter(({ request }) => request?.encounterId === encounterId).length;
  return `C${digestOf(`${encounterId} ${earlier}`).slice(0, 18).toUpperCase()}1`;
}

const registerClaim = (claim: ClaimRegistration, of: AccountOpening, state: AccountState): readonly AccountFact[] =>
  claim.claimId in state.claims ? [] : [...opening(of, state), { type: 'ClaimRegistered', data: claim }];

/** Card money pays what the patient owes; what is over stays unapplied. */
function paymentEntry(payment: PatientPayment, { balances }: AccountState): Entry {
  const used = Math.min(payment.amount, Math.max(balances.patient, 0));
  const over = payment.amount - used;
  return moneyEntry(payment, 'PATIENT_PAYMENT', {
    CARD_CLEARING: payment.amount,
    ...(used === 0 ? {} : { PATIENT_RECEIVABLE: -used }),
    ...(over === 0 ? {} : { UNAPPLIED_PATIENT_CASH: -over }),
  });
}

/** A refund takes unapplied money first; what goes beyond it is owed again. */
function refundEntry(refund: PatientPayment, { balances }: AccountState): Entry {
  const fromUnapplied = Math.min(refund.amount, Math.max(balances.unapplied, 0));
  const rest = refund.amount - fromUnapplied;
  return moneyEntry(refund, 'REFUND', {
    CARD_CLEARING: -refund.amount,
    ...(fromUnapplied === 0 ? {} : { UNAPPLIED_PATIENT_CASH: fromUnapplied }),
    ...(rest === 0 ? {} : { PATIENT_RECEIVABLE: rest }),
  });
}

const moneyEntry = (payment: PatientPayment, kind: 'PATIENT_PAYMENT' | 'REFUND', legs: Entry['legs']): Entry => ({
  kind,
  legs,
  currency: payment.currency,
  postingDate: payment.postingDate,
  serviceDate: null,
  reasonCode: null,
  paymentId: payment.paymentId,
});

/**
 * Uses unapplied money as soon as the patient owes something; and when what was paid is owed no longer (a payer takes
 * its decision back, a charge was in error), the money becomes unapplied again: a patient never owes less than nothing.
 */
function applyCash(state: AccountState, facts: readonly AccountFact[]): readonly AccountFact[] {
  const cause = facts.map(entryOf).findLast((entry) => entry !== null);
  const { unapplied, patient } = state.balances;
  const amount = Math.min(unapplied, patient); // below zero: released
  if (!cause || amount === 0 || (amount > 0 && cause.kind === 'REFUND')) return [];
  const legs = transfer('UNAPPLIED_PATIENT_CASH', 'PATIENT_RECEIVABLE', amount);
  return [{ type: 'CashApplied', data: { entry: { ...cause, kind: 'CASH_APPLIED', legs, reasonCode: null } } }];
}
