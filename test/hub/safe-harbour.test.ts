import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildClientSchema, getIntrospectionQuery, getNamedType, isEnumType, isObjectType, type GraphQLSchema, type IntrospectionQuery } from 'graphql'; // prettier-ignore
import { createDevelopmentIssuer } from '../../platform/access/development-issuer';
import type { Role } from '../../platform/access/roles';
import { systemClock } from '../../platform/domain/instant';
import { fieldsOf, leavesOf, queryOf, textsIn, type Leaf } from './every-field';
import { startTrialHub, type TrialHub } from './import/command-line';
import { IDENTIFIED, identifiedBundle, identifiersOf } from './safe-harbour-people';

jest.setTimeout(240_000);

/** What a list of the whole graph says, by the field. */
const WHOLE = {
  patients: '{ patients(first: 200) { edges { cursor } nodes { id medicalRecordNumber telephone birthDate name { family given text } address { line city postalCode } guarantors { id telephone name { family text } } coverages { id memberId planName } encounters(first: 20) { edges { cursor } nodes { id } } } } }', // prettier-ignore
  accounts:
    '{ accounts(first: 200) { edges { cursor } nodes { id cursor changedAt entries(first: 20) { edges { cursor } nodes { id commit { id factKey } } } } } }',
  claims: '{ claims(first: 200) { edges { cursor } nodes { id payerClaimControlNumber } } }',
  payments: '{ payments(first: 200) { edges { cursor } nodes { id statementDescriptor method { last4 } } } }',
};
const MONEY = '{ remittanceAdvices(first: 200) { edges { cursor } nodes { id traceNumber payerCompanyId payeeName payeeIdentifier claims(first: 50) { nodes { id claimSubmittedId payerClaimControlNumber } } } } bankDeposits(first: 200) { nodes { id traceNumber bankReference } } payouts(first: 200) { nodes { id traceNumber } } }'; // prettier-ignore

const THIS_YEAR = new Date().getUTCFullYear();
const [FIRST, SECOND] = [identifiersOf(1), identifiersOf(2)];

