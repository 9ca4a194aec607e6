import fc from 'fast-check';
import { addMoney, formatMoney, money, sumMoney } from '../../../../platform/domain/money';
import { formatX12Amount } from '../../../../platform/x12/values';
import type { TransactionSet } from '../../../../platform/x12/interchange';
import type { SegmentToWrite } from '../../../../platform/x12/write-interchange';
import { readRemittance } from '../../../../subgraphs/payer/x12/read-remittance';
import { firstSetOf, write835, type Sample835 } from '../sample-835';

/** With its claim payments as a list. */
function readSet(set: TransactionSet) {
  const { claims, ...rest } = readRemittance(set);
  return { ...rest, claims: [...claims] };
}
const read = (sample: Sample835) => readSet(firstSetOf(write835(sample)));

const PAID: readonly SegmentToWrite[] = [
  ['CLP', 'C1', '1', '200', '100', '30', '12', 'ICN1', '11', '1'],
  ['CAS', 'CO', '45', '20'],
  ['NM1', 'QC', '1', 'EXAMPLE', 'PAT', 'Q', null, null, 'MI', 'W1'],
  ['MOA', null, null, 'MA01'],
  ['DTM', '232', '20251201'],
  ['DTM', '050', '20251205'],
  ['SVC', ['HC', '99213', '25'], '120', '60', null, '2'],
  ['DTM', '472', '20251201'],
  ['CAS', 'CO', '45', '40', null, '253', '0'],
  ['CAS', 'PR', '1', '20', '1'],
  ['REF', '6R', 'L1'],
  ['AMT', 'B6', '80'],
  ['LQ', 'HE', 'N130'],
  ['LQ', 'RX', '1'],
  ['SVC', ['HC', '85025'], '80', '40'],
  ['CAS', 'CO', '45', '30'],
  ['CAS', 'PR', '3', '10'],
];

