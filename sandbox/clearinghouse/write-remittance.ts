import type { CalendarDate } from '../../platform/domain/calendar-date';
import { writeInterchange, type SegmentToWrite } from '../../platform/x12/write-interchange';
import type { DecidedAdjustment, DecidedLine } from './decision';
import type { ProviderAdjustment, Remittance } from './remittance';
import type { ClaimPayment } from './settle';
import { amountText, dateText, digitsOf, safeText, WRITTEN_AT } from './x12-text';

/** TRN03 and BPR10: `1` and the payer's employer identification number. */
export const originatorOf = (payer: { readonly taxId: string }): string => `1${payer.taxId}`;

const PAYER_BANK = ['01', '099000025', 'DA'] as const; // qualifier, routing number of no bank, kind of account
const PROVIDER_BANK = ['01', '099000017', 'DA'] as const;
const TRIPLETS = 6; // adjustments in one CAS; as many pairs stand in one PLB
const PAYER_CONTACT = 'PROVIDER SERVICES';

export interface RemittanceFile {
  readonly remittance: Remittance;
  readonly fileId: string;
  /** The number of the account at the provider's bank. */
  readonly accountNumber: string;
  /** ISA08 and GS03: as the provider named itself in its claims. */
  readonly receiverId: string;
  readonly receiverCode: string;
}

/** One 835 in its own interchange. Source: X12 005010X221A1. */
export function writeRemittance({
  remittance,
  fileId,
  accountNumber,
  receiverId,
  receiverCode,
}: RemittanceFile): string {
  const { payer, day } = remittance;
  const controlNumber = Number(digitsOf(9, '835', fileId));
  return writeInterchange({
    sender: { qualifier: 'ZZ', id: payer.payerIdentifier },
    receiver: { qualifier: 'ZZ', id: safeText(receiverId).slice(0, 15) },
    date: dateText(day),
    time: WRITTEN_AT,
    controlNumber,
    isTest: false,
    groups: [
      {
        code: 'HP',
        senderCode: payer.payerIdentifier,
        receiverCode: safeText(receiverCode).slice(0, 15),
        controlNumber,
        version: '005010X221A1',
        sets: [
          {
            code: '835',
            controlNumber: '0001',
            segments: [
              ...header(remittance, accountNumber, receiverId),
              ['LX', '1'],
              ...remittance.claims.flatMap(claimLoop),
              ...providerLevel(remittance),
            ],
          },
        ],
      },
    ],
  });
}

function header(remittance: Remittance, accountNumber: string, receiverId: string): readonly SegmentToWrite[] {
  const { payer, payee, day, trace } = remittance;
  const { line, city, state, postalCode } = payer.address;
  return [
    payment(remittance, accountNumber),
    ['TRN', '1', trace, originatorOf(payer)],
    ['REF', 'EV', safeText(receiverId)],
    ['DTM', '405', dateText(day)],
    ['N1', 'PR', safeText(payer.name)],
    ['N3', safeText(line)],
    ['N4', safeText(city), state, postalCode],
    ['REF', '2U', payer.payerIdentifier],
    ['PER', 'BL', PAYER_CONTACT, 'TE', payer.telephone.replace(/\D/g, '')],
    ['N1', 'PE', safeText(payee.name).slice(0, 60) || 'PROVIDER', 'XX', safeText(payee.npi)],
    ...(payee.taxId === '' ? [] : [['REF', 'TJ', safeText(payee.taxId)] as const]),
  ];
}

/** BPR: an ACH credit, or H and NON when no money moves. */
function payment({ payer, amount, payDay }: Remittance, accountNumber: string): SegmentToWrite {
  const originator = originatorOf(payer);
  if (amount === 0) return ['BPR', 'H', '0', 'C', 'NON', ...Array<null>(11).fill(null), dateText(payDay)];
  const from = [...PAYER_BANK, `9${payer.taxId}`, originator, null] as const;
  return [
    'BPR',
    'I',
    amountText(amount),
    'C',
    'ACH',
    'CCP',
    ...from,
    ...PROVIDER_BANK,
    accountNumber,
    dateText(payDay),
  ];
}

