import { LEDGER_ACCOUNT_CODES } from '../../subgraphs/erp/connectors/ledger-account-codes';
import type { LedgerAccountCode, Legs } from '../../subgraphs/billing/domain';
import { readHub, type HubTruth, type Posted } from './hub-truth';
import { readOutside, type OutsideTruth, type SandboxUrls } from './outside-truth';

/** What the comparison of the hub with the outside systems found. */
export interface Comparison {
  /** One sentence for each thing that does not agree; none when all is well. */
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number | string>>;
}

export interface ComparisonOptions {
  readonly dataFolder: string;
  readonly urls: SandboxUrls;
  /** Kinds of exception cases that the run must have led to, beside those that days always bring. */
  readonly expectedCases?: readonly string[];
}

/** Cases that ordinary days bring. */
const ORDINARY_CASES = ['CLAIM_DENIED', 'CLAIM_REJECTED', 'CHARGE_CHANGED_AFTER_CLAIM'];

/**
 * Compares the hub's truth with what the outside systems say themselves: every cent, each once. The hub must be at
 * rest. Nothing here uses the hub's own rules: both sides are added up from their sources.
 */
export async function compareWithOutside(options: ComparisonOptions): Promise<Comparison> {
  const { dataFolder, urls, expectedCases = [] } = options;
  const outside = await readOutside(urls, `${dataFolder}/sandbox`);
  const hub = readHub(`${dataFolder}/accord.db`);
  const faults = [
    ...atRest(hub, [...ORDINARY_CASES, ...expectedCases]),
    ...balances(hub),
    ...charges(hub, outside),
    ...payerCash(hub, outside),
    ...cardCash(hub, outside),
    ...accounts(hub),
    ...journals(hub, outside),
    ...claims(hub, outside),
    ...remaining(hub, outside),
    ...bills(hub, outside),
  ];
  return { faults, figures: figuresOf(hub, outside) };
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((total, one) => total + one, 0);

const legSum = (posted: readonly Posted[], code: LedgerAccountCode): number =>
  sum(posted.map(({ entry }) => entry.legs[code] ?? 0));

const of = (hub: HubTruth, kind: string): readonly Posted[] => hub.posted.filter(({ stream }) => stream.startsWith(`${kind}/`)); // prettier-ignore

const differs = (what: string, hub: number | string, outside: number | string): readonly string[] =>
  hub === outside ? [] : [`${what}: the hub has ${hub}, outside it is ${outside}`];

/** Nothing is stuck, lost on the way or in need of an operator. */
function atRest(hub: HubTruth, ordinary: readonly string[]): readonly string[] {
  const unexpected = hub.cases.filter(({ kind }) => !ordinary.includes(kind));
  return [
    ...hub.deadLetters.map(({ feed, reason, status }) => `a dead letter (${status}) of ${feed}: ${reason}`),
    ...Object.entries(hub.undelivered).flatMap(([name, count]) => differs(`deliveries under way of ${name}`, count, 0)),
    ...Object.entries(hub.behind).flatMap(([name, count]) => differs(`entries of ${name} not yet read`, count, 0)),
    ...Object.entries(hub.inboxes).flatMap(([name, states]) => differs(`pending messages of ${name}`, states['PENDING'] ?? 0, 0)), // prettier-ignore
    ...hub.forgotten.slice(0, 3).map((id) => `message ${id} was set aside without its text or a case`),
    ...unexpected.slice(0, 5).map(({ kind, reason }) => `an unexpected case ${kind}: ${reason}`),
  ];
}

/** Every entry balances by itself, and so does each stream and the whole. */
function balances(hub: HubTruth): readonly string[] {
  const legsOf = (legs: Legs): number => sum(Object.values(legs));
  const crooked = hub.posted.filter(({ entry }) => legsOf(entry.legs) !== 0);
  return [
    ...crooked.map(({ stream, entry }) => `a ${entry.kind} of ${stream} does not balance`),
    ...differs('the trial balance', sum(hub.posted.map(({ entry }) => legsOf(entry.legs))), 0),
    ...differs('entries in the view', hub.entryDocuments, hub.posted.length),
  ];
}

function charges(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const net = new Map<string, number>();
  for (const { entry } of hub.posted) {
    if (entry.kind !== 'CHARGE' && entry.kind !== 'CHARGE_REVERSAL') continue;
    const id = entry.chargeItemId ?? '';
    net.set(id, (net.get(id) ?? 0) - (entry.legs.REVENUE ?? 0));
  }
  const wrong = [...outside.charges].filter(([id, amount]) => (net.get(id) ?? 0) !== amount);
  const gone = [...net].filter(([id, amount]) => amount !== 0 && !outside.charges.has(id));
  return [
    ...wrong.slice(0, 3).map(([id, amount]) => `charge ${id}: the hub has ${net.get(id) ?? 0}, the EHR ${amount}`),
    ...gone.slice(0, 3).map(([id]) => `charge ${id} counts in the hub and not in the EHR`),
    ...differs('revenue', -legSum(hub.posted, 'REVENUE'), sum(outside.charges.values())),
  ];
}

function payerCash(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const announced = sum(outside.remittances.map(({ amount }) => amount));
  const deposited = sum(outside.payerDeposits.values());
  const taken = new Set(hub.posted.map(({ entry }) => entry.remittanceId).filter(Boolean));
  const debited = legSum(of(hub, 'deposit'), 'CASH');
  return [
    ...differs('payers’ deposits', debited, deposited),
    // A remittance debits payer clearing by what it pays; the bank credits it.
    ...differs('payer clearing', legSum(hub.posted, 'PAYER_CLEARING'), announced - deposited),
    ...(taken.size > outside.remittances.length ? [`${taken.size} remittances posted, ${outside.remittances.length} told`] : []), // prettier-ignore
  ];
}

function cardCash(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const paid = sum(outside.payments.values());
  const refunded = sum(outside.refunds.values());
  const payouts = [...outside.payouts.values()];
  const out = sum(payouts.map(({ amount }) => amount));
  const fees = sum(payouts.map((payout) => payout.fees));
  const kinds = (kind: string): readonly Posted[] => hub.posted.filter(({ entry }) => entry.kind === kind);
  return [
    ...differs('card payments', legSum(kinds('PATIENT_PAYMENT'), 'CARD_CLEARING'), paid),
    ...differs('number of card payments', kinds('PATIENT_PAYMENT').length, outside.payments.size),
    ...differs('refunds', -legSum(kinds('REFUND'), 'CARD_CLEARING'), refunded),
    ...differs('payouts', legSum(of(hub, 'payout'), 'CASH'), out),
    ...differs('merchant fees', legSum(hub.posted, 'MERCHANT_FEES'), fees),
    ...differs('card clearing', legSum(hub.posted, 'CARD_CLEARING'), paid - refunded - out - fees),
  ];
}

/** Each view is the fold of its commits; what a patient owes is never below zero. */
function accounts(hub: HubTruth): readonly string[] {
  const faults: string[] = [];
  for (const [id, account] of hub.accounts) {
    const view = hub.views.get(id);
    const { insurance, patient, unapplied, version, told } = account;
    const text = (...values: (number | undefined)[]): string => values.join('/');
    faults.push(
      ...differs(`view of account ${id}`, text(view?.insuranceBalance, view?.patientBalance, view?.unapplied, view?.balance, view?.version), text(insurance, patient, unapplied, insurance + patient, version)), // prettier-ignore
      ...(told === null ? [] : differs(`told balance of account ${id}`, text(told.insurance, told.patient, told.unapplied), text(insurance, patient, unapplied))), // prettier-ignore
    );
    if (patient < 0) faults.push(`account ${id}: the patient owes ${patient}`);
    if (unapplied < 0) faults.push(`account ${id}: unapplied cash of ${unapplied}`);
    if (unapplied > 0 && patient > 0)
      faults.push(`account ${id}: ${unapplied} lie unapplied while ${patient} are owed`);
  }
  return faults.slice(0, 10);
}

/** Σ of posted journals = the ledger's movements of every ended day, by entity, facility, day and account. */
function journals(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const expected = new Map<string, number>();
  const add = (map: Map<string, number>, key: string, amount: number): void => void map.set(key, (map.get(key) ?? 0) + amount); // prettier-ignore
  const rejectedIds = new Set(hub.journals.filter(({ status }) => status === 'REJECTED').map(({ _id }) => _id));
  for (const { entry, legalEntityId, facilityId } of hub.posted) {
    if (entry.postingDate >= (hub.businessDay ?? '')) continue;
    for (const [code, amount] of Object.entries(entry.legs)) {
      add(
        expected,
        [legalEntityId, facilityId ?? '-', entry.postingDate, LEDGER_ACCOUNT_CODES[code]].join(' '),
        amount,
      );
    }
  }
  const told = new Map<string, number>();
  const ids = new Set<string>();
  for (const { externalId, entityId, facilityId, postingDate, status, lines } of outside.journals) {
    if (ids.has(externalId) || status !== 'posted') return [`journal ${externalId} stands twice, or as ${status}`];
    ids.add(externalId);
    for (const { accountCode, amount } of lines) add(told, [entityId, facilityId ?? '-', postingDate, accountCode].join(' '), amount); // prettier-ignore
  }
  const wrong = [...new Set([...expected.keys(), ...told.keys()])].filter((key) => (expected.get(key) ?? 0) !== (told.get(key) ?? 0)); // prettier-ignore
  const closed = (key: string): boolean => rejectedIds.size > 0 && outside.closedPeriods.includes((key.split(' ')[2] ?? '').slice(0, 7)); // prettier-ignore
  const open = wrong.filter((key) => !closed(key));
  const stuck = hub.journals.filter(({ status }) => status !== 'POSTED' && status !== 'REJECTED');
  const cases = hub.cases.filter(({ kind }) => kind === 'JOURNAL_REJECTED').length;
  return [
    ...open.slice(0, 5).map((key) => `books ${key}: the ledger has ${expected.get(key) ?? 0}, the ERP ${told.get(key) ?? 0}`), // prettier-ignore
    ...(open.length > 5 ? [`… and ${open.length - 5} more lines of the books`] : []),
    ...stuck.slice(0, 3).map(({ _id, status, postingDate }) => `journal ${_id} of ${postingDate} stays ${status}`),
    ...differs('journals stuck', stuck.length, 0),
    ...differs('cases of refused journals', cases, rejectedIds.size),
    ...differs('journals in the ERP', hub.journals.length - rejectedIds.size - stuck.length, outside.journals.length),
  ];
}

function claims(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const sent = outside.claims.filter(({ isForwarded }) => !isForwarded);
  const bySent = new Map(sent.map((claim) => [claim.claimId, claim]));
  const unsent = [...hub.claimRequests.keys()].filter((id) => !bySent.has(id));
  const unknown = sent.filter(({ claimId }) => !hub.claimRequests.has(claimId));
  const excused = hub.cases.filter(({ kind, reason }) => kind === 'CLAIM_REJECTED' && reason.includes('cannot be sent')).length; // prettier-ignore
  const early = [...hub.claimRequests.values()].filter(({ claimId, previousClaimId }) => {
    const primary = previousClaimId === null ? undefined : bySent.get(previousClaimId);
    return primary !== undefined && (bySent.get(claimId)?.receivedOn ?? '9') < primary.receivedOn;
  });
  return [
    ...differs('claims not received', unsent.length, excused),
    ...unknown.map(({ claimId }) => `claim ${claimId} was received and never requested`),
    ...differs('claims received', sent.length, bySent.size),
    ...differs('files received', outside.filesReceived, sent.length),
    ...outside.claims
      .filter(({ isDuplicate }) => isDuplicate)
      .map(({ claimId }) => `claim ${claimId} was received twice`),
    ...early.map(({ claimId }) => `secondary claim ${claimId} went out before its primary`),
  ];
}

/**
 * What is left on the insurers' side of each claim, explained by what its payers decided: refused amounts, and what
 * still waits for a payer.
 */
function remaining(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const left = new Map<string, number>();
  const rootOf = (claimId: string): string => hub.claimRequests.get(claimId)?.previousClaimId ?? claimId;
  for (const { claimId, billedAmount, previousClaimId } of hub.claimRequests.values()) {
    if (previousClaimId === null) left.set(claimId, billedAmount);
  }
  for (const { entry } of hub.posted) {
    const root = entry.claimId === undefined ? '' : rootOf(entry.claimId);
    if (left.has(root)) left.set(root, (left.get(root) ?? 0) + (entry.legs.INSURANCE_RECEIVABLE ?? 0));
  }
  const faults: string[] = [];
  for (const [root, amount] of left) {
    const expected = expectedLeft(root, hub, outside);
    if (expected !== amount) faults.push(`claim ${root}: ${amount} left on its payers, ${expected} explained`);
  }
  return faults.length > 8 ? [...faults.slice(0, 8), `… and ${faults.length - 8} more claims`] : faults;
}

function expectedLeft(root: string, hub: HubTruth, outside: OutsideTruth): number {
  const billed = hub.claimRequests.get(root)?.billedAmount ?? 0;
  const followers = [...hub.claimRequests.values()].filter(({ previousClaimId }) => previousClaimId === root);
  const ids = [root, ...followers.map(({ claimId }) => claimId)];
  const related = outside.claims.filter(({ claimId }) => ids.includes(claimId));
  const primary = related.find(({ sequence }) => sequence === 'P');
  if (!primary || primary.statusCode === null) return billed;
  const amounts = (claim: typeof primary, wanted: (group: string, reason: string) => boolean): number =>
    sum(claim.adjustments.filter(({ group, reason }) => wanted(group, reason)).map(({ amount }) => amount));
  const isContractual = (group: string, reason: string): boolean => group === 'CO' && reason === '45';
  const isOwed = (group: string): boolean => group === 'PR';
  if (primary.statusCode === '4') return billed;
  const refused = amounts(primary, (group, reason) => group === 'CO' && !isContractual(group, reason));
  const secondary = related.find(({ sequence }) => sequence === 'S');
  if (!secondary) return refused;
  const passedOn = amounts(primary, isOwed);
  if (secondary.statusCode === null) return refused + passedOn;
  if (secondary.statusCode === '4') return refused + passedOn;
  return refused + passedOn - secondary.paid - amounts(secondary, isOwed) - amounts(secondary, isContractual);
}

/** What patients are asked for on the payment page is what the ledger says that they owe. */
function bills(hub: HubTruth, outside: OutsideTruth): readonly string[] {
  const LEAST = 50; // cents: the payment page takes no smaller bill
  return [...hub.accounts]
    .flatMap(([id, { patient }]) => {
      const { amount = 0, isIgnored = false } = outside.openBills.get(id) ?? {};
      const owed = patient < LEAST ? 0 : patient;
      if (amount === owed || (isIgnored && owed === 0)) return [];
      return [`account ${id}: the patient owes ${patient}, the bill says ${amount}`];
    })
    .slice(0, 3);
}

function figuresOf(hub: HubTruth, outside: OutsideTruth): Comparison['figures'] {
  const dollars = (amount: number): string => (amount / 100).toFixed(2);
  const kinds = new Map<string, number>();
  for (const { kind } of hub.cases) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  return {
    date: outside.date,
    entries: hub.posted.length,
    accounts: hub.accounts.size,
    revenue: dollars(sum(outside.charges.values())),
    charges: outside.charges.size,
    claims: hub.claimRequests.size,
    secondaryClaims: [...hub.claimRequests.values()].filter(({ previousClaimId }) => previousClaimId !== null).length,
    remittances: outside.remittances.length,
    payerPaid: dollars(sum(outside.remittances.map(({ amount }) => amount))),
    deposited: dollars(sum(outside.payerDeposits.values())),
    cardPayments: outside.payments.size,
    cardPaid: dollars(sum(outside.payments.values())),
    refunds: outside.refunds.size,
    payouts: outside.payouts.size,
    bills: outside.bills,
    patientsOwe: dollars(sum([...hub.accounts.values()].map(({ patient }) => patient))),
    insurersOwe: dollars(sum([...hub.accounts.values()].map(({ insurance }) => insurance))),
    journals: outside.journals.length,
    cases: [...kinds].map(([kind, count]) => `${kind} ${count}`).join(', '),
    setAside: Object.entries(hub.inboxes).map(([name, states]) => `${name} ${states['SET_ASIDE'] ?? 0}`).join(', '), // prettier-ignore
  };
}
