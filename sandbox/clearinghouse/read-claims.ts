import type { CalendarDate } from '../../platform/domain/calendar-date';
import { toHubError } from '../../platform/domain/errors';
import type { TransactionSet } from '../../platform/x12/interchange';
import type { Segment } from '../../platform/x12/segment';
import { parseX12Amount, parseX12Date } from '../../platform/x12/values';
import { finishClaim, type ClaimDraft, type LineDraft } from './claim-draft';
import type { PersonName, Sequence, SubmittedClaim, SyntaxFault } from './submitted-claim';

/** What a transaction set holds: its claims, and why it cannot be taken (then all of it is refused). */
export interface ClaimsRead {
  readonly claims: readonly SubmittedClaim[];
  readonly faults: readonly SyntaxFault[];
  /** BHT03. */
  readonly batchId: string;
  /** NM1*41: who sent it. */
  readonly submitter: { readonly name: string; readonly id: string };
}

/** The hierarchy above a claim, as far as it was read. Loops 2000A, 2000B, 2000C. */
interface Above {
  provider: { name: string; npi: string; taxId: string } | null;
  subscriber: PersonName | null;
  patient: PersonName | null;
  memberId: string;
  payer: { identifier: string; name: string } | null;
  sequence: Sequence;
  filingIndicator: string;
}

const NOBODY: Omit<Above, 'provider'> = { subscriber: null, patient: null, memberId: '', payer: null, sequence: 'P', filingIndicator: '12' }; // prettier-ignore
const LONGEST_CONTROL_NUMBER = 38; // characters, CLM01

/**
 * Reads the claims of one 837 (professional; institutional lines too).
 * Source: X12 005010X222A2, loops 2000A to 2430; 005010X223A3 for SV2.
 */
export function readClaims(set: TransactionSet): ClaimsRead {
  return new ClaimReader(set.segments).read();
}

/** Walks the segments once, knowing which loop it is in. */
class ClaimReader {
  readonly #segments: readonly Segment[];
  readonly #faults: SyntaxFault[] = [];
  readonly #claims: SubmittedClaim[] = [];
  #above: Above = { provider: null, ...NOBODY };
  #claim: ClaimDraft | null = null;
  #line: LineDraft | null = null;
  #position = 0;
  #isBilling = false;
  #batchId = '';
  #submitter = { name: '', id: '' };

  constructor(segments: readonly Segment[]) {
    this.#segments = segments;
  }

