import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteStore } from '../../../platform/store/sqlite';
import { describeFilesOfOthers, filesOfOthers } from '../../platform/x12/files-of-others';
import { startTrialHub, tableOf, type TrialHub } from './command-line';

jest.setTimeout(300_000);

const DATA = join(__dirname, '../../../../shared/data');
const BUNDLES = ['synthea-b', 'synthea-a'].map((name) => join(DATA, 'fhir', name));
const PATHS = [...BUNDLES, join(DATA, 'x12')];

interface Resource {
  readonly resourceType: string;
  readonly id: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- FHIR, as it comes
  readonly [field: string]: any;
}

const idIn = (reference: string): string => reference.slice(-36);

/** Counted from the files themselves, by nothing but JSON: what a careful biller expects to find. */
function countBundles() {
  const resources = new Map<string, Resource>();
  const statements = new Set<string>();
  let files = 0;
  let messages = 0;
  let answers = 0;
  for (const folder of BUNDLES) {
    for (const name of readdirSync(folder)) {
      const bundle = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { type: string; entry: { resource: Resource }[] }; // prettier-ignore
      files += 1;
      if (bundle.type === 'batch-response') answers += 1;
      else messages += bundle.entry.length;
      if (bundle.type === 'batch-response') continue;
      for (const { resource } of bundle.entry) {
        resources.set(`${resource.resourceType}/${resource.id}`, resource);
        statements.add(JSON.stringify(resource));
      }
    }
  }
  const of = (type: string): Resource[] => [...resources.values()].filter(({ resourceType }) => resourceType === type);
  return { files, messages, answers, distinct: statements.size, of };
}

/** Decimal text to cents, half to even where it is finer. */
function cents(value: number): number {
  const [whole = '0', fraction = ''] = String(value).split('.');
  const exact = BigInt(whole + fraction.padEnd(12, '0').slice(0, 12));
  const unit = 10n ** 10n;
  const [down, rest] = [exact / unit, (exact % unit) * 2n];
  return Number(rest > unit || (rest === unit && down % 2n === 1n) ? down + 1n : down);
}

const isInsurance = (payer: string): boolean => payer.trim().toLowerCase() !== 'no_insurance';

/** Claim payments of the 835 files, each file once that says the same, split by nothing but their separators. */
function countRemittances() {
  const bodies = new Map<string, number[]>();
  for (const { path } of filesOfOthers.filter(({ name }) => name.startsWith('835/'))) {
    const text = readFileSync(path, 'latin1').replace(/^ï»¿/, '').replace(/[\r\n]/g, ''); // prettier-ignore
    const [element = '*', segment = '~'] = [text.charAt(3), text.charAt(105)];
    const segments = text.split(segment).map((one) => one.split(element));
    const body = segments.slice(segments.findIndex(([id]) => id === 'ST')).filter(([id]) => !['ST', 'SE', 'GE', 'IEA'].includes(id ?? '')); // prettier-ignore
    const paid = segments.filter(([id]) => id === 'CLP').map(([, , , , amount = '0']) => cents(Number(amount)));
    bodies.set(JSON.stringify(body), paid);
  }
  return { remittances: bodies.size, paid: [...bodies.values()].flat() };
}

const describeBundles = existsSync(PATHS[0] ?? '') ? describeFilesOfOthers : describe.skip;