/** Loop 2100 and its 2110s. */
function claimLoop(payment: ClaimPayment): readonly SegmentToWrite[] {
  const { record, decision, payerControlNumber, sentOnTo, interest } = payment;
  const { claim, receivedOn } = record;
  const patient = claim.patient ?? claim.subscriber;
  const isReversal = decision.statusCode === '22';
  const allowed = decision.lines.reduce((total, line) => total + (line.allowed ?? 0), 0);
  return [
    [
      'CLP',
      safeText(claim.controlNumber),
      decision.statusCode,
      amountText(decision.billed),
      amountText(decision.paid),
      isReversal || decision.patientResponsibility === 0 ? null : amountText(decision.patientResponsibility),
      safeText(claim.filingIndicator),
      payerControlNumber,
      safeText(claim.placeOfService),
      safeText(claim.frequency),
    ],
    ...adjustmentSegments(decision.adjustments),
    ['NM1', 'QC', '1', safeText(patient.family) || 'UNKNOWN', safeText(patient.given), null, null, null, 'MI', safeText(claim.memberId)], // prettier-ignore
    ...(claim.patient === null ? [] : [['NM1', 'IL', '1', safeText(claim.subscriber.family), safeText(claim.subscriber.given), null, null, null, 'MI', safeText(claim.memberId)] as const]), // prettier-ignore
    ...(sentOnTo === null ? [] : [['NM1', 'TT', '2', safeText(sentOnTo.name), null, null, null, null, 'PI', sentOnTo.payerIdentifier] as const]), // prettier-ignore
    ['DTM', '050', dateText(receivedOn)],
    ...(allowed > 0 ? [['AMT', 'AU', amountText(allowed)] as const] : []),
    ...(interest > 0 ? [['AMT', 'I', amountText(interest)] as const] : []),
    ...decision.lines.flatMap(serviceLoop),
  ];
}

function serviceLoop({ line, charge, paid, allowed, adjustments, remarks }: DecidedLine): readonly SegmentToWrite[] {
  return [
    ['SVC', line.procedure.map(safeText), amountText(charge), amountText(paid), null, safeText(line.units)],
    ['DTM', '472', dateText(line.serviceDate)],
    ...adjustmentSegments(adjustments),
    ...(line.controlNumber === null ? [] : [['REF', '6R', safeText(line.controlNumber)] as const]),
    ...(allowed === null ? [] : [['AMT', 'B6', amountText(allowed)] as const]),
    ...remarks.map((remark) => ['LQ', 'HE', remark] as const),
  ];
}

/** One CAS per group, of up to six reasons each. */
function adjustmentSegments(adjustments: readonly DecidedAdjustment[]): readonly SegmentToWrite[] {
  const groups = [...new Set(adjustments.map(({ group }) => group))];
  return groups.flatMap((group) => {
    const ofGroup = adjustments.filter((adjustment) => adjustment.group === group);
    return inPieces(ofGroup).map((piece): SegmentToWrite => {
      const triplets = piece.flatMap(({ reason, amount }) => [reason, amountText(amount), null]);
      return ['CAS', group, ...triplets];
    });
  });
}

function providerLevel({ payee, day, providerAdjustments }: Remittance): readonly SegmentToWrite[] {
  return inPieces(providerAdjustments).map((piece) => {
    const pairs = piece.flatMap(({ code, reference, amount }: ProviderAdjustment) => [[code, reference], amountText(amount)]); // prettier-ignore
    return ['PLB', safeText(payee.npi), fiscalYearEnd(day), ...pairs];
  });
}

const fiscalYearEnd = (day: CalendarDate): string => `${day.slice(0, 4)}1231`;

function inPieces<T>(items: readonly T[]): readonly (readonly T[])[] {
  const pieces: T[][] = [];
  for (let at = 0; at < items.length; at += TRIPLETS) pieces.push(items.slice(at, at + TRIPLETS));
  return pieces;
}