  read(): ClaimsRead {
    for (const segment of this.#segments) {
      this.#position += 1;
      if (segment.id === 'HL') this.#startLevel(segment);
      else if (segment.id === 'CLM') this.#startClaim(segment);
      else if (this.#line !== null || (this.#claim !== null && segment.id === 'LX')) this.#takeLine(segment);
      else if (this.#claim !== null) this.#takeClaim(segment, this.#claim);
      else this.#takeAbove(segment);
    }
    this.#endClaim();
    if (this.#batchId === '') this.#missing('BHT', 2, '');
    if (this.#claims.length === 0 && this.#faults.length === 0) this.#missing('CLM', this.#position, '2300');
    return { claims: this.#claims, faults: this.#faults, batchId: this.#batchId, submitter: this.#submitter };
  }

  #missing(segmentId: string, position: number, loop: string): void {
    this.#faults.push({ segmentId, position, loop, code: '3' });
  }

  #badElement(where: Omit<SyntaxFault, 'code'>): void {
    this.#faults.push({ ...where, code: '8' });
  }

  #startLevel(segment: Segment): void {
    this.#endClaim();
    const level = segment.element(3);
    if (level === '20') this.#above = { provider: null, ...NOBODY };
    else if (level === '22') this.#above = { ...this.#above, ...NOBODY };
    else this.#above = { ...this.#above, patient: null };
  }

  #takeAbove(segment: Segment): void {
    const above = this.#above;
    if (segment.id === 'BHT') this.#batchId = segment.element(3) || '0';
    if (segment.id === 'NM1') this.#takeParty(segment);
    if (segment.id === 'REF' && this.#isBilling && ['EI', 'SY'].includes(segment.element(1)) && above.provider) {
      above.provider = { ...above.provider, taxId: segment.element(2) };
    }
    if (segment.id === 'SBR') {
      above.sequence = sequenceOf(segment.element(1));
      above.filingIndicator = segment.element(9) || '12';
    }
  }

  #takeParty(segment: Segment): void {
    const role = segment.element(1);
    const id = segment.element(9);
    this.#isBilling = role === '85';
    if (role === '41') this.#submitter = { name: nameOf(segment), id };
    if (role === '85') this.#above.provider = { name: nameOf(segment), npi: id, taxId: '' };
    if (role === 'IL') Object.assign(this.#above, { subscriber: personOf(segment), memberId: id });
    if (role === 'PR') this.#above.payer = { identifier: id, name: nameOf(segment) };
    if (role === 'QC') this.#above.patient = personOf(segment);
  }

  #startClaim(segment: Segment): void {
    this.#endClaim();
    const { provider, subscriber, patient, memberId, payer, sequence, filingIndicator } = this.#above;
    if (provider === null || provider.npi === '') this.#missing('NM1', this.#position, '2010AA');
    if (subscriber === null) this.#missing('NM1', this.#position, '2010BA');
    if (payer === null || payer.identifier === '') this.#missing('NM1', this.#position, '2010BB');
    const controlNumber = segment.element(1);
    this.#checkControlNumber(controlNumber);
    this.#claim = {
      at: this.#position,
      controlNumber,
      billed: this.#amount(segment, { position: 2, number: '782', loop: '2300' }),
      placeOfService: segment.component(5, 1),
      frequency: segment.component(5, 3) || '1',
      sequence,
      filingIndicator,
      payerIdentifier: payer?.identifier ?? '',
      payerName: payer?.name ?? '',
      memberId,
      subscriber: subscriber ?? { family: '', given: '' },
      patient,
      billingProvider: provider ?? { name: '', npi: '', taxId: '' },
      originalReference: null,
      plans: [],
      lines: [],
    };
  }

  #checkControlNumber(text: string): void {
    const where = { segmentId: 'CLM', position: this.#position, loop: '2300' };
    if (text === '') this.#badElement({ ...where, element: { position: 1, number: '1028', code: '1' } });
    if (text.length > LONGEST_CONTROL_NUMBER) this.#badElement({ ...where, element: { position: 1, number: '1028', code: '5' } }); // prettier-ignore
  }

  #amount(segment: Segment, { position, number, loop }: { position: number; number: string; loop: string }): number {
    try {
      return parseX12Amount(segment.element(position)).minorUnits;
    } catch (error) {
      if (toHubError(error).code !== 'SOURCE_MALFORMED') throw error;
      const code = segment.element(position) === '' ? '1' : '6';
      this.#badElement({ segmentId: segment.id, position: this.#position, loop, element: { position, number, code } });
      return 0;
    }
  }

  #date(segment: Segment, loop: string): CalendarDate | undefined {
    try {
      return parseX12Date(segment.element(3).slice(0, 8)); // of a range (RD8) its beginning
    } catch {
      this.#badElement({ segmentId: 'DTP', position: this.#position, loop, element: { position: 3, number: '1251', code: '8' } }); // prettier-ignore
      return undefined;
    }
  }

  /** Loops 2300 to 2330. */
  #takeClaim(segment: Segment, claim: ClaimDraft): void {
    const plan = claim.plans.at(-1);
    if (segment.id === 'REF' && segment.element(1) === 'F8' && plan === undefined) {
      claim.originalReference = segment.element(2); // within 2330B it is the other payer's number
    }
    if (segment.id === 'SBR') {
      const sequence = sequenceOf(segment.element(1));
      claim.plans.push({
        sequence,
        payerIdentifier: '',
        payerName: '',
        memberId: '',
        paid: null,
        owed: null,
        remaining: null,
      });
    }
    if (plan === undefined) return;
    if (segment.id === 'AMT' && segment.element(1) === 'EAF') plan.remaining = this.#amount(segment, { position: 2, number: '782', loop: '2320' }); // prettier-ignore
    if (segment.id === 'AMT' && segment.element(1) === 'D') plan.paid = this.#amount(segment, { position: 2, number: '782', loop: '2320' }); // prettier-ignore
    if (segment.id === 'CAS') plan.owed = (plan.owed ?? 0) + this.#patientPart(segment, '2320');
    if (segment.id === 'NM1' && segment.element(1) === 'IL') plan.memberId = segment.element(9);
    if (segment.id === 'NM1' && segment.element(1) === 'PR') {
      plan.payerIdentifier = segment.element(9);
      plan.payerName = nameOf(segment);
    }
  }

  /** Loops 2400 and 2430. */
  #takeLine(segment: Segment): void {
    if (segment.id === 'LX') {
      this.#line = { at: this.#position, prior: null, controlNumber: null };
      this.#claim?.lines.push(this.#line);
    }
    const line = this.#line;
    if (line === null) return;
    if (segment.id === 'SV1') this.#takeService(line, segment, { procedure: 1, amount: 2, units: 4 });
    if (segment.id === 'SV2') this.#takeService(line, segment, { procedure: 2, amount: 3, units: 5 });
    if (segment.id === 'REF' && segment.element(1) === '6R') line.controlNumber = segment.element(2);
    if (segment.id === 'DTP' && segment.element(1) === '472') {
      const date = this.#date(segment, '2400');
      if (date !== undefined) line.serviceDate = date;
    }
    if (segment.id === 'SVD') {
      const paid = this.#amount(segment, { position: 2, number: '782', loop: '2430' });
      line.prior = { paid: (line.prior?.paid ?? 0) + paid, patientResponsibility: line.prior?.patientResponsibility ?? 0 }; // prettier-ignore
    }
    if (segment.id === 'CAS' && line.prior) {
      const owed = line.prior.patientResponsibility + this.#patientPart(segment, '2430');
      line.prior = { ...line.prior, patientResponsibility: owed };
    }
  }

  #takeService(line: LineDraft, segment: Segment, at: { procedure: number; amount: number; units: number }): void {
    line.procedure = segment.components(at.procedure);
    line.charge = this.#amount(segment, { position: at.amount, number: '782', loop: '2400' });
    line.units = segment.element(at.units) || '1';
  }

  /** Σ of a CAS of group PR: amounts stand at 3, 6, 9 and so on. */
  #patientPart(segment: Segment, loop: string): number {
    if (segment.element(1) !== 'PR') return 0;
    let total = 0;
    for (let position = 3; segment.element(position) !== ''; position += 3) {
      total += this.#amount(segment, { position, number: '782', loop });
    }
    return total;
  }

  #endClaim(): void {
    const claim = this.#claim;
    this.#claim = null;
    this.#line = null;
    if (claim === null) return;
    const { claim: finished, missing } = finishClaim(claim);
    for (const { segmentId, at } of missing) this.#missing(segmentId, at, '2400');
    this.#claims.push(finished);
  }
}

const sequenceOf = (text: string): Sequence => (text === 'S' || text === 'T' ? text : 'P');

const personOf = (segment: Segment): PersonName => ({ family: segment.element(3), given: segment.element(4) });

const nameOf = (segment: Segment): string => [segment.element(4), segment.element(3)].filter(Boolean).join(' ');
