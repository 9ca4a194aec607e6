import { calendarDate } from '../../../platform/domain/calendar-date';
import type { SubmitClaim } from '../../../subgraphs/payer/commands';
import { openHouse, type House } from './house';
import { accountId, adjustment, claimPayment, day, ehr, known, laterCare, received, remittance, usd } from './samples';

let house: House;
beforeEach(async () => {
  house = await openHouse();
});
afterEach(() => house.close());

const tell = (...facts: Parameters<House['tell']>[1][]) => house.tell(house.rooms.ehr, ...(facts as never[]));
const requested = () => house.billed(`account/${accountId}`, 'ClaimRequested');

/** Claims that were put together and given to the payer room, in the order in which they were asked for. */
async function sent(): Promise<readonly SubmitClaim[]> {
  const ids = (await requested()).map(({ claimId }) => claimId);
  const commits = await Promise.all(ids.map((id) => house.rooms.payer.log.read(`claim/${id}`)));
  const facts = commits.flat().flatMap((commit) => commit.facts);
  return facts.flatMap((fact) => (fact.type === 'ClaimSubmitted' ? [fact.data.claim] : []));
}
const reasons = async () => (await house.cases()).map(({ reason }) => reason);

test('a claim holds who cared, for whom, why and for how much, in the words of X12 837P', async () => {
  const reasonsOfCharge = [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'E11.9', display: null }, { system: 'http://snomed.info/sct', code: '44054006', display: null }]; // prettier-ignore
  await tell(...known(), ehr.encounter(), ehr.charge(10_000), ehr.charge(2_500, { id: 'ch2', quantity: '2', reasons: reasonsOfCharge, serviceDate: null }), laterCare()); // prettier-ignore
  const [claim, ...others] = await sent();
  expect(others).toEqual([]);
  const address = { line: '1 Elm St', city: 'Lakeview', state: 'OH', postalCode: '43901' };
  const ada = { family: 'Quill', given: 'Ada', birthDate: '1980-02-03', gender: 'F', address };
  const line = { code: '99213', modifiers: [], serviceDate: day };
  expect(claim).toEqual({
    claimId: expect.stringMatching(/^[A-Z0-9.-]{1,20}$/i),
    accountId,
    patientId: 'p1',
    facilityId: 'f1',
    encounterId: 'e1',
    coverageId: 'cov1',
    payerId: 'payer1',
    billedAmount: usd(12_500),
    serviceDate: day,
    payer: { id: 'payer1', name: 'Sunrise Health', payerIdentifier: '00001' },
    priority: 'PRIMARY',
    billingProvider: { name: 'Lakeview Clinic', npi: '1234567893', taxId: '12-3456789', address },
    renderingProvider: { family: 'Rook', given: 'Ben', npi: '1093817465' },
    subscriber: { ...ada, memberId: 'MEM1', groupNumber: null },
    relationship: 'SELF',
    patient: null,
    placeOfService: '11',
    diagnosisCodes: ['J20.9', 'E11.9'],
    lines: [
      { ...line, amount: usd(10_000), units: '1', lineControlNumber: 'ch1' },
      { ...line, amount: usd(2_500), units: '2', lineControlNumber: 'ch2' },
    ],
    otherPayer: null,
  });
  expect(await house.rooms.payer.documents.claims.get(claim?.claimId ?? '')).toMatchObject({ status: 'SUBMITTED', accountId }); // prettier-ignore
  expect(await house.rooms.payer.pendingDeliveries()).toBe(1);
  expect(await house.cases()).toEqual([]);
});

test('an inpatient stay, a clinician without a number and an address that is not whole are said as they are', async () => {
  const place = { line: [], city: 'Lakeview', state: 'OH', postalCode: '43901', country: null };
  await tell(...known(), ehr.practitioner({ npi: null }), ehr.patient({ address: place, administrativeGender: null }), ehr.encounter({ encounterClass: 'INPATIENT' }), ehr.charge(10_000), laterCare()); // prettier-ignore
  expect(await sent()).toMatchObject([
    { placeOfService: '21', renderingProvider: null, subscriber: { address: null, gender: 'U' } },
  ]);
});

describe('a dependant’s claim', () => {
  test.each([
    ['CHILD', 'CHILD'],
    ['SPOUSE', 'SPOUSE'],
    ['PARENT', 'OTHER'],
    ['OTHER', 'OTHER'],
  ] as const)('names the one who holds the plan, and the patient beside them: %s', async (relationship, said) => {
    await tell(...known(), ehr.guarantor(), ehr.assignment(['g1']), ehr.coverage({ relationship }), ehr.encounter(), ehr.charge(10_000), laterCare()); // prettier-ignore
    expect(await sent()).toMatchObject([
      {
        relationship: said,
        subscriber: { family: 'Quill', given: 'Sue', memberId: 'MEM1', birthDate: null },
        patient: { family: 'Quill', given: 'Ada', birthDate: '1980-02-03' },
      },
    ]);
  });

  test('whose guarantor has no name is said to be the patient’s own', async () => {
    await tell(...known(), ehr.guarantor({ name: null }), ehr.assignment(['g1']), ehr.coverage({ relationship: 'CHILD' }), ehr.encounter(), ehr.charge(10_000), laterCare()); // prettier-ignore
    expect(await sent()).toMatchObject([{ relationship: 'SELF', patient: null, subscriber: { given: 'Ada' } }]);
  });
});

