import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newHubKeyPair } from '../../../platform/access/remote/hub-key';
import { receiveOtlp, type OtlpReceiver, type ReceivedSpan } from '../../platform/telemetry/otlp-receiver';
import { accord, endAll, run, type AccordProcess } from '../accord-process';

/** The commands of the README's section on many machines, each in a process of its own over one store. */
describe('worker, subgraphs, catalog and gateway in processes of their own', () => {
  const folder = mkdtempSync(join(tmpdir(), 'accord-many-'));
  const data = ['--data', folder];
  const accountId = 'xsz_jb67atvf1qWJgy2U7g';
  const subgraphs = new Map<string, AccordProcess>();
  let keys: { readonly gateway: string; readonly subgraph: string };
  let url = '';
  let workerUrl = '';
  let gateway: AccordProcess;
  let worker: AccordProcess;
  let collector: OtlpReceiver;
  let watched: Readonly<Record<string, string>>;

  const startSubgraph = (name: string, ...more: readonly string[]): AccordProcess => {
    const args = name === 'catalog' ? ['catalog'] : ['subgraph', name];
    const started = accord([...args, ...data, ...more], { ACCORD_HUB_KEY: keys.subgraph, ...watched });
    subgraphs.set(name, started);
    return started;
  };
  beforeAll(async () => {
    keys = await newHubKeyPair();
    collector = await receiveOtlp();
    watched = {
      ACCORD_LOG_LEVEL: 'warn',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '100',
    };
    worker = accord(['worker', '--sandbox', ...data], { ACCORD_LOG_LEVEL: 'warn' });
    const names = ['ehr', 'payer', 'erp', 'payments', 'billing', 'catalog'];
    for (const name of names) startSubgraph(name);
    for (const name of names) await subgraphs.get(name)?.until(/is in the graph/);
    workerUrl = (await worker.until(/operators reach it at (\S+)/))[1] ?? '';
    gateway = accord(['gateway', '--port', '0', ...data], { ACCORD_HUB_KEY: keys.gateway, ...watched });
    url = (await gateway.until(/The gateway answers at (\S+)/))[1] ?? '';
    const response = await fetch(`${workerUrl}/sandbox/advance`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"days":20}',
    });
    expect(await response.json()).toMatchObject({ day: 20 });
  }, 240_000);
  afterAll(async () => {
    await endAll();
    await collector.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const tokenOf = async (...args: readonly string[]): Promise<string> =>
    (await run(['token', ...args, ...data])).out.trim();
  const ask = async (token: string, query: string, more: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...more },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as { data?: Record<string, unknown>; errors?: readonly object[] };
  };

  /** What is pushed until it matches. */
  const watch = async (token: string, query: string, pattern: RegExp): Promise<string> => {
    const abort = new AbortController();
    const response = await fetch(url, {
      method: 'POST',
      signal: abort.signal,
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query }),
    });
    let text = '';
    for await (const part of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
      text += part;
      if (pattern.test(text)) break;
    }
    abort.abort();
    return text;
  };

  const PAGE = `{ account(id: "${accountId}") { balance { minorUnits } patient { name { text } } facility { name } claims(first: 1) { nodes { status paidAmount { minorUnits } payer { name } } } entries(first: 5) { nodes { kind } } } }`;

  it('answer the account page across the subgraphs', async () => {
    const token = await tokenOf('--role', 'billing', '--facility', 'facility-harbor');
    expect(await ask(token, PAGE)).toEqual({
      data: {
        account: {
          balance: { minorUnits: 0 },
          patient: { name: { text: 'Clementine Grønlund' } },
          facility: { name: 'Lakeview Harbor Hospital' },
          claims: {
            nodes: [{ status: 'PAID', paidAmount: { minorUnits: 11_098 }, payer: { name: 'Commonwell Public Plan' } }],
          },
          entries: {
            nodes: ['PATIENT_PAYMENT', 'PATIENT_RESPONSIBILITY', 'CONTRACTUAL_ADJUSTMENT', 'INSURANCE_PAYMENT', 'CHARGE'].map((kind) => ({ kind })), // prettier-ignore
          },
        },
      },
    });
  });

  it('leave one trace across their processes, without a word of who it is about', async () => {
    const token = await tokenOf('--role', 'billing', '--facility', 'facility-harbor');
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    await ask(token, PAGE, { traceparent: `00-${traceId}-00f067aa0ba902b7-01` });
    const hop = (name: string) => [
      `accord-gateway fetch ${name} < query`,
      `accord-${name} answer ${name} < fetch ${name}`,
    ];
    const expected = ['accord-gateway query < 00f067aa0ba902b7', ...['billing', 'ehr', 'payer'].flatMap(hop)];
    const told = (): ReadonlySet<string> => {
      const spans = collector.spans.filter((span) => span.traceId === traceId);
      const names = new Map(spans.map(({ spanId, name }) => [spanId, name]));
      const line = ({ service, name, parentSpanId: id = '' }: ReceivedSpan) =>
        `${service} ${name} < ${names.get(id) ?? id}`;
      return new Set(spans.map(line));
    };
    for (let tries = 0; tries < 200 && told().size < expected.length; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect([...told()].sort()).toEqual(expected.sort());
    const people = [accountId, 'facility-harbor', 'patient-0020', 'Clementine', 'Grønlund'];
    for (const word of [...people, 'minorUnits', 'Bearer']) expect(collector.bytes()).not.toContain(word);
  });

  it("keep another's account from a patient, and names from an analyst", async () => {
    const patient = await tokenOf('--role', 'patient', '--patient', 'patient-0020');
    const other = '{ account(id: "ZsaPh18PzXipyK4i-7llQg") { balance { minorUnits } } }';
    expect(await ask(patient, other)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
    const analyst = await tokenOf('--role', 'analyst');
    const dates = `{ account(id: "${accountId}") { patient { name { text } } entries(first: 5) { nodes { serviceDate } } } }`;
    const { data: seen, errors } = await ask(analyst, dates);
    expect(seen).toMatchObject({ account: { patient: null } });
    expect(JSON.stringify(seen)).toContain('"serviceDate":"2026-01-01"');
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', field: 'PatientAccount.patient' } }]);
    const auditor = await tokenOf('--role', 'auditor');
    const trail = await ask(auditor, '{ accessLog(patientId: "patient-0020", first: 50) { totalCount } }');
    expect(trail.errors ?? trail.data).not.toEqual({ accessLog: { totalCount: 0 } });
    expect((await run(['audit', 'verify', ...data])).code).toBe(0);
  }, 60_000);

  it('resume a subscription from its cursor, also after its subgraph was started anew', async () => {
    const token = await tokenOf('--role', 'patient', '--patient', 'patient-0020');
    const query = `subscription { accountBalanceChanged(accountId: "${accountId}", after: "v1") { cursor balance { minorUnits } account { facility { name } } } }`;
    const events = await watch(token, query, /"cursor":"v5"/);
    expect(events).toContain('"cursor":"v4","balance":{"minorUnits":2774},"account":{"facility":{"name":"Lakeview Harbor Hospital"}}'); // prettier-ignore
    const [, address = ''] = (await subgraphs.get('billing')?.until(/answers at (\S+)/)) ?? [];
    expect(await subgraphs.get('billing')?.stop()).toBe(0);
    await startSubgraph('billing', '--port', new URL(address).port).until(/is in the graph/);
    expect(await watch(token, query, /"cursor":"v5"/)).toContain('"cursor":"v5"');
  }, 60_000);

  it('tell reviewers of a broken glass at once, and again from a cursor on; staff of other facilities never', async () => {
    const audrey = await tokenOf('--role', 'auditor', '--subject', 'audrey');
    const breakGlass = async (subject: string) => {
      const token = await tokenOf('--role', 'billing', '--subject', subject, '--facility', 'facility-northside');
      const glass = { 'x-purpose-of-use': 'BTG', 'x-break-glass-reason': 'urgent' };
      expect(await ask(token, '{ patient(id: "patient-0020") { id } }', glass)).toEqual({ data: { patient: { id: 'patient-0020' } } }); // prettier-ignore
    };
    const raised = (after = '') => `subscription { exceptionRaised(kind: BREAK_GLASS${after}) { cursor exceptionCase { reason } } }`; // prettier-ignore
    let isTold = false;
    const told = watch(audrey, raised(), /broke the glass/).finally(() => (isTold = true));
    // The stream begins with what comes once it is open: one after another, until one has come.
    for (let broken = 0; broken < 20 && !isTold; broken += 1) {
      await breakGlass(`nora-${broken}`);
      await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 2_000))]);
    }
    const [, cursor = '', first = ''] =
      /"cursor":"([^"]+)".*?"reason":"(nora-\d+) broke the glass/.exec(await told) ?? [];
    for (const subject of ['nell', 'ned']) await breakGlass(subject);
    const again = await watch(audrey, raised(`, after: "${cursor}"`), /"ned broke the glass/);
    const who = [...again.matchAll(/"([a-z0-9-]+) broke the glass/g)].map(([, subject]) => subject);
    expect(who.slice(-2)).toEqual(['nell', 'ned']);
    expect(who).not.toContain(first);
    const other = await tokenOf('--role', 'billing', '--facility', 'facility-pinecrest');
    const refused = await watch(other, raised(`, after: "${cursor}"`), /complete/);
    expect(refused).toContain('"this is not a cursor of exceptionRaised"');
    expect(refused).not.toContain('broke the glass');
  }, 120_000);

  it('refuse whoever asks a subgraph past the gateway', async () => {
    const [, address = ''] = (await subgraphs.get('ehr')?.until(/answers at (\S+)/)) ?? [];
    const response = await fetch(address, { method: 'POST', body: '{"query":"{ __typename }"}' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('have a second worker wait until the first has ended', async () => {
    const second = accord(['worker', ...data], { ACCORD_LOG_LEVEL: 'warn' });
    await second.until(/Another worker works on this store; waiting until it has ended/);
    expect(await worker.stop()).toBe(0);
    await second.until(/The worker works; webhooks and operators reach it at/);
    expect(await second.stop()).toBe(0);
  }, 60_000);

  it('end in order', async () => {
    expect(await gateway.stop()).toBe(0);
    for (const started of subgraphs.values()) expect(await started.stop()).toBe(0);
  }, 60_000);
});

test('a subgraph that has no key, the private key, or a name that nobody knows says what to do', async () => {
  const { gateway } = await newHubKeyPair();
  const said = async (args: readonly string[], env: Record<string, string> = {}) => (await run(args, env)).err;
  expect(await said(['subgraph', 'billing'])).toMatch(
    /set ACCORD_HUB_KEY to the public key that `accord hub-key` makes/,
  );
  expect(await said(['subgraph', 'billing'], { ACCORD_HUB_KEY: gateway })).toMatch(/the private hub key belongs to gateways alone/); // prettier-ignore
  expect(await said(['subgraph', 'laundry'])).toMatch(/"laundry" is not a subgraph; use one of ehr, payer, erp/);
}, 60_000);
