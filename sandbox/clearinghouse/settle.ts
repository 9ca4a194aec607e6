import { addDays, type CalendarDate } from '../../platform/domain/calendar-date';
import type { Payer, World } from '../world';
import { adjudicate, deny } from './adjudicate';
import { DUPLICATE, NO_LONGER_COVERED, planOf, WRONG_REFERENCE, type ClaimPlan } from './claim-plan';
import { reverse, sum, type Decision } from './decision';
import { keepClaim } from './intake';
import type { SubmittedClaim } from './submitted-claim';
import type { ClaimRecord, Tables } from './tables';
import { digitsOf } from './x12-text';

/** One claim payment of a remittance, with what it brings to the provider level. Cents. */
export interface ClaimPayment {
  readonly record: ClaimRecord;
  readonly decision: Decision;
  /** CLP07. */
  readonly payerControlNumber: string;
  /** Paid on top for being late. */
  readonly interest: number;
  /** Not taken off this remittance, but a later one: cents above zero. */
  readonly recoveredLater: number;
  /** NM1*TT: the plan the payer sent the claim on to. */
  readonly sentOnTo: Payer | null;
}

const INTEREST = 50; // basis points of a late payment

/** Settles one due claim: decides it, or decides it again. The tables are changed; nothing is committed. */
export function settleClaim(
  tables: Tables,
  world: World,
  { record, day }: { record: ClaimRecord; day: CalendarDate },
): readonly ClaimPayment[] {
  const payer = world.payers.find(({ id }) => id === record.payerId);
  if (payer === undefined) throw new Error('a claim to an unknown payer fell due');
  const settlement = new Settlement(tables, world, { record, day, payer });
  return record.status === 'DECIDED' ? settlement.revise() : settlement.decideFirst();
}

class Settlement {
  readonly #tables: Tables;
  readonly #world: World;
  readonly #record: ClaimRecord;
  readonly #day: CalendarDate;
  readonly #payer: Payer;
  readonly #plan: ClaimPlan;

  constructor(
    tables: Tables,
    world: World,
    { record, day, payer }: { record: ClaimRecord; day: CalendarDate; payer: Payer },
  ) {
    this.#tables = tables;
    this.#world = world;
    this.#record = record;
    this.#day = day;
    this.#payer = payer;
    this.#plan = planOf(world.random(record.stream), payer.contract, record.claim.lines.length);
  }

  /** The first decision; one that replaces or voids an earlier claim takes that back first. */
  decideFirst(): readonly ClaimPayment[] {
    const { claim, isDuplicate } = this.#record;
    if (isDuplicate) return [this.#keep(deny(claim, DUPLICATE), 0)];
    if (claim.frequency !== '7' && claim.frequency !== '8') return [this.#decideAnew()];
    const original = this.#original();
    if (original === null) return [this.#keep(deny(claim, WRONG_REFERENCE), 0)];
    const back = this.#takeBack(original);
    if (claim.frequency === '7') return [...back, this.#decideAnew()];
    this.#tables.put('claims', this.#record.key, { ...this.#record, status: 'DECIDED', dueOn: null });
    return back;
  }

  /** A decision taken back and made anew some days later. */
  revise(): readonly ClaimPayment[] {
    const { revision } = this.#plan;
    const { decision, claim, payerControlNumber } = this.#record;
    if (revision === null || decision === null) return [];
    const reversal = this.#payment(reverse(decision));
    this.#giveDeductibleBack(this.#record);
    const anew =
      revision.kind === 'CORRECTED' ? this.#adjudicate(revision.changeBasisPoints) : deny(claim, NO_LONGER_COVERED);
    const used = deductibleIn(anew, claim);
    this.#useDeductible(used);
    this.#tables.put('claims', this.#record.key, { ...this.#record, status: 'REVISED', dueOn: null, decision: anew, deductibleUsed: used }); // prettier-ignore
    const number = digitsOf(15, 'revision', payerControlNumber);
    const recoveredLater = revision.kind === 'RECOVERED_LATER' ? decision.paid : 0;
    return [
      { ...reversal, recoveredLater },
      { ...this.#payment(anew), payerControlNumber: number },
    ];
  }

  #decideAnew(): ClaimPayment {
    const decision = this.#adjudicate(0);
    const used = deductibleIn(decision, this.#record.claim);
    this.#useDeductible(used);
    const sentOnTo = this.#sendOn(decision);
    const shown: Decision = sentOnTo === null ? decision : { ...decision, statusCode: '19' };
    const interest =
      this.#plan.isLate && shown.paid > 0 ? Math.max(1, Math.floor((shown.paid * INTEREST) / 10_000)) : 0;
    const kept = this.#keep(shown, used, sentOnTo === null);
    return { ...kept, interest, sentOnTo };
  }

  #adjudicate(changeBasisPoints: number): Decision {
    const { contract, isOftenSecondary } = this.#payer;
    const { claim } = this.#record;
    const deductibleLeft = Math.max(0, this.#deductibleToMeet() - this.#deductibleUsed());
    const plan = changeBasisPoints === 0 ? this.#plan : { ...this.#plan, denial: null };
    return adjudicate({ claim, contract, plan, deductibleLeft, isSupplemental: isOftenSecondary, changeBasisPoints });
  }

  #payment(decision: Decision): ClaimPayment {
    const { payerControlNumber } = this.#record;
    return { record: this.#record, decision, payerControlNumber, interest: 0, recoveredLater: 0, sentOnTo: null };
  }

  /** A claim that was sent on is not revised: the next plan has paid on the ground of this decision. */
  #keep(decision: Decision, deductibleUsed: number, isRevisable = true): ClaimPayment {
    const { revision } = this.#plan;
    const isRevised = isRevisable && revision !== null && decision.paid > 0;
    const dueOn = isRevised ? addDays(this.#day, revision.afterDays) : null;
    this.#tables.put('claims', this.#record.key, {
      ...this.#record,
      status: 'DECIDED',
      dueOn,
      decision,
      deductibleUsed,
    });
    return this.#payment(decision);
  }

  /** REF*F8 by the payer's number; null when it names no claim of the same payer that can be replaced. */
  #original(): ClaimRecord | null {
    const { claim, payerId, key } = this.#record;
    const found = this.#tables
      .all('claims')
      .find((other) => other.payerControlNumber === claim.originalReference && other.payerId === payerId && other.key !== key); // prettier-ignore
    return found === undefined || found.status === 'REVISED' || found.status === 'REJECTED' ? null : found;
  }

  #takeBack(original: ClaimRecord): readonly ClaimPayment[] {
    this.#giveDeductibleBack(original);
    this.#tables.put('claims', original.key, { ...original, status: 'REVISED', dueOn: null });
    if (original.decision === null) return []; // nothing was said of it yet
    const { payerControlNumber } = original;
    return [{ ...this.#payment(reverse(original.decision)), record: original, payerControlNumber }];
  }

  #deductibleKey({ payerId, claim }: ClaimRecord): string {
    const year = claim.lines[0]?.serviceDate.slice(0, 4) ?? '';
    return [payerId, claim.memberId, year].join('/');
  }

  /** What the member's care elsewhere has left of the year's deductible: nothing for most, at most half for the rest. */
  #deductibleToMeet(): number {
    const draw = this.#world.random(`clearinghouse/deductible/${this.#deductibleKey(this.#record)}`);
    return draw.chance(0.6) ? 0 : draw.integer(0, Math.floor(this.#payer.contract.deductibleCents / 2));
  }

  #deductibleUsed(): number {
    return this.#tables.get('deductibles', this.#deductibleKey(this.#record)) ?? 0;
  }

  #useDeductible(cents: number): void {
    if (cents > 0) this.#tables.put('deductibles', this.#deductibleKey(this.#record), this.#deductibleUsed() + cents);
  }

  #giveDeductibleBack(record: ClaimRecord): void {
    if (record.deductibleUsed === 0) return;
    const key = this.#deductibleKey(record);
    this.#tables.put('deductibles', key, (this.#tables.get('deductibles', key) ?? 0) - record.deductibleUsed);
  }