describe('a claim that no payer could read is a case that says what to complete', () => {
  test.each([
    ['the NPI of the facility is missing', [ehr.payer(), ehr.facility({ npi: null })]],
    ["the patient's family name is missing", [ehr.payer(), ehr.patient({ name: null })]],
    ['the member id of the coverage is missing', [ehr.payer(), ehr.coverage({ memberId: null })]],
    ['the identifier of the payer is missing', [ehr.payer({ payerIdentifier: null })]],
    ['the payer of the coverage is missing', [ehr.coverage({ payerId: 'nobody' })]],
  ])('%s', async (what, facts) => {
    await tell(ehr.facility(), ehr.practitioner(), ehr.patient(), ehr.coverage());
    await tell(...facts, ehr.encounter(), ehr.charge(10_000), laterCare());
    const [{ claimId } = { claimId: '' }] = await requested();
    expect(await sent()).toEqual([]);
    expect(await house.cases()).toMatchObject([{ kind: 'CLAIM_REJECTED', status: 'OPEN', accountId, facilityId: 'f1' }]); // prettier-ignore
    expect(await reasons()).toEqual([`Claim ${claimId} cannot be sent: ${what}. Complete it in the EHR, then bill the encounter again.`]); // prettier-ignore
    expect(await house.account()).toMatchObject({ insuranceBalance: 10_000 });
  });

  test('a visit whose reasons are in another code system', async () => {
    const reasons = [{ system: 'http://snomed.info/sct', code: '10509002', display: null }];
    await tell(...known(), ehr.encounter({ reasons }), ehr.charge(10_000), laterCare());
    expect(await sent()).toEqual([]);
    expect(await house.cases()).toMatchObject([{ kind: 'CLAIM_REJECTED', reason: expect.stringContaining('a diagnosis in ICD-10-CM is missing') }]); // prettier-ignore
  });
});

describe('the claim to a second plan', () => {
  const second = () => [
    ehr.payer({ id: 'payer2', name: 'Moonlight Mutual', payerIdentifier: '00002' }),
    ehr.coverage({ id: 'cov2', payerId: 'payer2', memberId: 'MEM2', priority: 'SECONDARY' }),
  ];
  const decided = (claimId: string) =>
    claimPayment(claimId, { billed: 10_000, paid: 6_000, patient: 1_500 }, { adjustments: [adjustment('CO', '45', 2_500), adjustment('PR', '1', 1_500)] }); // prettier-ignore

  test('says what the first payer paid, took off and left', async () => {
    await tell(...known(), ...second(), ehr.encounter(), ehr.charge(10_000), laterCare());
    const [first] = await sent();
    await house.tell(house.rooms.payer, received(remittance([decided(first?.claimId ?? '')])));
    const [, claim, ...others] = await sent();
    expect(others).toEqual([]);
    expect((await requested())[1]).toMatchObject({ coverageIndex: 1, previousClaimId: first?.claimId });
    expect(claim).toMatchObject({
      priority: 'SECONDARY',
      coverageId: 'cov2',
      billedAmount: usd(10_000),
      payer: { id: 'payer2', name: 'Moonlight Mutual', payerIdentifier: '00002' },
      subscriber: { memberId: 'MEM2' },
      otherPayer: {
        payer: { id: 'payer1' },
        priority: 'PRIMARY',
        memberId: 'MEM1',
        paidAmount: usd(6_000),
        adjustments: [{ groupCode: 'CO', reasonCode: '45', amount: usd(2_500) }, { groupCode: 'PR', reasonCode: '1', amount: usd(1_500) }], // prettier-ignore
        remainingPatientAmount: usd(1_500),
        paymentDate: '2026-01-18',
        payerClaimControlNumber: 'PCN1',
      },
    });
  });

  test('is not sent when the first payer sent it on itself', async () => {
    await tell(...known(), ...second(), ehr.encounter(), ehr.charge(10_000), laterCare());
    const [first] = await sent();
    const forwarded = { ...decided(first?.claimId ?? ''), statusCode: '19', status: 'PRIMARY_FORWARDED' as const };
    await house.tell(house.rooms.payer, received(remittance([forwarded])));
    expect(await requested()).toHaveLength(1);
  });
});

test('a claim is sent once, also when what the EHR knows has changed since it was asked for', async () => {
  await tell(...known(), ehr.encounter(), ehr.charge(10_000), laterCare());
  const before = await sent();
  await tell(ehr.patient({ birthDate: calendarDate('1981-01-01') }));
  const [commit] = (await house.rooms.billing.log.read(`account/${accountId}`)).filter(({ facts }) => facts.some(({ type }) => type === 'ClaimRequested')); // prettier-ignore
  const fact = commit?.facts.find(({ type }) => type === 'ClaimRequested');
  await house.tell(house.rooms.billing, { ...(fact as NonNullable<typeof fact>), stream: 'account/copy' });
  expect(await sent()).toEqual(before);
  expect(await house.cases()).toEqual([]);
});