describeBundles('messages of others, imported', () => {
  let folder: string;
  let hub: TrialHub;
  const expected = existsSync(PATHS[0] ?? '') ? countBundles() : null;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'accord-others-'));
    hub = await startTrialHub(join(folder, 'data'));
  });
  afterAll(async () => {
    await hub?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const of = (type: string): Resource[] => expected?.of(type) ?? [];
  const total = async (query: string, role?: 'finance' | 'billing'): Promise<number> => {
    const answer = await hub.ask(`{ ${query} { totalCount } }`, role);
    return (Object.values(answer)[0] as { totalCount: number }).totalCount;
  };

  /** All nodes of a list, page by page. */
  async function all<T>(field: string, selection: string): Promise<readonly T[]> {
    const nodes: T[] = [];
    for (let after = ''; ;) {
      const answer = await hub.ask(`{ ${field}(first: 200${after}) { nodes ${selection} pageInfo { hasNextPage endCursor } } }`); // prettier-ignore
      const page = answer[field] as { nodes: T[]; pageInfo: { hasNextPage: boolean; endCursor: string } };
      nodes.push(...page.nodes);
      if (!page.pageInfo.hasNextPage) return nodes;
      after = `, after: "${page.pageInfo.endCursor}"`;
    }
  }

  /** How many documents each collection holds that may only grow. */
  async function sizes(): Promise<Record<string, number>> {
    const store = await openSqliteStore({ path: join(hub.data, 'accord.db') });
    try {
      const names = ['ehr', 'payer', 'billing', 'payments'].flatMap((room) => [`${room}_commits`, `${room}_feed`]);
      const found: Record<string, number> = {};
      for (const name of [...names, 'billing_entries', 'billing_cases', 'ehr_inbox', 'payer_inbox', 'hub_inbox']) {
        found[name] = await (await store.collection({ name })).count({});
      }
      return found;
    } finally {
      await store.close();
    }
  }

  let before: Record<string, number>;

  it('are all taken in, but for the saved answer of a server, which would bill its patient twice', async () => {
    await hub.drain();
    before = {
      patients: await total('patients(first: 1)'),
      claims: await total('claims(first: 1)'),
      accounts: await total('accounts(first: 1)'),
      remittances: await total('remittanceAdvices(first: 1)'),
    };
    const { code, stdout } = await hub.import(PATHS);
    expect(code).toBe(0);
    const table = tableOf(stdout);
    const { files = 0, messages = 0, answers = 0, distinct = 0 } = expected ?? {};
    expect(table['FHIR R4']).toEqual([files, messages + answers, distinct, messages - distinct, answers]);
    const sets =
      (JSON.parse(readFileSync(join(DATA, 'x12', 'MANIFEST.json'), 'utf8')) as { transactionSets: Record<string, number> }[]) // prettier-ignore
        .flatMap(({ transactionSets }) => Object.values(transactionSets))
        .reduce((sum, count) => sum + count, 0);
    expect(table['X12']).toEqual([filesOfOthers.length, sets, sets - 1, 1, 0]);
    expect(stdout).toMatch(/a batch-response is a server's answer.*import the batch that it answers/);
  });

  it('show every patient, visit, plan and claim, and no other', async () => {
    expect(await total('patients(first: 1)')).toBe((before['patients'] ?? 0) + of('Patient').length);
    expect(await total('claims(first: 1)')).toBe((before['claims'] ?? 0) + of('Claim').length);
    for (const patient of of('Patient')) {
      const { patient: found } = await hub.ask(
        `{ patient(id: "${patient.id}") { name { family } birthDate encounters(first: 200) { nodes { id } } coverages { payer { name } } } }`,
      );
      const mine = of('Encounter').filter(({ subject }) => idIn(subject.reference) === patient.id);
      const contained = of('ExplanationOfBenefit')
        .flatMap((one) => (one['contained'] ?? []) as Resource[])
        .filter(({ resourceType, beneficiary }) => resourceType === 'Coverage' && idIn(beneficiary.reference) === patient.id); // prettier-ignore
      const payers = [...new Set(contained.map(({ payor }) => (payor[0].display as string).toLowerCase()))].filter(
        isInsurance,
      );
      expect(found.name.family).toBe(patient['name'][0].family);
      expect(found.birthDate).toBe(patient['birthDate']);
      expect(found.encounters.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
        mine.map(({ id }) => id).sort(),
      );
      expect(found.coverages.map(({ payer }: { payer: { name: string } }) => payer.name.toLowerCase()).sort()).toEqual(
        payers.sort(),
      );
    }
  });

  it('bill each claim once, to the cent, on the account of its patient and facility', async () => {
    const owed = new Map<string, number>();
    for (const { patient, provider, total: sum } of of('Claim')) {
      const key = `${idIn(patient.reference)} ${idIn(provider.reference)}`;
      owed.set(key, (owed.get(key) ?? 0) + cents(sum.value));
    }
    expect(await total('accounts(first: 1)')).toBe((before['accounts'] ?? 0) + owed.size);
    interface Account {
      readonly patient: { readonly id: string };
      readonly facility: { readonly id: string };
      readonly balance: { readonly minorUnits: number };
    }
    const accounts = await all<Account>('accounts', '{ patient { id } facility { id } balance { minorUnits } }');
    const found = new Map(accounts.map(({ patient, facility, balance }) => [`${patient.id} ${facility.id}`, balance.minorUnits])); // prettier-ignore
    expect([...owed].map(([key]) => [key, found.get(key)])).toEqual([...owed]);
    const claims = await all<{ id: string; billedAmount: { minorUnits: number } }>('claims', '{ id billedAmount { minorUnits } }'); // prettier-ignore
    const billed = new Map(claims.map(({ id, billedAmount }) => [id, billedAmount.minorUnits]));
    for (const { id, total: sum } of of('Claim')) expect([id, billed.get(id)]).toEqual([id, cents(sum.value)]);
  });

  it('hold what payers paid for claims that nobody knows, the unpaid ones too', async () => {
    const { remittances, paid } = countRemittances();
    expect(await total('remittanceAdvices(first: 1)')).toBe((before['remittances'] ?? 0) + remittances);
    const { unidentifiedCash } = await hub.ask('{ unidentifiedCash(first: 200) { totalCount heldAmount { minorUnits } nodes { amount { minorUnits } } } }'); // prettier-ignore
    const amounts = unidentifiedCash.nodes.map(({ amount }: { amount: { minorUnits: number } }) => amount.minorUnits);
    expect([...amounts].sort((a: number, b: number) => a - b)).toEqual([...paid].sort((a, b) => a - b));
    expect(amounts).toContain(0);
    expect(unidentifiedCash.totalCount).toBe(paid.length);
    expect(unidentifiedCash.heldAmount.minorUnits).toBe(paid.reduce((sum, amount) => sum + amount, 0));
  });

  it('keep the other transaction sets where they can be seen', async () => {
    for (const [code, count] of [['270', 5], ['271', 157], ['276', 3], ['277', 4], ['837', 21]] as const) {
      expect([code, await total(`transactionSets(first: 1, setCode: "${code}")`)]).toEqual([code, count]);
    } // prettier-ignore
  });

  it('leave the ledger in balance and every message settled', async () => {
    const { trialBalance } = await hub.ask('{ trialBalance { totalAmount { minorUnits } } }', 'finance');
    expect(trialBalance.totalAmount.minorUnits).toBe(0);
    const store = await openSqliteStore({ path: join(hub.data, 'accord.db') });
    for (const name of ['ehr_inbox', 'payer_inbox']) {
      const inbox = await store.collection({ name });
      expect([name, await inbox.count({ state: { ne: 'ACCEPTED' } })]).toEqual([name, 0]);
    }
    await store.close();
  });

  it('change nothing when they come again, in any order', async () => {
    const first = await sizes();
    const again = await hub.import([...PATHS].reverse());
    expect(again.code).toBe(0);
    const { files = 0, messages = 0, answers = 0 } = expected ?? {};
    expect(tableOf(again.stdout)['FHIR R4']).toEqual([files, messages + answers, 0, messages, answers]);
    expect(tableOf(again.stdout)['X12']).toEqual([filesOfOthers.length, 198, 0, 198, 0]);
    expect(await sizes()).toEqual(first);
  });

  it('leave no name of a patient and of a file in the hub’s log', () => {
    const log = hub.log();
    const names = of('Patient').flatMap(({ name }) => [name[0].family as string, ...(name[0].given as string[])]);
    const socials = of('Patient').flatMap(({ identifier }) => (identifier as { value: string }[]).map(({ value }) => value)); // prettier-ignore
    for (const word of [...names, ...socials]) expect([word, log.includes(word)]).toEqual([word, false]);
    for (const { name } of filesOfOthers) expect([name, log.includes(name.slice(4))]).toEqual([name, false]);
    expect(log.includes('synthea')).toBe(false);
  });
});