  /** Half of the claims of members with a second plan are passed to it, if anything is left; it decides days later. */
  #sendOn(decision: Decision): Payer | null {
    const { claim, submission } = this.#record;
    const next = this.#secondPlan();
    const isPaid = this.#plan.denial === null && claim.sequence === 'P' && claim.frequency === '1';
    if (next === null || !isPaid || decision.patientResponsibility === 0 || !this.#plan.crossesOver) return null;
    const forwarded = forwardedClaim(claim, decision, next);
    const record = keepClaim(this.#tables, this.#world, { claim: forwarded, submission, day: this.#day });
    const { daysToDecide } = planOf(this.#world.random(record.stream), next.payer.contract, claim.lines.length);
    this.#tables.put('claims', record.key, { ...record, status: 'ACCEPTED', dueOn: addDays(this.#day, daysToDecide) });
    return next.payer;
  }

  /** The second plan that the claim names, or that this payer has on file for the member. */
  #secondPlan(): { payer: Payer; memberId: string } | null {
    const { claim, payerId } = this.#record;
    const { patients, payers } = this.#world;
    const named = claim.otherPlans.find(({ sequence }) => sequence === 'S');
    const member = patients.find(({ coverages }) => coverages.some((each) => each.payerId === payerId && each.order === 1 && each.memberId === claim.memberId)); // prettier-ignore
    const onFile = member?.coverages.find(({ order }) => order === 2);
    const payer = payers.find((each) =>
      named ? each.payerIdentifier === named.payerIdentifier : each.id === onFile?.payerId,
    );
    return payer === undefined ? null : { payer, memberId: named?.memberId || onFile?.memberId || claim.memberId };
  }
}

/** PR-1 of a decision of the plan that comes first. */
const deductibleIn = ({ lines }: Decision, { sequence }: SubmittedClaim): number =>
  sequence === 'P'
    ? sum(lines.flatMap(({ adjustments }) => adjustments.filter(({ group, reason }) => group === 'PR' && reason === '1').map(({ amount }) => amount))) // prettier-ignore
    : 0;

/** The claim as the first payer passes it to the second, its own decision with it. */
function forwardedClaim(
  claim: SubmittedClaim,
  decision: Decision,
  to: { payer: Payer; memberId: string },
): SubmittedClaim {
  const ofClaim = sum(decision.adjustments.filter(({ group }) => group === 'PR').map(({ amount }) => amount));
  const first = {
    sequence: 'P' as const,
    payerIdentifier: claim.payerIdentifier,
    payerName: claim.payerName,
    memberId: claim.memberId,
    decision: { paid: decision.paid, patientResponsibility: ofClaim },
  };
  const lines = claim.lines.map((line, index) => {
    const decided = decision.lines[index];
    const owed = sum((decided?.adjustments ?? []).filter(({ group }) => group === 'PR').map(({ amount }) => amount));
    return { ...line, prior: { paid: decided?.paid ?? 0, patientResponsibility: owed } };
  });
  return {
    ...claim,
    sequence: 'S',
    payerIdentifier: to.payer.payerIdentifier,
    payerName: to.payer.name,
    memberId: to.memberId,
    otherPlans: [first],
    lines,
  };
}
