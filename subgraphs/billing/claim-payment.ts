import type { AccountState } from './account-state';
import type { AccountFact, CashSource, ClaimPayment, ClaimRequest, Entry, LedgerEntryKind, Legs } from './domain';
import { transfer } from './ledger';

type Adjustment = ClaimPayment['adjustments'][number];

/** CLP02: priced but not paid; never posts. */
const PREDETERMINATION = '25';
/** CLP02: the patient was not recognised; nothing is written off or moved to the patient. */
const NOT_RECOGNISED = '4';
/** CLP02: an earlier payment is taken back; all amounts are negative. */
const REVERSAL = '22';
/** CLP02: the payer has sent the claim on to the next payer itself. */
const CROSSED_OVER: ReadonlySet<string> = new Set(['19', '20', '21']);
/** CLP02: which payer in turn has decided, 0 the primary. A crossed-over claim keeps its number at the next payer. */
const PAYER_IN_TURN: Readonly<Record<string, number>> = { '1': 0, '19': 0, '2': 1, '20': 1, '3': 2, '21': 2 };

/**
 * The facts of one claim-payment. Each rule is linear in the amounts, so a reversal (CLP02 = 22, all amounts negative)
 * undoes exactly what the payment did; from the patient it takes back only what was moved to the patient.
 * Source: X12 005010X221A1 loops 2100 and 2110; CLP02, CLP04, CAS.
 */
export function decideClaimPayment(
  state: AccountState,
  payment: ClaimPayment,
  cash: CashSource,
): readonly AccountFact[] {
  if (payment.statusCode === PREDETERMINATION) return [];
  const next = nextPayerOf(state, payment);
  const sorted = sortAdjustments(payment, isPatientsTurn(state, payment, next));
  const paid = entry(payment, 'INSURANCE_PAYMENT', transfer(cash, 'INSURANCE_RECEIVABLE', payment.paidAmount), null);
  return [
    ...(payment.paidAmount === 0 ? [] : [{ type: 'InsurancePaymentPosted', data: { entry: paid } } as const]),
    ...sorted.contractual.map((adjustment) => contractual(payment, adjustment)),
    ...sorted.patient.map((adjustment) => responsibility(payment, adjustment)),
    ...denial(payment, sorted.denied),
    ...secondaryClaim(state, payment, next),
  ];
}

const contractual = (payment: ClaimPayment, adjustment: Adjustment): AccountFact => ({
  type: 'AdjustmentPosted',
  data: {
    entry: entry(payment, 'CONTRACTUAL_ADJUSTMENT', transfer('CONTRACTUAL_ALLOWANCE', 'INSURANCE_RECEIVABLE', adjustment.amount), adjustment),
  },
}); // prettier-ignore

const responsibility = (payment: ClaimPayment, adjustment: Adjustment): AccountFact => ({
  type: 'PatientResponsibilityAssigned',
  data: {
    entry: entry(payment, 'PATIENT_RESPONSIBILITY', transfer('PATIENT_RECEIVABLE', 'INSURANCE_RECEIVABLE', adjustment.amount), adjustment),
  },
}); // prettier-ignore

function denial(payment: ClaimPayment, denied: readonly Adjustment[]): readonly AccountFact[] {
  const amount = denied.reduce((sum, adjustment) => sum + adjustment.amount, 0);
  if (amount <= 0) return [];
  const reasonCodes = [...new Set(denied.map(codeOf))];
  const { claimId, remittanceId } = payment;
  return [{ type: 'DenialRecorded', data: { claimId, remittanceId, amount, reasonCodes } }];
}

/** Sorts what is not paid into what is written off, what the patient owes and what was denied. */
function sortAdjustments(payment: ClaimPayment, isPatientsPart: boolean) {
  const contractual: Adjustment[] = [];
  const patient: Adjustment[] = [];
  const denied: Adjustment[] = [];
  for (const adjustment of mergeByCode(payment.adjustments)) {
    const { kind } = adjustment;
    if (kind === 'PRIOR_PAYER') continue;
    if (payment.statusCode === NOT_RECOGNISED) denied.push(adjustment);
    else if (kind === 'PATIENT_RESPONSIBILITY' && !isPatientsPart) continue;
    else if (kind === 'PATIENT_RESPONSIBILITY') patient.push(adjustment);
    else if (kind === 'CONTRACTUAL') contractual.push(adjustment);
    else denied.push(adjustment);
  }
  return { contractual, patient, denied };
}

/** One adjustment for each group and reason, claim and lines together, in order of first mention. */
function mergeByCode(adjustments: readonly Adjustment[]): readonly Adjustment[] {
  const merged = new Map<string, Adjustment>();
  for (const adjustment of adjustments) {
    const amount = (merged.get(codeOf(adjustment))?.amount ?? 0) + adjustment.amount;
    merged.set(codeOf(adjustment), { ...adjustment, amount });
  }
  return [...merged.values()].filter(({ amount }) => amount !== 0);
}

const codeOf = ({ group, reasonCode }: Adjustment): string => `${group}-${reasonCode}`;

/** The request of the claim when another coverage is to pay after the payer that has decided, else null. */
function nextPayerOf(state: AccountState, payment: ClaimPayment): ClaimRequest | null {
  const request = state.claims[payment.claimId]?.request ?? null;
  if (!request) return null;
  const turn = Math.max(request.coverageIndex, PAYER_IN_TURN[payment.statusCode] ?? 0);
  return turn + 1 < request.coverageIds.length ? request : null;
}

/** Whether the patient's part (PR) is the patient's now: no payer follows; for a reversal, whether it ever was. */
function isPatientsTurn(state: AccountState, payment: ClaimPayment, next: ClaimRequest | null): boolean {
  const known = state.claims[payment.claimId];
  return payment.statusCode === REVERSAL && known ? known.assigned > 0 : next === null;
}

/** Bills the next coverage once, when the payer before it has decided and has not sent the claim on itself. */
function secondaryClaim(
  state: AccountState,
  payment: ClaimPayment,
  request: ClaimRequest | null,
): readonly AccountFact[] {
  if (!request || payment.statusCode === REVERSAL || payment.statusCode === NOT_RECOGNISED) return [];
  const claimId = `${request.claimId.slice(0, 19)}${request.coverageIndex + 2}`;
  if (CROSSED_OVER.has(payment.statusCode) || claimId in state.claims) return [];
  const left = payment.adjustments.reduce(
    (sum, { kind, amount }) => (kind === 'PATIENT_RESPONSIBILITY' ? sum + amount : sum),
    0,
  );
  if (left <= 0) return [];
  const coverageIndex = request.coverageIndex + 1;
  return [{ type: 'ClaimRequested', data: { ...request, claimId, coverageIndex, previousClaimId: request.claimId } }];
}

const entry = (payment: ClaimPayment, kind: LedgerEntryKind, legs: Legs, adjustment: Adjustment | null): Entry => ({
  kind,
  legs,
  currency: payment.currency,
  postingDate: payment.paymentDate,
  serviceDate: null,
  reasonCode: adjustment && codeOf(adjustment),
  claimId: payment.claimId,
  remittanceId: payment.remittanceId,
});
