import { openRevocationList } from '../../platform/access/revocation-list';
import { systemClock } from '../../platform/domain/instant';
import { openSqliteStore } from '../../platform/store/sqlite';
import { startHubInProcess, type Answer, type HubInProcess, type Whom } from './hub-in-process';

let running: HubInProcess;
const ask = (whom: Whom, query: string, headers: Record<string, string> = {}) => running.ask(whom, query, headers);
const AUDITOR: Whom = { role: 'auditor', subject: 'audrey' };
const FINANCE: Whom = { role: 'finance' };

interface Person {
  readonly id: string;
  readonly facilityId: string;
}
/** Two patients of whom no account is at the same facility, and a facility of neither's. */
let people: readonly [Person, Person];

const logOf = async (patient: string): Promise<Answer['data']> => {
  const query = `{ accessLog(patient: "${patient}", first: 50) { totalCount nodes { subject clientId purpose breakGlassReason correlationId api { name } fields { coordinate decision entities } } } }`; // prettier-ignore
  const { data, errors } = await ask(AUDITOR, query);
  expect(errors).toBeUndefined();
  return data.accessLog;
};

const disclosuresOf = async (patient: string): Promise<Answer['data']> => {
  const query = `{ accountingOfDisclosures(patient: "${patient}", first: 50) { totalCount nodes { recipient purpose reason disclosedFields } } }`; // prettier-ignore
  return (await ask(AUDITOR, query)).data.accountingOfDisclosures;
};

beforeAll(async () => {
  running = await startHubInProcess();
  await running.advance(2);
  const { data } = await ask({ role: 'billing', subject: 'setup' }, '{ accounts(first: 100) { nodes { patient { id } facility { id } } } }'); // prettier-ignore
  const found = (data.accounts.nodes as { patient: { id: string }; facility: { id: string } }[]).map(
    ({ patient, facility }) => ({ id: patient.id, facilityId: facility.id }),
  );
  const placesOf = (id: string) => new Set(found.filter((one) => one.id === id).map(({ facilityId }) => facilityId));
  const [first] = found;
  const second = found.find(({ id, facilityId }) => first && !placesOf(first.id).has(facilityId) && !placesOf(id).has(first.facilityId)); // prettier-ignore
  if (!first || !second) throw new Error('the sandbox has one facility only');
  people = [first, second];
}, 180_000);

afterAll(() => running.stop(), 20_000);

describe('the audit trail of a running hub', () => {
  test('holds who saw what of a patient, and why, by the time the answer is there', async () => {
    const [{ id }] = people;
    const whom = { role: 'billing', subject: 'bella', clientId: 'worklist' } as const;
    const query = `{ patient(id: "${id}") { name { family } birthDate } }`;
    const correlationId = '7f1c9a52-4d38-4b57-9c1e-0a6b4f1f2d11';
    const { errors } = await ask(whom, query, { 'x-purpose-of-use': 'TREAT', 'x-correlation-id': correlationId });
    expect(errors).toBeUndefined();
    const { nodes } = await logOf(id);
    expect(nodes.filter(({ subject }: { subject: string }) => subject === 'bella')).toEqual([
      {
        ...{ subject: 'bella', clientId: 'worklist', purpose: 'TREAT', breakGlassReason: null, correlationId },
        api: { name: 'ehr' },
        fields: expect.arrayContaining([
          { coordinate: 'Patient.birthDate', decision: 'ALLOW', entities: [`Patient/${id}`] },
          { coordinate: 'HumanName.family', decision: 'ALLOW', entities: [`Patient/${id}`] },
        ]),
      },
    ]);
  });

  test('tells of masked and denied fields too, and that somebody read the trail', async () => {
    const [{ id }] = people;
    await ask({ role: 'analyst', subject: 'anna' }, '{ patients(first: 200) { nodes { birthDate name { family } } } }');
    const fields = (await logOf(id)).nodes
      .filter(({ subject }: { subject: string }) => subject === 'anna')
      .flatMap((node: { fields: object[] }) => node.fields);
    expect(fields).toMatchObject([{ coordinate: 'Patient.birthDate', decision: 'MASK' }]);
    const readers = (await logOf(id)).nodes.filter(({ subject }: { subject: string }) => subject === 'audrey');
    expect(readers.length).toBeGreaterThan(0);
  });

  test('is read by auditors alone', async () => {
    const [{ id }] = people;
    const { data, errors } = await ask({ role: 'billing' }, `{ accessLog(patient: "${id}", first: 1) { totalCount } }`);
    expect(data).toEqual({ accessLog: null });
    expect(errors).toMatchObject([{ path: ['accessLog'], extensions: { code: 'FORBIDDEN' } }]);
  });
});

