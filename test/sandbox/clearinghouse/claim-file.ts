import { money } from '../../../platform/domain/money';
import { formatX12Amount } from '../../../platform/x12/values';
import { writeInterchange, type SegmentToWrite } from '../../../platform/x12/write-interchange';

/** A claim of a test: what is not told is ordinary. Cents. */
export interface TestClaim {
  readonly controlNumber: string;
  readonly payer?: string;
  readonly npi?: string;
  readonly memberId?: string;
  readonly charges: readonly number[];
  readonly billed?: number;
  readonly sequence?: 'P' | 'S';
  readonly frequency?: string;
  readonly originalReference?: string;
  readonly serviceDate?: string;
  /** Payer identifier of a second plan. */
  readonly secondPlan?: string;
  /** What an earlier plan left to the patient on each line. */
  readonly priorOwed?: readonly number[];
}

const amount = (cents: number): string => formatX12Amount(money(cents));

export interface ClaimFileOptions {
  readonly controlNumber?: number;
  readonly isTest?: boolean;
  /** Left out of the claims: to see what is missed. */
  readonly without?: string;
}

/** An 837P of `claims`, each under its own billing provider and subscriber. */
export function claimFile(
  claims: readonly TestClaim[],
  { controlNumber = 1, isTest = false, without }: ClaimFileOptions = {},
): string {
  let level = 0;
  const loops = claims.flatMap((claim) => {
    const segments = claimLoops(claim, level);
    level += 2;
    return segments;
  });
  const segments: SegmentToWrite[] = [
    ['BHT', '0019', '00', `B${controlNumber}`, '20260105', '0800', 'CH'],
    ['NM1', '41', '2', 'LAKEVIEW BILLING', null, null, null, null, '46', 'LAKEVIEW'],
    ['PER', 'IC', 'DESK', 'TE', '6145550100'],
    ['NM1', '40', '2', 'SANDBOX', null, null, null, null, '46', 'SANDBOXCH'],
    ...loops,
  ];
  return writeInterchange({
    sender: { qualifier: 'ZZ', id: 'LAKEVIEW' },
    receiver: { qualifier: 'ZZ', id: 'SANDBOXCH' },
    date: '20260105',
    time: '0800',
    controlNumber,
    isTest,
    groups: [
      {
        code: 'HC',
        senderCode: 'LAKEVIEW',
        receiverCode: 'SANDBOXCH',
        controlNumber,
        version: '005010X222A1',
        sets: [{ code: '837', controlNumber: '0001', version: '005010X222A1', segments: segments.filter(([id]) => id !== without) }], // prettier-ignore
      },
    ],
  });
}

function claimLoops(claim: TestClaim, above: number): readonly SegmentToWrite[] {
  const { controlNumber, charges, payer = '99101', npi = '1990000018', memberId = 'M1', sequence = 'P' } = claim;
  const { frequency = '1', secondPlan, priorOwed, originalReference, serviceDate = '20260105' } = claim;
  const billed = claim.billed ?? charges.reduce((a, b) => a + b, 0);
  const earlier = secondPlan ?? (priorOwed === undefined ? undefined : '99101');
  return [
    ['HL', String(above + 1), null, '20', '1'],
    ['NM1', '85', '2', 'LAKEVIEW HARBOR HOSPITAL', null, null, null, null, 'XX', npi],
    ['N3', '1 HARBOR ROAD'],
    ['REF', 'EI', '990000101'],
    ['HL', String(above + 2), String(above + 1), '22', '0'],
    ['SBR', sequence, '18', null, null, null, null, null, null, 'CI'],
    ['NM1', 'IL', '1', 'ASHDOWN', 'AMARA', null, null, null, 'MI', memberId],
    ['NM1', 'PR', '2', 'MEADOWLARK', null, null, null, null, 'PI', payer],
    ['CLM', controlNumber, amount(billed), null, null, ['11', 'B', frequency], 'Y', 'A', 'Y', 'Y'],
    ...(originalReference === undefined ? [] : [['REF', 'F8', originalReference] as const]),
    ['HI', ['ABK', 'J069']],
    ...(earlier === undefined
      ? []
      : ([
          ['SBR', secondPlan === undefined ? 'P' : 'S', '18', null, null, null, null, null, null, 'CI'],
          ['OI', null, null, 'Y', null, null, 'Y'],
          ['NM1', 'IL', '1', 'ASHDOWN', 'AMARA', null, null, null, 'MI', 'S1'],
          ['NM1', 'PR', '2', 'OTHER', null, null, null, null, 'PI', earlier],
        ] as const)),
    ...charges.flatMap((charge, index): SegmentToWrite[] => [
      ['LX', String(index + 1)],
      ['SV1', ['HC', '99213', '25'], amount(charge), 'UN', '1', null, null, ['1']],
      ['DTP', '472', 'D8', serviceDate],
      ['REF', '6R', `L${index + 1}`],
      ...(priorOwed === undefined
        ? []
        : ([
            ['SVD', '99101', amount(charge - (priorOwed[index] ?? 0)), ['HC', '99213'], null, '1'],
            ['CAS', 'PR', '2', amount(priorOwed[index] ?? 0)],
            ['DTP', '573', 'D8', '20260104'],
          ] as const)),
    ]),
  ];
}
