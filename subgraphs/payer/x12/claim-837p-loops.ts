import { isZero } from '../../../platform/domain/money';
import { formatX12Amount, formatX12Date } from '../../../platform/x12/values';
import type { SegmentToWrite } from '../../../platform/x12/write-interchange';
import type { ClaimPerson, OtherPayer, PayerPriority, PostalAddress, ServiceLine, SubmitClaim } from '../commands';
import type { Adjustment, Payer } from '../domain';
import { plainText } from './plain-text';

/** SBR01. */
const PRIORITY: Readonly<Record<PayerPriority, string>> = { PRIMARY: 'P', SECONDARY: 'S', TERTIARY: 'T' };

/** PAT01 for a patient who is not the subscriber. */
const RELATIONSHIP = { SELF: '18', SPOUSE: '01', CHILD: '19', OTHER: 'G8' } as const;

/** SBR09: commercial insurance, for payers of which nothing else is known. */
const FILING_INDICATOR = 'CI';

/** Loops 2000A to 2010CA: who bills, who holds the policy, who pays, who was treated. */
export function partySegments(command: SubmitClaim): readonly SegmentToWrite[] {
  const { billingProvider: provider, subscriber, payer, relationship, patient } = command;
  const isSelf = relationship === 'SELF' || patient === null;
  return [
    ['HL', '1', null, '20', '1'],
    ['NM1', '85', '2', plainText(provider.name, 60), null, null, null, null, 'XX', provider.npi],
    ...address(provider.address),
    ...(provider.taxId === null ? [] : [['REF', 'EI', provider.taxId] as const]),
    ['HL', '2', '1', '22', isSelf ? '0' : '1'],
    ['SBR', PRIORITY[command.priority], isSelf ? '18' : null, subscriber.groupNumber, null, null, null, null, null, FILING_INDICATOR],
    [...person('IL', subscriber), null, null, null, 'MI', subscriber.memberId],
    ...(isSelf ? [...address(subscriber.address), ...demographics(subscriber)] : []),
    payerName(payer),
    ...(isSelf ? [] : patientSegments(patient, RELATIONSHIP[relationship])),
  ]; // prettier-ignore
}

const patientSegments = (patient: ClaimPerson, relationship: string): readonly SegmentToWrite[] => [
  ['HL', '3', '2', '23', '0'],
  ['PAT', relationship],
  person('QC', patient),
  ...address(patient.address),
  ...demographics(patient),
];

const person = (
  entity: string,
  { family, given }: Pick<ClaimPerson, 'family' | 'given'>,
): readonly [id: string, ...elements: (string | null)[]] => [
  'NM1',
  entity,
  '1',
  plainText(family, 60),
  given === null ? null : plainText(given, 35),
];

const payerName = (payer: Payer): SegmentToWrite => [
  ...(['NM1', 'PR', '2', plainText(payer.name ?? 'UNKNOWN', 60)] as const),
  ...([null, null, null, null, 'PI', payer.payerIdentifier] as const),
];

function address(given: PostalAddress | null): readonly SegmentToWrite[] {
  if (given === null) return [];
  const { line, city, state, postalCode } = given;
  return [
    ['N3', plainText(line, 55)],
    ['N4', plainText(city, 30), state, postalCode.replace(/\W/g, '')],
  ];
}

const demographics = ({ birthDate, gender }: ClaimPerson): readonly SegmentToWrite[] =>
  birthDate === null ? [] : [['DMG', 'D8', formatX12Date(birthDate), gender]];

/** Loops 2300 to 2400: the claim, what other payers decided, its lines. */
export function claimSegments(command: SubmitClaim): readonly SegmentToWrite[] {
  const { claimId, billedAmount, placeOfService, diagnosisCodes, renderingProvider, otherPayer, lines } = command;
  return [
    ['CLM', claimId, formatX12Amount(billedAmount), null, null, [placeOfService, 'B', '1'], 'Y', 'A', 'Y', 'Y'],
    ...diagnoses(diagnosisCodes),
    ...(renderingProvider === null
      ? []
      : [[...person('82', renderingProvider), null, null, null, 'XX', renderingProvider.npi] as const]),
    ...(otherPayer === null ? [] : otherPayerSegments(command, otherPayer)),
    ...lines.flatMap((line, index) => lineSegments(line, index + 1, diagnosisCodes.length > 0)),
  ];
}

/** HI holds at most twelve codes: ABK the principal diagnosis, ABF the others. */
function diagnoses(codes: readonly string[]): readonly SegmentToWrite[] {
  if (codes.length === 0) return [];
  const composites = codes.slice(0, 12).map((code, index) => [index === 0 ? 'ABK' : 'ABF', code.replace('.', '')]);
  return [['HI', ...composites]];
}

function otherPayerSegments({ subscriber, relationship }: SubmitClaim, other: OtherPayer): readonly SegmentToWrite[] {
  const { paidAmount, remainingPatientAmount, payerClaimControlNumber } = other;
  return [
    ['SBR', PRIORITY[other.priority], RELATIONSHIP[relationship], null, null, null, null, null, null, FILING_INDICATOR],
    ...adjustmentSegments(other.adjustments),
    ['AMT', 'D', formatX12Amount(paidAmount)],
    ...(remainingPatientAmount === null ? [] : [['AMT', 'EAF', formatX12Amount(remainingPatientAmount)] as const]),
    ['OI', null, null, 'Y', null, null, 'Y'],
    [...person('IL', subscriber), null, null, null, 'MI', other.memberId],
    payerName(other.payer),
    ['DTP', '573', 'D8', formatX12Date(other.paymentDate)],
    ...(payerClaimControlNumber === null ? [] : [['REF', 'F8', payerClaimControlNumber] as const]),
  ];
}

/** One CAS holds six reasons of one group. */
function adjustmentSegments(adjustments: readonly Adjustment[]): readonly SegmentToWrite[] {
  const byGroup = new Map<string, Adjustment[]>();
  for (const adjustment of adjustments.filter(({ amount }) => !isZero(amount))) {
    byGroup.set(adjustment.groupCode, [...(byGroup.get(adjustment.groupCode) ?? []), adjustment]);
  }
  return [...byGroup].flatMap(([group, all]) => chunksOfSix(all).map((six): SegmentToWrite => {
    const triplets = six.flatMap(({ reasonCode, amount, quantity }) => [reasonCode, formatX12Amount(amount), quantity]);
    return ['CAS', group, ...triplets];
  })); // prettier-ignore
}

const chunksOfSix = <T>(items: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(items.length / 6) }, (_, index) => items.slice(index * 6, index * 6 + 6));

function lineSegments(line: ServiceLine, number: number, hasDiagnoses: boolean): readonly SegmentToWrite[] {
  const { code, modifiers, amount, units, serviceDate, lineControlNumber } = line;
  const procedure = ['HC', code, ...modifiers.slice(0, 4)];
  return [
    ['LX', String(number)],
    ['SV1', procedure, formatX12Amount(amount), 'UN', units, null, null, hasDiagnoses ? '1' : null],
    ['DTP', '472', 'D8', formatX12Date(serviceDate)],
    ...(lineControlNumber === null ? [] : [['REF', '6R', lineControlNumber] as const]),
  ];
}
