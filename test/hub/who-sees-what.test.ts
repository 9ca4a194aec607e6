import { startHubInProcess, type Answer, type HubInProcess, type Whom } from './hub-in-process';

let running: HubInProcess;
const ask = (whom: Whom, query: string): Promise<Answer> => running.ask(whom, query);
const STAFF: Whom = { role: 'billing' };

interface Account {
  readonly id: string;
  readonly patient: { readonly id: string };
  readonly guarantor: { readonly id: string } | null;
  readonly claims: { readonly totalCount: number };
}
let accounts: readonly Account[];
/** An account whose bill somebody else answers for, and one of neither of the two. */
let billed: Account;
let other: Account;

beforeAll(async () => {
  running = await startHubInProcess();
  await running.advance(4);
  const { data } = await ask(STAFF, '{ accounts(first: 200) { nodes { id patient { id } guarantor { id } claims(first: 1) { totalCount } } } }'); // prettier-ignore
  accounts = data.accounts.nodes;
  const found = accounts.find(({ patient, guarantor, claims }) => guarantor && guarantor.id !== patient.id && claims.totalCount > 0); // prettier-ignore
  if (!found) throw new Error('in this sandbox nobody answers for another');
  billed = found;
  const people = new Set([billed.patient.id, billed.guarantor?.id]);
  other = accounts.find(({ patient, guarantor }) => !people.has(patient.id) && !people.has(guarantor?.id)) as Account;
}, 180_000);
afterAll(() => running.stop(), 20_000);