describe('the contract analytics, by each identifier of 45 CFR 164.514(b)(2)(i)', () => {
  let folder: string;
  let hub: TrialHub;
  let schema: GraphQLSchema;
  let fields: ReadonlyMap<string, string>;
  let leaves: readonly Leaf[];
  let text: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the shape is each query's
  const truth: Record<string, any> = {};

  const analytics = async (query: string, role: Role): Promise<{ data: Record<string, unknown>; text: string }> => {
    const issuer = await createDevelopmentIssuer({ folder: hub.data });
    const token = await issuer.issue({ role, facilityIds: ['*'], now: systemClock() });
    const response = await fetch(`${hub.url}/graphql/analytics`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    const answer = await response.text();
    const { data, errors } = JSON.parse(answer) as { data?: Record<string, unknown>; errors?: unknown };
    if (!data || errors) throw new Error(`${query}: ${answer.slice(0, 500)}`);
    return { data, text: answer };
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'accord-harbour-'));
    hub = await startTrialHub(join(folder, 'data'), { SANDBOX_PATIENTS: '80' });
    await writeFile(join(folder, 'people.json'), identifiedBundle());
    const { code, stdout } = await hub.import([join(folder, 'people.json')]);
    if (code !== 0) throw new Error(stdout);
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"days":12}' };
    await fetch(`${hub.url}/sandbox/advance`, init);
    await hub.drain();
    for (const [name, query] of Object.entries(WHOLE)) truth[name] = await hub.ask(query);
    truth['money'] = await hub.ask(MONEY, 'finance');
    const { data } = await analytics(getIntrospectionQuery(), 'analyst');
    schema = buildClientSchema(data as unknown as IntrospectionQuery);
    fields = fieldsOf(schema);
    const answers: string[] = [];
    const found: Leaf[] = [];
    const query = schema.getQueryType();
    for (const role of ['analyst', 'finance'] as const) {
      for (const root of Object.keys(query?.getFields() ?? {})) {
        const answer = await analytics(queryOf(schema, root, 3, 40), role);
        answers.push(answer.text);
        if (query) found.push(...leavesOf(answer.data, query));
      }
      answers.push((await analytics(queryOf(schema, 'patients', 2), role)).text);
    }
    text = answers.join('\n');
    leaves = found;
  });
  afterAll(async () => {
    await hub.stop();
    await rm(folder, { recursive: true });
  });

  const named = (pattern: RegExp): readonly string[] =>
    [...fields.keys()].filter((coordinate) => pattern.test(coordinate.split('.')[1] ?? ''));
  const typed = (...types: string[]): readonly string[] =>
    [...fields].filter(([, type]) => types.includes(type)).map(([coordinate]) => coordinate);
  const valuesOf = (coordinate: string): readonly unknown[] =>
    leaves.filter((leaf) => leaf.coordinate === coordinate).map(({ value }) => value);
  const shows = (secrets: readonly unknown[]): readonly unknown[] =>
    secrets.filter((secret) => typeof secret === 'string' && secret.length > 3 && text.includes(secret));
  /** Texts; the values of enums are the schema's own words. */
  const stringValues = (): readonly string[] =>
    leaves.flatMap(({ coordinate, value }) => {
      const isWord = isEnumType(schema.getType(fields.get(coordinate) ?? ''));
      return isWord || typeof value !== 'string' ? [] : [value];
    });

  it('answers, so that there is something to look at', () => {
    expect(valuesOf('Patient.birthDate').length).toBeGreaterThan(60);
    expect(valuesOf('LedgerEntry.kind').length).toBeGreaterThan(20);
    expect(truth['patients'].patients.nodes.length).toBe(82);
    expect(textsIn(truth['patients'])).toContain(FIRST.telephone);
  });

  it('(A) names', () => {
    const people = truth['patients'].patients.nodes.flatMap((one: { name: object; guarantors: { name: object }[] }) => [one.name, ...one.guarantors.map(({ name }) => name)]); // prettier-ignore
    const words = new Set(textsIn(people));
    expect(words.size).toBeGreaterThan(50);
    expect(stringValues().filter((value) => words.has(value))).toEqual([]);
    expect(shows(IDENTIFIED.flatMap(({ family, given }) => [family, given]))).toEqual([]);
    expect([...named(/name$/i)].sort()).toEqual(['Facility.name', 'Metric.name', 'Payer.name']);
    expect(fields.get('Metric.name')).toBe('MetricName');
    expect(schema.getType('HumanName')).toBeUndefined();
  });

  it('(B) places smaller than a state, but the first three digits of a postal code, 000 for areas of few people', () => {
    const addresses = truth['patients'].patients.nodes.map(({ address }: { address: object }) => address);
    const places = textsIn(addresses).filter((place) => !/^\d{3}$/.test(place));
    expect(places.length).toBeGreaterThan(100);
    expect(shows(places)).toEqual([]);
    expect(valuesOf('Address.postalCode').every((code) => /^\d{3}$/.test(String(code)))).toBe(true);
    expect(valuesOf('Address.postalCode')).toContain('000');
    expect(text).not.toMatch(/"036/);
    expect([...fields.keys()].filter((coordinate) => coordinate.startsWith('Address.')).sort()).toEqual(['Address.country', 'Address.postalCode', 'Address.state']); // prettier-ignore
    expect(typed('Address')).toEqual(['Patient.address']);
    expect(named(/^line$|city|county|district|street|latitude|longitude|geo/i)).toEqual([]);
    // Where care was given is a place too: nothing about one person leads to a facility, only aggregates of many.
    expect([...typed('Facility')].sort()).toEqual(['MetricCell.facility', 'Query.facilities']);
    expect(fields.get('MetricCell.isSuppressed')).toBe('Boolean');
  });

  it('(C) dates but their year, and ages over 89, which are one', async () => {
    const dates = typed('CalendarDate', 'Instant', 'Period');
    const ofBooks = ['FiscalPeriod.startDate', 'FiscalPeriod.endDate', 'Metric.asOfDate'];
    expect(dates).toEqual(expect.arrayContaining(['Patient.birthDate', 'Encounter.serviceDate', ...ofBooks]));
    for (const coordinate of dates.filter((date) => !ofBooks.includes(date))) {
      expect(valuesOf(coordinate).filter((date) => !/^\d{4}-01-01$/.test(String(date)))).toEqual([]);
    }
    expect(valuesOf('Patient.birthDate').filter((date) => Number(String(date).slice(0, 4)) < THIS_YEAR - 90)).toEqual(
      [],
    );
    expect(valuesOf('Patient.birthDate')).toContain(`${THIS_YEAR - 90}-01-01`);
    expect(shows(IDENTIFIED.map(({ birthDate }) => birthDate.slice(0, 4)).map((year) => `"${year}-`))).toEqual([]);
    expect(named(/^age|Age$|days|hours|month/)).toEqual(['MetricCell.age']);
    expect(fields.get('MetricCell.age')).toBe('AgeBucket'); // of what is owed, not of a person
    await expect(
      analytics('{ metric(name: CLAIMS, groupBy: [MONTH]) { total { count } } }', 'finance'),
    ).rejects.toThrow('Value \\"MONTH\\" does not exist in \\"MetricDimension\\" enum.');
    const texts = leaves
      .filter(({ coordinate }) => fields.get(coordinate) === 'String')
      .map(({ value }) => String(value));
    expect(texts.filter((value) => /\d{4}-?\d{2}-?\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}/.test(value))).toEqual([]);
  });

  it('(D) telephone numbers', () => {
    expect(shows(truth['patients'].patients.nodes.map(({ telephone }: { telephone: string }) => telephone))).toEqual(
      [],
    );
    expect(shows([FIRST.telephone, SECOND.telephone])).toEqual([]);
    expect(named(/phone|telecom/i)).toEqual([]);
    expect(stringValues().filter((value) => /\d{3}[-. ]\d{4}/.test(value))).toEqual([]);
  });

  it('(E) fax numbers', () => {
    expect(shows([FIRST.fax, SECOND.fax])).toEqual([]);
    expect(named(/fax/i)).toEqual([]);
  });

  it('(F) electronic mail addresses', () => {
    expect(shows([FIRST.email, SECOND.email])).toEqual([]);
    expect(named(/mail/i)).toEqual([]);
    expect(stringValues().filter((value) => value.includes('@'))).toEqual([]);
  });

  it('(G) social security numbers', () => {
    expect(shows([FIRST.socialSecurityNumber, SECOND.socialSecurityNumber, '99912340'])).toEqual([]);
    expect(named(/social|ssn|taxId/i)).toEqual([]);
    expect(stringValues().filter((value) => /\d{3}-\d{2}-\d{4}|\d{9}/.test(value))).toEqual([]);
  });

  it('(H) medical record numbers', () => {
    const numbers = truth['patients'].patients.nodes.map(({ medicalRecordNumber }: { medicalRecordNumber: string }) => medicalRecordNumber); // prettier-ignore
    expect(numbers).toContain(FIRST.medicalRecordNumber);
    expect(shows(numbers)).toEqual([]);
    expect(named(/record/i)).toEqual([]);
  });

  it('(I) health plan beneficiary numbers, their last four digits either', () => {
    const coverages = truth['patients'].patients.nodes.flatMap(
      (one: { coverages: { memberId: string }[] }) => one.coverages,
    );
    const numbers = coverages.map(({ memberId }: { memberId: string }) => memberId);
    expect(numbers).toContain(FIRST.healthPlanId);
    expect(shows(numbers)).toEqual([]);
    expect(text).not.toContain('****');
    expect(named(/member|subscriber|group(Number|Id)|policy/i)).toEqual([]);
  });

  it('(J) account numbers', () => {
    const ids = truth['accounts'].accounts.nodes.map(({ id }: { id: string }) => id);
    expect(ids.length).toBeGreaterThan(10);
    expect(shows([...ids, FIRST.accountNumber, SECOND.accountNumber])).toEqual([]);
    expect(named(/account(Id|Number)|last4|iban/i)).toEqual([]);
  });

  it('(K) certificate and licence numbers', () => {
    expect(shows([FIRST.licence, SECOND.licence])).toEqual([]);
    expect(named(/licen[cs]e|certificate|npi/i)).toEqual([]);
  });

  it('(L) vehicle identifiers and serial numbers', () => {
    expect(shows([FIRST.vehicle, SECOND.vehicle])).toEqual([]);
    expect(named(/vehicle|plate|vin/i)).toEqual([]);
  });

  it('(M) device identifiers and serial numbers', () => {
    expect(shows([FIRST.device, SECOND.device])).toEqual([]);
    expect(named(/device|udi|serial/i)).toEqual([]);
  });

  it('(N) web addresses', () => {
    expect(shows([FIRST.url, SECOND.url])).toEqual([]);
    expect(named(/url|uri|link|system/i)).toEqual([]);
    expect(stringValues().filter((value) => /:\/\/|^www\./.test(value))).toEqual([]);
  });

  it('(O) internet protocol addresses', () => {
    expect(shows([FIRST.ip, SECOND.ip])).toEqual([]);
    expect(named(/^ip|Ip(Address)?$/)).toEqual([]);
    expect(stringValues().filter((value) => /\d+\.\d+\.\d+\.\d+/.test(value))).toEqual([]);
  });

  it('(P) biometric identifiers', () => {
    expect(shows([FIRST.biometric, SECOND.biometric])).toEqual([]);
    expect(named(/voice|finger|biometric|retina/i)).toEqual([]);
  });

  it('(Q) photographs', () => {
    expect(shows([FIRST.photo, SECOND.photo])).toEqual([]);
    expect(named(/photo|image|picture|attachment/i)).toEqual([]);
  });

  it('(R) any other unique number or code: no id, no digest of one, no cursor, no key of an outside system', () => {
    // Facilities and payers are no persons: metrics are narrowed by their ids.
    const ofOrganizations = ['Facility.id', 'Payer.id'];
    expect([...typed('ID')].sort()).toEqual(ofOrganizations);
    expect([...named(/^id$|Id$|cursor|hash|key|number|reference|origin|correlation/i)].sort()).toEqual(ofOrganizations);
    const args = Object.values(schema.getTypeMap()).flatMap((type) =>
      isObjectType(type) && !type.name.startsWith('__')
        ? Object.values(type.getFields()).flatMap((field) => field.args.map(({ name, type: of }) => `${name}: ${getNamedType(of).name}`)) // prettier-ignore
        : [],
    );
    expect([...new Set(args)].sort()).toEqual([
      'currency: Currency',
      'filter: MetricFilter',
      'first: Int',
      'groupBy: MetricDimension',
      'name: MetricName',
      'status: FiscalPeriodStatus',
    ]);
    const unique = [...textsIn([truth['accounts'], truth['claims'], truth['payments'], truth['money']])].filter((one) => one.length > 5); // prettier-ignore
    expect(unique.length).toBeGreaterThan(200);
    const known = new Set(stringValues());
    expect(unique.filter((one) => known.has(one))).toEqual([]);
    expect(stringValues().filter((value) => /^(?=.*\d)[\w=-]{12,}$/.test(value))).toEqual([]);
    expect([...typed('String')].sort()).toEqual(CODES);
  });

  it('counts of people and records, but in metrics, which hold back what tells of few', () => {
    expect([...typed('Int')].sort()).toEqual([
      'CloseReadiness.unjournalledDayCount',
      'FiscalPeriod.fiscalYear',
      'MetricCell.averageDaysToPayment',
      'MetricCell.count',
      'MetricCell.paymentRate',
    ]);
  });
});

/** Every text of the contract: names of organizations, parts of addresses, and codes of public code sets. */
const CODES = [
  'Address.country',
  'Address.postalCode',
  'Address.state',
  'BankDeposit.typeCode',
  'ClaimStatusReport.categoryCode',
  'ClaimStatusReport.statusCode',
  'Denial.reasonCodes',
  'Denial.remarkCodes',
  'Facility.name',
  'LedgerEntry.reasonCode',
  'MetricCell.denialReason',
  'Payer.name',
  'Payment.failureCode',
  'ProcedureCode.code',
  'ProcedureCode.modifiers',
  'ProcedureCode.qualifier',
  'ProviderAdjustment.reasonCode',
  'Refund.failureCode',
  'RemittanceAdjustment.quantity',
  'RemittanceAdjustment.reasonCode',
  'RemittanceAdvice.handlingCode',
  'RemittanceClaim.facilityTypeCode',
  'RemittanceClaim.filingIndicatorCode',
  'RemittanceClaim.frequencyCode',
  'RemittanceClaim.remarkCodes',
  'RemittanceClaim.statusCode',
  'RemittanceService.remarkCodes',
  'RemittanceService.revenueCode',
  'RemittanceService.units',
];
