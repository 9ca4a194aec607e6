import type { Segment } from '../../../platform/x12/segment';
import { transactionSetsIn } from '../../../platform/x12/transaction-sets';
import { parseX12Amount } from '../../../platform/x12/values';

/** An 835 as a test reads it, by the segments' order alone. Cents. */
export interface ReadRemittance {
  readonly method: string;
  readonly amount: number;
  readonly trace: string;
  readonly originator: string;
  readonly payDay: string;
  readonly payee: string;
  readonly claims: readonly ReadClaim[];
  readonly providerAdjustments: readonly { readonly code: string; readonly amount: number }[];
  readonly findings: number;
}

export interface ReadClaim {
  readonly id: string;
  readonly status: string;
  readonly billed: number;
  readonly paid: number;
  readonly owed: number;
  readonly number: string;
  readonly adjustments: { group: string; reason: string; amount: number }[];
  readonly lines: { charge: number; paid: number; adjustments: { group: string; reason: string; amount: number }[] }[];
}

const cents = (segment: Segment, position: number): number =>
  parseX12Amount(segment.element(position) || '0').minorUnits;

export function readRemittances(text: string): readonly ReadRemittance[] {
  return [...transactionSetsIn(text)].map((set) => {
    const claims: ReadClaim[] = [];
    const providerAdjustments: { code: string; amount: number }[] = [];
    const first = (id: string): Segment => set.segments.find((segment) => segment.id === id) as Segment;
    for (const segment of set.segments) {
      const claim = claims.at(-1);
      const line = claim?.lines.at(-1);
      if (segment.id === 'CLP') claims.push({ id: segment.element(1), status: segment.element(2), billed: cents(segment, 3), paid: cents(segment, 4), owed: cents(segment, 5), number: segment.element(7), adjustments: [], lines: [] }); // prettier-ignore
      if (segment.id === 'SVC')
        claim?.lines.push({ charge: cents(segment, 2), paid: cents(segment, 3), adjustments: [] });
      if (segment.id === 'CAS') (line ?? claim)?.adjustments.push(...adjustmentsOf(segment));
      for (let at = 3; segment.id === 'PLB' && segment.element(at) !== ''; at += 2) {
        providerAdjustments.push({ code: segment.component(at, 1), amount: cents(segment, at + 1) });
      }
    }
    return {
      method: first('BPR').element(4),
      amount: cents(first('BPR'), 2),
      payDay: first('BPR').element(16),
      trace: first('TRN').element(2),
      originator: first('TRN').element(3),
      payee: set.segments.find((segment) => segment.id === 'N1' && segment.element(1) === 'PE')?.element(4) ?? '',
      claims,
      providerAdjustments,
      findings: set.findings.length + set.interchange.findings.length + (set.group?.findings.length ?? 0),
    };
  });
}

function adjustmentsOf(segment: Segment): { group: string; reason: string; amount: number }[] {
  const found = [];
  for (let at = 2; segment.element(at) !== ''; at += 3) {
    found.push({ group: segment.element(1), reason: segment.element(at), amount: cents(segment, at + 1) });
  }
  return found;
}

const sum = (amounts: readonly number[]): number => amounts.reduce((a, b) => a + b, 0);

/** Everything in which a remittance does not come out; none when it balances. X12 005010X221A1, 1.10.2.1. */
export function imbalancesOf(remittance: ReadRemittance): readonly string[] {
  const wrong: string[] = [];
  for (const { id, status, billed, paid, owed, adjustments, lines } of remittance.claims) {
    const all = [...adjustments, ...lines.flatMap((line) => line.adjustments)];
    if (billed !== paid + sum(all.map(({ amount }) => amount))) wrong.push(`claim ${id}`);
    if (billed !== sum(lines.map(({ charge }) => charge))) wrong.push(`lines of ${id}`);
    if (lines.some((line) => line.paid !== line.charge - sum(line.adjustments.map(({ amount }) => amount)))) wrong.push(`a line of ${id}`); // prettier-ignore
    const patient = sum(all.filter(({ group }) => group === 'PR').map(({ amount }) => amount));
    if (status !== '22' && owed !== patient) wrong.push(`patient part of ${id}`);
  }
  const paid = sum(remittance.claims.map((claim) => claim.paid));
  const taken = sum(remittance.providerAdjustments.map(({ amount }) => amount));
  if (remittance.amount !== paid - taken) wrong.push('the payment');
  if (remittance.amount < 0) wrong.push('a payment below zero');
  if ((remittance.method === 'NON') !== (remittance.amount === 0)) wrong.push('the method');
  return wrong;
}