describe('readRemittance', () => {
  it('reads the payment, its parties and its trace', () => {
    const plb: SegmentToWrite[] = [['PLB', '1234567893', '20261231', ['WO', 'REF1'], '15', ['L6'], '-5']];
    // Billed 200 = paid 100 + claim adjustment 20 + line adjustments 100 is 20 more than billed: see the next test.
    const remittance = read({ paid: '90', claims: [PAID], plb });
    expect(remittance).toMatchObject({
      paymentAmount: money(9000),
      paymentMethod: 'ELECTRONIC_TRANSFER',
      paymentDate: '2026-01-05',
      traceNumber: 'EFT1',
      payerCompanyId: '1512345678',
      payerName: 'EXAMPLE PLAN',
      payerIdentifier: 'PLAN1',
      payeeName: 'EXAMPLE HOSPITAL',
      payeeIdentifier: '1234567893',
      guideVersion: '005010X221A1',
      isTest: false,
    });
    expect(remittance.providerAdjustments).toEqual([
      { providerId: '1234567893', fiscalPeriodDate: '2026-12-31', reasonCode: 'WO', referenceNumber: 'REF1', amount: money(1500) },
      { providerId: '1234567893', fiscalPeriodDate: '2026-12-31', reasonCode: 'L6', referenceNumber: null, amount: money(-500) },
    ]); // prettier-ignore
  });

  it('reads a claim payment with its services, adjustments and remark codes', () => {
    const [claim] = read({ paid: '100', claims: [PAID] }).claims;
    expect(claim).toMatchObject({
      ordinal: 1,
      claimSubmittedId: 'C1',
      status: 'PROCESSED_AS_PRIMARY',
      billedAmount: money(20_000),
      paidAmount: money(10_000),
      patientResponsibilityAmount: money(3000),
      payerClaimControlNumber: 'ICN1',
      facilityTypeCode: '11',
      patientName: 'PAT Q EXAMPLE',
      memberId: 'W1',
      serviceDate: '2025-12-01',
      receivedDate: '2025-12-05',
      remarkCodes: ['MA01'],
      adjustments: [{ groupCode: 'CO', reasonCode: '45', kind: 'CONTRACTUAL', amount: money(2000), quantity: null }],
    });
    expect(claim?.services[0]).toMatchObject({
      ordinal: 1,
      procedure: { qualifier: 'HC', code: '99213', modifiers: ['25'] },
      units: '2',
      allowedAmount: money(8000),
      lineControlNumber: 'L1',
      remarkCodes: ['N130'],
    });
    expect(claim?.services[0]?.adjustments).toHaveLength(3);
    expect(claim?.services[1]).toMatchObject({ ordinal: 2, units: '1', serviceDate: null });
  });

  it('flags a claim whose adjustments do not make up what is not paid, and keeps it', () => {
    const remittance = read({ paid: '100', claims: [PAID] });
    expect(remittance.status).toBe('OUT_OF_BALANCE');
    expect(remittance.imbalances).toEqual([
      { level: 'CLAIM', claimOrdinal: 1, serviceOrdinal: null, statedAmount: money(20_000), computedAmount: money(22_000) },
    ]); // prettier-ignore
    expect(remittance.claims).toHaveLength(1);
  });

  it.each([
    ['1', 'PROCESSED_AS_PRIMARY'],
    ['2', 'PROCESSED_AS_SECONDARY'],
    ['4', 'NOT_RECOGNISED'],
    ['19', 'PRIMARY_FORWARDED'],
    ['21', 'TERTIARY_FORWARDED'],
    ['22', 'REVERSED'],
    ['25', 'PREDETERMINED'],
    ['17', 'OTHER'],
  ])('reads CLP02 %s as %s', (code, status) => {
    const claims = [[['CLP', 'C1', code, '10', '10'] as const]];
    expect(read({ paid: '10', claims }).claims[0]?.status).toBe(status);
  });

  it('reads 4010 with its group CR and an ISA11 that separates nothing', () => {
    const claims = [[['CLP', 'C1', '22', '-50', '-40', '0'] as const, ['CAS', 'CR', '97', '-10'] as const]];
    const remittance = read({ paid: '-40', version: '004010X091A1', claims });
    expect(remittance.status).toBe('BALANCED');
    expect(remittance.claims[0]?.adjustments[0]?.groupCode).toBe('CR');
  });

  it('reads a test remittance as one', () => {
    expect(read({ paid: '0', isTest: true, claims: [] }).isTest).toBe(true);
  });

  it('takes the production date where BPR16 is no day, and says so', () => {
    const text = write835({ paid: '0', claims: [] }).replace('*20260105~\nTRN', '*20260005~\nTRN');
    const remittance = readSet(firstSetOf(text));
    expect(remittance.paymentDate).toBe('2026-01-05');
    expect(remittance.findings).toEqual(['BPR16 is missing or no day; the production date stands in']);
  });

  it.each([
    ['an amount that is none', ['CLP', 'SECRET', '1', 'abc', '0']],
    ['no CLP01', ['CLP', null, '1', '1', '1']],
    ['no CLP04', ['CLP', 'SECRET', '1', '1']],
  ])('refuses %s, naming the place but not the data', (_, clp) => {
    const act = () => read({ paid: '0', claims: [[clp as unknown as SegmentToWrite]] });
    expect(act).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
    expect(act).toThrow(/RemittanceClaim\.\w+ from X12 835 CLP0\d/);
    expect(act).not.toThrow(/SECRET|abc/);
  });

  it('refuses a CAS group that is none', () => {
    const claims = [[['CLP', 'C1', '1', '1', '0'] as const, ['CAS', 'ZZ', '45', '1'] as const]];
    expect(() => read({ paid: '0', claims })).toThrow(expect.objectContaining({ code: 'SOURCE_MALFORMED' }));
  });
});