describe('a guarantor', () => {
  const guarantor = (): Whom => ({ role: 'patient', subject: 'gail', guarantorIds: [billed.guarantor?.id ?? ''] });
  const bill = (id: string) =>
    `{ account(id: "${id}") { id balance { minorUnits } patient { id name { family } } guarantor { id } entries(first: 50) { totalCount } claims(first: 50) { totalCount } payments(first: 50) { totalCount } } }`; // prettier-ignore

  test('sees the bill that they answer for, as the EHR says, and whose it is', async () => {
    const seen = await ask(guarantor(), bill(billed.id));
    expect(seen.errors).toBeUndefined();
    expect(seen.data).toEqual((await ask(STAFF, bill(billed.id))).data);
    expect(seen.data.account.claims.totalCount).toBeGreaterThan(0);
  });

  test('finds exactly the accounts that name them in lists and counts', async () => {
    const theirs = accounts.filter((account) => account.guarantor?.id === billed.guarantor?.id).map(({ id }) => id);
    const { data } = await ask(guarantor(), '{ accounts(first: 50) { totalCount nodes { id } } }');
    expect(data.accounts.totalCount).toBe(theirs.length);
    expect(data.accounts.nodes.map(({ id }: Account) => id).sort()).toEqual([...theirs].sort());
  });

  test('sees nothing of the patient’s care, and no other account', async () => {
    const patient = `{ patient(id: "${billed.patient.id}") { id encounters(first: 5) { totalCount } coverages { id } } }`;
    expect((await ask(STAFF, patient)).data.patient.encounters.totalCount).toBeGreaterThan(0);
    const { data } = await ask(guarantor(), patient);
    expect(data.patient).toEqual({ id: billed.patient.id, encounters: { totalCount: 0 }, coverages: [] });
    const foreign = await ask(guarantor(), bill(other.id));
    expect(foreign).toEqual(await ask(guarantor(), bill('no-such-account')));
    expect(foreign.errors).toMatchObject([{ message: 'there is no such account', extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is told of the balance as it changes', async () => {
    const client = await running.connect(guarantor());
    const query = (id: string) => `subscription { accountBalanceChanged(accountId: "${id}", after: "v0") { cursor account { id } } }`; // prettier-ignore
    const changes = client.iterate({ query: query(billed.id) });
    expect((await changes.next()).value).toMatchObject({ data: { accountBalanceChanged: { account: { id: billed.id } } } }); // prettier-ignore
    await changes.return?.();
    const refused = client.iterate({ query: query(other.id) });
    await expect(refused.next()).rejects.toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });

  test('is shown the patient’s data as somebody involved in the payment: no disclosure to account for', async () => {
    const audit = `{ log: accessLog(patient: "${billed.patient.id}", first: 100) { nodes { subject } } disclosures: accountingOfDisclosures(patient: "${billed.patient.id}", first: 100) { nodes { recipient } } }`; // prettier-ignore
    const { data } = await ask({ role: 'auditor' }, audit);
    expect(data.log.nodes).toContainEqual({ subject: 'gail' });
    expect(data.disclosures.nodes).toEqual([]);
  });

  test('who answers for nobody sees nothing', async () => {
    const { data } = await ask({ role: 'patient', guarantorIds: ['nobody'] }, '{ accounts(first: 5) { totalCount } patients(first: 5) { totalCount } }'); // prettier-ignore
    expect(data).toEqual({ accounts: { totalCount: 0 }, patients: { totalCount: 0 } });
  });
});

describe('a payer’s machine', () => {
  const CLAIMS = '{ claims(first: 200) { totalCount nodes { id payer { id } billedAmount { minorUnits } } } remittanceAdvices(first: 200) { totalCount nodes { id payer { id } } } denials(first: 200) { totalCount nodes { payer { id } } } }'; // prettier-ignore
  type Owned = { readonly nodes: readonly { readonly payer: { readonly id: string } | null }[] };

  test('sees what it was sent and what it answered, and nothing of any other payer', async () => {
    const all = (await ask({ role: 'billing' }, CLAIMS)).data as Record<string, Owned>;
    const payerId = all['remittanceAdvices']?.nodes[0]?.payer?.id ?? '';
    const payer: Whom = { role: 'payer', payerIds: [payerId], clientId: 'meadowlark-gateway' };
    const { data, errors } = await ask(payer, CLAIMS);
    expect(errors).toBeUndefined();
    for (const [name, list] of Object.entries(all)) {
      const theirs = list.nodes.filter((node) => node.payer?.id === payerId);
      expect([name, data[name].totalCount]).toEqual([name, theirs.length]);
      expect(data[name].nodes.map((node: Owned['nodes'][number]) => node.payer?.id)).toEqual(theirs.map(() => payerId));
      expect([name, theirs.length < list.nodes.length || name !== 'claims']).toEqual([name, true]);
    }
    const rest = await ask(payer, '{ accounts(first: 5) { totalCount } patients(first: 5) { totalCount } payments(first: 5) { totalCount } transactionSets(first: 5) { totalCount } }'); // prettier-ignore
    for (const list of Object.values(rest.data as Record<string, { totalCount: number } | null>)) expect(list?.totalCount ?? 0).toBe(0); // prettier-ignore
  });
});

describe('a vendor’s machine', () => {
  const PAYMENTS = '{ payments(first: 200) { totalCount nodes { id origin { system } } } payouts(first: 200) { totalCount nodes { id items(first: 5) { totalCount } } } bankDeposits(first: 200) { totalCount nodes { id } } }'; // prettier-ignore

  test('sees the payments and payouts that it told of, and nothing of another system', async () => {
    const all = (await ask({ role: 'finance' }, PAYMENTS)).data;
    const [stripe, bank] = ['payments', 'bank'].map((name) => running.hub.systems.find((one) => one.startsWith(name)) ?? ''); // prettier-ignore
    const seen = await ask({ role: 'vendor', systems: [stripe ?? ''], clientId: 'processor' }, PAYMENTS);
    expect(seen.errors).toBeUndefined();
    const own = all.payments.nodes.filter(({ origin }: { origin: { system: string } }) => origin.system === stripe); // prettier-ignore
    expect(own.length).toBeGreaterThan(0);
    expect(seen.data.payments).toEqual({ totalCount: own.length, nodes: own });
    expect(seen.data.payouts).toEqual(all.payouts);
    expect(seen.data.bankDeposits.totalCount).toBe(0);
    const ofBank = await ask({ role: 'vendor', systems: [bank ?? ''] }, PAYMENTS);
    expect([ofBank.data.payments.totalCount, ofBank.data.bankDeposits]).toEqual([0, all.bankDeposits]);
  });

  test('sees no account, claim or patient', async () => {
    const { data } = await ask({ role: 'vendor', systems: running.hub.systems }, '{ accounts(first: 5) { totalCount } claims(first: 5) { totalCount } patients(first: 5) { totalCount } }'); // prettier-ignore
    for (const list of Object.values(data as Record<string, { totalCount: number } | null>)) expect(list?.totalCount ?? 0).toBe(0); // prettier-ignore
  });
});

test('staff see their facilities’ accounts, in lists, counts and sums', async () => {
  const { data } = await ask(STAFF, '{ accounts(first: 200) { totalCount nodes { id facility { id } } } }');
  const byFacility = new Map<string, number>();
  for (const { facility } of data.accounts.nodes as { facility: { id: string } }[]) byFacility.set(facility.id, (byFacility.get(facility.id) ?? 0) + 1); // prettier-ignore
  for (const [facilityId, count] of byFacility) {
    const own = await ask({ role: 'billing', facilityIds: [facilityId] }, '{ accounts(first: 200) { totalCount nodes { facility { id } } } }'); // prettier-ignore
    expect(own.data.accounts.nodes.every((node: { facility: { id: string } }) => node.facility.id === facilityId)).toBe(true); // prettier-ignore
    if (data.accounts.totalCount <= 200) expect(own.data.accounts.totalCount).toBe(count);
  }
});
