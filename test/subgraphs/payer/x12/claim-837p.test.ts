import { calendarDate } from '../../../../platform/domain/calendar-date';
import { instant } from '../../../../platform/domain/instant';
import { money } from '../../../../platform/domain/money';
import { transactionSetsIn } from '../../../../platform/x12/transaction-sets';
import type { SubmitClaim } from '../../../../subgraphs/payer/commands';
import { acknowledgedAs, controlNumbersOf, writeClaim837P } from '../../../../subgraphs/payer/x12/claim-837p';
import { summaryOf } from '../../../../subgraphs/payer/x12/summary';
import { submitClaimOf } from '../sample-claim';

const AT = instant('2026-01-05T09:30:00Z');
const PARTNERS = {
  submitter: { qualifier: 'ZZ', id: 'ACCORD', name: 'Example Health Network', telephone: '555-0100' },
  receiver: { qualifier: 'ZZ', id: 'CLEARING', name: 'Example Clearinghouse' },
  isTest: false,
};

const write = (changes: Partial<SubmitClaim> = {}) => writeClaim837P(submitClaimOf(changes), PARTNERS, AT);

function bodyOf(text: string): readonly string[] {
  const [set, ...more] = [...transactionSetsIn(text)];
  if (!set || more.length > 0) throw new Error('expected one transaction set');
  expect([...set.findings, ...(set.group?.findings ?? []), ...set.interchange.findings]).toEqual([]);
  return set.segments.slice(1, -1).map((segment) => segment.text);
}

describe('writeClaim837P', () => {
  it('writes a claim of a patient who is the subscriber', () => {
    expect(bodyOf(write())).toEqual([
      'BHT*0019*00*CLAIM-1*20260105*0930*CH',
      'NM1*41*2*EXAMPLE HEALTH NETWORK*****46*ACCORD',
      'PER*IC*EXAMPLE HEALTH NETWORK*TE*5550100',
      'NM1*40*2*EXAMPLE CLEARINGHOUSE*****46*CLEARING',
      'HL*1**20*1',
      'NM1*85*2*EXAMPLE HOSPITAL*****XX*1234567893',
      'N3*1 HARBOR ROAD',
      'N4*PORT ELLERY*OH*439990001',
      'REF*EI*990000101',
      'HL*2*1*22*0',
      'SBR*P*18*G1******CI',
      'NM1*IL*1*EXAMPLE PERSON*PAT****MI*W1',
      'N3*2 OAK STREET',
      'N4*PORT ELLERY*OH*43999',
      'DMG*D8*19800229*F',
      'NM1*PR*2*EXAMPLE PLAN*****PI*PLAN1',
      'CLM*CLAIM-1*200***11:B:1*Y*A*Y*Y',
      'HI*ABK:E119*ABF:I10',
      'NM1*82*1*MEDICO*ANA****XX*1245319599',
      'LX*1',
      'SV1*HC:99213:25*120*UN*1***1',
      'DTP*472*D8*20260102',
      'REF*6R*L1',
      'LX*2',
      'SV1*HC:85025*80*UN*2***1',
      'DTP*472*D8*20260102',
    ]);
  });

  it('gives a patient who is not the subscriber a level of their own', () => {
    const patient = { family: 'Example', given: 'Kid', birthDate: null, gender: 'U' as const, address: null };
    const body = bodyOf(write({ relationship: 'CHILD', patient }));
    expect(body).toContain('HL*2*1*22*1');
    expect(body).toContain('SBR*P**G1******CI');
    expect(body.slice(body.indexOf('HL*3*2*23*0'), body.indexOf('HL*3*2*23*0') + 3)).toEqual([
      'HL*3*2*23*0',
      'PAT*19',
      'NM1*QC*1*EXAMPLE*KID',
    ]);
  });

  it('tells a second payer what the first one decided', () => {
    const adjustment = (groupCode: 'CO' | 'PR', reasonCode: string, minorUnits: number) => ({
      groupCode,
      reasonCode,
      amount: money(minorUnits),
      kind: 'CONTRACTUAL' as const,
      quantity: null,
    });
    const otherPayer = {
      payer: { id: 'p', name: 'First Plan', payerIdentifier: 'PLAN0' },
      priority: 'PRIMARY' as const,
      memberId: 'M0',
      paidAmount: money(10_000),
      adjustments: [adjustment('CO', '45', 7000), adjustment('PR', '1', 2000), adjustment('PR', '2', 1000), adjustment('CO', '253', 0)],
      remainingPatientAmount: money(3000),
      paymentDate: calendarDate('2026-01-04'),
      payerClaimControlNumber: 'ICN1',
    }; // prettier-ignore
    const body = bodyOf(write({ priority: 'SECONDARY', otherPayer, diagnosisCodes: [] }));
    expect(body).toContain('SBR*S*18*G1******CI');
    const from = body.indexOf('SBR*P*18*******CI');
    expect(body.slice(from, from + 10)).toEqual([
      'SBR*P*18*******CI',
      'CAS*CO*45*70',
      'CAS*PR*1*20**2*10',
      'AMT*D*100',
      'AMT*EAF*30',
      'OI***Y***Y',
      'NM1*IL*1*EXAMPLE PERSON*PAT****MI*M0',
      'NM1*PR*2*FIRST PLAN*****PI*PLAN0',
      'DTP*573*D8*20260104',
      'REF*F8*ICN1',
    ]);
    expect(body).toContain('SV1*HC:85025*80*UN*2');
  });

  it('is the same text on every attempt, under control numbers that an acknowledgment can name', () => {
    expect(write()).toBe(write());
    const { group, set } = controlNumbersOf('CLAIM-1');
    expect(acknowledgedAs('CLAIM-1', AT)).toEqual({ set: `${group}/${set}`, interchange: `${group}/260105/0930` });
    expect(write()).toContain(`ST*837*${set}*005010X222A1`);
    expect([...transactionSetsIn(write())].map((each) => summaryOf(each).claimIds)).toEqual([['CLAIM-1']]);
  });

  it.each<[string, Partial<SubmitClaim>]>([
    ['an id that is no CLM01', { claimId: 'A*B' }],
    ['an id of 21 characters', { claimId: 'ABCDEFGHIJKLMNOPQRSTU' }],
    ['no lines', { lines: [] }],
    ['lines that do not sum to what is billed', { billedAmount: money(20_001) }],
    ['no patient where the subscriber is another', { relationship: 'CHILD' }],
  ])('refuses %s', (_, changes) => {
    expect(() => write(changes)).toThrow(expect.objectContaining({ code: 'BAD_INPUT' }));
  });
});