describe('balancing', () => {
  const cents = fc.integer({ min: -100_000, max: 100_000 });
  const adjustment = fc.record({
    group: fc.constantFrom('CO', 'OA', 'PI', 'PR'),
    reason: fc.constantFrom('45', '23', '1', 'A2'),
    amount: cents,
  });
  const service = fc.record({ paid: cents, adjustments: fc.array(adjustment, { maxLength: 4 }) });
  const claim = fc.record({
    services: fc.array(service, { maxLength: 3 }),
    paid: cents,
    adjustments: fc.array(adjustment, { maxLength: 7 }),
  });
  const remittance = fc.record({
    claims: fc.array(claim, { minLength: 1, maxLength: 4 }),
    plb: fc.array(cents, { maxLength: 5 }),
  });
  type Drawn = typeof remittance extends fc.Arbitrary<infer T> ? T : never;

  const text = (minorUnits: number) => formatX12Amount(money(minorUnits));
  const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0);
  const casOf = (adjustments: Drawn['claims'][number]['adjustments']): SegmentToWrite[] =>
    adjustments.map(({ group, reason, amount }) => ['CAS', group, reason, text(amount)]);
  const adjusted = (adjustments: readonly { amount: number }[]) => total(adjustments.map(({ amount }) => amount));

  /** A remittance that balances by construction; `off` cents are added to the place named. */
  function build({ claims, plb }: Drawn, off: { place: 'BPR' | 'CLP' | 'SVC' | null; by: number }): string {
    const segments = claims.map((one, index): SegmentToWrite[] => {
      const isHere = index === 0;
      const paid = one.services.length > 0 ? total(one.services.map((each) => each.paid)) : one.paid;
      const lines = one.services.flatMap((each) => each.adjustments);
      const billed = paid + adjusted([...one.adjustments, ...lines]) + (isHere && off.place === 'CLP' ? off.by : 0);
      const services = one.services.flatMap((each, line): SegmentToWrite[] => {
        const stated =
          each.paid + adjusted(each.adjustments) + (isHere && line === 0 && off.place === 'SVC' ? off.by : 0);
        return [['SVC', ['HC', '99213'], text(stated), text(each.paid)], ...casOf(each.adjustments)];
      });
      return [['CLP', `C${index}`, '1', text(billed), text(paid), '0'], ...casOf(one.adjustments), ...services];
    });
    const allPaid = claims.map((one) =>
      one.services.length > 0 ? total(one.services.map((each) => each.paid)) : one.paid,
    );
    const paid = total(allPaid) - total(plb) + (off.place === 'BPR' ? off.by : 0);
    return write835({
      paid: text(paid),
      claims: segments,
      plb: plb.map((amount) => ['PLB', 'P', '20261231', ['WO'], text(amount)]),
    });
  }

  it('finds nothing in a remittance built to balance', () => {
    fc.assert(fc.property(remittance, (drawn) => {
      const result = readSet(firstSetOf(build(drawn, { place: null, by: 0 })));
      expect(result.imbalances).toEqual([]);
      expect(result.status).toBe('BALANCED');
      const paid = sumMoney(result.claims.map((each) => each.paidAmount));
      const withheld = sumMoney(result.providerAdjustments.map(({ amount }) => amount));
      expect(formatMoney(addMoney(result.paymentAmount, withheld))).toBe(formatMoney(paid));
    })); // prettier-ignore
  });

  it.each(['BPR', 'CLP', 'SVC'] as const)('finds one cent off in %s', (place) => {
    const level = { BPR: 'REMITTANCE', CLP: 'CLAIM', SVC: 'SERVICE' }[place];
    fc.assert(fc.property(remittance, fc.constantFrom(-1, 1), (drawn, by) => {
      fc.pre(place !== 'SVC' || (drawn.claims[0]?.services.length ?? 0) > 0);
      const result = readSet(firstSetOf(build(drawn, { place, by })));
      expect(result.imbalances.map((imbalance) => imbalance.level)).toEqual([level]);
      expect(result.status).toBe('OUT_OF_BALANCE');
    })); // prettier-ignore
  });
});