describe('breaking the glass', () => {
  const BTG = { 'x-purpose-of-use': 'BTG' };
  const stranger = (subject: string): Whom => ({ role: 'billing', subject, facilityIds: [people[1].facilityId] });
  const query = () => `{ patient(id: "${people[0].id}") { name { family } birthDate } }`;

  test('opens another facility’s patient for a reason, and has it reviewed, recorded and accounted for', async () => {
    const reason = 'unconscious in our emergency room';
    expect((await ask(stranger('nora'), query())).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    const opened = await ask(stranger('nora'), query(), { ...BTG, 'x-break-glass-reason': reason });
    expect(opened.errors).toBeUndefined();
    expect(opened.data.patient.name.family).toMatch(/\w/);

    const [{ id }, { facilityId }] = people;
    const mine = (nodes: { subject?: string; recipient?: string }[]) =>
      nodes.filter(({ subject, recipient }) => (subject ?? recipient) === 'nora');
    expect(mine((await logOf(id)).nodes)).toMatchObject([{ purpose: 'BTG', breakGlassReason: reason }]);
    expect(mine((await disclosuresOf(id)).nodes)).toMatchObject([{ purpose: 'BTG', reason }]);

    expect((await running.operate('POST', '/drain', {})).status).toBe(200);
    const CASES = '{ exceptionCases(first: 10, kind: BREAK_GLASS) { nodes { kind status reason openedAt } } }';
    const here = await ask({ role: 'billing', facilityIds: [facilityId] }, CASES);
    expect(here.data.exceptionCases.nodes).toMatchObject([{ kind: 'BREAK_GLASS', status: 'OPEN', reason: expect.stringMatching(/^nora broke the glass/) }]); // prettier-ignore
    expect(JSON.stringify(here)).not.toContain('unconscious');
    expect((await ask(FINANCE, CASES)).data).toEqual(here.data);
    const elsewhere = await ask({ role: 'billing', facilityIds: [people[0].facilityId] }, CASES);
    expect(elsewhere.data.exceptionCases.nodes).toEqual([]);
  }, 20_000);

  test('is told to reviewers at once, to staff of their own facility, and again from a cursor on', async () => {
    const [home, { facilityId }] = people;
    const watch = (after = '') => `subscription { exceptionRaised(kind: BREAK_GLASS${after}) { cursor exceptionCase { kind reason } } }`; // prettier-ignore
    const auditor = await running.connect({ role: 'auditor' }, 'governance');
    const [reviewed, atHome] = [
      auditor.iterate({ query: watch() }),
      (await running.connect({ role: 'billing', facilityIds: [home.facilityId] })).iterate({ query: watch() }),
    ];
    const [toAuditor, toHome] = [reviewed.next(), atHome.next()];
    await new Promise((resolve) => setTimeout(resolve, 200)); // until both listen
    for (const subject of ['nell', 'ned']) await ask(stranger(subject), query(), { ...BTG, 'x-break-glass-reason': 'urgent' }); // prettier-ignore
    const { value } = (await toAuditor) as { value: Pick<Answer, 'data' | 'errors'> };
    expect(value.errors).toBeUndefined();
    expect(value.data.exceptionRaised.exceptionCase).toMatchObject({ kind: 'BREAK_GLASS', reason: expect.stringMatching(/^nell broke the glass/) }); // prettier-ignore
    const after = `, after: "${value.data.exceptionRaised.cursor}"`;
    const clerk = await running.connect({ role: 'billing', facilityIds: [facilityId] });
    for (const client of [auditor, clerk]) {
      const again = client.iterate<Answer['data']>({ query: watch(after) });
      expect((await again.next()).value.data.exceptionRaised.exceptionCase.reason).toMatch(/^ned broke the glass/);
      await again.return?.();
    }
    await ask({ ...stranger('hal'), facilityIds: [home.facilityId] }, query(), { ...BTG, 'x-break-glass-reason': 'urgent' }); // prettier-ignore
    expect(((await toHome) as { value: Answer }).value.data.exceptionRaised.exceptionCase.reason).toMatch(
      /^hal broke the glass/,
    );
    const patient = await running.connect({ role: 'patient', patientIds: [home.id] });
    await expect(patient.iterate({ query: watch() }).next()).rejects.toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]); // prettier-ignore
  }, 20_000);

  test('is refused without a reason, and without the right to', async () => {
    const bare = await ask(stranger('nick'), query(), BTG);
    expect([bare.status, bare.data]).toEqual([400, undefined]);
    expect(bare.errors).toMatchObject([{ message: expect.stringMatching(/needs a reason: x-break-glass-reason/), extensions: { code: 'BAD_INPUT' } }]); // prettier-ignore
    const reason = { ...BTG, 'x-break-glass-reason': 'curious' };
    const analyst = await ask({ role: 'analyst', subject: 'anna' }, query(), reason);
    expect([analyst.status, analyst.data]).toEqual([403, undefined]);
    expect(analyst.errors).toMatchObject([{ message: expect.stringMatching(/needs btg:use/) }]);
    await running.operate('POST', '/drain', {});
    const { data } = await ask(FINANCE, '{ exceptionCases(first: 10, kind: BREAK_GLASS) { nodes { reason } } }');
    expect(JSON.stringify(data)).not.toMatch(/nick|anna/);
  });
});

test('rights that another process ends end open subscriptions and the next request', async () => {
  const { data } = await ask({ role: 'billing' }, '{ accounts(first: 1) { nodes { id } } }');
  const watcher: Whom = { role: 'billing', subject: 'walter' };
  const client = await running.connect(watcher);
  const changes = client.iterate({ query: `subscription { accountBalanceChanged(accountId: "${data.accounts.nodes[0].id}", after: "v0") { cursor } }` }); // prettier-ignore
  expect((await changes.next()).value).toMatchObject({ data: { accountBalanceChanged: { cursor: 'v1' } } });
  const store = await openSqliteStore({ path: `${running.folder}/accord.db` });
  const list = await openRevocationList({ store, clock: systemClock });
  await list.change({ of: { kind: 'SUBJECT', id: 'walter' }, by: 'test' });
  await store.close();
  let last = await changes.next();
  while (!last.done && !last.value.errors) last = await changes.next();
  expect(last.value).toMatchObject({ errors: [{ message: 'the token has been revoked', extensions: { code: 'UNAUTHENTICATED' } }] }); // prettier-ignore
  expect((await changes.next()).done).toBe(true);
  const refused = await ask(watcher, '{ accounts(first: 1) { totalCount } }');
  expect([refused.status, refused.data]).toEqual([401, undefined]);
}, 20_000);
